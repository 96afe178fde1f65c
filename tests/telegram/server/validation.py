"""Says everything that is wrong with a call, before it has any effect."""

import json
import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from .keyboards import check_keyboard
from .lengths import check_lengths
from .menus import check_commands
from .models import UPDATE_KINDS, check_model
from .problems import Problem
from .wire import Call

PORTS = {None, 80, 88, 443, 8443}
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip


def find_problems(call: Call, knows_chat: Callable[[object], bool]) -> list[Problem]:
    """Every problem of a call; types first, for the other rules rely on them."""
    if not _is_utf8(call):
        return [Problem("", "a text is not UTF-8", "strings must be encoded in UTF-8")]
    wrong_types = list(check_model(call))
    if wrong_types:
        return wrong_types
    return [
        *_check_chats(call, knows_chat),
        *_check_target(call),
        *check_lengths(call),
        *check_keyboard(call.params.get("reply_markup") or {}),
        *check_commands(call.params.get("commands") or []),
        *_check_update_kinds(call),
        *_check_webhook(call),
        *_check_action(call),
    ]


def _is_utf8(call: Call) -> bool:
    try:
        json.dumps(call.params, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _check_chats(call: Call, knows_chat: Callable[[object], bool]) -> Iterator[Problem]:
    holders = (("", call.params), ("scope.", call.params.get("scope") or {}))
    for place, holder in holders:
        if "chat_id" in holder and not knows_chat(holder["chat_id"]):
            yield Problem(f"{place}chat_id", f"no chat {holder['chat_id']!r}", "chat not found")


def _check_update_kinds(call: Call) -> Iterator[Problem]:
    for kind in call.params.get("allowed_updates") or []:
        if kind not in UPDATE_KINDS:
            yield Problem("allowed_updates", f"no update is called {kind!r}", f"unknown update type {kind}")


def _check_webhook(call: Call) -> Iterator[Problem]:
    if call.method != "setWebhook":
        return
    if not re.fullmatch(r"[A-Za-z0-9_-]*", call.params.get("secret_token", "")):
        answer = "secret token contains unallowed characters"
        yield Problem("secret_token", "has other characters than A-Z a-z 0-9 _ -", answer)
    if call.params["url"] and not _is_reachable(call.params["url"]):
        answer = "bad webhook: an HTTPS URL must be provided for webhook, on port 80, 88, 443 or 8443"
        yield Problem("url", f"{call.params['url']!r} is neither HTTPS nor a loopback address", answer)


def _is_reachable(address: str) -> bool:
    try:
        url = urlsplit(address)
        port = url.port
    except ValueError:
        return False
    loopback = url.scheme in ("http", "https") and url.hostname in LOOPBACK
    return loopback or (url.scheme == "https" and port in PORTS)


def _check_target(call: Call) -> Iterator[Problem]:
    if call.method.startswith("editMessage") and not {"chat_id", "message_id"} <= set(call.params):
        yield Problem(
            "message_id", "chat_id and message_id are both required", "message identifier is not specified"
        )


def _check_action(call: Call) -> Iterator[Problem]:
    if call.method == "sendChatAction" and call.params["action"] not in ACTIONS:
        answer = "wrong parameter action in request"
        yield Problem("action", f"{call.params['action']!r} is not an action", answer)
