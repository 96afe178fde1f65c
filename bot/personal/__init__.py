"""What looks personal in words that somebody wants kept: `looks_personal`.

`scrub` takes such things out of questions in silence; here the writer is shown them, and decides. So this
looks for less that is only a number, and for more that is about a person.
"""

from bot.personal.looking import Seen, looks_personal

__all__ = ["Seen", "looks_personal"]
