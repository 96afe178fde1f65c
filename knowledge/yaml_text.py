"""Reads YAML as people write it, and says in one way what cannot be read, whatever is in it."""

from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.resolver import VersionedResolver

LONGEST = 500_000  # characters of a file; the longest of ours has 70,000
DEEPEST = 30  # parts within parts; the deepest of ours has 6


class OneVersion(VersionedResolver):
    """Reads values by the rules of YAML 1.2, as the library does whatever a file says.

    It would find that out anew at every value: one quarter of the time of reading the content.
    """

    processing_version = (1, 2)


class Unreadable(Exception):
    """A text that is no YAML, or none of ours: `place` says where, `what` says why."""

    def __init__(self, place: str, what: str) -> None:
        self.place = place
        self.what = what
        super().__init__(f"{place}: {what}")


def read_yaml(text: str) -> Any:
    """Return what a text holds; raises `Unreadable`."""
    if len(text) > LONGEST:
        raise Unreadable("file", f"it has {len(text)} characters, {LONGEST} are the most")
    try:
        yaml = YAML(typ="safe")
        yaml.Resolver = OneVersion
        tree = yaml.load(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise Unreadable(f"line {line}", f"the YAML cannot be read: {error.problem}") from None
    except (YAMLError, ValueError, TypeError, ArithmeticError, RecursionError) as error:
        what = str(error).partition("\n")[0]  # a value that is not what it claims to be, such as a 13th month
        raise Unreadable("file", f"the YAML cannot be read: {what}") from None
    _must_be_a_tree(tree)
    return tree


def _must_be_a_tree(tree: Any) -> None:
    """Refuse parts that stand in several places: a short text could mean more than any memory holds."""
    seen: set[int] = set()
    waiting = [(tree, 1)]
    while waiting:
        part, depth = waiting.pop()
        if not isinstance(part, dict | list | set):
            continue
        if id(part) in seen:
            raise Unreadable("file", "a part of it stands in two places, by an alias (*)")
        if depth > DEEPEST:
            raise Unreadable("file", f"there are more than {DEEPEST} parts within parts")
        seen.add(id(part))
        inner = [*part.keys(), *part.values()] if isinstance(part, dict) else part
        waiting += ((each, depth + 1) for each in inner)
