"""One-time codes for roles: made by the operator or an admin, shown once, kept only as a hash."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.audit import audit
from bot.codes import new_code
from bot.commands import ROLES, Commands
from bot.errors import BotError
from bot.messages import Choice, Reply
from bot.visit import Visit
from knowledge.texts import Texts
from storage.records import AuditEvent, Invite

LENGTH = 27  # letters of 31 kinds: 133 random bits; no code can be guessed
VALID = timedelta(days=7)
INVITED = ROLES[1:]  # roles that take an invitation


@dataclass(frozen=True)
class Made:
    """A new invite: the record to keep, and the code to hand over, which is kept nowhere."""

    record: Invite
    code: str


def make_invite(role: str, now: datetime) -> Made:
    """Make a one-time code for a role; raises `ValueError` for a role that takes none."""
    if role not in INVITED:
        raise ValueError(f"no invitation is made for {role!r}; choose one of: {', '.join(INVITED)}")
    code = new_code(LENGTH)
    at = now.isoformat(timespec="seconds")
    expires = (now + VALID).isoformat(timespec="seconds")
    return Made(Invite(_hash(code), role, made=at, expires=expires), _grouped(code))


def made_event(who: str, made: Made, now: datetime) -> AuditEvent:
    """Record that an invite was made; never its code."""
    return audit(who, "invite made", now, role=made.record.role)


class Invites:
    """`/invite` makes codes, `/code` takes them."""

    def __init__(self, texts: Texts, commands: Commands, bot_name: str = "") -> None:
        self._say = texts.say
        self._commands = commands
        self._bot_name = bot_name

    def call(self, bot_name: str) -> None:
        """Learn the bot's name on Telegram, so that codes can be given as links."""
        self._bot_name = bot_name

    async def invite(self, visit: Visit, words: str) -> tuple[Reply, ...]:
        """Make a code for the role named, or offer the roles."""
        role = words.strip().casefold()
        if role not in INVITED:
            choices = tuple(Choice(self._say(f"invite.{each}"), f"invite:{each}") for each in INVITED)
            return (Reply(self._say("invite.which"), choices=choices),)
        made = make_invite(role, visit.now)
        visit.turn.put(made.record)
        visit.turn.put(made_event(visit.address, made, visit.now))
        return (Reply(self.announce(made)),)

    async def invite_choice(self, visit: Visit, role: str) -> tuple[Reply, ...]:
        """Make a code for the role pressed, if the one who presses may."""
        if self._commands.find("invite", visit.member.role) is None:
            raise BotError(self._say("unknown_command"))
        return await self.invite(visit, role)

    def announce(self, made: Made) -> str:
        """Say the code, how to use it, and how long it works."""
        link = f"https://t.me/{self._bot_name}?start={made.code}" if self._bot_name else ""
        text = self._say("invite.made", role=made.record.role, code=made.code, days=VALID.days)
        return f"{text}\n\n{self._say('invite.link', link=link)}" if link else text

    async def redeem(self, visit: Visit, words: str) -> tuple[Reply, ...]:
        """Take a code: `/code CODE`. A used, old and unknown code read the same."""
        code = "".join(letter for letter in words.upper() if letter.isalnum())
        if not code:
            raise BotError(self._say("invite.type_it"))
        invite = await visit.turn.get(Invite, _hash(code))
        if invite is None or invite.used or invite.expires < visit.at:
            raise BotError(self._say("invite.no_good"))
        visit.turn.put(replace(invite, used=visit.at))
        if ROLES.index(invite.role) > ROLES.index(visit.member.role):
            visit.become(invite.role)
        visit.turn.put(audit(visit.address, "invite used", visit.now, role=invite.role))
        menu = self._commands.menu(visit.member.role)
        lines = "\n".join(f"/{item.command} - {item.does}" for item in menu)
        return (Reply(self._say("invite.welcome", role=visit.member.role, commands=lines), menu=menu),)


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def _grouped(code: str) -> str:
    return "-".join(code[at : at + 9] for at in range(0, len(code), 9))
