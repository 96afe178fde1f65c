"""Holds the sentences of content/texts.yaml against the ones the program says: none missing, none idle."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from knowledge.errors import Problem
from knowledge.texts import Texts

FILE = "texts.yaml"


def problems(texts: Texts) -> list[Problem]:
    """Return every sentence that is said and missing, or there and never said."""
    nodes = [node for path in Path(__file__).parent.rglob("*.py") for node in ast.walk(_tree(path))]
    written = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    families = [_family(node) for node in nodes if isinstance(node, ast.JoinedStr)]
    missing = sorted(set(_said(nodes)) - texts.names)
    idle = [
        name
        for name in sorted(texts.names - written)
        if not any(family.fullmatch(name) for family in families)
    ]
    return [
        *(Problem(FILE, name, "the program says this, and it is missing", "Put it back") for name in missing),
        *(Problem(FILE, name, "the program never says this", "Take it out") for name in idle),
    ]


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _said(nodes: list[ast.AST]) -> Iterator[str]:
    """Every name given to a call of `say` as it stands."""
    for node in nodes:
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in {"say", "_say"}:
                yield str(node.args[0].value)


def _family(node: ast.JoinedStr) -> re.Pattern[str]:
    """A name with a gap, such as `kinds.{kind}`, stands for all names of its shape."""
    parts = (
        re.escape(str(each.value)) if isinstance(each, ast.Constant) else "[\\w -]+" for each in node.values
    )
    return re.compile("".join(parts))
