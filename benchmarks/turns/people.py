"""What the people of a run do: the updates they send, and with how many messages each is answered."""

from dataclasses import dataclass, replace

from chats import CHAT, NUMBER, REF, chat_number, reference
from collected import fill, in_hand

from bot.app import assemble
from bot.channels.telegram.rendering import render
from bot.messages import Message, Sender
from storage.memory_store import MemoryStore

PERSON = {"id": CHAT, "is_bot": False, "first_name": "Person", "language_code": "en"}
PLACE = {"id": CHAT, "type": "private", "first_name": "Person"}
DATE = 1790000000


@dataclass(frozen=True)
class Does:
    """One thing that people do: the update that Telegram makes of it, and how the assistant reads that."""

    update: dict
    text: str = ""
    choice: str | None = None

    def message(self, at):
        choice = self.choice.replace(REF, reference(0)) if self.choice else None
        return Message(str(at), Sender("telegram", str(chat_number(0))), self.text, choice)


def says(text):
    command = {"entities": [{"type": "bot_command", "offset": 0, "length": len(text)}]}
    more = command if text.startswith("/") else {}
    said = {"message_id": NUMBER, "date": DATE, "chat": PLACE, "from": PERSON, "text": text, **more}
    return Does({"update_id": NUMBER, "message": said}, text=text)


def presses(carried):
    shown = {"message_id": 1, "date": DATE, "chat": PLACE, "text": "What is it like with you?"}
    query = {"id": f"press {NUMBER}", "from": PERSON, "chat_instance": "1", "data": carried, "message": shown}
    return Does({"update_id": NUMBER, "callback_query": query}, choice=carried)


DOES = {
    "press": lambda criterion: presses(f"answer:{REF}:{criterion.id}:1"),
    "typed": lambda _: says("1"),
    "help": lambda _: says("/help"),
}
TITLES = {"press": "a press that answers a criterion", "typed": "a typed score", "help": "/help"}
IDLE = {
    "help"
}  # what people do who have not been asked anything: one message replies to it, as with the echo
ECHOED = [{"update": says("What is the Charter?").update, "replies": 1}]


def people(content, chats, what):
    """Yield what is kept of each person: all have just begun with their assessment, or paused it."""
    for index in range(chats):
        member, session, assessment = in_hand(reference(index), f"telegram:{chat_number(index)}", content)
        yield member, replace(session, flow="") if what in IDLE else session, assessment


async def steps(content, what, turns):
    """Return the updates of one person, each with how many messages the assistant answers it with."""
    app = assemble(content, store := MemoryStore())
    await fill(store, people(content, 1, what))
    taken = []
    for at, criterion in enumerate(content.framework.criteria[:turns]):
        doing = DOES[what](criterion)
        replies = await app.assistant.handle(doing.message(at))
        taken.append({"update": doing.update, "replies": sum(len(render(reply)) for reply in replies)})
    return taken
