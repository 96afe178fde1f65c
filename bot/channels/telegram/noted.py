"""What is kept once a reply is delivered: the replies left, a file handed over, that somebody is gone."""

from dataclasses import replace

from bot import replies as as_json
from bot.assistant import now
from bot.exports.fetching import handed_over
from storage.records import Handled, Member, Session
from storage.records.record import Json
from storage.store import Turn


async def noted(turn: Turn, key: str, left: int, *, gone: bool) -> Handled | None:
    """Note that all replies but the last `left` were delivered, or that somebody is `gone`.

    Return what is kept now of the message: nothing, once its last reply is delivered (but see `_stays`).
    """
    handled = await turn.get(Handled, key)
    if handled is None:  # forgotten while it was on its way: nothing of it may come back
        return None
    if gone and await turn.get(Session, handled.address):
        member = await turn.get(Member, handled.address) or Member(handled.address)
        turn.put(replace(member, gone=now().isoformat(timespec="seconds")))
    many = len(handled.replies)
    for each in handled.replies[many - handled.to_send : many - left]:
        if (document := as_json.document_of(each)) and document.kept:
            await handed_over(turn, document)
    left = min(left, handled.to_send)
    if left == 0 and not await _stays(turn, handled):
        turn.remove(Handled, key)
        return None
    left_over = replace(handled, replies=_still(handled.replies, left), to_send=left)
    turn.put(left_over)
    return left_over


def _still(replies: tuple[Json, ...], left: int) -> tuple[Json, ...]:
    """Return the replies to a message of which so many are left; nobody asks for them after the last one."""
    done = len(replies) - left
    return (*map(as_json.once_delivered, replies[:done]), *replies[done:]) if left else ()


async def _stays(turn: Turn, handled: Handled) -> bool:
    """Whether a message must be known once its replies are delivered: where an edit can correct its words.

    A repeat is known without it, by the session and by its update's `Receipt`; nobody asks for the replies.
    """
    session = await turn.get(Session, handled.address) if handled.taken else None
    return session is not None and handled.message_id in session.handled
