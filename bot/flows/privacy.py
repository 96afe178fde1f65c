"""What is kept about somebody, and how it goes: `/mydata` and `/forget`."""

import json
from dataclasses import replace

from bot import kept_questions
from bot.audit import note
from bot.commands import Commands
from bot.errors import BotError
from bot.exports.pieces import remove_files
from bot.flows.people.roles import is_last_admin
from bot.flows.team.removing import remove_all
from bot.messages import Choice, Document, Reply
from bot.rights import ROLES
from bot.visit import Visit
from knowledge.texts import Texts
from storage.records import (
    Assessment,
    ContentEdit,
    ExportJob,
    Handled,
    Invite,
    Member,
    Notice,
    Question,
    Reminder,
    Session,
)


class Privacy:
    """Shows and forgets. Its choices carry `forget:yes` and `forget:no`."""

    def __init__(self, texts: Texts, commands: Commands) -> None:
        self._say = texts.say
        self._commands = commands

    async def my_data(self, visit: Visit, words: str) -> tuple[Reply, ...]:
        """Hand over everything that is kept about the speaker on this channel."""
        mine = await visit.turn.find(Assessment, f"owner:{visit.address}")
        kept = {
            "you": visit.member.to_json(),
            "conversation": visit.session.to_json(),
            "assessments": [assessment.to_json() for assessment in mine],
            "invitations": [
                invite.to_json()
                for assessment in mine
                for invite in await visit.turn.find(Invite, f"for:{assessment.ref}")
            ],
            "recent_replies": await self._recent(visit),
            "reminders": [each.to_json() for each in await self._reminders(visit)],
            "questions": [question.to_json() for question in await self._questions(visit)],
        }
        content = json.dumps(kept, ensure_ascii=False, indent=2).encode("utf-8", "replace")
        document = Document("my-data.json", "application/json", content)
        text = self._say("privacy.kept", assessments=len(mine), role=visit.member.role)
        return (Reply(text, title=self._say("privacy.title"), document=document),)

    async def _forget_in_files(self, visit: Visit) -> None:
        """Drop the kept copies of files that were handed to anybody: an export may hold the forgotten."""
        for handled in await visit.turn.find(Handled, "with-file"):
            without = tuple(
                {name: value for name, value in reply.items() if name != "document"}
                for reply in handled.replies
            )
            visit.turn.put(replace(handled, replies=without))
        for job in await visit.turn.find(ExportJob, "any"):
            remove_files(visit.turn, job)
            if job.address == visit.address:
                visit.turn.remove(ExportJob, job.id)
            else:
                why = self._say("export.forgotten")
                visit.turn.put(replace(job, state="failed", why=why, files=(), expires=visit.at, told=False))

    async def _recent(self, visit: Visit) -> list[dict[str, str]]:
        """Return the words of the last replies, which are kept so that a repeat gets the same."""
        kept = [await visit.turn.get(Handled, f"{visit.address}|{each}") for each in visit.session.handled]
        return [
            {"title": reply.get("title", ""), "text": reply.get("text", "")}
            for handled in kept
            if handled
            for reply in handled.replies
        ]

    async def _questions(self, visit: Visit) -> list[Question]:
        """Return the questions known to be the speaker's: the last one, and those they wait for."""
        waiting = await visit.turn.find(Question, f"tell:{visit.address}")
        last = await kept_questions.last(visit)
        return [*waiting, *([last] if last and last not in waiting else [])]

    async def _reminders(self, visit: Visit) -> list[Reminder]:
        return await visit.turn.find(Reminder, f"person:{visit.address}")

    async def forget(self, visit: Visit, words: str) -> tuple[Reply, ...]:
        """Ask before anything goes."""
        choices = (
            Choice(self._say("privacy.yes"), "forget:yes"),
            Choice(self._say("privacy.no"), "forget:no"),
        )
        text = "\n\n".join([self._say("privacy.forget"), *await self._for_others(visit)])
        return (Reply(text, title=self._say("privacy.forget_title"), choices=choices),)

    async def _for_others(self, visit: Visit) -> list[str]:
        """Say what it would mean for people whom the speaker works with here."""
        mine = await visit.turn.find(Assessment, f"owner:{visit.address}")
        parts = [each for whole in mine for each in await visit.turn.find(Assessment, f"of:{whole.ref}")]
        led = [self._say("team.forget_lead", n=len(parts))] if parts else []
        joined = [self._say("team.forget_part")] if any(each.of for each in mine) else []
        last = [self._say("people.forget_last")] if await is_last_admin(visit, visit.member) else []
        return [*led, *joined, *last]

    async def forget_choice(self, visit: Visit, said: str) -> tuple[Reply, ...]:
        """Forget the speaker, their conversation and their assessments; or leave all as it is."""
        just_offered = any(carries == "forget:yes" for _, _, carries in visit.session.offered)
        visit.session = replace(visit.session, offered=())
        if said == "yes" and await visit.turn.get(Session, visit.address) is None:  # the same press again
            visit.forgotten = True
            return (Reply(self._say("privacy.forgotten")),)
        if said == "yes" and not just_offered:
            raise BotError(self._say("privacy.ask_again"))
        if said != "yes":
            return (Reply(self._say("privacy.kept_all")),)
        await remove_all(visit)
        for reminder in await self._reminders(visit):
            visit.turn.remove(Reminder, reminder.key)
        for notice in await visit.turn.find(Notice, f"person:{visit.address}"):
            visit.turn.remove(Notice, notice.key)
        for message_id in visit.session.handled:
            visit.turn.remove(Handled, f"{visit.address}|{message_id}")
        for handled in await visit.turn.find(Handled, f"to-send:{visit.address}"):
            visit.turn.remove(Handled, handled.key)
        for question in await self._questions(visit):
            visit.turn.remove(Question, question.id)
        for edit in await visit.turn.find(ContentEdit, f"by:{visit.address}"):
            visit.turn.put(replace(edit, by=""))
        await self._forget_in_files(visit)
        had_role = visit.member.role != ROLES[0]
        visit.turn.remove(Member, visit.address)
        visit.member = Member(visit.address)
        visit.turn.remove(Session, visit.address)
        visit.session = Session(visit.address)
        visit.forgotten = True
        await note(visit.turn, "somebody", "forgotten", visit.now)
        menu = self._commands.menu(ROLES[0]) if had_role else ()  # in place of what their role could use
        return (Reply(self._say("privacy.forgotten"), menu=menu),)
