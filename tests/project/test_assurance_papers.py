"""The papers in docs/assurance name only what is there: tests, commands, settings, files and addresses."""

import ast
import re
from functools import cache
from pathlib import Path

import click
import pytest

from bot.channels.telegram.webhook import PATH as WEBHOOK
from bot.channels.web.app import web_app
from bot.channels.web.session import COOKIE
from bot.channels.web.status import Status
from bot.cli import main
from bot.rights import COMMANDS
from bot.settings import Settings
from bot.watch import Watch
from storage.memory_store import MemoryStore
from storage.records import KINDS

ROOT = Path(__file__).parents[2]
PAPERS = sorted((ROOT / "docs/assurance").glob("*.md"))
NEEDED = {
    "README", "dpia", "record-of-processing", "threat-model", "dtac", "intended-purpose", "accessibility",
    "incident-runbook",
}  # fmt: skip
DATED = re.compile(r"^Written on \d{1,2} [A-Z][a-z]+ 20\d\d", re.MULTILINE)
SPAN = re.compile(r"`([^`\n]+)`")
BLOCK = re.compile(r"^```\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ROUTES = web_app(None, allowed_hosts=[], extra_routes=Status(Watch(), MemoryStore()).routes()).routes
ADDRESSES = {route.path for route in ROUTES} | {WEBHOOK}
GOALS = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
OTHER_WORDS = {
    COOKIE,
    "FORWARDED_ALLOW_IPS",
    "X-Forwarded-Proto",
    "Host",
    "Origin",
    *(kind.kind for kind in KINDS),
}


def named(paper):
    """All that a paper sets as code: spans, and the lines of blocks that call our program."""
    text = paper.read_text(encoding="utf-8")
    lines = [line for block in BLOCK.findall(text) for line in block.splitlines()]
    return [*SPAN.findall(BLOCK.sub("", text)), *(line for line in lines if line.startswith("charter-bot"))]


NAMED = [
    pytest.param(name, id=f"{paper.stem}: {name}") for paper in PAPERS for name in dict.fromkeys(named(paper))
]


@cache
def functions_of(path):
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def is_a_test(name):
    path, _, test = name.partition("::")
    return (ROOT / path).is_file() and test in functions_of(path)


def is_a_command_line(name):
    """Whether our program has this command, with these options."""
    command, words = main, name.split()[1:]
    while words and isinstance(command, click.Group):
        command = command.commands.get(words.pop(0))
    options = {option for parameter in command.params for option in parameter.opts} if command else set()
    return command is not None and {word for word in words if word.startswith("--")} <= options


def exists(name):
    if "::" in name:
        return is_a_test(name)
    if name.startswith("charter-bot"):
        return is_a_command_line(name)
    if name.startswith("make "):
        return name.removeprefix("make ") in GOALS
    if name.startswith(("CHARTER_", "TELEGRAM_")):
        return name.lower() in Settings.model_fields
    if name.startswith("/"):
        return name.split()[0].removeprefix("/") in COMMANDS or name in ADDRESSES
    return name in OTHER_WORDS or (ROOT / name).exists()


@pytest.mark.parametrize("name", NAMED)
def test_what_a_paper_names_is_there(name):
    assert exists(name)


def test_all_papers_are_there_and_dated():
    assert {paper.stem for paper in PAPERS} == NEEDED
    assert [paper.stem for paper in PAPERS if not DATED.search(paper.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    "made_up",
    [
        "tests/flows/test_rights.py::test_nothing", "tests/none.py::test_x", "charter-bot fly", "make tea",
        "charter-bot export --everything", "charter-bot content push", "CHARTER_NOTHING", "/nothing",
        "bot/none.py",
    ],
)  # fmt: skip
def test_what_is_made_up_is_found_out(made_up):
    assert not exists(made_up)


def test_every_risk_of_the_threat_model_has_a_test_or_says_who_sees_to_it():
    text = (ROOT / "docs/assurance/threat-model.md").read_text(encoding="utf-8")
    risks = [line for line in text.splitlines() if re.match(r"\| [STRIDE]\d+ \|", line)]
    assert {line[2] for line in risks} == set("STRIDE")
    assert [line for line in risks if "::" not in line and "For you" not in line] == []
