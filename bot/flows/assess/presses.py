"""The choices of the self-assessment: what each does, and which of them change something or lead there."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.flows.assess.answering import Answering
from bot.flows.assess.finishing import Finishing
from bot.flows.assess.going import Going
from bot.flows.assess.journey import Journey, Replies
from bot.flows.assess.typed import Typed
from bot.flows.register.flow import Register
from bot.visit import Visit
from storage.records import Assessment

Does = Callable[[Visit, Assessment, str], Awaitable[Replies]]


@dataclass(frozen=True)
class Press:
    """What a choice does. One that `changes` something, or leads there, is for what is still open."""

    does: Does
    changes: bool = False


def table(journey: Journey, going: Going, typed: Typed, register: Register) -> Mapping[str, Press]:
    """Return what each choice does; they carry `<what>:<ref>[:<criterion, field or area>[:<value>]]`."""
    answering, finishing = Answering(journey), Finishing(journey)
    return {
        "profile": Press(answering.profile, changes=True),
        "answer": Press(answering.answer, changes=True),
        "evidence": Press(answering.no_evidence, changes=True),
        "note": Press(answering.ask_note, changes=True),
        "unnote": Press(answering.remove_note, changes=True),
        "reason": Press(answering.reason, changes=True),
        "counts": Press(answering.what_counts, changes=True),
        "same": Press(answering.same, changes=True),
        "sameall": Press(answering.same_area, changes=True),
        "keep": Press(typed.keep, changes=True),
        "reword": Press(typed.reword),
        "go": Press(going.go, changes=True),
        "back": Press(going.back, changes=True),
        "skip": Press(going.skip, changes=True),
        "hub": Press(going.hub, changes=True),
        "area": Press(going.area, changes=True),
        "carry": Press(going.carry_on, changes=True),
        "check": Press(going.check),
        "pause": Press(going.pause),
        "result": Press(going.result),
        "move": Press(going.move, changes=True),
        "stay": Press(going.stay),
        "finish": Press(finishing.finish, changes=True),
        "reg": Press(register.press),
    }
