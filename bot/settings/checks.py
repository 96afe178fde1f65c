"""What is written as a setting, and where it cannot be right: each check says what to write."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import SecretStr

TINYDB = "tinydb:"
POSTGRESQL = ("postgresql:", "postgres:")
LEAST = 16  # characters of a token that nobody can guess
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def store(value: SecretStr) -> SecretStr:
    """Raise `ValueError` where it is no place of a store."""
    place = value.get_secret_value()
    if place.startswith(POSTGRESQL):
        from storage.postgres_store.address import Address  # noqa: PLC0415 - for those who use it

        Address.read(place)
    elif not place.removeprefix(TINYDB) or not place.startswith(TINYDB):
        raise ValueError(
            "write tinydb:PATH, for example tinydb:data/charter.db,"
            " or postgresql://USER:PASSWORD@HOST:PORT/DATABASE"
        )
    return value


def folder(value: Path) -> Path:
    """Return a folder in full."""
    try:
        return value.expanduser()
    except RuntimeError as error:
        raise ValueError("there is no home folder here; name a folder in full") from error


def url(value: str) -> str:
    """Raise `ValueError` where it is no whole web address."""
    if value and (urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).hostname):
        raise ValueError("write a whole address, for example https://assistant.example.org")
    return value.rstrip("/")


def webhook(value: str) -> str:
    """Raise `ValueError` where Telegram could not call it."""
    address = urlsplit(url(value))
    if address.scheme == "http" and address.hostname not in LOOPBACK:
        raise ValueError("Telegram calls only HTTPS addresses; write https://...")
    return url(value)


def token(value: SecretStr) -> SecretStr:
    """Return a bot's token as it stands there, without what is around it."""
    token = value.get_secret_value().strip()
    number, _, secret = token.partition(":")
    if token and not (number.isdigit() and secret):
        raise ValueError("that is not a bot token; copy it whole from BotFather, for example 123456:ABC-DEF")
    return SecretStr(token)


def metrics_token(value: SecretStr) -> SecretStr:
    """Return a token for the figures; raises `ValueError` for one that is easy to guess."""
    token = value.get_secret_value().strip()
    if token and not (len(token) >= LEAST and re.fullmatch(r"[A-Za-z0-9._~+/=-]+", token)):
        raise ValueError(f"give at least {LEAST} letters and digits, for example from `openssl rand -hex 20`")
    return SecretStr(token)
