"""What is kept of somebody as files: one to read, and one for machines."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields

from bot.days import day_in_words
from bot.flows.privacy.mine import Mine
from bot.messages import Document
from bot.places import channel, named
from knowledge.loader import Content
from storage.records import Assessment, Handled, Invite, LinkCode, Record


def as_json(everywhere: Iterable[Mine]) -> Document:
    """Return all of it, as it is kept: a list of places, this one first. Of replies it has their words."""
    places = [
        {"channel": channel(kept.member.address)}
        | {each.name: _plain(getattr(kept, each.name)) for each in fields(kept)}
        for kept in everywhere
    ]
    content = json.dumps({"places": places}, ensure_ascii=False, indent=2).encode("utf-8", "replace")
    return Document("my-data.json", "application/json", content)


def as_text(content: Content, everywhere: Iterable[Mine]) -> Document:
    """Return it in words, with a heading for each place and each kind."""
    readable = _Readable(content)
    places = list(everywhere)
    several = len(places) > 1
    text = "\n".join(line for kept in places for line in readable.lines(kept, linked=several))
    return Document("my-data.txt", "text/plain; charset=utf-8", text.encode("utf-8", "replace"))


def _plain(value: Record | list[Record]) -> object:
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return _words(value) if isinstance(value, Handled) else value.to_json()


def _words(handled: Handled) -> list[dict[str, str]]:
    return [{"title": reply.get("title", ""), "text": reply.get("text", "")} for reply in handled.replies]


class _Readable:
    """Writes lines; headings and labels are content."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._say = content.texts.say

    def lines(self, kept: Mine, *, linked: bool) -> Iterator[str]:
        """Say all of it, one kind after the other; a link whose other places are all gone is none."""
        member = kept.member
        yield self._say("mydata.place_title", place=named(self._content.texts, [member]))
        yield ""
        about = (
            self._say("mydata.account", address=member.address),
            self._say("mydata.role", role=self._say(f"people.roles.{member.role}")),
            self._say("mydata.agreed", version=member.agreed, at=member.agreed_at) if member.agreed else "",
            self._say("mydata.id", id=member.id) if member.id else "",
            self._say("mydata.linked", day=day_in_words(member.link.since)) if member.link and linked else "",
        )
        yield from self._part("you", filter(None, about))
        for each in kept.assessments:
            yield from self._part("assessment", self._assessment(each))
        yield from self._part("questions", (f"- {each.at}: {each.text}" for each in kept.questions))
        yield from self._part("reminders", (f"- {each.due}: {each.what}" for each in kept.reminders))
        codes: list[Invite | LinkCode] = [*kept.invitations, *kept.link_codes]
        yield from self._part("invitations", (f"- {each.made} - {each.expires}" for each in codes))
        yield from self._part("edits", (f"- {each.at}: {each.entry}" for each in kept.edits))
        yield from self._part("events", (f"- {each.at}: {each.what}" for each in kept.events))
        yield from self._part("exports", (f"- {each.asked}: {each.state}" for each in kept.exports))
        replies = (f"- {reply['title']} {reply['text']}" for each in kept.replies for reply in _words(each))
        yield from self._part("replies", replies)

    def _part(self, name: str, lines: Iterable[str]) -> Iterator[str]:
        lines = list(lines)
        yield self._say(f"mydata.{name}_title")
        yield from lines or [self._say("mydata.nothing")]
        yield ""

    def _assessment(self, assessment: Assessment) -> Iterator[str]:
        yield self._say("mydata.reference", ref=assessment.ref, started=assessment.started)
        labels = {field.id: field for field in self._content.profile}
        for name, value in assessment.profile.items():
            yield f"{labels[name].ask} {labels[name].label(value)}" if name in labels else f"{name}: {value}"
        for name, answer in assessment.answers.items():
            said = "" if answer.score is None else str(answer.score)
            said = said or (answer.not_applicable or self._say("assess.dont_know"))
            yield f"{name}: {said}. {answer.evidence}".strip()
        for note in assessment.register.values():
            yield f"- {note.title} ({', '.join(note.criteria)}) {note.owner} {note.dated}".strip()
        for name, step in assessment.plan.items():
            yield f"- {name}: {step.due} {step.done}".strip()
