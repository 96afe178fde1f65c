"""Collected assessments as files: `export`, `import` and `report`."""

import asyncio
from pathlib import Path

import click

from bot.cli.telling import tells
from bot.reports.wanted import FORMATS, FORMS, STATES
from bot.settings import read_settings


@click.command()
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
@tells
def export(out: Path, file_format: str, *, anonymised: bool, excel: bool, **chosen: str | None) -> None:
    """Write the collected assessments to files, also while the assistant runs."""
    from bot.operating import export_to  # noqa: PLC0415 - the other commands start faster without it

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


@click.command("import")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@tells
def import_(path: Path) -> None:
    """Read what `export --format json` (or jsonl) wrote to PATH into the store, which must be empty."""
    from bot.importing import import_from  # noqa: PLC0415 - as above

    click.echo(asyncio.run(import_from(read_settings(), path)))


@click.command()
@click.argument("ref")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Where to write it."
)
@tells
def report(ref: str, out: Path) -> None:
    """Write the report on the assessment with the reference REF to a PDF, also while the assistant runs."""
    from bot.operating import report_to  # noqa: PLC0415 - as above

    if str(out) == "-":
        raise click.UsageError("Give --out the path of a file; a report is not written to the terminal.")
    click.echo(f"Written: {asyncio.run(report_to(read_settings(), ref, out))}")
