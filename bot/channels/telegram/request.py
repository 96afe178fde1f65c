"""HTTP to the Bot API on aiohttp: python-telegram-bot's own client slows down with many chats (measured)."""

import asyncio
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

import aiohttp
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

TIMEOUT = 20.0  # seconds for a call, unless the caller knows better (long polling does)
CONNECTIONS = 160  # more than may be in hand at once (`calls.py`, `channel.py`)
JSON = {"Content-Type": "application/json"}
NOT_NEEDED = ("User-Agent", "Accept", "Accept-Encoding")  # headers that would be made for each call


@dataclass(frozen=True)
class Said:
    """What a call says, in JSON's own types: the library's objects cost as much as the call (measured).

    It has what `AiohttpRequest` needs of the library's `RequestData`, and no files.
    """

    parameters: dict[str, Any]
    contains_files: bool = False


class AiohttpRequest(BaseRequest):
    """Carries python-telegram-bot's requests over one aiohttp session."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer."""
        return TIMEOUT

    async def initialize(self) -> None:
        """Open the session."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=CONNECTIONS)
            self._session = aiohttp.ClientSession(
                connector=connector, cookie_jar=aiohttp.DummyCookieJar(), skip_auto_headers=NOT_NEEDED
            )

    async def shutdown(self) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(  # noqa: PLR0913, PLR0917 - the library's signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = TIMEOUT,
        write_timeout: Any = None,
        connect_timeout: Any = None,
        pool_timeout: Any = None,
    ) -> tuple[int, bytes]:
        """Make one call. Errors name what happened and never the address: the token stands in it."""
        if self._session is None:
            raise NetworkError("the connection to the Bot API is closed")
        seconds = read_timeout if isinstance(read_timeout, int | float) else TIMEOUT
        timeout = aiohttp.ClientTimeout(total=seconds)
        body, headers = _body(request_data)
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=timeout
            ) as answer:
                return answer.status, await answer.read()
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer. The library's own writes one that is no JSON into the log, whatever it holds."""
        try:
            answer: dict[str, Any] = json.loads(payload.decode(errors="replace"))
        except ValueError:
            raise TelegramError("Invalid server response") from None
        return answer


async def call(bot: Bot, method: str, said: dict[str, Any], seconds: float = TIMEOUT) -> None:
    """Make a call of the Bot API whose result nobody reads; raises what the library raises."""
    await bot.request.post(f"{bot.base_url}/{method}", cast("RequestData", Said(said)), read_timeout=seconds)


def _body(data: RequestData | None) -> tuple[aiohttp.FormData | bytes | None, dict[str, str] | None]:
    if data is None:
        return None, None
    if not data.contains_files:
        return json.dumps(data.parameters).encode(), JSON
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, media_type) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=media_type)
    return form, None


def retry_seconds(error: RetryAfter) -> float:
    """Return how many seconds Telegram asks to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


async def pause(seconds: float, stop: asyncio.Event) -> None:
    """Wait some time, or until it is time to stop."""
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return
