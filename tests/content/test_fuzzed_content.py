"""Whatever is in a content file, reading it ends: with content, or with a problem that names the file."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.errors import ContentError, Problem
from knowledge.loader import SHIPPED, load, load_tests
from knowledge.yaml_text import DEEPEST, LONGEST, Unreadable, read_yaml

ENTRY = "entries/levels.md"
FRAMEWORK = "framework/2026.10.yaml"
FILES = (
    ENTRY, FRAMEWORK, "facts.yaml", "profile.yaml", "search.yaml", "texts.yaml", "urgent.yaml",
    "languages.yaml", "tests/questions.yaml", "tests/follow_ups.yaml", "tests/floors.yaml",
    "tests/unanswered.yaml", "tests/distress.yaml",
)  # fmt: skip
READ_EACH_ITS_WAY = (ENTRY, FRAMEWORK, "texts.yaml", "tests/unanswered.yaml")
EACH_FILE = pytest.mark.parametrize("name", FILES)
some_of_many = settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

BILLION_LAUGHS = "\n".join(
    ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30))]
)
NASTY = {
    "nothing": b"",
    "a blank": b" \n",
    "only a fence": b"---",
    "fences and nothing": b"---\n---\n",
    "NUL": b"\0" * 100,
    "no UTF-8": b"\xff\xfe\x80",
    "half a character": b'question: "\\ud83d"',
    "a list": b"- a\n- b\n",
    "a number": b"7",
    "a big number": b"9" * 10_000,
    "a key that is a list": b"? [a, b]\n: c\n",
    "a key twice": b"question: a\nquestion: b\n",
    "numbers as keys": b"1: a\n2: b\n",
    "an alias to itself": b"a: &a [*a]\n",
    "a mapping in itself": b"&a {a: *a}\n",
    "an unknown alias": b"a: *nowhere\n",
    "aliases of aliases": BILLION_LAUGHS.encode(),
    "a merge of itself": b"a: &a\n  <<: *a\n",
    "a tag that runs code": b"a: !!python/object/apply:os.system ['exit 1']\n",
    "a tag of nobody": b"!nobody {a: b}\n",
    "a tag that lies": b"a: !!int 'seven'\nb: !!timestamp 'never'\nc: !!float ''\n",
    "a day that is none": b"checked: 2026-13-45\n",
    "binary that is none": b"a: !!binary '*'\n",
    "deep in brackets": b"a: " + b"[" * 5_000 + b"]" * 5_000,
    "deep in braces": b"{a: " * 5_000 + b"}" * 5_000,
    "deep by blanks": "\n".join(f"{' ' * at}a:" for at in range(2_000)).encode(),
    "two documents": b"a: b\n---\nc: d\n",
    "a long line": b"question: " + b"x" * 2_000_000,
    "many lines": b"- x\n" * 100_000,
    "a directive": b"%YAML 9.9\n---\na: b\n",
    "tabs": b"a:\n\t- b\n",
}

MARKS = [b":", b"- ", b"[", b"{", b"*a", b"&a", b"!!", b"'", b"\n", b"\t", b"#"]
WRONG = ["7", "[]", "{}", "null", "true", "2026-01-01", "!!set {a}", "1e999", ".nan", "''"]


@pytest.fixture(scope="module")
def copied(tmp_path_factory) -> Path:
    """The shipped content with one entry only, so that it is read sooner."""
    folder = shutil.copytree(SHIPPED, tmp_path_factory.mktemp("fuzz") / "content")
    for path in (folder / "entries").glob("*.md"):
        if path != folder / ENTRY:
            path.unlink()
    return folder


@pytest.fixture
def folder(copied) -> Path:
    """The shipped content, whole again before each test."""
    for name in FILES:
        shutil.copy(SHIPPED / name, copied / name)
    return copied


def reads_or_says(folder: Path, name: str, written: bytes) -> None:
    """Write a file, and read the folder: any other exception than `ContentError` goes through."""
    (folder / name).write_bytes(written)
    told = []
    try:
        (load_tests if name.startswith("tests/") else load)(folder)
    except ContentError as error:
        told = error.problems or [Problem("", "", "", "")]
    finally:
        shutil.copy(SHIPPED / name, folder / name)
    assert all(each.place and each.what for each in told)
    assert {each.file for each in told} <= {name, str(Path(name).parent)}


@pytest.mark.parametrize("name", READ_EACH_ITS_WAY)
@pytest.mark.parametrize("nasty", NASTY)
def test_what_is_nasty_is_named_or_read(folder, name, nasty):
    reads_or_says(folder, name, NASTY[nasty])


@pytest.mark.parametrize("nasty", [each for each in NASTY if not each.startswith("a long")])
def test_an_entry_with_a_nasty_head_is_named_or_read(folder, nasty):
    reads_or_says(folder, ENTRY, b"---\n" + NASTY[nasty] + b"\n---\nAn answer.\n")


@EACH_FILE
@some_of_many
@given(at=st.floats(0, 1), length=st.integers(0, 200))
def test_a_file_that_was_cut_is_named_or_read(folder, name, at, length):
    shipped = (SHIPPED / name).read_bytes()
    begin = int(at * len(shipped))
    reads_or_says(folder, name, shipped[:begin] + shipped[begin + length :])


@EACH_FILE
@some_of_many
@given(
    at=st.floats(0, 1),
    put=st.one_of(st.binary(max_size=8), st.sampled_from(MARKS)),
)
def test_a_file_with_something_put_into_it_is_named_or_read(folder, name, at, put):
    shipped = (SHIPPED / name).read_bytes()
    begin = int(at * len(shipped))
    reads_or_says(folder, name, shipped[:begin] + put + shipped[begin + len(put) :])


@pytest.mark.parametrize("name", [ENTRY, FRAMEWORK])
@some_of_many
@given(
    line=st.integers(0, 10_000),
    value=st.sampled_from(WRONG),
)
def test_a_value_of_a_wrong_type_is_named_or_read(folder, name, line, value):
    lines = (SHIPPED / name).read_text("utf-8").splitlines()
    keyed = [at for at, each in enumerate(lines) if ": " in each]
    at = keyed[line % len(keyed)]
    lines[at] = f"{lines[at].partition(': ')[0]}: {value}"
    reads_or_says(folder, name, "\n".join(lines).encode())


def test_the_longest_file_that_is_read():
    room = LONGEST - len("question: x")
    assert read_yaml(f"question: x{' ' * room}") == {"question": "x"}
    with pytest.raises(Unreadable, match="500001 characters, 500000 are the most"):
        read_yaml(f"question: x{' ' * (room + 1)}")


def test_the_deepest_parts_that_are_read():
    assert read_yaml("[" * DEEPEST + "]" * DEEPEST)
    with pytest.raises(Unreadable, match="more than 30 parts within parts"):
        read_yaml("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1))


def test_of_many_problems_with_one_file_fifty_are_told(folder):
    (folder / "facts.yaml").write_text("- x\n" * 60, "utf-8")
    with pytest.raises(ContentError) as told:
        load(folder)
    assert len(told.value.problems) == 50
