"""What whoever leads is shown of the voices: the areas in short, and one criterion with its choices."""

import zlib
from collections.abc import Sequence

from bot.flows.assess.draft import Drafts
from bot.flows.voices.gathering import agreed, asked, of_the_lead, spread_of
from bot.flows.voices.stamp import stamp
from bot.flows.voices.words import Words
from bot.messages import Choice, Reply
from knowledge.framework import Area, Criterion
from knowledge.voices import DONT_KNOW, NOT_APPLICABLE, Spread, lower, middle
from storage.records import Assessment

Parts = Sequence[Assessment]


class Looking:
    """Shows spreads. All that it shows of other people comes out of `knowledge.voices.spread_shown`."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._say = drafts.say
        self.words = Words(drafts.content.texts)

    def areas(self, whole: Assessment, parts: Parts) -> tuple[Reply, ...]:
        """List all criteria, an area at a time."""
        framework = self._drafts.framework(whole)
        intro = Reply(self._say("voices.intro"), self._say("voices.title"))
        return (intro, *(self.area(whole, parts, each) for each in framework.areas))

    def area(self, whole: Assessment, parts: Parts, area: Area) -> Reply:
        """List the criteria of one area, each with a way to look at it."""
        lines = [self._line(whole, parts, each) for each in area.criteria]
        choices = [
            Choice(self._say("voices.look", criterion=each.id), f"voices:see:{whole.ref}:{each.id}")
            for each in area.criteria
        ]
        if alike := self.alike(whole, parts, area):
            label = self._say("voices.agree_alike", which=", ".join(alike))
            carries = f"voices:alike:{whole.ref}:{area.id}:{self.alike_stamp(alike)}"
            choices.insert(0, Choice(label, carries))
        return Reply("\n".join(lines), area.title, choices=tuple(choices))

    def alike(self, whole: Assessment, parts: Parts, area: Area) -> dict[str, str]:
        """Return what all said of those criteria where several said the same and nothing was agreed."""
        framework = self._drafts.framework(whole)
        spreads = {each.id: spread_of(framework, whole, parts, each.id) for each in area.criteria}
        return {
            name: each.alike
            for name, each in spreads.items()
            if each.alike and each.answered > 1 and not agreed(whole, name)
        }

    def alike_stamp(self, alike: dict[str, str]) -> str:
        """Return what the choice to agree on all that is alike was based on, in short."""
        return f"{zlib.crc32(repr(sorted(alike.items())).encode()):08x}"

    def criterion(self, whole: Assessment, parts: Parts, criterion: Criterion) -> Reply:
        """Show what was said of a criterion, what was agreed, and what can be agreed on."""
        framework = self._drafts.framework(whole)
        spread = spread_of(framework, whole, parts, criterion.id)
        told = [self._said(whole, spread)]
        if len(spread.middles) > 1:
            told.append(self._say("voices.by_group", groups=self.words.groups(framework, spread)))
        if own := of_the_lead(whole, criterion.id).said:
            told.append(self._say("voices.own", what=self.words.said(framework, own)))
        if spread.all and (notes := self._notes(whole, parts, criterion)):
            told.append(self._say("voices.notes", notes="\n".join(f"- {each}" for each in notes)))
        title = f"{criterion.id}. {criterion.title}"
        note = self._agreed(whole, spread, criterion)
        return Reply("\n\n".join(told), title, note, self._choices(whole, spread, criterion))

    def _said(self, whole: Assessment, spread: Spread) -> str:
        framework = self._drafts.framework(whole)
        if spread.all is None:
            why = "voices.stays_hidden" if spread.stays_hidden else "voices.hidden"
            hidden = self._say(why) if spread.answered else ""
            return " ".join(filter(None, (self.words.in_short(framework, spread), hidden)))
        counts = self.words.counts(framework, spread.all)
        return self._say("voices.said", answered=spread.answered, asked=spread.asked, counts=counts)

    def _notes(self, whole: Assessment, parts: Parts, criterion: Criterion) -> list[str]:
        """Return the evidence that was named in parts, in the order of the alphabet: nobody's stands out."""
        those = asked(self._drafts.framework(whole), parts, criterion.id)
        named = {each.answers[criterion.id].evidence for each in those if criterion.id in each.answers}
        kept = whole.answers.get(criterion.id)
        return sorted((named | {kept.own_note if kept else ""}) - {""}, key=str.casefold)

    def _agreed(self, whole: Assessment, spread: Spread, criterion: Criterion) -> str:
        on = agreed(whole, criterion.id)
        if not on:
            return ""
        what = self.words.said(self._drafts.framework(whole), on)
        return " ".join(
            filter(None, (self._say("voices.agreed_on", what=what), self.words.dissent(spread, on)))
        )

    def _choices(self, whole: Assessment, spread: Spread, criterion: Criterion) -> tuple[Choice, ...]:
        framework = self._drafts.framework(whole)
        here, based_on = f"{whole.ref}:{criterion.id}", stamp(spread, agreed(whole, criterion.id))
        takes = (("lower", lower(spread.everything)), ("middle", middle(spread.everything)))
        said = [(how, each) for how, each in takes if each]
        can_be_said = [str(step.score) for step in framework.scale] + [DONT_KNOW]
        can_be_said += [NOT_APPLICABLE] if criterion.not_applicable else []
        said += [("talked", each) for each in can_be_said]
        ways = [
            Choice(
                self._say(f"voices.{how}", what=self.words.said(framework, each)),
                f"voices:agree:{here}:{how}:{each}:{based_on}",
            )
            for how, each in said
        ]
        return (*ways, Choice(self._say("voices.all_areas"), f"voices:areas:{whole.ref}"))

    def _line(self, whole: Assessment, parts: Parts, criterion: Criterion) -> str:
        framework = self._drafts.framework(whole)
        spread = spread_of(framework, whole, parts, criterion.id)
        line = f"{criterion.id} {criterion.title}: {self.words.in_short(framework, spread)}"
        told = self._agreed(whole, spread, criterion)
        return f"{line}\n   {told}" if told else line
