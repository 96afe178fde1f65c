"""`--help` reads well everywhere, and `check` says that all is well."""

import subprocess
import sys
from pathlib import Path

import click
import pytest

from bot.cli import main

COMMANDS = {
    "run",
    "chat",
    "ask",
    "score",
    "check",
    "export",
    "report",
    "invite",
    "backup",
    "restore",
    "migrate",
    "content",
    "keys",
    "import",
    "audit",
    "retention",
}


def test_the_commands_are_these(charter_bot):
    shown = charter_bot("--help").stdout
    assert set(main.commands) == COMMANDS
    assert all(f"\n  {each} " in shown for each in COMMANDS)


@pytest.mark.parametrize("flag", ["--help", "-h"])
@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_each_command_says_what_it_does_and_what_each_option_is_for(charter_bot, command, flag):
    result = charter_bot(command, flag)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: charter-bot {command}")
    does = main.commands[command].help.splitlines()[0]
    assert does[0].isupper()
    assert does.endswith(".")
    assert does.split()[0] in result.stdout
    for parameter in main.commands[command].params:
        if isinstance(parameter, click.Option):
            assert parameter.help.endswith(".")
        else:
            assert parameter.human_readable_name.upper() in does


def test_help_says_what_the_assistant_is_not(charter_bot):
    assert "only the Career Matters panel awards Charter status" in charter_bot("--help").stdout


def test_an_unknown_command_is_told_in_a_sentence(charter_bot):
    result = charter_bot("scroe")
    assert result.exit_code == 2
    assert "scroe" in result.stderr


def test_the_installed_command_is_there(tmp_path):
    script = Path(sys.executable).with_name("charter-bot")
    shown = subprocess.run([script, "--version"], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert "charter-bot" in shown.stdout


def test_check_finds_nothing_wrong_with_the_shipped_content(charter_bot, content):
    result = charter_bot("check", "--skip-reviews")
    assert result.exit_code == 0
    entries, facts = len(content.entries), len(content.facts)
    assert f"All is well: {entries} entries, {facts} facts, 20 criteria." in result.stdout
