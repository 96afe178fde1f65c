"""Settings: a wrong one stops the start with a sentence that says which and why, and all are written down."""

import re
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.settings import Settings, read_settings

ROOT = Path(__file__).parents[2]
SETTINGS = [name.upper() for name in Settings.model_fields]
UNSET = (None, "", SecretStr(""))  # of these the example file shows what could be set
HERE = "CHARTER_CACHE"  # by default below the home folder of whoever runs it
WITH_DEFAULT = [
    name for name in SETTINGS if name != HERE and Settings.model_fields[name.lower()].default not in UNSET
]

WRONG = [
    ("CHARTER_WEB_PORT", "abc", "valid integer"),
    ("CHARTER_WEB_PORT", "0", "greater than or equal to 1"),
    ("CHARTER_WEB_PORT", "65536", "less than or equal to 65535"),
    ("CHARTER_SENTENCES", "perhaps", "valid boolean"),
    ("CHARTER_KEEP_QUESTIONS", "0", "greater than or equal to 1"),
    ("CHARTER_KEEP_QUESTIONS", "366", "less than or equal to 365"),
    ("CHARTER_KEEP_QUESTIONS", "a month", "valid integer"),
    ("CHARTER_LOG", "xml", "'text' or 'json'"),
    ("CHARTER_METRICS_TOKEN", "short", "give at least 16 letters and digits"),
    ("CHARTER_METRICS_TOKEN", "sixteen letters and spaces", "give at least 16 letters and digits"),
    ("TELEGRAM_BOT_TOKEN", "foo", "that is not a bot token"),
    ("TELEGRAM_BOT_TOKEN", "123456:", "that is not a bot token"),
    ("CHARTER_STORE", "sqlite:x", "write tinydb:PATH, for example tinydb:data/charter.db"),
    ("CHARTER_STORE", "tinydb:", "write tinydb:PATH"),
    ("CHARTER_STORE", "postgresql:charter", "write postgresql://USER:PASSWORD@HOST:PORT/DATABASE"),
    ("CHARTER_STORE", "postgresql://[::1/charter", "that is not the url of a database"),
    ("CHARTER_STORE", "postgresql://localhost/charter?colour=red", "that is not the url of a database"),
    ("TELEGRAM_API_URL", "api.telegram.org", "write a whole address"),
    ("TELEGRAM_WEBHOOK_URL", "ftp://example.org", "write a whole address"),
]


@pytest.mark.parametrize(("name", "value", "why"), WRONG)
def test_a_wrong_setting_stops_the_start_with_its_name_and_why(charter_bot, tmp_path, name, value, why):
    commands = (["ask", "what"], ["invite", "admin"], ["export", "--out", "out.xlsx"], ["chat"], ["run"])
    for command in commands:
        result = charter_bot(*command, **{name: value})
        assert result.exit_code == 2
        assert f"{name}: " in result.stderr
        assert why in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_all_wrong_settings_are_told_at_once(charter_bot):
    result = charter_bot("run", CHARTER_WEB_PORT="abc", TELEGRAM_BOT_TOKEN="foo", CHARTER_STORE="sqlite:x")
    told = [line.split(":")[0] for line in result.stderr.strip().splitlines()]
    assert sorted(told) == ["CHARTER_STORE", "CHARTER_WEB_PORT", "TELEGRAM_BOT_TOKEN"]


def test_a_token_is_never_shown(charter_bot):
    result = charter_bot(
        "run", TELEGRAM_BOT_TOKEN="not-a-number:AAHsecret", CHARTER_METRICS_TOKEN="AAHsecret"
    )
    assert result.exit_code == 2
    assert "AAHsecret" not in result.output
    assert "AAHsecret" not in repr(Settings(charter_metrics_token="AAHsecret-and-more"))
    assert "AAHsecret" not in repr(Settings(telegram_bot_token="123:AAHsecret"))


@pytest.mark.parametrize("url", ["postgresql://u:AAHsecret@[::1/c", "postgresql:u:AAHsecret@h", "AAHsecret"])
def test_the_password_of_a_database_is_never_shown(charter_bot, url):
    assert "AAHsecret" not in charter_bot("run", CHARTER_STORE=url).output
    with pytest.raises(ValueError) as refused:
        Settings(charter_store=url)
    assert "AAHsecret" not in str(refused.value)
    right = Settings(charter_store="postgresql://u:AAHsecret@localhost/charter")
    assert "AAHsecret" not in repr(right) + str(right) + str(right.model_dump())
    assert right.store_url == "postgresql://u:AAHsecret@localhost/charter"


