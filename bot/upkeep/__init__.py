"""What must be done now and then: learn what curators have published, forget what is old, tell who waited."""

from bot.upkeep.upkeep import Upkeep

__all__ = ["Upkeep"]
