"""What people say of an answer, and who wants to hear when there is one."""

from dataclasses import replace

from bot.days import period_in_words
from bot.errors import BotError, NotAgreed
from bot.flows.ask import Ask
from bot.messages import Choice, Reply
from bot.visit import Visit
from knowledge.texts import Texts
from storage.records import Question

Replies = tuple[Reply, ...]


class HearingBack:
    """Takes "Was this helpful?" and "Tell me when you can answer".

    Choices carry `helpful:<yes or no>:<question>:<entry>` and `tell:<question>`.
    """

    def __init__(self, ask: Ask, texts: Texts, days: int) -> None:
        self._ask = ask
        self._say = texts.say
        self.days = days  # that a question is kept

    async def helpful(self, visit: Visit, carried: str) -> Replies:
        """Keep whether an answer helped, if it is one that the question got; the last word counts."""
        said, question_id, entry = (*carried.split(":"), "", "", "")[:3]
        question = await visit.turn.get(Question, question_id) if question_id else None
        if visit.agreed and question and entry in question.entries and said in {"yes", "no"}:
            visit.turn.put(replace(question, helpful=said))
        if said == "yes":
            return (Reply(self._say("helpful.thanks"), public=True),)
        tell = (question or not visit.agreed) and not visit.message.group
        choices = (Choice(self._say("tell.me"), f"tell:{question_id}"),) if tell else ()
        return (Reply(self._say("helpful.sorry"), choices=choices, public=True),)

    async def tell(self, visit: Visit, question_id: str) -> Replies:
        """Note that the speaker wants to hear once there is an answer; who has not agreed is asked first."""
        if not question_id:
            return (self._once_more(visit),)
        own = question_id in visit.session.questions  # another's would be read to whoever knew its id
        question = await visit.turn.get(Question, question_id) if own else None
        if question is None or question.settled == "ignored" or visit.message.group:
            raise BotError(self._say("tell.gone"))
        visit.turn.put(replace(question, tell=visit.address, place=visit.message.place))
        return (Reply(self._say("tell.noted", period=period_in_words(self._say, self.days))),)

    def _once_more(self, visit: Visit) -> Reply:
        """Ask for a question again that was not kept."""
        if not visit.agreed:
            raise NotAgreed
        return Reply(self._say("tell.once_more"))

    def told(self, visit: Visit) -> Replies:
        """Show what has been answered since, once; for channels that cannot write first."""
        if not visit.session.told or visit.message.group:
            return ()
        told, visit.session = visit.session.told, replace(visit.session, told=())
        return tuple(reply for asked, entry_id in told for reply in self.news(asked, entry_id))

    def news(self, asked: str, entry_id: str) -> Replies:
        """Say that there is an answer now, and give it."""
        return (Reply(self._say("tell.news", asked=asked)), *self._ask.entry_by_id(entry_id))