def test_the_store_is_a_file_or_a_database():
    assert Settings().store_path == Path("data/charter.db")
    assert Settings().store_url == ""
    for url in ("postgresql://localhost/charter", "postgres:///charter?host=/run/postgresql"):
        assert Settings(charter_store=url).store_path is None
        assert Settings(charter_store=url).store_url == url


def test_a_token_file_that_is_not_there_is_told_so(charter_bot):
    result = charter_bot("run", TELEGRAM_BOT_TOKEN_FILE="nowhere")
    assert result.exit_code == 2
    assert "TELEGRAM_BOT_TOKEN_FILE: " in result.stderr
    assert "nowhere" in result.stderr


def test_a_token_can_stand_in_a_file_with_a_line_break(tmp_path):
    (tmp_path / "token").write_text("123456:ABC-DEF\n", encoding="utf-8")
    assert Settings(telegram_bot_token_file=tmp_path / "token").token == "123456:ABC-DEF"


@pytest.mark.parametrize(("written", "known"), [("on", True), ("true", True), ("off", False), ("0", False)])
def test_the_sentence_model_is_switched_on_and_off_in_plain_words(tmp_path, monkeypatch, written, known):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHARTER_SENTENCES", written)
    assert read_settings().charter_sentences is known


def test_the_cache_may_be_named_from_the_home_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CHARTER_CACHE", "~/kept")
    assert read_settings().charter_cache == tmp_path / "home" / "kept"


def test_settings_are_read_from_a_dotenv_file_beside_one(charter_bot, tmp_path):
    (tmp_path / ".env").write_text("CHARTER_WEB_PORT=abc\n", encoding="utf-8")
    assert "CHARTER_WEB_PORT: " in charter_bot("run").stderr


def test_the_environment_comes_before_the_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("CHARTER_WEB_PORT=9000\nCHARTER_WEB_HOST=::1\n", encoding="utf-8")
    monkeypatch.setenv("CHARTER_WEB_PORT", "9001")
    settings = read_settings()
    assert (settings.charter_web_port, settings.charter_web_host) == (9001, "::1")


def test_an_empty_setting_is_none_at_all(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in SETTINGS:
        monkeypatch.setenv(name, "")
    assert read_settings() == Settings()


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_is_in_the_example_file_and_in_the_readme(name):
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"^#?{name}=", example, re.MULTILINE)
    assert re.search(rf"^\| `{name}` \|", readme, re.MULTILINE)


@pytest.mark.parametrize("name", SETTINGS)
def test_the_readme_says_of_every_setting_what_its_description_says(name):
    described = Settings.model_fields[name.lower()].description
    row = next(
        line
        for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
        if line.startswith(f"| `{name}` |")
    )
    assert described.replace("`", "") in row.replace("`", "")


def test_the_example_file_names_no_setting_that_does_not_exist():
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE)) == set(SETTINGS)


@pytest.mark.parametrize("name", WITH_DEFAULT)
def test_the_example_file_shows_what_holds_by_default(name):
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    shown = re.search(rf"^#?{name}=(.*)$", example, re.MULTILINE)[1]
    default = Settings.model_fields[name.lower()].default
    assert getattr(Settings.model_validate({name.lower(): shown}), name.lower()) == default


def test_what_the_example_file_sets_is_right(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    without_marks = re.sub(r"^#(?=[A-Z_]+=)", "", example, flags=re.MULTILINE)
    (tmp_path / ".env").write_text(without_marks, encoding="utf-8")
    assert read_settings().charter_store == Settings.model_fields["charter_store"].default


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (b'CHARTER_WEB_PORT="8394\n', ".env, line 1: it cannot be read. Are the quotes closed?"),
        (
            b"CHARTER_WEB_PRT=8395\n",
            "CHARTER_WEB_PRT: there is no such setting. Did you mean CHARTER_WEB_PORT?",
        ),
        ("CHARTER_WEB_PORT=8394\n".encode("utf-16"), ".env cannot be read as text. Save it as UTF-8."),
        (b"TELEGRAM_WEBHOOK_URL=http://a.example\n", "Telegram calls only HTTPS addresses"),
    ],
    ids=["quotes", "name", "encoding", "webhook"],
)
def test_a_broken_dotenv_file_stops_the_start_and_says_where(charter_bot, tmp_path, written, told):
    (tmp_path / ".env").write_bytes(written)
    result = charter_bot("run")
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_dotenv_that_is_a_folder_is_told_so(charter_bot, tmp_path):
    (tmp_path / ".env").mkdir()
    result = charter_bot("run")
    assert result.exit_code == 2
    assert ".env is a folder." in result.stderr


def test_other_programs_names_are_left_alone(charter_bot):
    result = charter_bot("run", TELEGRAM_CHAT_ID="1", CHARTER_WEB_PORT="abc")
    assert "TELEGRAM_CHAT_ID" not in result.stderr
