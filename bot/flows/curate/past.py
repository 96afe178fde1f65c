"""What was changed of an entry in chat: what, when and by whom, the latest first, and how to undo it."""

from bot.codes import grouped
from bot.days import day_in_words
from bot.flows.curate.proposals import Proposals
from bot.flows.curate.seeing import AT_ONCE, page_of
from bot.messages import Choice, Reply
from bot.visit import Visit
from storage.records import ContentEdit

Replies = tuple[Reply, ...]
LONGEST = 60  # characters of new words in a line


class Past:
    """Its choices carry `know:past:<entry>:<page>`."""

    def __init__(self, proposals: Proposals) -> None:
        self._proposals = proposals
        self._say = proposals.say

    async def show(self, visit: Visit, entry_id: str, number: str) -> Replies:
        """List the changes of an entry, some at a time."""
        entry = await self._proposals.entry(visit, entry_id)
        edits = (await self._proposals.of_entry(visit, entry_id))[::-1]
        undone = {edit.undoes for edit in edits if edit.undoes}
        page, pages = page_of(number, len(edits))
        here = edits[page * AT_ONCE : (page + 1) * AT_ONCE]
        lines = [self.line(edit, undone=edit.number in undone) for edit in here]
        choices = [
            Choice(self._say("know.undo_one", number=edit.number), f"know:undo:{edit.id}")
            for edit in here
            if edit.state in {"live", "merged"}
        ]
        if pages > 1:
            more = self._say("know.more", page=page + 1, pages=pages)
            choices.append(Choice(more, f"know:past:{entry_id}:{page + 1}"))
        choices.append(Choice(self._say("know.back"), f"know:see:{entry_id}"))
        text = "\n\n".join(lines) or self._say("know.no_past")
        return (Reply(text, self._say("know.past_title", entry=entry.question), choices=tuple(choices)),)

    def line(self, edit: ContentEdit, *, undone: bool) -> str:
        """Say one change in a line: its number, day, curator, kind, and the beginning of its words."""
        who = grouped(edit.by) if edit.by and ":" not in edit.by else self._say("know.somebody")
        what = self._say(f"know.changed.{edit.change}", words=_beginning(edit))
        state = self._say("know.undone") if undone else self._state(edit)
        line = self._say("know.past", number=edit.number, day=day_in_words(edit.at), who=who, what=what)
        return f"{line} {state}".strip()

    def _state(self, edit: ContentEdit) -> str:
        return "" if edit.state == "live" else self._say(f"know.state.{edit.state}")


def _beginning(edit: ContentEdit) -> str:
    words = " ".join((edit.text or "; ".join(edit.ask)).split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 3]}..."
