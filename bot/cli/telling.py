"""How every command tells what went wrong: in sentences, without a traceback."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from bot.errors import BotError, SettingsError
from knowledge.errors import ContentError
from storage.errors import StoreError

WRONG = 2  # exit status for anything the caller can mend


def tells(command: Callable[..., Any]) -> Callable[..., Any]:
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
