"""The settings: environment, or a `.env` file, into one frozen value; every problem is told at once."""

import os
import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot import env_file
from bot.errors import SettingsError
from bot.limits import Rates
from bot.retention import AS_SHIPPED, Retention

TINYDB = "tinydb:"
POSTGRESQL = ("postgresql:", "postgres:")
ENV_FILE = Path(".env")
RATES = Rates()
LEAST = 16  # characters of a token that nobody can guess
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def _store(value: SecretStr) -> SecretStr:
    place = value.get_secret_value()
    if place.startswith(POSTGRESQL):
        from storage.postgres_store.address import Address  # noqa: PLC0415 - for those who use it

        Address.read(place)
    elif not place.removeprefix(TINYDB) or not place.startswith(TINYDB):
        raise ValueError(
            "write tinydb:PATH, for example tinydb:data/charter.db,"
            " or postgresql://USER:PASSWORD@HOST:PORT/DATABASE"
        )
    return value


def _folder(value: Path) -> Path:
    try:
        return value.expanduser()
    except RuntimeError as error:
        raise ValueError("there is no home folder here; name a folder in full") from error


def _url(value: str) -> str:
    if value and (urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).hostname):
        raise ValueError("write a whole address, for example https://assistant.example.org")
    return value.rstrip("/")


def _webhook(value: str) -> str:
    address = urlsplit(_url(value))
    if address.scheme == "http" and address.hostname not in LOOPBACK:
        raise ValueError("Telegram calls only HTTPS addresses; write https://...")
    return _url(value)


def _token(value: SecretStr) -> SecretStr:
    token = value.get_secret_value().strip()
    number, _, secret = token.partition(":")
    if token and not (number.isdigit() and secret):
        raise ValueError("that is not a bot token; copy it whole from BotFather, for example 123456:ABC-DEF")
    return SecretStr(token)


def _metrics_token(value: SecretStr) -> SecretStr:
    token = value.get_secret_value().strip()
    if token and not (len(token) >= LEAST and re.fullmatch(r"[A-Za-z0-9._~+/=-]+", token)):
        raise ValueError(f"give at least {LEAST} letters and digits, for example from `openssl rand -hex 20`")
    return SecretStr(token)


Url = Annotated[str, AfterValidator(_url)]


