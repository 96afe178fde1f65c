"""What is in the store: `backup`, `restore`, `migrate` and `retention`."""

import asyncio
from pathlib import Path

import click

from bot.cli.telling import tells
from bot.settings import read_settings

KEYS = "charter.keys"
_keys_option = click.option(
    "--keys", type=click.Path(dir_okay=False, path_type=Path),
    help=f"Where the keys of backups are; {KEYS} beside PATH unless you say so.",
)  # fmt: skip


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@_keys_option
@tells
def backup(path: Path, keys: Path | None) -> None:
    """Write everything in the store to a new file at PATH, also while the assistant runs."""
    from bot.copying import back_up  # noqa: PLC0415 - the other commands start faster without it

    if str(path) == "-":
        raise click.UsageError("Give the path of a file; a backup is not written to the terminal.")
    click.echo(asyncio.run(back_up(read_settings(), path, keys or path.with_name(KEYS))))


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--replace", is_flag=True, help="Replace what the store holds, and keep that in a backup beside PATH."
)
@click.option("--leave-out", is_flag=True, help="Restore the others when the keys of some records are lost.")
@_keys_option
@tells
def restore(path: Path, keys: Path | None, *, replace: bool, leave_out: bool) -> None:
    """Put the backup at PATH into the store, which must be empty."""
    from bot.copying import restore as into_empty  # noqa: PLC0415 - as above
    from bot.copying import restore_over  # noqa: PLC0415

    chosen = restore_over if replace else into_empty
    click.echo(asyncio.run(chosen(read_settings(), path, keys or path.with_name(KEYS), leave_out=leave_out)))


@click.command()
@click.option("--from", "source", help="A store to copy, in the words of CHARTER_STORE; stop its assistants.")
@click.option("--to", "target", help="The empty store to copy it to, in the same words.")
@tells
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


@click.command()
@click.option("--dry-run", "only_say", is_flag=True, help="Only say what would go.")
@tells
def retention(*, only_say: bool) -> None:
    """Let go what is older than the settings say, as the assistant does by itself each day."""
    from bot.sweeping import sweep  # noqa: PLC0415 - as above

    for line in asyncio.run(sweep(read_settings(), only_say=only_say)):
        click.echo(line)
