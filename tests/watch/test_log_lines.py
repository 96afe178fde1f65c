"""A line of the log tells an event, ids and numbers; of a library's lines, what stands in its code."""

import io
import json
import logging
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from bot.logs import Lines
from bot.trouble import trouble
from storage.errors import StoreError

CANARY = "canary"


class Written:
    """What a logger of this name has written, in this form, down to the last debugging line."""

    def __init__(self, name, form):
        self.stream = io.StringIO()
        self.log = logging.Logger(name, logging.DEBUG)  # noqa: LOG001 - one that no other test can hear
        self.log.addHandler(Lines(self.stream, form))

    @property
    def text(self):
        return self.stream.getvalue()

    @property
    def json(self):
        [line] = self.text.splitlines()
        return json.loads(line)


@pytest.fixture
def ours():
    return Written("charter.test", "json")


@pytest.fixture
def theirs():
    return Written("library.part", "json")


def raised(error):
    try:
        raise error
    except type(error) as raised:
        return raised


def test_a_line_of_ours_is_an_event_with_its_ids_and_numbers_as_fields(ours):
    ours.log.warning("an update could not be settled: update=%s tries=%d", 812, 3)
    told = ours.json
    assert told.pop("time").endswith("+00:00")
    assert told == {
        "level": "warning",
        "logger": "charter.test",
        "event": "an update could not be settled",
        "line": "an update could not be settled: update=812 tries=3",
        "update": 812,
        "tries": 3,
    }


def test_an_error_is_a_field_of_its_own(ours):
    ours.log.error("a turn failed: message=%s %s", "m-1", trouble(StoreError("the disk is full")))
    assert ours.json["event"] == "a turn failed"
    assert (ours.json["message"], ours.json["error"]) == ("m-1", "StoreError (the disk is full) at ?")


@pytest.mark.parametrize(
    ("message", "args", "event", "line"),
    [
        ("a thing happened", (), "a thing happened", "a thing happened"),
        ("at 80 %% of %d", (5,), "at 80 % of", "at 80 % of 5"),
        ("learning %d sentences; once", (5,), "learning ... sentences; once", "learning 5 sentences; once"),
        ("nothing: why=%s", (None,), "nothing", "nothing: why=None"),
    ],
)
def test_the_event_is_the_same_whatever_the_line_is_about(ours, message, args, event, line):
    ours.log.info(message, *args)
    assert (ours.json["event"], ours.json["line"]) == (event, line)


def test_lines_for_people_are_time_level_logger_and_what_happened():
    written = Written("charter.test", "text")
    written.log.info("update set aside: number=%s why=%s", 5, "its turn failed")
    assert written.text.endswith(" INFO charter.test update set aside: number=5 why=its turn failed\n")


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_line_is_one_line_whatever_is_in_it(form):
    written = Written("charter.test", form)
    written.log.info("a name of ours: %s", "one\r\ntwo")
    assert len(written.text.splitlines()) == 1


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("name", ["charter", "charter.web", "library", "charterers"])
def test_an_error_is_told_by_its_kind_and_place_however_it_is_logged(form, name):
    error = raised(ValueError(CANARY))
    written = Written(name, form)
    written.log.error("%s", error)
    written.log.error(error)
    written.log.error("it failed", exc_info=error)
    written.log.error("it failed", exc_info=error, stack_info=True)
    try:
        raise error
    except ValueError:
        written.log.exception("it failed")
    assert CANARY not in written.text
    lines = written.text.splitlines()
    assert len(lines) == 5
    assert all("ValueError at test_log_lines.py:" in line for line in lines[2:])


def test_what_pydantic_says_of_a_value_is_not_told(ours):
    with pytest.raises(ValidationError, match=CANARY) as problem:
        TypeAdapter(int).validate_python(CANARY)
    ours.log.error("a record cannot be read: %s", problem.value)
    ours_told = ours.json
    assert ours_told["error"].startswith("ValidationError at ")
    assert CANARY not in ours.text


def test_of_a_value_that_is_no_id_only_its_kind_is_told(ours):
    ours.log.info("it came: %s", {"text": CANARY})
    assert ours.json["line"] == "it came: <dict>"


def test_a_place_on_the_machine_is_told(ours):
    ours.log.info("kept in %s", Path("/data/charter.db"))
    assert ours.json["line"] == "kept in /data/charter.db"


def test_a_mistake_in_one_of_our_lines_tells_what_stands_in_the_code(ours, capfd):
    ours.log.info("tries: %d", {"text": CANARY})
    assert ours.json["line"] == "tries: %d"
    assert capfd.readouterr() == ("", "")


def test_of_a_librarys_line_the_words_in_its_code_are_told_and_where_they_stand(theirs):
    theirs.log.warning("error connecting to %r: %s", CANARY, CANARY)
    told = theirs.json
    assert told["event"] == "error connecting to %r: %s"
    assert told["place"].startswith("test_log_lines.py:")
    assert CANARY not in theirs.text


def test_of_a_librarys_line_that_was_put_together_only_the_place_is_told(theirs):
    for put_together in (f"sent {CANARY}", f"sent {CANARY}: %s", "sent " + CANARY):
        theirs.log.warning(put_together, 1)
    assert CANARY not in theirs.text
    assert "sent" not in theirs.text
    assert theirs.text.count("test_log_lines.py:") == 2 * 3


def test_of_what_the_event_loop_tells_the_well_known_beginnings_are_told():
    loop = Written("asyncio", "json")
    message = f"Task exception was never retrieved\nfuture: <Task coro=<said({CANARY})>>"
    loop.log.error(message)
    assert loop.json["event"] == "Task exception was never retrieved"
    assert CANARY not in loop.text


def test_a_line_that_cannot_be_written_is_told_without_its_words(ours, capfd):
    ours.stream.close()
    ours.log.info("it came: id=%s", CANARY)
    said = capfd.readouterr()
    assert "could not be written: test_log_lines.py:" in said.err
    assert CANARY not in said.err
