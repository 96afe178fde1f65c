"""Where the master key is: given by itself, in a file, or in a file beside the embedded store."""

from pathlib import Path

from bot.errors import SettingsError
from bot.settings import Settings
from storage.copies.backup_writer import refuse_existing
from storage.errors import StoreAway
from storage.sealing.keys_file import put_in_place
from storage.sealing.master import MasterKeys, new_master_key, read_keys

HOW = (
    "CHARTER_KEY_FILE: a key is needed, for what people say is kept sealed. Make one with "
    "`charter-bot keys new charter.key`, keep a copy of it apart from the backups, and set "
    "CHARTER_KEY_FILE=charter.key."
)

WHERE = (
    "CHARTER_KEY_FILE: what people said is sealed already, and its key is needed. Set CHARTER_KEY_FILE to "
    "where that key is. A new one opens nothing."
)

NOT_THERE = (
    "The key of the store is not there: {path}. Put it back from where you keep its copy, or name it in "
    "CHARTER_KEY_FILE. Without it nobody can read what is kept."
)


def master_keys(settings: Settings, *, make: bool) -> MasterKeys:
    """Return the master keys; raises `SettingsError` when there are none.

    With `make`, a key is made beside the embedded store where there is none.
    """
    given = settings.charter_key.get_secret_value()
    path = key_file(settings)
    if given and settings.charter_key_file:
        raise SettingsError(["CHARTER_KEY and CHARTER_KEY_FILE: give one of the two."])
    if given:
        return MasterKeys(_read(given, "CHARTER_KEY"))
    if path is None:
        raise SettingsError([HOW if make else WHERE])
    if make and not settings.charter_key_file and not path.exists():
        make_key_file(path)
    return MasterKeys(keys_in(path), again=lambda: _keys_again(path))


def make_key_file(path: Path) -> None:
    """Write a new key to a new file, for its owner alone."""
    refuse_existing(path)
    put_in_place(path, f"{new_master_key()}\n".encode("ascii"))


def key_file(settings: Settings) -> Path | None:
    """Return the file of the master key, if it is in a file."""
    if settings.charter_key.get_secret_value():
        return None
    if settings.charter_key_file or settings.store_path is None:
        return settings.charter_key_file
    return settings.store_path.with_name(f"{settings.store_path.name}.key")


def with_key_of(settings: Settings, before: Settings) -> Settings:
    """Return the settings of a store that another is moved to: where no key is named, that of the other."""
    if settings.charter_key.get_secret_value() or key_file(settings):
        return settings
    return settings.model_copy(update={"charter_key_file": key_file(before)})


def where_key_is(settings: Settings, before: Settings) -> str:
    """Say where the key of a store is from now on that another was moved to."""
    if settings.charter_key.get_secret_value():
        return "Its key is the one in CHARTER_KEY: leave that as it is."
    if settings.charter_key_file:
        return "Its key is the one in CHARTER_KEY_FILE: leave that as it is."
    if path := key_file(settings):
        return f"Its key is in {path}: keep a copy of that file, apart from the backups."
    return (
        f"Its key is in {key_file(before)}: set CHARTER_KEY_FILE to that, and keep a copy of the file apart "
        "from the backups."
    )


def keys_in(path: Path) -> list[bytes]:
    """Return the keys in a file; raises `SettingsError` when it cannot be used."""
    try:
        return _read(path.read_text(encoding="utf-8"), str(path))
    except FileNotFoundError:
        raise SettingsError([NOT_THERE.format(path=path)]) from None
    except (OSError, UnicodeDecodeError) as cause:
        raise SettingsError([f"{path} cannot be read: {cause}."]) from cause


def _keys_again(path: Path) -> list[bytes]:
    """Return the keys in a file that could be read at the start; raises `StoreAway` when it cannot be now."""
    try:
        return keys_in(path)
    except SettingsError as error:
        raise StoreAway(str(error)) from error


def _read(text: str, place: str) -> list[bytes]:
    try:
        return read_keys(text)
    except ValueError as error:
        raise SettingsError([f"{place}: {error}."]) from None
