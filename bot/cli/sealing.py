"""The master key: `keys new`, `keys check` and `keys rotate`."""

import asyncio
from pathlib import Path

import click

from bot.cli.telling import tells
from bot.settings import read_settings


@click.group()
def keys() -> None:
    """The master key that everything in the store is sealed with."""


@keys.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@tells
def new(file: Path | None) -> None:
    """Write a new master key to a new FILE that only you can read; without FILE, print one."""
    from bot.master_key import make_key_file  # noqa: PLC0415 - the other commands start faster without it
    from storage.sealing.master import new_master_key  # noqa: PLC0415

    if file is None:
        click.echo(new_master_key())
    else:
        make_key_file(file)
        click.echo(f"Written: {file}. Keep a copy of it apart from the backups.")


@keys.command(name="check")
@tells
def check_keys() -> None:
    """Say whether the master key opens the store, and what is still kept under an older one."""
    from bot.turning_keys import check as look  # noqa: PLC0415 - as above

    click.echo(asyncio.run(look(read_settings())))


@keys.command()
@tells
def rotate() -> None:
    """Make a new master key, and keep everything under it from now on."""
    from bot.turning_keys import rotate as turn  # noqa: PLC0415 - as above

    click.echo(asyncio.run(turn(read_settings())))
