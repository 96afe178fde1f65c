"""Choices that are typed, by label or by number, in place of being pressed."""

from bot.flows.assess.flow import Assess
from bot.messages import plain
from bot.visit import Visit
from storage.records import Session


class Offered:
    """Finds which of the choices that were offered last somebody means."""

    def __init__(self, assess: Assess) -> None:
        self._assess = assess

    def typed(self, visit: Visit, text: str) -> str:
        """Return what a typed label or number of the last offered choices carries.

        At a scale a number is a score and nothing else, unless the channel shows other numbers beside it.
        """
        said = plain(text)
        numbers = (
            not said.isdecimal()
            or visit.message.numbered
            or self._assess.open_step.takes_number(visit.session, said)
        )
        for number, label, carries in visit.session.offered:
            in_short = label.partition(",")[0]  # "yes" will do for "Yes, delete it"
            if said in {plain(label), plain(in_short)}:
                return carries
            if number and said == number and numbers and not self._is_free_text(visit.session, carries):
                return carries
        return ""

    def _is_free_text(self, session: Session, carries: str) -> bool:
        """Whether a number would be the words that the open step waits for."""
        of_the_step = self._assess.has(carries.partition(":")[0])
        return bool(session.flow) and of_the_step and self._assess.open_step.wants_words(session.step)
