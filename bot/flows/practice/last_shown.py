"""Which practice step each person was shown last, so that an answer can be typed instead of pressed.

This is the one thing of a conversation that the assistant itself remembers: a store would keep it, and
practice says that nothing is kept. It is bounded, is gone with the process, and another process knows nothing
of it: people press a button then.
"""

from collections import OrderedDict
from dataclasses import dataclass

PEOPLE = 1_000  # who practise side by side; of more, those who were there first have to press


@dataclass(frozen=True)
class Shown:
    """What a message led to, and what was open before it: the same message again must find the same."""

    message_id: str
    before: str
    now: str


class LastShown:
    """Steps by the person's address."""

    def __init__(self) -> None:
        self._shown: OrderedDict[str, Shown] = OrderedDict()

    def open_before(self, address: str, message_id: str) -> str:
        """Return the step that is open for this message, or nothing."""
        shown = self._shown.get(address)
        if shown is None:
            return ""
        return shown.before if shown.message_id == message_id else shown.now

    def note(self, address: str, message_id: str, step: str) -> None:
        """Remember what somebody is shown now."""
        self._shown[address] = Shown(message_id, self.open_before(address, message_id), step)
        self._shown.move_to_end(address)
        if len(self._shown) > PEOPLE:
            self._shown.popitem(last=False)

    def forget(self, address: str) -> None:
        """Forget somebody who has left practice."""
        self._shown.pop(address, None)
