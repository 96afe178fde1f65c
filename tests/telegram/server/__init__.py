"""A Bot API server that behaves like Telegram, for tests: real HTTP, in the test's own event loop.

    async with BotApiServer() as server:
        amal = server.person("Amal")
        bot = start_the_bot(base_url=f"{server.url}/bot", token=server.token)
        amal.says("/start")
        welcome = await amal.hears(containing="Welcome")
        amal.presses("Begin")
        await amal.hears(containing="Question 1")
        assert welcome.labels == ["Begin", "Help"]
        assert server.problems == []

`hears` and `until` wake when something happens; their time-outs only bound a failure. `quiet` alone
has to watch for a moment. `server.problems` lists every invalid request the bot made, and
`server.refusals` also what can happen to a good bot: blocked, flooded, too late, nothing to change.
"""

from .chats import Chat, Group
from .faults import Hold
from .messages import Document, Message
from .people import Person
from .presses import Press
from .server import BotApiServer
from .wire import Call, Upload

__all__ = [
    "BotApiServer",
    "Call",
    "Chat",
    "Document",
    "Group",
    "Hold",
    "Message",
    "Person",
    "Press",
    "Upload",
]
