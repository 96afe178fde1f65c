"""Files on their way to Telegram: pictures to be seen, with their words below, and others as files."""

import logging
from typing import Any

from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.channels.telegram.rendering import Part
from bot.messages import Document

log = logging.getLogger("charter.telegram.files")

CAPTION = 1024  # UTF-16 units below a picture (Bot API, sendPhoto)


async def send_file(bot: Bot, chat: int, document: Document) -> None:
    """Send a file as a file."""
    await bot.send_document(chat, document.content, filename=document.name)


async def send_picture(
    bot: Bot, chat: int, document: Document, caption: Part | None, markup: dict[str, Any] | None
) -> None:
    """Send a picture; one that Telegram does not take like this goes as a file, with the same words plain."""
    more: dict[str, Any] = {"filename": document.name, "reply_markup": markup}
    formatted: dict[str, Any] = {"caption": caption.html, "parse_mode": ParseMode.HTML} if caption else {}
    try:
        await bot.send_photo(chat, document.content, **more, **formatted)
    except BadRequest:
        log.warning("a picture was refused; it was sent as a file")
        await bot.send_document(chat, document.content, **more, caption=caption.plain if caption else None)
