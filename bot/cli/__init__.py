"""charter-bot: the command line. Each command reads its words, calls one thing, and prints."""

import click

from bot import logs
from bot.cli.answering import ask, score
from bot.cli.collecting import export, import_, report
from bot.cli.curating import check, content
from bot.cli.keeping import backup, migrate, restore, retention
from bot.cli.sealing import keys
from bot.cli.serving import chat, invite, run
from bot.cli.verifying import audit

COMMANDS = (
    run, chat, invite,
    ask, score,
    check, content,
    export, import_, report,
    backup, restore, migrate, retention,
    keys, audit,
)  # fmt: skip


@click.group(
    commands=COMMANDS, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="charter-bot")
def main() -> None:
    """Prepare for the Lived Experience Charter: ask, self-assess, collect.

    The assistant prepares; only the Career Matters panel awards Charter status.
    Settings come from the environment or a file named .env; the README lists them.
    """
    logs.set_up()
