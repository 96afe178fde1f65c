"""Which records bear a tag: for each kind, the keys by tag and the tags by key."""

from collections import defaultdict
from collections.abc import Collection

Several = dict[str, None]


class TagIndex:
    """The tags of what is in memory. A tag that nobody bears is forgotten.

    Most tags are borne by one record, and most records bear one tag: such a one stands by itself, for a
    collection around it would be larger than all the rest. The keys of other tags are a dict without values:
    the garbage collector looks through sets, however many there are, and leaves such dicts alone.
    """

    def __init__(self) -> None:
        self._keys: defaultdict[str, dict[str, str | Several]] = defaultdict(dict)
        self._tags: defaultdict[str, dict[str, str | tuple[str, ...]]] = defaultdict(dict)

    def put(self, kind: str, key: str, tags: tuple[str, ...]) -> None:
        """Let a record bear these tags from now on, and no others."""
        borne = self._tags[kind]
        before = _all(borne.get(key, ()))
        if before == tags:  # as at most changes: nothing is made anew
            return
        for tag in before:
            self._take(kind, tag, key)
        for tag in tags:
            self._give(kind, tag, key)
        if tags:
            borne[key] = tags[0] if len(tags) == 1 else tags
        else:
            del borne[key]

    def _give(self, kind: str, tag: str, key: str) -> None:
        keys = self._keys[kind]
        found = keys.setdefault(tag, key)
        if isinstance(found, dict):
            found[key] = None
        elif found != key:
            keys[tag] = {found: None, key: None}

    def _take(self, kind: str, tag: str, key: str) -> None:
        keys = self._keys[kind]
        found = keys.get(tag)
        if isinstance(found, dict):
            found.pop(key, None)
        if not found or found == key:
            keys.pop(tag, None)

    def keys(self, kind: str, tag: str) -> Collection[str]:
        """Return the keys of the records of a kind that bear the tag."""
        return _all(self._keys[kind].get(tag, ()))

    def beginning(self, kind: str, prefix: str) -> list[str]:
        """Return the tags of a kind that begin like this, sorted."""
        return sorted(tag for tag in self._keys[kind] if tag.startswith(prefix))


def _all(found: str | Collection[str]) -> Collection[str]:
    return (found,) if isinstance(found, str) else found
