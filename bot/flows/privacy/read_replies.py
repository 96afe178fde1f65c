"""What somebody was last shown, forgotten: it may hold words of others that they may not read any more."""

from dataclasses import replace

from storage.records import Handled, Session
from storage.store import Turn


async def forget_replies(turn: Turn, address: str) -> None:
    """Drop the last replies to somebody.

    What is still to be delivered stays until it is: whoever delivers what no session knows, removes it.
    """
    session = await turn.get(Session, address)
    undelivered = set()
    for message_id in session.handled if session else ():
        handled = await turn.get(Handled, f"{address}|{message_id}")
        if handled and handled.to_send:
            undelivered.add(message_id)
        elif handled and handled.replies:
            turn.put(replace(handled, replies=()))
    if session and undelivered:
        known = tuple(each for each in session.handled if each not in undelivered)
        turn.put(replace(session, handled=known))
