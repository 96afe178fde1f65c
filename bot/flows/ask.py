"""Questions and answers: the matched entry's question, a short answer, its source, what to ask next."""

from dataclasses import replace

from bot import kept_questions
from bot.answers import URGENT, Answers, Asked
from bot.errors import BotError
from bot.kept_questions import NONE
from bot.messages import Choice, Link, Reply
from bot.visit import Visit
from knowledge.model import Entry
from knowledge.texts import Texts

LONGEST = 1_000  # characters of a question; a longer one is a story, and its point cannot be found
SOURCES = 3  # shown below an answer; an entry may keep more
Replies = tuple[Reply, ...]


class Ask:
    """Answers what people ask. Its choices carry `entry:<id>`."""

    def __init__(self, answers: Answers, texts: Texts) -> None:
        self._answers = answers
        self._texts = texts
        self._urgent: tuple[Entry, Reply] | None = None  # the entry, and the reply made of it

    async def question(self, visit: Visit, text: str) -> Replies:
        """Answer a typed question, and keep what it came to."""
        if len(text) > LONGEST:
            raise BotError(self._texts.say("ask.too_long", most=LONGEST))
        after = visit.session.about
        asked = self._answers.ask(text, "" if after == URGENT else after)
        if after == URGENT and not asked.answer and not asked.elsewhere:
            return (self.urgent(),)  # "nobody cares", just after a cry, is no question
        await kept_questions.keep(visit, text, asked)
        return self._replies(visit, asked)

    async def entry(self, visit: Visit, entry_id: str) -> Replies:
        """Show the entry that somebody chose, or the way on when they chose none."""
        entry_id, _, asked = entry_id.partition(":")
        await kept_questions.took(visit, entry_id, asked)
        if entry_id == NONE:
            return (self._not_known(visit, asked),)
        entry = self._answers.entry(entry_id)
        if entry is None:
            raise BotError(self._texts.say("ask.entry_gone"))
        visit.session = replace(visit.session, about=entry.id)
        return (self._answer(visit, entry),)

    def urgent(self) -> Reply:
        """Return the reply for somebody in distress: only what helps. It needs no store and no search."""
        entry = self._answers.urgent_entry
        if self._urgent is None or self._urgent[0] is not entry:  # every turn is compared with it
            title = self._texts.say("urgent.title")
            self._urgent = entry, replace(self.show(entry), title=title, note="", links=(), choices=())
        return self._urgent[1]

    def entry_by_id(self, entry_id: str) -> Replies:
        """Return an entry as a reply, if it is still there."""
        entry = self._answers.entry(entry_id)
        return (self.show(entry),) if entry else ()

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

    def _replies(self, visit: Visit, asked: Asked) -> Replies:
        if asked.also:
            return (*self._replies(visit, replace(asked, also=None)), *self._replies(visit, asked.also))
        if asked.outcome == "urgent":
            return (self.urgent(),)
        if asked.language:
            return (Reply(asked.language.says, public=True),)
        if given := asked.answer or asked.elsewhere:
            return (self._answer(visit, given),)
        if asked.outcome == "none":
            return (self._not_known(visit, visit.session.asked),)
        offers = tuple(self._choice(entry) for entry in self._answers.offers(asked))
        none = Choice(self._texts.say("ask.none_of_these"), f"entry:{NONE}:{visit.session.asked}".rstrip(":"))
        which = self._texts.say("ask.unclear" if asked.unclear else "ask.which")
        return (Reply(which, choices=(*offers, none), public=True),)

    def _answer(self, visit: Visit, entry: Entry) -> Reply:
        """An entry, with the question whether it helped."""
        reply, say = self.show(entry), self._texts.say
        of = f"{visit.session.asked}:{entry.id}"
        helpful = tuple(Choice(say(f"helpful.{said}"), f"helpful:{said}:{of}") for said in ("yes", "no"))
        return replace(reply, note=f"{reply.note} {say('helpful.ask')}", choices=(*reply.choices, *helpful))

    def _not_known(self, visit: Visit, asked: str) -> Reply:
        say = self._texts.say
        asked = "" if visit.message.group else asked
        may_wait = asked or not (visit.agreed or visit.message.group)
        tell = (Choice(say("tell.me"), f"tell:{asked}"),) if may_wait else ()
        return Reply(say("ask.not_known"), title=say("ask.not_known_title"), choices=tell, public=True)

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
