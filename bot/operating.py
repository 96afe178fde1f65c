"""What the operator does beside a running assistant: export, and invite."""

from pathlib import Path

from bot.app import assemble
from bot.assistant import now
from bot.audit import OPERATOR, audit
from bot.channels.telegram.channel import bot_name
from bot.codes import exactly
from bot.errors import BotError, SettingsError
from bot.flows.invite import INVITE_MADE, make_invite
from bot.flows.report import Reports
from bot.opening import open_store
from bot.reports.export import export
from bot.settings import Settings
from knowledge.loader import load
from storage.records import Assessment


async def export_to(settings: Settings, file_format: str, out: Path) -> list[Path]:
    """Write the collected assessments, a file for each framework version; record it; return the paths."""
    if settings.store_path and not settings.store_path.exists():
        raise SettingsError([f"CHARTER_STORE: there is no store at {settings.store_path} yet."])
    content = load()
    store = await open_store(settings, guest=True)
    try:
        assessments = [each for each in await store.read(Assessment) if not each.of]
        documents = export(content, assessments, file_format, now())
        paths = paths_for(out, [document.name for document in documents])
        event = audit(OPERATOR, "export", now(), format=file_format, assessments=str(len(assessments)))
        await store.append([event])  # before the files: none may leave unrecorded
        for path, document in zip(paths, documents, strict=True):
            _write(path, document.content)
    finally:
        await store.close()
    return paths


async def report_to(settings: Settings, ref: str, out: Path) -> Path:
    """Write the report on the assessment with that reference; record it; return the path."""
    if settings.store_path and not settings.store_path.exists():
        raise SettingsError([f"CHARTER_STORE: there is no store at {settings.store_path} yet."])
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
        path.write_bytes(content)
    except OSError as error:
        raise SettingsError(
            [f"{path} cannot be written: {error.strerror}. Nothing else has changed."]
        ) from error


def paths_for(out: Path, names: list[str]) -> list[Path]:
    """Return where files go: as asked, with the version where there are several, and evidence beside it."""
    parts = [name.split("-")[1:3] for name in names]  # what it holds, and which version
    several = len({version for _what, version in parts}) > 1
    more = [_more(what, version if several else "") for what, version in parts]
    return [out.with_name(f"{out.stem}{each}{out.suffix}") for each in more]


def _more(what: str, version: str) -> str:
    return "-evidence" * (what == "evidence") + (f"-{version}" if version else "")
