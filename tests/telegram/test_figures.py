"""What Telegram brings and takes is counted: a conversation with known troubles, and its exact numbers."""

from figures import figures
from server import BotApiServer


async def test_updates_replies_and_troubles_are_counted(telegram, server: BotApiServer, amal, sam):
    watch, store = telegram.app.watch, telegram.store
    amal.says("/help")
    await amal.hears("What I can do")
    server.fail_next("sendMessage", 429, retry_after=1)
    server.fail_next("sendMessage", 500)
    amal.says("What does it cost?")
    await amal.hears("What does it cost?")
    server.world.updates.add("message", {"chat": {"id": amal.id}})
    sam.says("/help")
    await sam.hears("What I can do")
    server.fail_next("sendMessage", 403, description="Forbidden: bot was blocked by the user")
    sam.says("/help")
    await telegram.settled()
    counted = await figures(watch, store)
    names = ("updates_received", "updates_settled", "updates_set_aside", "calls_told_to_wait", "people_gone")
    assert [counted[f"charter_{name}_total",] for name in names] == [5, 4, 1, 1, 1]
    assert counted["charter_calls_retried_total",] == 1
    assert counted.of("charter_turns_total") == {("telegram", "done"): 3, ("telegram", "answered"): 1}
    assert counted.of("charter_replies_total") == {("delivered",): 3, ("refused",): 1}
    assert counted["charter_updates_waiting",] == counted["charter_replies_waiting",] == 0
    assert counted["charter_leads",] == 1
