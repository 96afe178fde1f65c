"""A proposal as a curator sees it: what would change, which test questions would move, and what to press."""

from collections.abc import Sequence

from bot.days import day_in_words
from bot.flows.curate.trial import Move, Trial
from bot.messages import Choice, Reply
from knowledge.model import Entry
from knowledge.texts import Texts
from storage.records import ContentEdit

SHOWN = 5  # test questions that move, in each direction


class Showing:
    """Says what a proposal changes. The buttons carry `know:publish:<edit>` and `know:see:<entry>`."""

    def __init__(self, texts: Texts) -> None:
        self._say = texts.say

    def proposal(self, edit: ContentEdit, entry: Entry, trial: Trial) -> Reply:
        """Show a proposal with its trial; only one that passes can be published."""
        publish = (Choice(self._say("questions.publish"), f"know:publish:{edit.id}"),) if trial.passes else ()
        leave = Choice(self._say("know.leave"), f"know:see:{entry.id}")
        text = f"{self.change(edit)}\n\n{self.trial(trial)}"
        return Reply(text, self._say("know.would_change", entry=entry.question), choices=(*publish, leave))

    def change(self, edit: ContentEdit) -> str:
        """Say what an edit changes."""
        if edit.change in {"ask", "unask"}:
            return self._say(f"know.would_{edit.change}", asked="\n".join(f"- {each}" for each in edit.ask))
        text, old = self.as_read(edit, edit.text), self.as_read(edit, edit.old)
        return self._say(f"know.would_{edit.change}", text=text, old=old)

    def as_read(self, edit: ContentEdit, text: str) -> str:
        """Return new or old words as people read them; of a check, its day and the day of the next."""
        if edit.change != "reviewed":
            return text
        checked, review_by = (day_in_words(each) for each in text.split())
        return self._say("know.dates", checked=checked, review_by=review_by)

    def trial(self, trial: Trial) -> str:
        """Say what came of a trial."""
        if trial.problems:
            return self._say("questions.problems", problems="\n".join(f"- {each}" for each in trial.problems))
        if not trial.asked:
            return self._say("know.nothing_moves")
        moves = self._say(
            "questions.moves", asked=trial.asked, better=len(trial.better), worse=len(trial.worse)
        )
        parts = [moves]
        for name, some in (("better", trial.better), ("worse", trial.worse)):
            if some:
                parts.append(self._say(f"questions.{name}", questions=_lines(some)))
        if trial.missed:
            parts.append(self._say("questions.missed", floors=", ".join(trial.missed)))
        return "\n\n".join(parts)


def _lines(moves: Sequence[Move]) -> str:
    return "\n".join(f"- {each.question} ({each.before} > {each.after})" for each in moves[:SHOWN])
