"""Holds the sentences of content/texts.yaml against the ones the program says: none missing, none idle."""

import re
from pathlib import Path

from knowledge.errors import Problem
from knowledge.texts import Texts

SAID = re.compile(r"""say\(\s*f?"([a-z_.{}\w]+)\"""")
PART = re.compile(r'"([a-z]+\.[a-z_]+)"(?= if|, |\))|else "([a-z]+\.[a-z_]+)"')
FILE = "texts.yaml"


def problems(texts: Texts) -> list[Problem]:
    """Return every sentence that is said and missing, or there and never said."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.rglob("*.py"))
    patterns = [_pattern(name) for name in SAID.findall(source)]
    named = {first or second for first, second in PART.findall(source)}
    missing = [
        name for name in SAID.findall(source) if "{" not in name and "." in name and name not in texts.names
    ]
    idle = [
        name
        for name in texts.names
        if name not in named and not any(each.fullmatch(name) for each in patterns)
    ]
    return [
        *(Problem(FILE, name, "the program says this, and it is missing", "Put it back") for name in missing),
        *(Problem(FILE, name, "the program never says this", "Take it out") for name in idle),
    ]


def _pattern(name: str) -> re.Pattern[str]:
    """A name with a gap, such as `kinds.{kind}`, stands for all names of its shape."""
    return re.compile(re.sub(r"\\{[^}]*\\}", r"[a-z_-]+", re.escape(name)))
