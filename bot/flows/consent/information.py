"""What people are told of what is kept, why, for how long and who sees it: in short, and as a page."""

from collections.abc import Iterable

from bot.days import period_in_words
from bot.messages import Reply
from bot.places import named
from bot.retention import WARNED, Retention
from bot.visit import Visit
from knowledge.texts import Texts
from storage.records import Member


class Information:
    """Its words are content; its numbers are those that the sweep goes by."""

    def __init__(self, texts: Texts, keep: Retention) -> None:
        self._texts = texts
        self._say = texts.say
        self.version = texts.say("information.version")
        self._periods = {
            "questions": period_in_words(self._say, keep.questions),
            "drafts": period_in_words(self._say, keep.drafts),
            "finished": period_in_words(self._say, keep.finished),
            "warned": period_in_words(self._say, WARNED),
            "not_agreed": period_in_words(self._say, keep.not_agreed),
            "members": period_in_words(self._say, keep.members),
            "audit": period_in_words(self._say, keep.audit),
        }

    def short(self, visit: Visit) -> Reply:
        """Return what somebody is told before they are asked."""
        return self._reply(visit, "information.short")

    def withdrawn(self) -> str:
        """Return what is told of what is still there once the agreement is taken back."""
        return self._say("information.withdrawn", **self._periods)

    def places(self, places: Iterable[Member]) -> str:
        """Return what is told of who takes it back in several places."""
        return self._say("information.withdrawn_places", places=named(self._texts, places))

    def page(self, visit: Visit) -> tuple[Reply, ...]:
        """Return all of it."""
        kept = self._reply(visit, "information.page")
        yours = Reply(
            self._say("information.yours", version=self.version), self._say("information.yours_title")
        )
        return (kept, yours)

    def _reply(self, visit: Visit, name: str) -> Reply:
        on_telegram = visit.message.sender.channel == "telegram"
        telegram = self._say("information.telegram") if on_telegram else ""
        text = "\n\n".join(filter(None, (self._say(name, **self._periods), telegram)))
        return Reply(text, self._say("information.title"))
