"""One-time codes for roles: made by the operator or an admin, shown once, kept only as a hash."""

import base64
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.audit import note
from bot.codes import exactly, hashed, in_parts, one_time_code
from bot.commands import Commands
from bot.errors import BotError
from bot.flows.open_codes import OpenCodes
from bot.guesses import Guesses
from bot.messages import Choice, Reply
from bot.notices import USED_CODE, notice
from bot.rights import ROLES, rank
from bot.visit import Visit
from knowledge.texts import Texts
from storage.records import Invite, Member

VALID = timedelta(days=7)
INVITE_MADE = "invite made"  # as the record of what was done says it; never its code
INVITED = ROLES[1:]  # roles that take an invitation


@dataclass(frozen=True)
class Made:
    """A new invite: the record to keep, and the code to hand over, which is kept nowhere."""

    record: Invite
    code: str


def make_invite(role: str, now: datetime, by: str = "") -> Made:
    """Make a one-time code for a role; `by` is the id of who makes it.

    Raises `ValueError` for a role that takes none.
    """
    if role not in INVITED:
        raise ValueError(f"no invitation is made for {role!r}; choose one of: {', '.join(INVITED)}")
    made = _make(role, now, VALID)
    return replace(made, record=replace(made.record, by=by))


def make_part_invite(whole: str, now: datetime, valid: timedelta) -> Made:
    """Make a one-time code for a part in an assessment; it gives no role."""
    made = _make(ROLES[0], now, valid)
    return replace(made, record=replace(made.record, assessment=whole))


def _make(role: str, now: datetime, valid: timedelta) -> Made:
    code = one_time_code()
    at = now.isoformat(timespec="seconds")
    expires = (now + valid).isoformat(timespec="seconds")
    return Made(Invite(hashed(code), role, made=at, expires=expires), in_parts(code))


class Invites:
    """`/invite` makes codes for roles; `find` and `take` are for `/code`."""

    def __init__(
        self, texts: Texts, commands: Commands, tell_soon: Callable[[], None], guesses: Guesses
    ) -> None:
        self._say = texts.say
        self._commands = commands
        self._tell_soon = tell_soon
        self._bot_name = ""
        self._open_codes = OpenCodes(texts)
        self._guesses = guesses

    def call(self, bot_name: str) -> None:
        """Learn the bot's name on Telegram, so that codes can be given as links."""
        self._bot_name = bot_name

    async def invite(self, visit: Visit, words: str) -> tuple[Reply, ...]:
        """Make a code for the role named, or offer the roles and show the codes that nobody has used."""
        role = words.strip().casefold()
        if role not in INVITED:
            choices = tuple(Choice(self._say(f"invite.{each}"), f"invite:{each}") for each in INVITED)
            return (*await self._open_codes.show(visit), Reply(self._say("invite.which"), choices=choices))
        made = make_invite(role, visit.now, visit.who)
        visit.turn.put(made.record)
        await note(visit.turn, visit.who, INVITE_MADE, visit.now, role=made.record.role)
        return (Reply(self.announce(made)),)

    async def invite_choice(self, visit: Visit, carried: str) -> tuple[Reply, ...]:
        """Make a code for the role pressed, or withdraw one."""
        what, _, short = carried.partition(":")
        return await (self._open_codes.withdraw(visit, short) if short else self.invite(visit, what))

    def announce(self, made: Made) -> str:
        """Say the code, how to use it, and how long it works."""
        text = self._say("invite.made", role=made.record.role, code=made.code, days=VALID.days)
        if made.record.role == INVITED[0]:
            text = f"{text}\n\n{self._say('invite.for_assessor')}"
        return self.with_link(text, made.code)

    def with_link(self, text: str, code: str) -> str:
        """Add the link that brings a code along, once the bot's name on Telegram is known."""
        link = f"https://t.me/{self._bot_name}?start={code}" if self._bot_name else ""
        return f"{text}\n\n{self._say('invite.link', link=link)}" if link else text

    async def find(self, visit: Visit, words: str) -> Invite:
        """Return the invite of a typed code. A used, old and unknown code read the same.

        Whoever has typed many wrong ones waits, whatever they type next.
        """
        code = exactly(words)
        if not code:
            raise BotError(self._say("invite.type_it"))
        if not self._guesses.may(visit.address, visit.now):
            raise BotError(self._say("invite.wait"))
        try:
            return self.must_work(visit, await visit.turn.get(Invite, hashed(code)))
        except BotError:
            self._guesses.wrong(visit.address, visit.message.id, visit.now)
            raise

    def must_work(self, visit: Visit, invite: Invite | None) -> Invite:
        """Return the invite; raises `BotError` unless there is one, neither used nor too old."""
        if invite is None or invite.used or invite.expires < visit.at:
            raise BotError(self._say("invite.no_good"))
        return invite

    async def take(self, visit: Visit, invite: Invite) -> tuple[Reply, ...]:
        """Give the role of an invite, and have all other admins told who it was."""
        visit.turn.put(replace(invite, used=visit.at))
        if rank(invite.role) > rank(visit.member.role):
            visit.become(invite.role)
        if invite.role == ROLES[-1]:
            await self._open_codes.withdraw_start(visit)
        await note(visit.turn, visit.who, "invite used", visit.now, role=invite.role)
        for admin in await visit.turn.find(Member, f"role:{ROLES[-1]}"):
            if admin.address != visit.address:
                told = notice(admin.address, USED_CODE, visit.now, role=invite.role, who=visit.member.id)
                visit.turn.put(told)
        visit.afterwards.append(self._tell_soon)
        menu = self._commands.menu(visit.member.role)
        lines = "\n".join(f"/{item.command} - {item.does}" for item in menu)
        return (Reply(self._say("invite.welcome", role=visit.member.role, commands=lines), menu=menu),)


def in_a_button(invite: Invite) -> str:
    """Return the hash as short as a button needs it."""
    return base64.urlsafe_b64encode(bytes.fromhex(invite.code_hash)).decode().rstrip("=")


def from_a_button(carried: str) -> str:
    """Return the hash that a button carries; nothing for what is none."""
    try:
        return base64.urlsafe_b64decode(f"{carried}=").hex()
    except ValueError:
        return ""
