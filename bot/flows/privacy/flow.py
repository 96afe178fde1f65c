"""`/mydata` shows all that is kept of somebody; `/forget` asks, and deletes it."""

from dataclasses import replace

from bot.audit import SOMEBODY, note
from bot.codes import SPOKEN, grouped, new_code
from bot.commands import Commands
from bot.errors import BotError
from bot.flows.people.roles import is_last_admin
from bot.flows.privacy.files import as_json, as_text
from bot.flows.privacy.forgetting import forget, forget_in_files, forget_where_read, parts_of_others
from bot.flows.privacy.mine import Mine, mine
from bot.messages import Choice, Reply
from bot.rights import ROLES
from bot.visit import Visit
from knowledge.loader import Content
from storage.records import Member, Session

RECEIPT = 8  # letters of a receipt


class Privacy:
    """Shows and forgets. Its choices carry `forget:yes` and `forget:no`."""

    def __init__(self, content: Content, commands: Commands) -> None:
        self._content = content
        self._say = content.texts.say
        self._commands = commands

    async def my_data(self, visit: Visit, words: str) -> tuple[Reply, ...]:
        """Hand over everything that is kept about the speaker on this channel, to read and for machines."""
        kept = await self._mine(visit)
        text = self._say(
            "privacy.kept",
            assessments=len(kept.assessments),
            questions=len(kept.questions),
            reminders=len(kept.reminders),
            role=self._say(f"people.roles.{visit.member.role}"),
            agreed=self._say("privacy.agreed" if visit.agreed else "privacy.not_agreed"),
        )
        return (
            Reply(text, title=self._say("privacy.title"), document=as_text(self._content, kept)),
            Reply(self._say("privacy.json"), document=as_json(kept)),
        )

    async def forget(self, visit: Visit, words: str) -> tuple[Reply, ...]:
        """Say what goes and what stays, and ask, before anything goes."""
        choices = (
            Choice(self._say("privacy.yes"), "forget:yes"),
            Choice(self._say("privacy.no"), "forget:no"),
        )
        text = "\n\n".join([self._say("privacy.forget"), *await self._for_others(visit)])
        return (Reply(text, title=self._say("privacy.forget_title"), choices=choices),)

    async def forget_choice(self, visit: Visit, said: str) -> tuple[Reply, ...]:
        """Forget the speaker, their conversation and their assessments; or leave all as it is."""
        just_offered = any(carries == "forget:yes" for _, _, carries in visit.session.offered)
        visit.session = replace(visit.session, offered=())
        if said == "yes" and await visit.turn.get(Session, visit.address) is None:  # the same press again
            visit.forgotten = True
            return (Reply(self._say("privacy.forgotten_before")),)
        if said == "yes" and not just_offered:
            raise BotError(self._say("privacy.ask_again"))
        if said != "yes":
            return (Reply(self._say("privacy.kept_all")),)
        return await self._forget(visit)

    async def _forget(self, visit: Visit) -> tuple[Reply, ...]:
        kept = await self._mine(visit)
        await forget_where_read(visit.turn, kept)
        await forget(visit.turn, kept, visit.now)
        await forget_in_files(visit.turn, kept, why=self._say("export.forgotten"), now=visit.now)
        had_role = visit.member.role != ROLES[0]
        visit.member, visit.session = Member(visit.address), Session(visit.address)
        visit.forgotten = True
        receipt = new_code(RECEIPT, SPOKEN)
        await note(visit.turn, SOMEBODY, "forgotten", visit.now, receipt=receipt)
        menu = self._commands.menu(ROLES[0]) if had_role else ()  # in place of what their role could use
        said = "privacy.forgotten_nothing" if kept.is_a_strangers else "privacy.forgotten"
        return (Reply(self._say(said, receipt=grouped(receipt)), menu=menu),)

    async def _for_others(self, visit: Visit) -> list[str]:
        """Say what it would mean for people whom the speaker works with here."""
        kept = await self._mine(visit)
        parts = await parts_of_others(visit.turn, kept)
        led = [self._say("team.forget_lead", n=len(parts))] if parts else []
        joined = [self._say("team.forget_part")] if any(each.of for each in kept.assessments) else []
        last = [self._say("people.forget_last")] if await is_last_admin(visit, visit.member) else []
        return [*led, *joined, *last]

    async def _mine(self, visit: Visit) -> Mine:
        return await mine(visit.turn, visit.member, visit.session)
