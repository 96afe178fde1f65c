"""What curators run: `check` for all content, and `content pull` for what was published in chat."""

import asyncio
from datetime import UTC, date, datetime
from pathlib import Path

import click

from bot.cli.telling import tells
from bot.settings import read_settings
from knowledge.errors import ContentError


@click.command()
@click.option("--skip-reviews", is_flag=True, help="Say nothing of answers whose review is overdue.")
@tells
def check(*, skip_reviews: bool) -> None:
    """Check all content; every problem with its file, place and mend."""
    from bot.content import read_content  # noqa: PLC0415 - the other commands start faster without it
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


@click.group()
def content() -> None:
    """What curators have changed in chat."""


@content.command("pull")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path),
    help="A content folder to write to; without it, the one that this program runs from.",
)  # fmt: skip
@click.option("--check", "only_say", is_flag=True, help="Only say what would be written.")
@tells
def content_pull(out: Path | None, *, only_say: bool) -> None:
    """Write what was published in chat into entries/*.md, for review in git."""
    from bot.pulling import pull  # noqa: PLC0415 - as above

    for line in asyncio.run(pull(read_settings(), out, check=only_say)):
        click.echo(line)
