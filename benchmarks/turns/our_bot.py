"""Our bot as `charter-bot run` starts it, but for Telegram's pace: 25 messages a second are no measure."""

from bot.channels.telegram import channel
from bot.channels.telegram.pace import Pace
from bot.cli import main


def in_no_hurry_to_wait():
    return Pace(everywhere=1e6, chat=1e6, group=1e6, burst=1e6)


if __name__ == "__main__":
    channel.Pace = in_no_hurry_to_wait
    main(["run"])
