"""All that is wrong with the content, found in a process of its own: what the check takes goes with it."""

import subprocess  # nosec
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from bot import own_process, spoken
from bot.flows.practice import run
from knowledge.check import check
from knowledge.errors import Problem
from knowledge.loader import Content, load, load_tests

LONGEST = 120.0  # seconds; three are usual
PROBLEMS: TypeAdapter[list[Problem]] = TypeAdapter(list[Problem])


def content_problems(content: Content, folder: Path, today: date) -> list[Problem]:
    """Return every problem as of a day."""
    return [
        *check(content, load_tests(folder), today),
        *spoken.problems(content.texts),
        *run.problems(content.framework),
    ]


def found_apart(content: Content, folder: Path, today: date) -> list[Problem]:
    """Return every problem, found by another process; where there can be none, it is done here."""
    with suppress(OSError, subprocess.SubprocessError, ValueError):
        # In a session of its own: Ctrl+C is for the assistant, which then waits for its end.
        told = subprocess.run(  # noqa: S603 - our own program  # nosec
            own_process.command("bot.content_problems", str(folder), today.isoformat()),
            env=own_process.surroundings(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=True,
            start_new_session=True,
            timeout=LONGEST,
        )
        return PROBLEMS.validate_json(told.stdout)
    return content_problems(content, folder, today)


if __name__ == "__main__":
    where = Path(sys.argv[1])
    found = content_problems(load(where), where, date.fromisoformat(sys.argv[2]))
    sys.stdout.buffer.write(PROBLEMS.dump_json(found))
