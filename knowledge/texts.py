"""Every sentence the assistant says, by name; the words are content (content/texts.yaml)."""

from string import Formatter

from knowledge.errors import ContentError, Problem


class Texts:
    """Sentences by name. `say` fills in their gaps; a missing name or gap is an error, never a blank."""

    def __init__(self, sentences: dict[str, str]) -> None:
        self._sentences = sentences

    def say(self, name: str, **gaps: object) -> str:
        """Return the sentence with its gaps filled; raises KeyError for a name or gap that is not there."""
        return self._sentences[name].format(**gaps).strip()

    @property
    def names(self) -> frozenset[str]:
        """All names there are."""
        return frozenset(self._sentences)


def read_texts(file: str, tree: object) -> Texts:
    """Make texts of a tree of mappings; a sentence's name is its path, e.g. `start.welcome`."""
    sentences: dict[str, str] = {}
    problems: list[Problem] = []
    _flatten(tree, "", sentences)
    for name, sentence in sentences.items():
        try:
            list(Formatter().parse(sentence))
        except ValueError as error:
            problems.append(
                Problem(file, name, f"its gaps cannot be read: {error}", "Write {{ for a plain {")
            )
    if problems:
        raise ContentError(problems)
    return Texts(sentences)


def _flatten(tree: object, path: str, into: dict[str, str]) -> None:
    if isinstance(tree, dict):
        for name, branch in tree.items():
            _flatten(branch, f"{path}.{name}" if path else str(name), into)
    else:
        into[path] = str(tree)
