"""What must be done now and then: learn what is published, forget what is old, tell who waits, remind."""

from bot.upkeep.upkeep import Upkeep

__all__ = ["Upkeep"]
