"""What people asked, and what curators made of it."""

from dataclasses import dataclass
from typing import ClassVar

from storage.records.record import Record


@dataclass(frozen=True)
class Question(Record):
    """Something that somebody asked, scrubbed, with what came of it; who asked is not kept.

    `outcome` is "answered", "offered", "elsewhere" or "none", `entries` what was given or offered. `taken` is
    the offer that was taken ("none": none of them), `helpful` is "yes" or "no" once they said so. Only who
    wants to hear of an answer leaves `tell`, their address, and `place`, their chat there. `settled` says
    what a curator made of it.
    """

    kind: ClassVar[str] = "question"
    takes_its_key_along: ClassVar[bool] = True
    id: str
    at: str
    text: str
    outcome: str
    entries: tuple[str, ...] = ()
    taken: str = ""
    helpful: str = ""
    after: str = ""
    tell: str = ""
    place: str = ""
    settled: str = ""

    @property
    def key(self) -> str:
        return self.id

    @property
    def unanswered(self) -> bool:
        """Whether it went without an answer that helped."""
        return self.outcome == "none" or self.taken == "none" or self.helpful == "no"

    @property
    def tags(self) -> tuple[str, ...]:
        is_open = ("open",) if self.unanswered and not self.settled else ()
        ignored = ("ignored",) if self.settled == "ignored" else ()
        waiting = ("waiting", f"tell:{self.tell}") if self.tell else ()
        about = (f"entry:{each}" for each in dict.fromkeys(self.entries))
        return (*is_open, *ignored, *waiting, *about)

    @property
    def sealed_for(self) -> str:
        return f"question:{self.id}"


@dataclass(frozen=True)
class ContentEdit(Record):
    """A change to one entry of the content that a curator made in chat.

    `change` says which: "ask" adds ways of asking, "unask" takes some away (both in `ask`); "answer" and
    "question" give new words, "reviewed" the days of a check and of the next one: in `text`, with what stood
    there before in `old`. `before` is a hash of the entry that the curator was looking at.

    `state` is "proposed" until it is published, then "live", with its `number` among those of its entry.
    "merged": the shipped files say the same by now. "stale": they say something else by now, and "unsound":
    it no longer passes the check; neither is answered from. "dropped": a curator has let it go. `undoes` is
    the number of the change that this one takes back, `by` the id of the curator. `questions` are the ids of
    what led to it. One that is never published is forgotten as old questions are.
    """

    kind: ClassVar[str] = "content-edit"
    id: str
    entry: str
    ask: tuple[str, ...]
    by: str
    at: str
    state: str = "proposed"
    questions: tuple[str, ...] = ()
    change: str = "ask"
    text: str = ""
    old: str = ""
    before: str = ""
    number: int = 0
    undoes: int = 0

    @property
    def key(self) -> str:
        return self.id

    @property
    def tags(self) -> tuple[str, ...]:
        return (self.state, f"by:{self.by}", f"entry:{self.entry}")
