"""What the operator does beside a running assistant: export, and invite."""

from collections.abc import Sequence
from pathlib import Path

from bot.app import assemble
from bot.assistant import now
from bot.audit import OPERATOR, audit
from bot.channels.telegram.channel import bot_name
from bot.codes import exactly
from bot.errors import BotError, SettingsError
from bot.exports.cut_off import as_they_are, within
from bot.exports.wholes import wholes
from bot.flows.export.words import read_each
from bot.flows.invite import INVITE_MADE, make_invite
from bot.flows.report import Reports
from bot.opening import open_store
from bot.reports.export import files, put_aside
from bot.reports.material import Material
from bot.reports.spool import Spool
from bot.settings import Settings
from bot.whole_stores import refuse_missing
from bot.written_files import private_file, write_beside
from knowledge.loader import load
from storage.records import Assessment


async def export_to(settings: Settings, words: Sequence[str], out: Path) -> list[Path]:
    """Write the collected assessments, files for each framework version; record it; return the paths.

    `words` say what is wanted, as they do in chat. No file is there before it is recorded.
    """
    refuse_missing(settings)
    content = load()
    wanted = read_each(content, words)
    material = Material.of(content)
    store = await open_store(settings, guest=True)
    try:
        cut_offs = await as_they_are(store) if wanted.anonymised else None  # a guest must not move them
        with Spool() as spool:
            async for each in wholes(store):
                if cut_offs is None or within(each, cut_offs):
                    put_aside(spool, material, wanted, each, now())
            written = write_beside(out, files(material, spool, wanted, now()))
        try:
            details = wanted.made(written.rows, written.hashes)
            await store.append([audit(OPERATOR, "export", now(), **details)])
            return written.into_place()
        finally:
            written.leave_nothing()
    finally:
        await store.close()


async def report_to(settings: Settings, ref: str, out: Path) -> Path:
    """Write the report on the assessment with that reference; record it; return the path."""
    refuse_missing(settings)
    store = await open_store(settings, guest=True)
    try:
        kept = {each.ref: each for each in await store.read(Assessment)}
        assessment = kept.get(exactly(ref))  # to the letter: all organisations' are here
        if assessment is None or assessment.of:
            raise BotError(
                f"There is no self-assessment with the reference {ref}. "
                "Type every letter as the result shows it."
            )
        parts = [each for each in kept.values() if each.of == assessment.ref]
        document = await Reports(load()).paper(assessment, kept.get(assessment.earlier), now(), parts)
        await store.append(
            [audit(OPERATOR, "report", now(), ref=assessment.ref)]
        )  # before the file, as above
        _write(out, document.content)
    finally:
        await store.close()
    return out


async def invite(settings: Settings, role: str) -> str:
    """Make a one-time code and return the words to hand on."""
    refuse_missing(settings)
    store = await open_store(settings, guest=True)
    try:
        app = assemble(load(), store)
        if settings.token:
            app.invites.call(await bot_name(settings.token, settings.telegram_api_url))
        made = make_invite(role, now(), OPERATOR)
        await store.append([made.record, audit(OPERATOR, INVITE_MADE, now(), role=made.record.role)])
        return app.invites.announce(made)
    finally:
        await store.close()


def _write(path: Path, content: bytes) -> None:
    try:
        with private_file(path) as file:
            file.write(content)
    except OSError as error:
        raise SettingsError(
            [f"{path} cannot be written: {error.strerror}. Nothing else has changed."]
        ) from error
