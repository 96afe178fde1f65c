"""charter-bot: the command line. Each command reads its words, calls one thing, and prints."""

import asyncio
import json
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from bot import logs
from bot.errors import BotError, SettingsError
from bot.reports.wanted import FORMATS, FORMS, STATES
from bot.settings import read_settings
from knowledge.errors import ContentError
from storage.errors import StoreError

WRONG = 2  # exit status for anything the caller can mend


def _tells(command: Callable[..., Any]) -> Callable[..., Any]:
    """Print what the caller can mend as sentences, without a traceback, and exit with 2."""

    @wraps(command)
    def told(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except (BotError, SettingsError, ContentError, StoreError) as error:
            click.echo(str(error), err=True)
        except UnicodeDecodeError as error:
            click.echo(f"The file is not UTF-8 text ({error}). Save it as UTF-8, then try again.", err=True)
        sys.exit(WRONG)

    return told


KEYS = "charter.keys"
_keys_option = click.option(
    "--keys", type=click.Path(dir_okay=False, path_type=Path),
    help=f"Where the keys of backups are; {KEYS} beside PATH unless you say so.",
)  # fmt: skip


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="charter-bot")
def main() -> None:
    """Prepare for the Lived Experience Charter: ask, self-assess, collect.

    The assistant prepares; only the Career Matters panel awards Charter status.
    Settings come from the environment or a file named .env; the README lists them.
    """
    logs.set_up()


@main.command()
@_tells
def run() -> None:
    """Start the assistant: the page, and Telegram when a token is set."""
    from bot.running import run as run_all  # noqa: PLC0415 - the other commands start faster without it

    settings = read_settings()
    logs.set_up(settings.charter_log)
    asyncio.run(run_all(settings, click.echo))


@main.command()
@_tells
def chat() -> None:
    """Talk with the assistant in this terminal."""
    from bot.chatting import chat as talk  # noqa: PLC0415 - as above

    asyncio.run(talk(read_settings()))


