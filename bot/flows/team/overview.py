"""What whoever leads sees of the team: how much each has done, and which codes are still open."""

from datetime import datetime

from bot.flows.team.colleagues import Colleague, Colleagues
from bot.messages import Choice, Reply
from bot.visit import Visit
from storage.records import Assessment, Invite


class Overview:
    """Shows the team to its lead, and their own part to a colleague."""

    def __init__(self, colleagues: Colleagues) -> None:
        self._colleagues = colleagues
        self._say = colleagues.say

    async def show(self, visit: Visit, whole: Assessment) -> tuple[Reply, ...]:
        """List the colleagues with how far they are, then the open codes."""
        people = await self._colleagues.all(visit, whole)
        ref = whole.ref
        lines = [self._line(each) for each in people] or [self._say("team.nobody")]
        if await self._fewer_than_last_time(visit, whole, len(people)):
            lines.append(self._say("team.last_time"))
        done, total = self._colleagues.answered(whole)
        lines.insert(0, self._say("team.you_lead", done=done, total=total))
        choices = (
            Choice(self._say("team.invite"), f"team:invite:{ref}"),
            *((Choice(self._say("voices.button"), f"voices:areas:{ref}"),) if people else ()),
            *(Choice(each.name, f"team:one:{each.part.ref}") for each in people),
            *((Choice(self._say("team.leave"), f"team:leave:{ref}"),) if people else ()),
        )
        text = self._say("team.whole", place=self._colleagues.place(whole), people="\n".join(lines))
        team = Reply(text, self._say("team.title"), choices=choices)
        return (team, *await self._open_codes(visit, whole))

    async def _fewer_than_last_time(self, visit: Visit, whole: Assessment, people: int) -> bool:
        """Whether more colleagues took part in the assessment that this one looks at again."""
        earlier = await visit.turn.get(Assessment, whole.earlier) if whole.earlier else None
        parts = await self._colleagues.drafts.parts(visit, earlier) if earlier else []
        return len(parts) > people

    def one(self, colleague: Colleague) -> Reply:
        """Show one colleague, and what can be done."""
        ref = colleague.part.ref
        nudge = [Choice(self._say("team.nudge"), f"team:nudge:{ref}")]
        done = colleague.part.finished or colleague.whole.finished
        asked = colleague.whole.handing_to == ref
        hand = ("team.hand_back", f"team:unhand:{ref}") if asked else ("team.hand", f"team:hand:{ref}")
        choices = (
            *([] if done else nudge),
            Choice(self._say(hand[0]), hand[1]),
            Choice(self._say("team.remove"), f"team:remove:{ref}"),
            Choice(self._say("team.back"), f"team:home:{colleague.whole.ref}"),
        )
        areas = self._colleagues.areas(colleague.whole, colleague.part.areas)
        return Reply(f"{self._line(colleague)}\n{areas}", colleague.name, choices=choices)

    def part(self, part: Assessment, *, closed: bool) -> Reply:
        """Show a colleague their own part; once whoever leads has finished, that it stays as it is."""
        done, total = self._colleagues.answered(part)
        text = self._say(
            "team.part",
            place=self._colleagues.place(part),
            voice=self._colleagues.voice(part.voice),
            areas=self._colleagues.areas(part, part.areas),
            done=done,
            total=total,
        )
        text = f"{text}\n\n{self._say('team.closed')}" if closed else text
        look, carry_on = ("team.look", "check"), ("assess.carry_on", "carry")
        label, carries = look if closed else carry_on
        choices = (
            Choice(self._say(label), f"{carries}:{part.ref}"),
            Choice(self._say("team.leave"), f"team:leave:{part.ref}"),
            Choice(self._say("team.own"), "begin:new"),
        )
        return Reply(text, self._say("team.part_title"), choices=choices)

    def _line(self, colleague: Colleague) -> str:
        done, total = self._colleagues.answered(colleague.part)
        state = "team.finished" if colleague.part.finished else "team.answered"
        line = self._say(state, who=colleague.name, done=done, total=total)
        asked = colleague.whole.handing_to == colleague.part.ref
        return f"{line}. {self._say('team.asked_to_lead')}" if asked else line

    async def _open_codes(self, visit: Visit, whole: Assessment) -> tuple[Reply, ...]:
        codes = [
            each
            for each in await visit.turn.find(Invite, f"for:{whole.ref}")
            if not each.used and each.expires >= visit.at
        ]
        if not codes:
            return ()
        codes.sort(key=lambda each: (each.made, each.code_hash))
        lines = [f"{at}. {self._code(whole, each)}" for at, each in enumerate(codes, 1)]
        choices = tuple(
            Choice(self._say("team.withdraw", number=at), f"team:withdraw:{whole.ref}:{each.short}")
            for at, each in enumerate(codes, 1)
        )
        return (Reply("\n".join(lines), self._say("team.codes"), choices=choices),)

    def _code(self, whole: Assessment, invite: Invite) -> str:
        until = datetime.fromisoformat(invite.expires)
        return self._say(
            "team.code",
            voice=self._colleagues.voice(invite.voice),
            areas=self._colleagues.areas(whole, invite.areas),
            until=f"{until.day} {until:%B}",
        )
