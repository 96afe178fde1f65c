"""What many conversations begin with: agreeing, telling about the service, answering many questions alike."""

from collections.abc import Iterable
from itertools import count

import aiohttp
from running_bot import RunningBot
from server import BotApiServer, Message, Person
from server.webhook import SECRET_HEADER

from bot.channels.telegram.keyboard import MOST
from bot.messages import Reply
from bot.replies import to_json
from knowledge.framework import Criterion, Framework
from storage.records import Handled

BYTES = 64  # the most that a button may carry
NUMBERS = count(900_000)  # of messages that nobody wrote


async def agrees(person: Person) -> None:
    """Start a self-assessment and agree to what is kept."""
    person.says("/assess")
    await person.hears("Is it all right to keep this?")
    person.presses("Yes, that is fine")
    await person.hears("What is your organisation called?")


async def tells_about_the_service(person: Person) -> Message:
    """Answer what is asked before the first criterion; return the overview of the areas."""
    person.says("Northtown Trust")
    await person.hears("Which service or team")
    person.says("Liaison & <Diversion> 🙂")
    for question, answer in (
        ("What kind of organisation", "NHS trust or service"),
        ("closest to your own part", "Leader or manager"),
        ("Which level are you aiming for", "Bronze"),
        ("Where are you with the Charter", "Looking at what we do (review)"),
        ("Is somebody with lived experience", "Yes, somebody is"),
    ):
        await person.hears(question)
        person.presses(answer)
    return await person.hears("Your four areas")


async def is_asked(person: Person, criterion: Criterion) -> Message:
    """Hear the question about a criterion."""
    return await person.hears(f"{criterion.id}. {criterion.title}")


async def answers_with(person: Person, answer: str, criteria: Iterable[Criterion]) -> None:
    """Give the same answer, typed, to all of these criteria, which follow each other."""
    for criterion in criteria:
        await is_asked(person, criterion)
        person.says(answer)
        await person.hears(f"{criterion.id}: ")


async def starts_asking(person: Person, framework: Framework) -> None:
    """Come to the first criterion."""
    await agrees(person)
    await tells_about_the_service(person)
    person.presses(framework.areas[0].title)


def words(person: Person, beyond: int = 0) -> list[str]:
    """What the bot has said to somebody, from some message on."""
    return [message.text for message in person.seen[beyond:]]


def said_to(server: BotApiServer, person: Person) -> list[str]:
    """The texts of all calls that were meant for somebody, refused ones too, in their order."""
    return [str(call.params["text"]) for call in server.called("sendMessage") if call.chat_id == person.id]


def everything_was_right(server: BotApiServer) -> bool:
    """Every request was valid, every press was acknowledged, and every button is one that Telegram takes."""
    assert server.problems == []
    assert server.unanswered_presses == []
    for chat in server.world.chats.values():
        for message in chat.seen:
            for row in message.buttons:
                assert 1 <= len(row) <= MOST
                assert all(1 <= len(carried.encode()) <= BYTES for _, carried in row)
    return True


async def is_sent(bot: RunningBot, person: Person, *replies: Reply) -> None:
    """Have replies delivered that a turn has kept for somebody who has opened the chat some day."""
    person.private.started = True
    address, number = f"telegram:{person.id}", f"m{next(NUMBERS)}"
    kept = tuple(map(to_json, replies))
    handled = Handled(address, number, str(person.id), group=False, replies=kept, order="", to_send=len(kept))
    async with bot.store.turn(address) as turn:
        turn.put(handled)
    bot.channel._sender.add(address)


def secret(server: BotApiServer) -> str:
    """The secret that the bot has given Telegram for its webhook."""
    return str(server.called("setWebhook")[-1].params["secret_token"])


async def brings(bot: RunningBot, server: BotApiServer, update: object) -> int:
    """Bring an update to the webhook as Telegram does; return the status of the answer."""
    async with (
        aiohttp.ClientSession(headers={SECRET_HEADER: secret(server)}) as session,
        session.post(bot.webhook, json=update) as answer,
    ):
        return answer.status
