"""One step of a plan: the scores on the way, what is marked, and what can be done with it."""

from bot.days import day_in_words
from bot.flows.assess.draft import Drafts
from bot.flows.plan.items import Item, items
from bot.flows.plan.listing import Listing
from bot.messages import Choice, Reply
from knowledge.plan import Step

MONTHS = (1, 3, 6, 12)  # from today, as the buttons have it


class OneStep:
    """Shows a step, and asks for its date and area."""

    def __init__(self, drafts: Drafts, listing: Listing) -> None:
        self._say = drafts.say
        self._listing = listing

    def show(self, item: Item) -> Reply:
        """Show a step; of one that is not needed any more, what is marked stays."""
        what = self._way(item, item.step) if item.step else self.not_needed(item)
        who = self._say("plan.who", area=item.area.title)
        text = f"{what}\n\n{who} {self._listing.marks(item)}".strip()
        tick = "untick" if item.done else "tick"
        choices = (
            Choice(self._say(f"plan.{tick}"), item.carries(tick)),
            Choice(self._say("plan.set_date"), item.carries("when")),
            Choice(self._say("plan.set_area"), item.carries("who")),
            self._look(item),
            self._back(item),
        )
        title = f"{item.criterion.id}. {item.criterion.title}"
        return Reply(text, title, item.standing.framework.notice, choices)

    def not_needed(self, item: Item) -> str:
        """Say that the plan does not need a step, as the answers stand now."""
        return self._say("plan.not_needed", id=item.criterion.id, level=item.goal.title)

    def ticked(self, item: Item) -> Reply:
        """Say that a step is ticked off, and ask whether the score has changed."""
        undo = Choice(self._say("plan.untick"), item.carries("untick"))
        return self._said(item, "plan.ticked", self._look(item), undo)

    def unticked(self, item: Item) -> Reply:
        """Say that a step is open again."""
        return self._said(item, "plan.unticked")

    def ask_day(self, item: Item) -> Reply:
        """Ask until when a step is due; a date can be typed too."""
        months = [Choice(self._in(each), f"{item.carries('when')}:{each}") for each in MONTHS]
        none = [Choice(self._say("plan.no_date"), f"{item.carries('when')}:0")] if item.kept.due else []
        text = self._say("plan.ask_day", id=item.criterion.id)
        return Reply(text, choices=(*months, *none, self._back(item)))

    def due(self, item: Item, *, quiet: bool) -> Reply:
        """Say what date was kept, and that it will be asked after then."""
        if not item.kept.due:
            return self._said(item, "plan.date_gone")
        kept = self._say("plan.due_kept", id=item.criterion.id, day=day_in_words(item.kept.due))
        text = kept if quiet else f"{kept} {self._say('plan.will_ask')}"
        return Reply(text, choices=(self._back(item),))

    def ask_area(self, item: Item) -> Reply:
        """Ask which area sees to a step."""
        areas = [
            Choice(each.title, f"{item.carries('who')}:{each.id}") for each in item.standing.framework.areas
        ]
        text = self._say("plan.ask_area", id=item.criterion.id)
        return Reply(text, choices=(*areas, self._back(item)))

    def area(self, item: Item) -> Reply:
        """Say which area sees to a step now."""
        text = self._say("plan.area_kept", id=item.criterion.id, area=item.area.title)
        return Reply(text, choices=(self._back(item),))

    def _way(self, item: Item, step: Step) -> str:
        """Say what the score is now and each one on the way, in the framework's words."""
        criterion, answer = item.criterion, item.standing.answers.get(item.criterion.id)
        unsure = self._say("plan.find_out") if answer is None or answer.dont_know else ""
        scores = "\n".join(f"{each}: {criterion.scores[each]}." for each in range(step.claimed, step.to + 1))
        way = self._say("plan.way", claimed=step.claimed, to=step.to, scores=scores)
        line = way if step.rise else self._listing.line(criterion.title, step, criterion.scores[step.to])
        examples = "\n".join(f"- {each}" for each in criterion.evidence)
        note = self._say("plan.what_shows", to=step.to, examples=examples) if step.note else ""
        return "\n\n".join(filter(None, (unsure, line, note)))

    def _said(self, item: Item, name: str, *choices: Choice) -> Reply:
        progress = self._listing.progress(items(item.standing, item.goal))
        text = self._say(name, id=item.criterion.id)
        return Reply(text, choices=(*choices, self._back(item)), progress=progress)

    def _look(self, item: Item) -> Choice:
        label = self._say("plan.look", id=item.criterion.id)
        return Choice(label, f"go:{item.standing.assessment.ref}:{item.criterion.id}")

    def _back(self, item: Item) -> Choice:
        return Choice(self._say("plan.back"), f"plan:{item.standing.assessment.ref}:{item.goal.id}")

    def _in(self, months: int) -> str:
        return self._say("plan.in_a_month" if months == 1 else "plan.in_months", months=months)
