"""The shipped content, read and checked: what every command of the command line begins with."""

from datetime import date
from pathlib import Path

from bot import spoken
from knowledge.check import check
from knowledge.errors import ContentError
from knowledge.loader import SHIPPED, Content, load, load_tests


def read_content(today: date, folder: Path = SHIPPED) -> Content:
    """Read and check the content as of a day; raises `ContentError` with every problem."""
    content = load(folder)
    if problems := [*check(content, load_tests(folder), today), *spoken.problems(content.texts)]:
        raise ContentError(problems)
    return content
