"""Which records bear a tag: for each kind, the keys by tag and the tags by key."""

from collections import defaultdict
from collections.abc import Collection


class TagIndex:
    """The tags of what is in memory. A tag that nobody bears is forgotten.

    The keys of a tag are a dict without values: the garbage collector looks through sets, however many
    there are, and leaves such dicts alone.
    """

    def __init__(self) -> None:
        self._keys: defaultdict[str, dict[str, dict[str, None]]] = defaultdict(dict)
        self._tags: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)

    def put(self, kind: str, key: str, tags: tuple[str, ...]) -> None:
        """Let a record bear these tags from now on, and no others."""
        keys = self._keys[kind]
        for tag in self._tags[kind].pop(key, ()):
            keys[tag].pop(key, None)
            if not keys[tag]:
                del keys[tag]
        if tags:
            self._tags[kind][key] = tags
        for tag in tags:
            keys.setdefault(tag, {})[key] = None

    def keys(self, kind: str, tag: str) -> Collection[str]:
        """Return the keys of the records of a kind that bear the tag."""
        return self._keys[kind].get(tag, ())

    def beginning(self, kind: str, prefix: str) -> list[str]:
        """Return the tags of a kind that begin like this, sorted."""
        return sorted(tag for tag in self._keys[kind] if tag.startswith(prefix))
