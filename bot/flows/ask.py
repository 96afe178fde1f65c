"""Questions and answers: the matched entry's question, a short answer, its source, what to ask next."""

from dataclasses import replace

from bot.answers import Answers, Asked
from bot.errors import BotError
from bot.messages import Choice, Link, Reply
from bot.visit import Visit
from knowledge.model import Entry
from knowledge.texts import Texts

LONGEST = 1_000  # characters of a question; a longer one is a story, and its point cannot be found
NONE = "none"
SOURCES = 3  # shown below an answer; an entry may keep more


class Ask:
    """Answers what people ask. Its choices carry `entry:<id>`."""

    def __init__(self, answers: Answers, texts: Texts) -> None:
        self._answers = answers
        self._texts = texts

    async def question(self, visit: Visit, text: str) -> tuple[Reply, ...]:
        """Answer a typed question."""
        if len(text) > LONGEST:
            raise BotError(self._texts.say("ask.too_long", most=LONGEST))
        return (self._reply(self._answers.ask(text)),)

    async def entry(self, visit: Visit, entry_id: str) -> tuple[Reply, ...]:
        """Show the entry that somebody chose, or the way on when they chose none."""
        if entry_id == NONE:
            return (self._not_known(),)
        entry = self._answers.entry(entry_id)
        if entry is None:
            raise BotError(self._texts.say("ask.entry_gone"))
        return (self.show(entry),)

    def urgent(self) -> Reply:
        """Return the reply for somebody in distress: only what helps. It needs no store and no search."""
        title = self._texts.say("urgent.title")
        return replace(self.show(self._answers.urgent_entry), title=title, note="", links=(), choices=())

    def show(self, entry: Entry) -> Reply:
        """Return an entry as a reply: what is published, ours, or not known is told apart."""
        kind = self._texts.say(f"kinds.{entry.kind}")
        follow_ups = (self._answers.entry(each) for each in entry.follow_ups)
        choices = tuple(self._choice(each) for each in follow_ups if each)
        checked = f"{entry.checked.day} {entry.checked:%B %Y}"
        note = f"{kind} {self._texts.say('ask.checked', when=checked)}"
        return Reply(
            entry.answer, entry.question, note, choices=choices, links=self._sources(entry), public=True
        )

    def _reply(self, asked: Asked) -> Reply:
        if asked.answer:
            return self.show(asked.answer)
        if asked.outcome == "none":
            return self._not_known()
        offers = tuple(self._choice(entry) for entry in self._answers.offers(asked))
        none = Choice(self._texts.say("ask.none_of_these"), f"entry:{NONE}")
        return Reply(self._texts.say("ask.which"), choices=(*offers, none), public=True)

    def _not_known(self) -> Reply:
        return Reply(
            self._texts.say("ask.not_known"), title=self._texts.say("ask.not_known_title"), public=True
        )

    def _choice(self, entry: Entry) -> Choice:
        return Choice(entry.question, f"entry:{entry.id}")

    def _sources(self, entry: Entry) -> tuple[Link, ...]:
        say = self._texts.say
        links = [
            Link(say("ask.source", title=each.title, date=each.date), each.url)
            for each in entry.source[:SOURCES]
        ]
        if len(entry.source) > SOURCES:
            links.append(Link(say("ask.more_sources", more=len(entry.source) - SOURCES)))
        return tuple(links)
