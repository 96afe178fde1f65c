"""Assessments, with their answers, evidence and plan."""

from dataclasses import dataclass, field
from typing import ClassVar

from storage.records.record import Record


@dataclass(frozen=True)
class Answer:
    """What was said of one criterion: a score of 0 to 4, or that it is not known, or not applicable.

    Where several people answer, the assessment's own answer is the agreed one: `agreed` says how it was come
    to ("lower", "middle", "talked", "alike"; "handed": nothing was agreed, it came with the lead from who led
    before), and `own` is what the lead had said before ("0" to "4", "dk", "na", or nothing), with `own_note`
    for evidence that they had named in a part of their own.

    `carried` marks one that was taken over from an earlier assessment and not looked at yet. `asked` says
    that the writer was asked to reword what looked personal. `at` is when the answer or its evidence was last
    changed, `since` from when on the very same has been said.
    """

    score: int | None = None
    evidence: str = ""
    dont_know: bool = False
    not_applicable: str = ""
    at: str = ""
    agreed: str = ""
    own: str = ""
    own_note: str = ""
    carried: bool = False
    asked: bool = False
    since: str = ""


@dataclass(frozen=True)
class EvidenceNote:
    """A document that would show one or several criteria: what it is called, never the document.

    `owner` is the role that looks after it, never a name. `dated` and `valid_until` are days; behind the
    latter it counts as none. `asked` says that the writer was asked to reword what looked personal.
    """

    title: str
    criteria: tuple[str, ...] = ()
    owner: str = ""
    dated: str = ""
    valid_until: str = ""
    asked: bool = False
    at: str = ""


@dataclass(frozen=True)
class PlanStep:
    """One step of the plan, for one criterion: when it is due (a day), since when it is done, and which area
    sees to it, if not the criterion's own.
    """

    due: str = ""
    done: str = ""
    area: str = ""


@dataclass(frozen=True)
class Assessment(Record):
    """One organisation's look at itself, under one version of the framework.

    `profile` holds the answers to the questions before the first criterion, by field id.
    `answers` holds an `Answer` by criterion id; a criterion that is not there was not answered.
    `register` holds the evidence notes by a short id of their own, `plan` the steps by criterion id.

    One person's part in somebody else's assessment is an assessment too: `of` is the reference of the whole,
    `voice` the part they speak from (a role of profile.yaml), `areas` what they were asked about (none: all).
    `nudged` is when whoever leads last asked them to go on. In the whole, `shown` holds by criterion whose
    answers were in what the lead was last shown of it, as marks that tell nothing of what was said, and
    `handing_to` is the part of whoever is asked to lead it.
    `earlier` is the reference of the assessment that this one looks at again, and `later` of the one that
    looks at this again: behind it, this one is closed.

    `told` is the newest version of the framework that the lead was told of; `set_aside` holds answers to
    criteria whose words have changed since or that are gone: they count nowhere. `warned` is when the
    owner was told that it goes soon (until they are reached: since when they are to be), `used`
    when its owner last looked at it, noted once a day.
    """

    kind: ClassVar[str] = "assessment"
    takes_its_key_along: ClassVar[bool] = True
    ref: str
    owner: str
    framework: str
    agreed: str
    started: str
    changed: str
    finished: str = ""
    profile: dict[str, str] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    register: dict[str, EvidenceNote] = field(default_factory=dict)
    plan: dict[str, PlanStep] = field(default_factory=dict)
    of: str = ""
    voice: str = ""
    areas: tuple[str, ...] = ()
    nudged: str = ""
    shown: dict[str, tuple[str, ...]] = field(default_factory=dict)
    handing_to: str = ""
    earlier: str = ""
    later: str = ""
    told: str = ""
    set_aside: dict[str, Answer] = field(default_factory=dict)
    warned: str = ""
    used: str = ""

    @property
    def key(self) -> str:
        return self.ref

    @property
    def touched(self) -> str:
        """When its owner last changed or finished it or, while it is a draft, looked at it."""
        return max(self.changed, self.used, self.finished)

    @property
    def tags(self) -> tuple[str, ...]:
        return (f"owner:{self.owner}", f"of:{self.of}") if self.of else (f"owner:{self.owner}",)

    @property
    def sealed_for(self) -> str:
        return f"assessment:{self.ref}"
