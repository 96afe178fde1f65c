"""What the bot says of itself and asks about: getMe, its commands and descriptions, getChat."""

from .wire import Call, Json
from .world import World

ABILITIES = {
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
    "can_connect_to_business": False,
    "has_main_web_app": False,
}
GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


async def get_me(world: World, call: Call) -> Json:
    return world.bot | ABILITIES


async def set_my_commands(world: World, call: Call) -> bool:
    world.profile.set_commands(call.params.get("scope"), _language(call), call.params["commands"])
    return True


async def get_my_commands(world: World, call: Call) -> list[Json]:
    return world.profile.commands(call.params.get("scope"), _language(call))


async def delete_my_commands(world: World, call: Call) -> bool:
    world.profile.set_commands(call.params.get("scope"), _language(call), [])
    return True


async def set_my_name(world: World, call: Call) -> bool:
    return _set(world, call, "name")


async def set_my_description(world: World, call: Call) -> bool:
    return _set(world, call, "description")


async def set_my_short_description(world: World, call: Call) -> bool:
    return _set(world, call, "short_description")


async def get_my_name(world: World, call: Call) -> Json:
    return {"name": world.profile.text("name", _language(call)) or world.bot["first_name"]}


async def get_my_description(world: World, call: Call) -> Json:
    return {"description": world.profile.text("description", _language(call))}


async def get_my_short_description(world: World, call: Call) -> Json:
    return {"short_description": world.profile.text("short_description", _language(call))}


async def get_chat(world: World, call: Call) -> Json:
    gifts = dict.fromkeys(GIFTS, False)
    extra = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}
    return world.chat(call.params["chat_id"]).info | extra


def _set(world: World, call: Call, kind: str) -> bool:
    world.profile.set_text(kind, _language(call), call.params.get(kind, ""))
    return True


def _language(call: Call) -> str:
    return str(call.params.get("language_code", ""))
