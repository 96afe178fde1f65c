"""The settings: environment, or a `.env` file, into one frozen value; every problem is told at once."""

from bot.settings.checks import TINYDB
from bot.settings.reading import read_settings
from bot.settings.settings import RATES, Settings

__all__ = ["RATES", "TINYDB", "Settings", "read_settings"]
