"""`charter-bot run`: everything started in order, and stopped in order when asked to."""

import asyncio
import logging
import signal
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from bot.app import App, assemble
from bot.assistant import now
from bot.audit import OPERATOR, note
from bot.changed_settings import note_settings
from bot.channels.web.app import web_app
from bot.channels.web.downloads import Downloads
from bot.channels.web.serve import CannotListen, serve
from bot.channels.web.status import Status
from bot.content import FOUND_RIGHT, read_content
from bot.ending import Ending
from bot.errors import SettingsError
from bot.flows.invite import INVITE_MADE, make_invite
from bot.flows.open_codes import START
from bot.garbage import leave_what_stays
from bot.opening import open_store
from bot.personal import looks_personal
from bot.rights import ROLES
from bot.scrub import scrub
from bot.sentences import open_sentences
from bot.settings import Settings
from storage.records import OPEN_CODE, Invite, Member

if TYPE_CHECKING:
    from bot.channels.telegram.channel import Telegram

log = logging.getLogger("charter.run")
Tell = Callable[[str], None]


async def run(settings: Settings, tell: Tell) -> None:
    """Run until a signal asks to stop.

    Raises `SettingsError`, `ContentError` or `StoreError` when it cannot start.
    """
    stop, ending = asyncio.Event(), Ending()

    def asked_to_stop() -> None:
        stop.set()
        ending.begin()

    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, asked_to_stop)
    try:
        await _run(settings, tell, stop)
    finally:
        ending.over()


async def _run(settings: Settings, tell: Tell, stop: asyncio.Event) -> None:
    tell("Reading and checking the content...")
    content = read_content(  # an overdue review is the curators' matter, not the start's
        today=date.min, found_right=settings.charter_cache / FOUND_RIGHT
    )
    store = await open_store(settings)
    try:
        app = assemble(
            content,
            store,
            sentences=open_sentences(settings),
            keep=settings.keep,
            rates=settings.rates,
        )
        if store.warning:
            tell(store.warning)
        await note_settings(store, settings, now())
        await app.upkeep.learn()
        await _serve(app, settings, tell, stop)
    finally:
        await store.close()


async def _serve(app: App, settings: Settings, tell: Tell, stop: asyncio.Event) -> None:
    telegram = _telegram(app, settings)
    if telegram:
        app.watch.telegram_on("webhook" if settings.telegram_webhook_url else "polling")
    status = Status(app.watch, app.store, settings.charter_metrics_token.get_secret_value())
    page = web_app(
        app.assistant,
        allowed_hosts=settings.allowed_hosts,
        extra_routes=[
            *Downloads(app.fetching).routes(),
            *status.routes(),
            *(telegram.routes() if telegram else ()),
        ],
    )
    try:
        serving = await serve(page, settings.charter_web_host, settings.charter_web_port)
    except CannotListen as error:
        raise SettingsError([str(error)]) from error
    leave_what_stays()
    tell(f"The assistant is ready: http://{_shown(settings.charter_web_host)}:{serving.port}")
    serving.task.add_done_callback(lambda _: stop.set())  # without its page it must not look alive
    await _first_admin(app, tell)
    upkeep = asyncio.create_task(app.upkeep.run(), name="upkeep")  # every channel is known by now
    measuring = asyncio.create_task(app.watch.measure_lag(), name="measuring lag")
    preparing = asyncio.create_task(asyncio.to_thread(_make_patterns), name="making patterns")
    try:
        if telegram:
            await _until_stopped(app, telegram, tell, stop)
        else:
            app.watch.started()
            tell("Telegram is off: TELEGRAM_BOT_TOKEN is not set.")
            tell("Press Ctrl+C to stop.")
            await stop.wait()
        if serving.task.done():
            raise SettingsError(["The page has stopped by itself; the log says why. Start it again."])
    finally:
        tell("Stopping; what is in hand is finished first...")
        app.watch.stops()
        upkeep.cancel()
        measuring.cancel()
        # Side by side: together they may take no longer than the longest of them.
        await asyncio.gather(
            serving.stop(),
            *([telegram.stop()] if telegram else []),
            asyncio.wait({upkeep, measuring, preparing}),
        )


def _make_patterns() -> None:
    """Make what the first words that are typed would otherwise wait for."""
    scrub("")
    looks_personal("")


async def _until_stopped(app: App, telegram: "Telegram", tell: Tell, stop: asyncio.Event) -> None:
    starting = asyncio.create_task(telegram.start())
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait({starting, stopped}, return_when=asyncio.FIRST_COMPLETED)
    try:
        if starting.done():
            await starting
            app.watch.telegram_reached()
            app.watch.started()
            tell(f"On Telegram: {telegram.link}")
            tell("Press Ctrl+C to stop.")
            await stopped
    finally:
        stopped.cancel()
        starting.cancel()


def _telegram(app: App, settings: Settings) -> "Telegram | None":
    if not settings.token:
        return None
    from bot.channels.telegram.channel import Telegram  # noqa: PLC0415 - 20 MB, for those who use it

    return Telegram(app, settings.token, settings.telegram_api_url, settings.telegram_webhook_url)


async def _first_admin(app: App, tell: Tell) -> None:
    """Print a one-time code while there is no admin: without one, nobody could invite anybody.

    It takes the place of those that earlier starts have made: of all of these one works.
    """
    if await app.store.read(Member, f"role:{ROLES[-1]}"):
        return
    made = make_invite(ROLES[-1], now(), START)
    async with app.store.turn("start code") as turn:
        for earlier in await turn.find(Invite, OPEN_CODE):
            if earlier.by == START:
                turn.remove(Invite, earlier.key)
        turn.put(made.record)
        await note(turn, OPERATOR, INVITE_MADE, now(), role=made.record.role)
    tell("")
    tell(f"There is no admin yet. To become one, type this to the assistant:  /code {made.code}")
    tell("The code works once, within 7 days. `charter-bot invite admin` makes another.")
    tell("")


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
