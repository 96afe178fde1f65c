"""Every line that we log is a sentence of ours with ids in it: what `bot/log_lines.py` trusts us with."""

import ast
import logging
from pathlib import Path

import pytest

from bot.log_lines import SLOT, JsonLines

ROOT = Path(__file__).parents[2]
LEVELS = {"debug", "info", "warning", "error", "critical", "exception", "log"}
SOURCES = sorted(path for folder in ("bot", "knowledge", "storage") for path in (ROOT / folder).rglob("*.py"))


def _is_of_a_log(call):
    named = call.func.value if isinstance(call.func, ast.Attribute) else None
    return (
        isinstance(named, ast.Name) and named.id in {"log", "logger", "logging"} and call.func.attr in LEVELS
    )


CALLS = [
    pytest.param(node, id=f"{path.relative_to(ROOT)}:{node.lineno}")
    for path in SOURCES
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(node, ast.Call) and _is_of_a_log(node)
]


def test_there_are_lines_to_look_at():
    assert len(CALLS) > 10


@pytest.mark.parametrize("call", CALLS)
def test_a_line_is_written_out_in_the_code_and_hands_on_no_error_and_no_field_of_the_logs_own(call):
    message = call.args[0]
    assert isinstance(message, ast.Constant)
    assert not call.keywords
    slots = [slot for slot in SLOT.finditer(message.value) if slot[0] != "%%"]
    assert len(slots) == len(call.args) - 1
    record = logging.LogRecord("charter", 20, "", 0, "", (), None)
    assert not {slot["name"] for slot in slots} & set(JsonLines().body(record))


def test_our_loggers_bear_our_name():
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "log":
                name = ast.unparse(node.value).removeprefix("logging.getLogger(").removesuffix(")")
                assert name.removeprefix("f").strip("'").startswith(("charter", "{OURS}"))