class Settings(BaseSettings):
    """What the operator can set. The description of each field is what README and `.env.example` say."""

    model_config = SettingsConfigDict(
        frozen=True, env_file=ENV_FILE, extra="ignore", env_ignore_empty=True, hide_input_in_errors=True
    )

    charter_store: Annotated[SecretStr, AfterValidator(_store)] = Field(
        SecretStr("tinydb:data/charter.db"), description="Where everything is kept."
    )
    charter_key: SecretStr = Field(
        SecretStr(""),
        description="The master key that everything is sealed with, as `charter-bot keys new` prints it. "
        "The embedded store needs none: it makes a file beside itself, `<store>.key`.",
    )
    charter_key_file: Path | None = Field(
        None, description="A file that holds the master key, in place of the line above."
    )
    charter_web_host: str = Field(
        "127.0.0.1", description="The address the page listens on. Others than loopback need HTTPS in front."
    )
    charter_web_port: int = Field(8080, ge=1, le=65535, description="The port the page listens on.")
    charter_web_names: str = Field(
        "", description="Host names people reach the page by, with commas between, when it is not loopback."
    )
    charter_sentences: bool = Field(
        default=True, description="Whether the search knows meaning (on), or words alone (off)."
    )
    charter_cache: Annotated[Path, AfterValidator(_folder)] = Field(
        Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache") / "charter-bot",
        validate_default=True,
        description="Where what can be made again is kept, so that the next start is fast.",
    )
    charter_keep_questions: int = Field(
        AS_SHIPPED.questions,
        ge=1,
        le=365,
        description="Days that questions are kept, to see which answers are missing.",
    )
    charter_keep_drafts: int = Field(
        AS_SHIPPED.drafts,
        ge=30,
        le=3650,
        description="Days that a self-assessment is kept which nobody finishes or touches.",
    )
    charter_keep_finished: int = Field(
        AS_SHIPPED.finished, ge=30, le=3650, description="Days that a finished self-assessment is kept."
    )
    charter_keep_members: int = Field(
        AS_SHIPPED.members,
        ge=30,
        le=3650,
        description="Days after their last message that we know somebody without role or self-assessment.",
    )
    charter_keep_set_aside: int = Field(
        AS_SHIPPED.set_aside,
        ge=1,
        le=90,
        description="Days that the shape of an update is kept which could not be worked on.",
    )
    charter_keep_invites: int = Field(
        AS_SHIPPED.invites, ge=1, le=365, description="Days that a one-time code is kept after it expired."
    )
    charter_keep_audit: int = Field(
        AS_SHIPPED.audit, ge=365, le=7300, description="Days that the record of who did what is kept."
    )
    charter_limit_at_once: int = Field(
        RATES.at_once,
        ge=0,
        description="Messages that one person may send at once, in each process; 0 is no limit.",
    )
    charter_limit_seconds: float = Field(
        RATES.seconds, ge=0, description="Seconds after which they may send one more; 0 is no limit."
    )
    charter_limit_a_day: int = Field(
        RATES.a_day,
        ge=0,
        description="Messages that one person may send on a day in London, in each process; 0 is no limit.",
    )
    charter_log: Literal["text", "json"] = Field(
        "text", description="How the log is written to standard error: lines of `text`, or of `json`."
    )
    charter_metrics_token: Annotated[SecretStr, AfterValidator(_metrics_token)] = Field(
        SecretStr(""),
        description="Who may read `/metrics`: whoever brings this as a bearer token, of at least 16 "
        "characters. Without it, only this machine by a loopback address.",
    )
    telegram_bot_token: Annotated[SecretStr, AfterValidator(_token)] = Field(
        SecretStr(""), description="The bot's token from BotFather. Without it there is no Telegram."
    )
    telegram_bot_token_file: Path | None = Field(
        None, description="A file that holds the token, in place of the line above."
    )
    telegram_api_url: Url = Field(
        "https://api.telegram.org", description="The Bot API server: the part before /bot<token>/."
    )
    telegram_webhook_url: Annotated[str, AfterValidator(_webhook)] = Field(
        "", description="This machine's public HTTPS address. With it Telegram calls us; without it we poll."
    )

    @property
    def keep(self) -> Retention:
        """How long each kind of thing is kept."""
        return Retention(
            questions=self.charter_keep_questions,
            drafts=self.charter_keep_drafts,
            finished=self.charter_keep_finished,
            members=self.charter_keep_members,
            set_aside=self.charter_keep_set_aside,
            invites=self.charter_keep_invites,
            audit=self.charter_keep_audit,
        )

    @property
    def store_path(self) -> Path | None:
        """The file of the embedded store, or None when everything is kept in PostgreSQL."""
        place = self.charter_store.get_secret_value()
        return Path(place.removeprefix(TINYDB)) if place.startswith(TINYDB) else None

    @property
    def store_url(self) -> str:
        """The url of the database, with its password; nothing when the embedded store is used."""
        return "" if self.store_path else self.charter_store.get_secret_value()

    @property
    def rates(self) -> Rates:
        """How many messages one person may send."""
        return Rates(self.charter_limit_at_once, self.charter_limit_seconds, self.charter_limit_a_day)

    @property
    def token(self) -> str:
        """The bot's token, or nothing; raises `SettingsError` when its file cannot be read."""
        if self.telegram_bot_token_file is None:
            return self.telegram_bot_token.get_secret_value()
        try:
            text = self.telegram_bot_token_file.read_text(encoding="utf-8")
            return _token(SecretStr(text)).get_secret_value()
        except (OSError, ValueError) as error:
            raise SettingsError([f"TELEGRAM_BOT_TOKEN_FILE: {error}"]) from error

    @property
    def allowed_hosts(self) -> tuple[str, ...]:
        """The host names that the page answers to."""
        names = {*LOOPBACK, self.charter_web_host}
        names |= {name.strip() for name in self.charter_web_names.split(",") if name.strip()}
        if self.telegram_webhook_url:
            names.add(urlsplit(self.telegram_webhook_url).hostname or "")
        return tuple(sorted(names - {"", "0.0.0.0"}))  # noqa: S104 - compared, not bound  # nosec


def read_settings() -> Settings:
    """Read the settings; raises `SettingsError` with a sentence for every one that is wrong."""
    found = env_file.problems(ENV_FILE, {name.upper() for name in Settings.model_fields})
    try:
        settings = Settings.model_validate({})
    except ValidationError as error:
        found += [_sentence(each["loc"], each["msg"]) for each in error.errors()]
    except (OSError, UnicodeDecodeError):  # told already, as the file's own problem
        pass
    if found:
        raise SettingsError(found)
    return settings


def _sentence(place: tuple[object, ...], message: str) -> str:
    name = "_".join(str(part) for part in place).upper()
    return f"{name}: {message.removeprefix('Value error, ')}."
