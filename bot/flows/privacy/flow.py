"""`/mydata` shows all that is kept of somebody; `/forget` asks, and deletes it."""

from dataclasses import replace

from bot.audit import SOMEBODY, note
from bot.codes import SPOKEN, grouped, new_code
from bot.commands import Commands
from bot.errors import BotError
from bot.flows.people.roles import is_last_admin
from bot.flows.privacy.everywhere import forget_everywhere, last_words, mine_everywhere
from bot.flows.privacy.files import as_json, as_text
from bot.flows.privacy.forgetting import parts_of_others
from bot.flows.privacy.mine import Mine
from bot.messages import Choice, MenuItem, Reply
from bot.places import named
from bot.rights import ROLES
from bot.visit import Visit
from knowledge.loader import Content
from storage.records import Member, Session

RECEIPT = 8  # letters of a receipt


class Privacy:
    """Shows and forgets, in all linked places. Its choices carry `forget:no`, and `forget:yes` with what the
    places share, if there are several: a yes is for those that were named.
    """

    def __init__(self, content: Content, commands: Commands) -> None:
        self._content = content
        self._say = content.texts.say
        self._commands = commands

    async def my_data(self, visit: Visit, words: str) -> tuple[Reply, ...]:
        """Hand over everything that is kept about the speaker, to read and for machines."""
        everywhere = await self._everywhere(visit)
        text = self._say(
            "privacy.kept",
            places=self._named(everywhere),
            assessments=sum(len(kept.assessments) for kept in everywhere),
            questions=sum(len(kept.questions) for kept in everywhere),
            reminders=sum(len(kept.reminders) for kept in everywhere),
            role=self._say(f"people.roles.{visit.member.role}"),
            agreed=self._say("privacy.agreed" if visit.agreed else "privacy.not_agreed"),
        )
        text += "" if len(everywhere) > 1 else f"\n\n{self._say('privacy.elsewhere_too')}"
        return (
            Reply(text, title=self._say("privacy.title"), document=as_text(self._content, everywhere)),
            Reply(self._say("privacy.json"), document=as_json(everywhere)),
        )

    async def forget(self, visit: Visit, words: str) -> tuple[Reply, ...]:
        """Say what goes and what stays, and ask, before anything goes."""
        choices = (
            Choice(self._say("privacy.yes"), _yes(visit.member)),
            Choice(self._say("privacy.no"), "forget:no"),
        )
        everywhere = await self._everywhere(visit)
        places = self._named(everywhere)
        several = [self._say("privacy.forget_places", places=places)] if len(everywhere) > 1 else []
        goes = self._say("privacy.forget", places=places)
        text = "\n\n".join([*several, goes, *await self._for_others(visit, everywhere)])
        return (Reply(text, title=self._say("privacy.forget_title"), choices=choices),)

    async def forget_choice(self, visit: Visit, said: str) -> tuple[Reply, ...]:
        """Forget the speaker, their conversation and their assessments; or leave all as it is."""
        yes = _yes(visit.member)
        just_offered = any(carries == yes for _, _, carries in visit.session.offered)
        visit.session = replace(visit.session, offered=())
        if said.partition(":")[0] != "yes":
            return (Reply(self._say("privacy.kept_all")),)
        if await visit.turn.get(Session, visit.address) is None:  # the same press again
            visit.forgotten = True
            return (Reply(self._say("privacy.forgotten_before")),)
        if not just_offered or yes != f"forget:{said}":
            raise BotError(self._say("privacy.ask_again"))
        return await self._forget(visit)

    async def _forget(self, visit: Visit) -> tuple[Reply, ...]:
        everywhere = await self._everywhere(visit)
        why = self._say("export.forgotten")
        await forget_everywhere(visit.turn, everywhere, why=why, now=visit.now)
        for kept in everywhere[1:]:
            told = Reply(self._say("privacy.forgotten_there"), menu=self._menu(kept.member))
            last_words(visit.turn, kept.member, told, visit.now)
        menu = self._menu(visit.member)
        visit.member, visit.session = Member(visit.address), Session(visit.address)
        visit.forgotten = True
        receipt = new_code(RECEIPT, SPOKEN)
        await note(visit.turn, SOMEBODY, "forgotten", visit.now, receipt=receipt)
        return (Reply(self._done(everywhere, receipt), menu=menu),)

    def _done(self, everywhere: list[Mine], receipt: str) -> str:
        nothing = all(kept.is_a_strangers for kept in everywhere)
        done = self._say(
            "privacy.forgotten_nothing" if nothing else "privacy.forgotten", receipt=grouped(receipt)
        )
        several = self._say("privacy.forgotten_places", places=self._named(everywhere))
        return f"{done}\n\n{several}" if len(everywhere) > 1 else done

    def _menu(self, member: Member) -> tuple[MenuItem, ...]:
        """Return what takes the place of what a role could use."""
        return self._commands.menu(ROLES[0]) if member.role != ROLES[0] else ()

    async def _for_others(self, visit: Visit, everywhere: list[Mine]) -> list[str]:
        """Say what it would mean for people whom the speaker works with here."""
        theirs = [kept.member for kept in everywhere]
        addresses = {each.address for each in theirs}
        found = [part for kept in everywhere for part in await parts_of_others(visit.turn, kept)]
        parts = [part for part in found if part.owner not in addresses]
        refs = {each.ref for kept in everywhere for each in kept.assessments}
        joined = any(each.of and each.of not in refs for kept in everywhere for each in kept.assessments)
        return [
            *([self._say("team.forget_lead", n=len(parts))] if parts else []),
            *([self._say("team.forget_part")] if joined else []),
            *([self._say("people.forget_last")] if await is_last_admin(visit, *theirs) else []),
        ]

    async def _everywhere(self, visit: Visit) -> list[Mine]:
        return await mine_everywhere(visit.turn, visit.member, visit.session)

    def _named(self, everywhere: list[Mine]) -> str:
        return named(self._content.texts, [kept.member for kept in everywhere])


def _yes(member: Member) -> str:
    return f"forget:yes:{member.link.id}" if member.link else "forget:yes"
