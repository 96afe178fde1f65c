"""What the bot sends: sendMessage, sendDocument, sendPhoto, sendChatAction."""

import mimetypes

from . import media
from .chats import Chat
from .formatting import read_text, source_html
from .messages import Document, Message
from .refusals import bad_request
from .wire import Call, Json, Upload
from .world import World

PICTURE_BYTES = 10 * 1024 * 1024  # sendPhoto: "at most 10 MB in size"
PICTURE_SIDES = 10_000  # "width and height must not exceed 10000 in total"
PICTURE_RATIO = 20  # "Width and height ratio must be at most 20"
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM")


async def send_message(world: World, call: Call) -> Json:
    """Send a text."""
    formatted = read_text(call.params, "text")
    content: Json = {"text": formatted.text}
    if formatted.entities:
        content["entities"] = formatted.entities
    return _send(world, call, content, html=source_html(call.params, "text")).as_json()


async def send_document(world: World, call: Call) -> Json:
    """Send a file."""
    upload = _file(world, call, "document")
    mime_type = mimetypes.guess_type(upload.filename)[0] or upload.content_type
    content = media.document(upload.filename, len(upload.content), mime_type)
    world.files[content["document"]["file_id"]] = upload
    message = _send(world, call, content | _caption(call), html=source_html(call.params, "caption"))
    message.documents.append(Document(upload.filename, upload.content, mime_type))
    return message.as_json()


async def send_photo(world: World, call: Call) -> Json:
    """Send a picture."""
    upload = _file(world, call, "photo")
    if not upload.content.startswith(PICTURES):
        raise bad_request("IMAGE_PROCESS_FAILED")
    _check_picture(upload.content)
    content = media.photo(len(upload.content))
    world.files |= {size["file_id"]: upload for size in content["photo"]}
    message = _send(world, call, content | _caption(call), html=source_html(call.params, "caption"))
    message.photos.append(Document(upload.filename, upload.content, upload.content_type))
    return message.as_json()


def _check_picture(content: bytes) -> None:
    if len(content) > PICTURE_BYTES:
        raise bad_request(f"file of size {len(content)} bytes is too big for a photo")
    if content.startswith(PICTURES[0]):  # a PNG says how large it is in its first chunk
        sides = int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
        if not min(sides) or sum(sides) > PICTURE_SIDES or max(sides) > PICTURE_RATIO * min(sides):
            raise bad_request("PHOTO_INVALID_DIMENSIONS")


async def send_chat_action(world: World, call: Call) -> bool:
    """Show that the bot is typing."""
    world.chat(call.params["chat_id"]).check_open()
    return True


def _send(world: World, call: Call, content: Json, html: str) -> Message:
    chat = world.chat(call.params["chat_id"])
    chat.check_open()
    markup = call.params.get("reply_markup")
    message = chat.add(world.bot, content, html=html, markup=markup, reply_to=_reply_to(chat, call))
    chat.hearing.announce(message)
    return message


def _reply_to(chat: Chat, call: Call) -> Message | None:
    wanted = call.params.get("reply_parameters") or {}
    if not wanted:
        return None
    message = chat.find(wanted["message_id"])
    if message is None and not wanted.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return message


def _caption(call: Call) -> Json:
    formatted = read_text(call.params, "caption")
    caption = {"caption": formatted.text} if formatted.text else {}
    return caption | ({"caption_entities": formatted.entities} if formatted.entities else {})


def _file(world: World, call: Call, name: str) -> Upload:
    upload = call.upload(name) or world.files.get(call.params.get(name, ""))
    if upload is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if not upload.content:
        raise bad_request("file must be non-empty")
    return upload
