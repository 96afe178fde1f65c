"""The settings as one frozen value, each with what README and `.env.example` say of it."""

import os
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsError
from bot.limits import Rates
from bot.retention import Retention, settable
from bot.settings import checks
from bot.settings.checks import LOOPBACK, TINYDB

ENV_FILE = Path(".env")
RATES = Rates()


def _kept(name: str) -> Any:
    """Return the field for a period, by what `Retention` says of it."""
    period = next(each for each in settable() if each.name == name)
    return Field(period.default, **period.metadata)


class Settings(BaseSettings):
    """What the operator can set. The description of each field is what README and `.env.example` say."""

    model_config = SettingsConfigDict(
        frozen=True, env_file=ENV_FILE, extra="ignore", env_ignore_empty=True, hide_input_in_errors=True
    )

    charter_store: Annotated[SecretStr, AfterValidator(checks.store)] = Field(
        SecretStr("tinydb:data/charter.db"), description="Where everything is kept."
    )
    charter_key: SecretStr = Field(
        SecretStr(""),
        description="The master key that everything is sealed with, as `charter-bot keys new` prints it. "
        "The embedded store needs none: it makes a file beside itself, `<store>.key`.",
    )
    charter_key_file: Path | None = Field(
        None, description="A file that holds the master key, in place of the line above."
    )
    charter_web_host: str = Field(
        "127.0.0.1", description="The address the page listens on. Others than loopback need HTTPS in front."
    )
    charter_web_port: int = Field(8080, ge=1, le=65535, description="The port the page listens on.")
    charter_web_names: str = Field(
        "", description="Host names people reach the page by, with commas between, when it is not loopback."
    )
    charter_sentences: bool = Field(
        default=True, description="Whether the search knows meaning (on), or words alone (off)."
    )
    charter_cache: Annotated[Path, AfterValidator(checks.folder)] = Field(
        Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache") / "charter-bot",
        validate_default=True,
        description="Where what can be made again is kept, so that the next start is fast.",
    )
    charter_keep_questions: int = _kept("questions")
    charter_keep_drafts: int = _kept("drafts")
    charter_keep_finished: int = _kept("finished")
    charter_keep_members: int = _kept("members")
    charter_keep_set_aside: int = _kept("set_aside")
    charter_keep_invites: int = _kept("invites")
    charter_keep_audit: int = _kept("audit")
    charter_limit_at_once: int = Field(
        RATES.at_once,
        ge=0,
        description="Messages that one person may send at once, in each process; 0 is no limit.",
    )
    charter_limit_seconds: float = Field(
        RATES.seconds, ge=0, description="Seconds after which they may send one more; 0 is no limit."
    )
    charter_limit_a_day: int = Field(
        RATES.a_day,
        ge=0,
        description="Messages that one person may send on a day in London, in each process; 0 is no limit.",
    )
    charter_log: Literal["text", "json"] = Field(
        "text", description="How the log is written to standard error: lines of `text`, or of `json`."
    )
    charter_metrics_token: Annotated[SecretStr, AfterValidator(checks.metrics_token)] = Field(
        SecretStr(""),
        description="Who may read `/metrics`: whoever brings this as a bearer token, of at least 16 "
        "characters. Without it, only this machine by a loopback address.",
    )
    telegram_bot_token: Annotated[SecretStr, AfterValidator(checks.token)] = Field(
        SecretStr(""), description="The bot's token from BotFather. Without it there is no Telegram."
    )
    telegram_bot_token_file: Path | None = Field(
        None, description="A file that holds the token, in place of the line above."
    )
    telegram_api_url: Annotated[str, AfterValidator(checks.url)] = Field(
        "https://api.telegram.org", description="The Bot API server: the part before /bot<token>/."
    )
    telegram_webhook_url: Annotated[str, AfterValidator(checks.webhook)] = Field(
        "", description="This machine's public HTTPS address. With it Telegram calls us; without it we poll."
    )

    @property
    def keep(self) -> Retention:
        """How long each kind of thing is kept."""
        return Retention(**{each.name: getattr(self, f"charter_keep_{each.name}") for each in settable()})

    @property
    def store_path(self) -> Path | None:
        """The file of the embedded store, or None when everything is kept in PostgreSQL."""
        place = self.charter_store.get_secret_value()
        return Path(place.removeprefix(TINYDB)) if place.startswith(TINYDB) else None

    @property
    def store_url(self) -> str:
        """The url of the database, with its password; nothing when the embedded store is used."""
        return "" if self.store_path else self.charter_store.get_secret_value()

    @property
    def rates(self) -> Rates:
        """How many messages one person may send."""
        return Rates(self.charter_limit_at_once, self.charter_limit_seconds, self.charter_limit_a_day)

    @property
    def token(self) -> str:
        """The bot's token, or nothing; raises `SettingsError` when its file cannot be read."""
        if self.telegram_bot_token_file is None:
            return self.telegram_bot_token.get_secret_value()
        try:
            text = self.telegram_bot_token_file.read_text(encoding="utf-8")
            return checks.token(SecretStr(text)).get_secret_value()
        except (OSError, ValueError) as error:
            raise SettingsError([f"TELEGRAM_BOT_TOKEN_FILE: {error}"]) from error

    @property
    def allowed_hosts(self) -> tuple[str, ...]:
        """The host names that the page answers to."""
        names = {*LOOPBACK, self.charter_web_host}
        names |= {name.strip() for name in self.charter_web_names.split(",") if name.strip()}
        if self.telegram_webhook_url:
            names.add(urlsplit(self.telegram_webhook_url).hostname or "")
        return tuple(sorted(names - {"", "0.0.0.0"}))  # noqa: S104 - compared, not bound  # nosec
