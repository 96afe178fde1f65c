"""The environment, or a `.env` file, into the settings; every problem is told at once."""

from pydantic import ValidationError

from bot import env_file
from bot.errors import SettingsError
from bot.settings.settings import ENV_FILE, Settings


def read_settings() -> Settings:
    """Read the settings; raises `SettingsError` with a sentence for every one that is wrong."""
    found = env_file.problems(ENV_FILE, {name.upper() for name in Settings.model_fields})
    try:
        settings = Settings.model_validate({})
    except ValidationError as error:
        found += [_sentence(each["loc"], each["msg"]) for each in error.errors()]
    except (OSError, UnicodeDecodeError):  # told already, as the file's own problem
        pass
    if found:
        raise SettingsError(found)
    return settings


def _sentence(place: tuple[object, ...], message: str) -> str:
    name = "_".join(str(part) for part in place).upper()
    return f"{name}: {message.removeprefix('Value error, ')}."
