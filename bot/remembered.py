"""What stays of a turn: where the conversation is, and the replies, so that a repeat gets the same."""

from collections.abc import Iterable
from dataclasses import replace

from bot import replies as as_json
from bot.longer_ago import with_marks
from bot.messages import Reply, numbered
from bot.rights import ROLES
from bot.visit import Visit
from storage.records import Handled

REMEMBERED = 20  # messages a person whose replies are kept, to answer repeats
Replies = tuple[Reply, ...]


async def remember(visit: Visit, replies: Replies, *, deliver: bool) -> None:
    """Keep where the conversation is now, and the replies under the message's id.

    Of an unkept turn, and of somebody who was turned away, nothing stays: the replies are kept only until
    a channel's sender has delivered them, and the same message again runs it again.
    """
    if visit.turned_away:
        if deliver and replies:
            visit.turn.put(_handled(visit, replies, deliver=deliver))
        return
    alone = [reply for reply in replies if not (visit.message.group and reply.public)]
    if visit.unkept:
        handled, offered = list(visit.session.handled), _offered(())
        gone: Iterable[str] = ()
    else:
        handled = [*await _prune(visit), visit.message.id]
        offered = _offered(alone) or visit.session.offered
        gone = () if deliver else visit.session.handled[: 1 - REMEMBERED]  # updates have a `Receipt`
    session = replace(
        visit.session,
        seen=visit.now.isoformat(),
        handled=tuple(handled),
        longer_ago=with_marks(visit.session.longer_ago, gone),
        offered=offered,
        passing=not visit.member.agreed and visit.member.role == ROLES[0],
    )
    if not visit.forgotten:
        visit.turn.put(session)
    if (visit.forgotten or visit.unkept) and not deliver:
        return
    visit.turn.put(_handled(visit, replies, deliver=deliver))


async def _prune(visit: Visit) -> list[str]:
    """Forget old handled messages and return those that stay.

    One with replies still to deliver is forgotten by whoever delivers the last of them: it is not
    looked at again, so that a turn costs the same however much waits.
    """
    for message_id in visit.session.handled[: 1 - REMEMBERED]:
        old = await visit.turn.get(Handled, f"{visit.address}|{message_id}")
        if old and not old.to_send:
            visit.turn.remove(Handled, old.key)
    return list(visit.session.handled[1 - REMEMBERED :])


def _handled(visit: Visit, replies: Replies, *, deliver: bool) -> Handled:
    """Return what is kept of a message that was handled: its replies, perhaps still to be delivered."""
    kept = tuple(as_json.to_json(reply) for reply in replies)
    if not deliver:
        kept = tuple(as_json.once_delivered(each) for each in kept)
    return Handled(
        visit.address,
        visit.message.id,
        visit.message.place,
        visit.message.group,
        kept,
        order=visit.now.isoformat(),
        to_send=len(kept) if deliver else 0,
        taken=visit.taken,
    )


def _offered(replies: Iterable[Reply]) -> tuple[tuple[str, str, str], ...]:
    """Return the choices of a turn as they can be typed: all by label, the last ones by number too."""
    with_choices = [reply for reply in replies if reply.choices]
    offered: list[tuple[str, str, str]] = []
    for reply in reversed(with_choices):
        for number, choice in numbered(reply):
            typed = str(number) if reply is with_choices[-1] else ""
            offered.append((typed, choice.label, choice.carries))
    return tuple(offered)
