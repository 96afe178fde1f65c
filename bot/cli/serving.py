"""What whoever looks after the assistant starts: `run`, `chat`, and `invite` for the first of them."""

import asyncio

import click

from bot import logs
from bot.cli.telling import tells
from bot.settings import read_settings


@click.command()
@tells
def run() -> None:
    """Start the assistant: the page, and Telegram when a token is set."""
    from bot.running import run as run_all  # noqa: PLC0415 - the other commands start faster without it

    settings = read_settings()
    logs.set_up(settings.charter_log)
    asyncio.run(run_all(settings, click.echo))


@click.command()
@tells
def chat() -> None:
    """Talk with the assistant in this terminal."""
    from bot.chatting import chat as talk  # noqa: PLC0415 - as above

    asyncio.run(talk(read_settings()))


@click.command()
@click.argument("role", type=click.Choice(["assessor", "curator", "admin"]))
@tells
def invite(role: str) -> None:
    """Print a one-time code that gives ROLE to whoever uses it first."""
    from bot.operating import invite as make  # noqa: PLC0415 - as above

    click.echo(asyncio.run(make(read_settings(), role)))
