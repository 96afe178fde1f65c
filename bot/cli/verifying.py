"""The record of who did what: `audit verify` and `audit list`."""

import asyncio
import sys

import click

from bot.cli.telling import tells
from bot.settings import read_settings


@click.group()
def audit() -> None:
    """The record of who did what: whether it holds, and what is in it."""


@audit.command("verify")
@click.option("--since", default="", help="A head noted earlier, NUMBER:HASH: it must still be part of it.")
@tells
def audit_verify(since: str) -> None:
    """Check that no event was changed, taken out or put in; exit with 1 where one was."""
    from bot.auditing import verify  # noqa: PLC0415 - the other commands start faster without it

    verdict = asyncio.run(verify(read_settings(), since))
    click.echo(verdict.words)
    sys.exit(0 if verdict.ok else 1)


@audit.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object a line.")
@tells
def audit_list(*, as_json: bool) -> None:
    """Print every event, oldest first."""
    from bot.auditing import listed  # noqa: PLC0415 - as above

    async def print_all() -> None:
        async for line in listed(read_settings(), as_json=as_json):
            click.echo(line)

    asyncio.run(print_all())
