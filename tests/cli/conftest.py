"""What the tests of the command line share: one way of running it in this process, in a folder of its own."""

import pytest
from click.testing import CliRunner, Result

import bot.content
import bot.operating  # noqa: F401 - both are here before the content is handed in below: they keep their `load`
from bot.answers import Answers
from bot.cli import main


class CommandLine:
    """`charter-bot` as somebody types it, without another process."""

    def __call__(self, *words: str, typed: str | None = None, **settings: str) -> Result:
        """Run a command; `typed` is its standard input, and settings are environment variables."""
        result = CliRunner().invoke(main, words, input=typed, env=settings, prog_name="charter-bot")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result


@pytest.fixture
def charter_bot(tmp_path, monkeypatch, content, answers) -> CommandLine:
    """The command line in an empty folder; the shipped content is read and indexed once for all tests."""

    def indexed(content, sentences=None, entries=None):
        as_shipped = sentences is not None and entries is None
        return answers if as_shipped else Answers(content, sentences, entries)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("knowledge.loader.load", lambda: content)
    monkeypatch.setattr("bot.answers.Answers", indexed)
    return CommandLine()
