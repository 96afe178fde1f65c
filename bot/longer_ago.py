"""That a message came is known by a mark of its id, when its replies are not kept any more."""

from collections.abc import Iterable
from hashlib import blake2b

LETTERS = 8  # of a mark: among 500, another message has the same one by chance once in eight million
AT_MOST = 500  # marks of one person, some 4 kB: ten whole self-assessments


def with_marks(marks: str, message_ids: Iterable[str]) -> str:
    """Return marks, one behind the other, and behind them those of more messages; the oldest go first."""
    return (marks + "".join(map(_mark, message_ids)))[-LETTERS * AT_MOST :]


def is_marked(marks: str, message_id: str) -> bool:
    """Whether a message is among those that came."""
    wanted = _mark(message_id)
    return any(marks[at : at + LETTERS] == wanted for at in range(0, len(marks), LETTERS))


def _mark(message_id: str) -> str:
    return blake2b(message_id.encode(errors="surrogatepass"), digest_size=LETTERS // 2).hexdigest()
