"""How the bot gets its updates and ends: getUpdates, webhooks, answerCallbackQuery, close, logOut."""

from .refusals import Refusal
from .wire import Call, Json
from .world import World

WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active;"
    " use deleteWebhook to delete the webhook first"
)


async def get_updates(world: World, call: Call) -> list[Json]:
    """Hand out what waits, or wait for it."""
    if world.webhook.url:
        raise Refusal(409, WEBHOOK_ACTIVE)
    world.updates.allow(call.params.get("allowed_updates"))
    return await world.updates.poll(
        offset=int(call.params.get("offset", 0)),
        limit=int(call.params.get("limit", 100)),
        timeout_s=int(call.params.get("timeout", 0)),
    )


async def set_webhook(world: World, call: Call) -> bool:
    """Send updates to an address; an empty one ends it."""
    if not call.params["url"]:
        return await delete_webhook(world, call)
    world.updates.allow(call.params.get("allowed_updates"))
    _drop_if_asked(world, call)
    has_certificate = {"certificate": True} if call.upload("certificate") else {}
    await world.webhook.set(call.params | has_certificate)
    return True


async def delete_webhook(world: World, call: Call) -> bool:
    await world.webhook.stop()
    _drop_if_asked(world, call)
    return True


async def get_webhook_info(world: World, call: Call) -> Json:
    return world.webhook.info()


async def answer_callback_query(world: World, call: Call) -> bool:
    """Stop a button's spinning, with or without a notice."""
    alert = bool(call.params.get("show_alert", False))
    world.presses.answer(call.params["callback_query_id"], call.params.get("text", ""), alert=alert)
    world.bell.ring()
    return True


async def say_goodbye(world: World, call: Call) -> bool:
    """`close` and `logOut` always succeed here."""
    return True


def _drop_if_asked(world: World, call: Call) -> None:
    if call.params.get("drop_pending_updates"):
        world.updates.drop()
