"""New words for an entry: the step that waits for them, and what is looked at before they are proposed."""

from bot.edits import WORDS
from bot.errors import BotError
from bot.flows.curate.proposals import Proposals
from bot.flows.curate.seeing import SAFETY
from bot.flows.curate.showing import Showing
from bot.messages import Choice, Reply
from bot.personal import looks_personal
from bot.scrub import scrub
from bot.visit import Visit
from knowledge.check.wording import ANSWER, QUESTION
from knowledge.model import Entry
from storage.records import ContentEdit

FLOW = "know"
MOST = {"answer": 2 * ANSWER, "question": 2 * QUESTION, "ask": 200}  # characters; the check asks for fewer
Replies = tuple[Reply, ...]


class Typing:
    """Its step is `<what>:<entry>`: which words are typed next ("answer", "question", "ask"), and of what."""

    def __init__(self, proposals: Proposals, showing: Showing) -> None:
        self._proposals = proposals
        self._showing = showing
        self._say = proposals.say

    async def ask(self, visit: Visit, what: str, entry_id: str) -> Replies:
        """Ask for new words."""
        entry = await self._proposals.entry(visit, entry_id)
        if entry.kind == SAFETY:
            raise BotError(self._say("know.safety"))
        visit.go(FLOW, f"{what}:{entry.id}")
        leave = Choice(self._say("know.leave"), f"know:see:{entry.id}")
        now = entry.answer if what == "answer" else entry.question
        text = self._say(f"know.type.{what}", now=now, seconds=self._proposals.seconds)
        return (Reply(text, choices=(leave,)),)

    async def again(self, visit: Visit) -> Replies:
        """Ask again, unless the entry has gone meanwhile."""
        what, _, entry_id = visit.session.step.partition(":")
        try:
            return await self.ask(visit, what, entry_id)
        except BotError:
            visit.go("")
            return ()

    async def typed(self, visit: Visit, text: str) -> Replies:
        """Propose the typed words; the step stays open, so that other words can be typed."""
        what, _, entry_id = visit.session.step.partition(":")
        entry = await self._proposals.entry(visit, entry_id)
        words = "\n".join(line.rstrip() for line in text.strip().splitlines())
        self._look_at(entry, what, words)
        if what in WORDS:
            edit = self._proposals.words(visit, entry, what, words)
        else:
            edit = self._proposals.asks(visit, entry, "ask", (words,))
        return (await self.propose(visit, edit, entry),)

    async def propose(self, visit: Visit, edit: ContentEdit, entry: Entry) -> Reply:
        """Try a proposal, keep it if it could be published, and show what it would do."""
        trial = await self._proposals.trial(visit, edit)
        if trial.passes:
            visit.turn.put(edit)
        return self._showing.proposal(edit, entry, trial)

    def _look_at(self, entry: Entry, what: str, words: str) -> None:
        """Refuse words that are too long, or personal: what is published is for all to read."""
        if len(words) > MOST[what]:
            raise BotError(self._say("know.too_long", most=MOST[what]))
        known = {each.words for each in looks_personal(entry.answer)}
        seen = [each.words for each in looks_personal(words) if each.words not in known]
        if seen or (what == "ask" and scrub(words) != words):
            raise BotError(self._say("know.personal"))
        if words in {entry.answer if what == "answer" else entry.question, *entry.ask}:
            raise BotError(self._say("know.same"))
