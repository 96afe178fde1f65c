"""What the bot tells Telegram about itself: its commands, its name and its descriptions."""

from .wire import Json


class Profile:
    """Commands by scope and language; names and descriptions by language."""

    def __init__(self) -> None:
        self._commands: dict[tuple[str, str], list[Json]] = {}
        self._texts: dict[tuple[str, str], str] = {}

    def set_commands(self, scope: Json | None, language: str, commands: list[Json]) -> None:
        """Keep a list of commands; an empty one deletes it."""
        self._commands.pop((_key(scope), language), None)
        if commands:
            self._commands[_key(scope), language] = commands

    def commands(self, scope: Json | None, language: str) -> list[Json]:
        """The commands of exactly this scope and language."""
        return self._commands.get((_key(scope), language), [])

    def commands_shown(self, chat: Json, language: str) -> list[Json]:
        """The menu somebody sees in a chat: the narrowest scope that has one, their language first."""
        everywhere = "all_private_chats" if chat["type"] == "private" else "all_group_chats"
        scopes = [{"type": "chat", "chat_id": chat["id"]}, {"type": everywhere}, {"type": "default"}]
        lists = (self.commands(scope, spoken) for scope in scopes for spoken in (language, ""))
        return next((commands for commands in lists if commands), [])

    def set_text(self, kind: str, language: str, text: str) -> None:
        """Keep a name or description."""
        self._texts[kind, language] = text

    def text(self, kind: str, language: str = "") -> str:
        """The name or description in a language, else the one for everybody."""
        return self._texts.get((kind, language)) or self._texts.get((kind, ""), "")


def _key(scope: Json | None) -> str:
    scope = scope or {"type": "default"}
    return ":".join(str(scope.get(name, "")) for name in ("type", "chat_id", "user_id"))
