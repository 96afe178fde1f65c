"""Asking for the agreement, taking it, and taking it back: `/privacy`, `/withdraw`, and what comes before."""

from dataclasses import replace

from bot.errors import BotError
from bot.flows.consent.information import Information
from bot.flows.consent.withdrawing import leave, withdrawn
from bot.messages import CARRIES_AT_MOST, Choice, Reply, plain
from bot.notices import WITHDRAWN, notice
from bot.places import channel, linked_with
from bot.retention import Retention
from bot.rights import ROLES
from bot.visit import Visit
from knowledge.texts import Texts
from storage.records import Member

FLOW = "consent"
WORD = "ok"
TO_ASSESS = {"/assess", "start:assess"}  # what can be tried without anything kept
Replies = tuple[Reply, ...]


class Consent:
    """The flow `consent`. Its choices carry `ok:<version>:<what to go on with>` and `ok:no`.

    What to go on with is a command or what another choice carries. It is in the step, too, where no other
    flow is open, so that the question is asked again behind an aside.
    """

    def __init__(self, texts: Texts, keep: Retention) -> None:
        self.say = texts.say
        self._information = Information(texts, keep)

    def given(self, member: Member) -> bool:
        """Whether somebody has agreed to the information as it is now."""
        return member.agreed == self._information.version

    # Asking

    def ask(self, visit: Visit, then: str) -> Replies:
        """Say what would be kept, and ask; nothing has been kept by then."""
        if not visit.session.flow:
            visit.go(FLOW, f"then:{then}")
        again = (Reply(self.say("information.changed")),) if visit.member.agreed else ()
        return (*again, self._information.short(visit), self._question(then))

    def command(self, visit: Visit, name: str, words: str) -> str:
        """Return a command as something to go on with: with its words where they fit, but for visitors.

        Of those no word is kept before they agree.
        """
        whole = f"/{name} {words}".strip()
        short = whole.isprintable() and len(self._carried(whole).encode()) <= CARRIES_AT_MOST
        return whole if short and visit.member.role != ROLES[0] else f"/{name}"

    def offer(self, visit: Visit) -> Reply:
        """Return the information with the same choices, for somebody who may as well say nothing."""
        return replace(self._information.short(visit), choices=self._choices(""))

    async def again(self, visit: Visit) -> Replies:
        """Ask again behind an aside; who has agreed meanwhile is not."""
        if self.given(visit.member):
            visit.go("")
            return ()
        return (self._question(_then(visit)),)

    async def typed(self, visit: Visit, text: str) -> Replies | None:
        """Typed words are a question, but for those that `chosen` knows."""
        return None

    def chosen(self, visit: Visit, text: str) -> str:
        """Return the choice that typed words mean at the open question, or nothing."""
        if visit.session.flow != FLOW:
            return ""
        yes, no = (choice.carries for choice in self._choices(_then(visit))[:2])
        for said, carries in (("yes", yes), ("no", no)):
            if plain(text) in self.say(f"information.{said}_words").splitlines():
                return carries
        return ""

    # Taking it

    def take(self, visit: Visit, carried: str) -> str:
        """Keep that somebody agrees; return what to go on with. Raises `BotError` for an old "no".

        A yes without it, from where it was only offered, goes on with what is asked about now.
        """
        version, _, then = carried.partition(":")
        if version == "no" or then.startswith(f"{WORD}:"):
            raise BotError(self.say("assess.old_choice"))
        if not then and visit.session.flow == FLOW:
            then = _then(visit)
        self._close(visit)
        if version != self._information.version:
            return then  # it was another text that they agreed to: whatever would be kept is asked about
        if not self.given(visit.member):
            visit.member = replace(visit.member, agreed=version, agreed_at=visit.at)
            visit.turn.put(visit.member)
        visit.agreed = True
        return then

    def declines(self, visit: Visit, carried: str) -> bool:
        """Whether this is a "no" from somebody who has not agreed."""
        return carried == "no" and not self.given(visit.member)

    def declined(self, visit: Visit) -> Replies:
        """Say that nothing was kept, and what can be done all the same."""
        self._close(visit)
        return (Reply(self.say("information.declined")),)

    def thanks(self) -> Reply:
        """Return what is said where nothing else comes of it at once."""
        return Reply(self.say("information.thanks"))

    # At any time

    async def privacy(self, visit: Visit, words: str) -> Replies:
        """Show all of the information: `/privacy`."""
        replies = self._information.page(visit)
        return replies if visit.agreed else (*replies, self._question(""))

    async def withdraw(self, visit: Visit, words: str) -> Replies:
        """Take the agreement back at once, in all linked places: `/withdraw`. Reminders stop, too."""
        places = await linked_with(visit.turn, visit.member)
        if not any(each.agreed for each in places):
            return (Reply(self.say("information.none_to_withdraw")),)
        for each in places[1:]:
            if each.agreed:
                told = notice(each.address, WITHDRAWN, visit.now, place=channel(visit.address))
                visit.turn.put(told)
        visit.member, *others = [withdrawn(visit.turn, each, visit.at) for each in places]
        for each in others:
            await leave(visit.turn, each)
        visit.agreed, visit.takes_back = False, True
        visit.leave()
        yes = Choice(self.say("information.yes_again"), f"{WORD}:{self._information.version}:")
        several = (Reply(self._information.places(places)),) if others else ()
        return (*several, Reply(self._information.withdrawn(), choices=(yes,)))

    def _question(self, then: str) -> Reply:
        return Reply(self.say("information.ask"), choices=self._choices(then))

    def _choices(self, then: str) -> tuple[Choice, ...]:
        carried = self._carried(then)
        fits = len(carried.encode()) <= CARRIES_AT_MOST
        practice = (Choice(self.say("practice.try"), "try:"),) if then in TO_ASSESS else ()
        return (
            Choice(self.say("information.yes"), carried if fits else carried.removesuffix(then)),
            Choice(self.say("information.no"), f"{WORD}:no"),
            *practice,
        )

    def _carried(self, then: str) -> str:
        return f"{WORD}:{self._information.version}:{then}"

    def _close(self, visit: Visit) -> None:
        if visit.session.flow == FLOW:
            visit.go("")


def _then(visit: Visit) -> str:
    return visit.session.step.partition(":")[2]
