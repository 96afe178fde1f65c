"""One-time codes typed anywhere but behind their command: nothing of such a message is read or kept."""

from bot.errors import BotError
from bot.routing.commanded import command_in
from bot.typed_codes import codes_in
from knowledge.texts import Texts

TAKE_CODES = {"code", "link", "start"}  # a link on Telegram brings its code along behind /start


class CodesElsewhere:
    """Looks for codes before any flow does: a question, a note or a name with one in it would be kept."""

    def __init__(self, texts: Texts) -> None:
        self._say = texts.say

    def refuse(self, text: str) -> None:
        """Raise `BotError` for a code that no command takes."""
        if command_in(text)[0] not in TAKE_CODES and codes_in(text):
            raise BotError(self._say("codes.elsewhere"))
