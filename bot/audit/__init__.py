"""The record of who did what that matters: events in a chain of hashes, which only grows at its end.

`noting.py` adds to it, `chain.py` says how events hang together, `checking.py` whether they still do,
`dropping.py` lets the oldest go, and `waiting.py` takes in what other processes have added.
"""

from bot.audit.noting import ITSELF, OPERATOR, SOMEBODY, audit, note

__all__ = ["ITSELF", "OPERATOR", "SOMEBODY", "audit", "note"]
