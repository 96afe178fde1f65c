"""Takes personal data out of what people ask: `scrub`. The patterns stand in rooms by what they look for."""

from bot.scrub.scrubbing import scrub

__all__ = ["scrub"]