@main.command()
@click.argument("question", required=False)
@click.option(
    "--batch", type=click.File(encoding="utf-8"), help="A file of JSON lines to answer; - for stdin."
)
@click.option(
    "--content", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Answer from the entries/*.md of this folder instead.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print JSON; the README says what is in it.")
@_tells
def ask(question: str | None, batch: Any, folder: Path | None, *, as_json: bool) -> None:
    """Answer QUESTION, or every line of a file."""
    from bot.answers import Answers  # noqa: PLC0415 - as above
    from bot.questions_file import answer, answer_lines, in_words  # noqa: PLC0415
    from bot.sentences import open_sentences  # noqa: PLC0415
    from knowledge.loader import load, load_entries  # noqa: PLC0415

    if (question is None) == (batch is None):
        raise click.UsageError("Give one QUESTION, or --batch FILE.")
    content = load()
    entries = load_entries(folder) if folder else None
    answers = Answers(content, open_sentences(read_settings()), entries)
    if batch:
        for line in answer_lines(answers, batch):
            click.echo(json.dumps(line, ensure_ascii=False))
        return
    if as_json:
        click.echo(json.dumps(answer(answers, question or ""), ensure_ascii=False, indent=2))
    else:
        click.echo(in_words(answers, answers.ask(question or "")))


@main.command()
@click.argument("file", type=click.File(encoding="utf-8"))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@_tells
def score(file: Any, *, as_json: bool) -> None:
    """Score the answers in FILE (JSON; - for stdin). The level is indicative."""
    from bot.score_file import score_text  # noqa: PLC0415 - as above
    from knowledge.loader import load  # noqa: PLC0415

    scored = score_text(load().framework, file.read()).to_json()
    if as_json:
        click.echo(json.dumps(scored, ensure_ascii=False, indent=2))
        return
    click.echo(f"{scored['notice']}\n")
    click.echo(f"Level: {scored['level'] or 'none yet (provisional)'}")
    click.echo(f"Evidenced {scored['overall']}, claimed {scored['claimed']}")
    for reason in scored["blocked_by"]:
        click.echo(f"{scored['next_level']} is stopped by: {reason}")


@main.command()
@click.option("--skip-reviews", is_flag=True, help="Say nothing of answers whose review is overdue.")
@_tells
def check(*, skip_reviews: bool) -> None:
    """Check all content; every problem with its file, place and mend."""
    from bot.content import read_content  # noqa: PLC0415 - as above
    from knowledge.check import check_folder  # noqa: PLC0415
    from knowledge.loader import SHIPPED  # noqa: PLC0415

    today = date.min if skip_reviews else datetime.now(UTC).date()
    if problems := check_folder(SHIPPED, today):
        raise ContentError(problems)
    content = read_content(today)
    criteria = len(content.framework.criteria)
    click.echo(
        f"All is well: {len(content.entries)} entries, {len(content.facts)} facts, {criteria} criteria."
    )


@main.command()
@click.option(
    "--format", "file_format", type=click.Choice(FORMATS), default="xlsx", show_default=True,
    help="What kind of file.",
)  # fmt: skip
@click.option("--form", type=click.Choice(FORMS), help="A row an assessment (wide) or an answer (long).")
@click.option("--state", type=click.Choice(STATES), help="Only those; closed: by a later one.")
@click.option("--started", metavar="FROM..TO", help="Only those begun on these days, 2026-01-01..2026-06-30.")
@click.option("--finished", metavar="FROM..TO", help="Only those finished on these days.")
@click.option("--level", help="Only those at this indicative level, such as gold.")
@click.option("--framework", help="Only those under this version of the framework, such as 2026.10.")
@click.option("--organisation", help="Only those with these words in the organisation's name.")
@click.option(
    "--anonymised",
    is_flag=True,
    help="Without names, words, days, small groups and filters; as far as /export has come.",
)
@click.option("--excel", is_flag=True, help="CSV with a byte-order mark, for Excel.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Where to write it."
)
@_tells
def export(out: Path, file_format: str, *, anonymised: bool, excel: bool, **chosen: str | None) -> None:
    """Write the collected assessments to files, also while the assistant runs."""
    from bot.operating import export_to  # noqa: PLC0415 - as above

    if str(out) == "-":
        raise click.UsageError("Give --out the path of a file; an export is not written to the terminal.")
    if chosen["started"] and chosen["finished"]:
        raise click.UsageError("Give --started or --finished, not both.")
    if excel and file_format != "csv":
        raise click.UsageError("--excel goes with --format csv.")
    named = {"started": "started", "finished": "finished", "level": "level", "framework": "version"}
    words = [
        file_format,
        *(each for each in (chosen["form"], chosen["state"]) if each),
        *(f"{word}:{chosen[name]}" for name, word in named.items() if chosen[name]),
        *([f"organisation:{chosen['organisation']}"] if chosen["organisation"] else []),
        *(["anonymised"] if anonymised else []),
        *(["excel"] if excel else []),
    ]
    for path in asyncio.run(export_to(read_settings(), words, out)):
        click.echo(f"Written: {path}")


@main.command("import")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_tells
def import_(path: Path) -> None:
    """Read what `export --format json` (or jsonl) wrote to PATH into the store, which must be empty."""
    from bot.importing import import_from  # noqa: PLC0415 - as above

    click.echo(asyncio.run(import_from(read_settings(), path)))


@main.command()
@click.argument("ref")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Where to write it."
)
@_tells
def report(ref: str, out: Path) -> None:
    """Write the report on the assessment with the reference REF to a PDF, also while the assistant runs."""
    from bot.operating import report_to  # noqa: PLC0415 - as above

    if str(out) == "-":
        raise click.UsageError("Give --out the path of a file; a report is not written to the terminal.")
    click.echo(f"Written: {asyncio.run(report_to(read_settings(), ref, out))}")


@main.command()
@click.argument("role", type=click.Choice(["assessor", "curator", "admin"]))
@_tells
def invite(role: str) -> None:
    """Print a one-time code that gives ROLE to whoever uses it first."""
    from bot.operating import invite as make  # noqa: PLC0415 - as above

    click.echo(asyncio.run(make(read_settings(), role)))


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
@_keys_option
@_tells
def backup(path: Path, keys: Path | None) -> None:
    """Write everything in the store to a new file at PATH, also while the assistant runs."""
    from bot.copying import back_up  # noqa: PLC0415 - as above

    if str(path) == "-":
        raise click.UsageError("Give the path of a file; a backup is not written to the terminal.")
    click.echo(asyncio.run(back_up(read_settings(), path, keys or path.with_name(KEYS))))


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--replace", is_flag=True, help="Replace what the store holds, and keep that in a backup beside PATH."
)
@click.option("--leave-out", is_flag=True, help="Restore the others when the keys of some records are lost.")
@_keys_option
@_tells
def restore(path: Path, keys: Path | None, *, replace: bool, leave_out: bool) -> None:
    """Put the backup at PATH into the store, which must be empty."""
    from bot.copying import restore as into_empty  # noqa: PLC0415 - as above
    from bot.copying import restore_over  # noqa: PLC0415

    chosen = restore_over if replace else into_empty
    click.echo(asyncio.run(chosen(read_settings(), path, keys or path.with_name(KEYS), leave_out=leave_out)))


@main.command()
@click.option("--from", "source", help="A store to copy, in the words of CHARTER_STORE; stop its assistants.")
@click.option("--to", "target", help="The empty store to copy it to, in the same words.")
@_tells
def migrate(source: str | None, target: str | None) -> None:
    """Bring the store to what this version needs, or copy one store into another."""
    from bot.copying import move, upgrade  # noqa: PLC0415 - as above
    from bot.whole_stores import with_store  # noqa: PLC0415

    settings = read_settings()
    if source and target:
        pair = with_store(settings, source, "--from"), with_store(settings, target, "--to")
        click.echo(asyncio.run(move(*pair)))
    elif source or target:
        raise click.UsageError("Give both --from STORE and --to STORE, or neither.")
    else:
        click.echo(asyncio.run(upgrade(settings)))


@main.command()
@click.option("--dry-run", "only_say", is_flag=True, help="Only say what would go.")
@_tells
def retention(*, only_say: bool) -> None:
    """Let go what is older than the settings say, as the assistant does by itself each day."""
    from bot.sweeping import sweep  # noqa: PLC0415 - as above

    for line in asyncio.run(sweep(read_settings(), only_say=only_say)):
        click.echo(line)


@main.group()
def content() -> None:
    """What curators have changed in chat."""


@content.command("pull")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path),
    help="A content folder to write to; without it, the one that this program runs from.",
)  # fmt: skip
@click.option("--check", "only_say", is_flag=True, help="Only say what would be written.")
@_tells
def content_pull(out: Path | None, *, only_say: bool) -> None:
    """Write what was published in chat into entries/*.md, for review in git."""
    from bot.pulling import pull  # noqa: PLC0415 - as above

    for line in asyncio.run(pull(read_settings(), out, check=only_say)):
        click.echo(line)


@main.group()
def keys() -> None:
    """The master key that everything in the store is sealed with."""


@keys.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@_tells
def new(file: Path | None) -> None:
    """Write a new master key to a new FILE that only you can read; without FILE, print one."""
    from bot.master_key import make_key_file  # noqa: PLC0415 - as above
    from storage.sealing.master import new_master_key  # noqa: PLC0415

    if file is None:
        click.echo(new_master_key())
    else:
        make_key_file(file)
        click.echo(f"Written: {file}. Keep a copy of it apart from the backups.")


@keys.command(name="check")
@_tells
def check_keys() -> None:
    """Say whether the master key opens the store, and what is still kept under an older one."""
    from bot.turning_keys import check as look  # noqa: PLC0415 - as above

    click.echo(asyncio.run(look(read_settings())))


@keys.command()
@_tells
def rotate() -> None:
    """Make a new master key, and keep everything under it from now on."""
    from bot.turning_keys import rotate as turn  # noqa: PLC0415 - as above

    click.echo(asyncio.run(turn(read_settings())))


@main.group()
def audit() -> None:
    """The record of who did what: whether it holds, and what is in it."""


@audit.command("verify")
@click.option("--since", default="", help="A head noted earlier, NUMBER:HASH: it must still be part of it.")
@_tells
def audit_verify(since: str) -> None:
    """Check that no event was changed, taken out or put in; exit with 1 where one was."""
    from bot.auditing import verify  # noqa: PLC0415 - as above

    verdict = asyncio.run(verify(read_settings(), since))
    click.echo(verdict.words)
    sys.exit(0 if verdict.ok else 1)


@audit.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object a line.")
@_tells
def audit_list(*, as_json: bool) -> None:
    """Print every event, oldest first."""
    from bot.auditing import listed  # noqa: PLC0415 - as above

    async def print_all() -> None:
        async for line in listed(read_settings(), as_json=as_json):
            click.echo(line)

    asyncio.run(print_all())


if __name__ == "__main__":
    main()
