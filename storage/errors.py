"""What can go wrong in a store.

StoreError            the outside failed: nothing of this turn was kept
├── StoreBusy         another process has this store open for writing
├── StoreAway         the database cannot be reached now; what waits, waits until it is back
├── StoreUnreadable   what is on disk is not a store of ours, or is damaged
├── TurnConflict      something this turn had read was changed meanwhile: run the turn again
└── Taken             the arrival of this turn is done, not the first of its lane, or in other hands
"""


class StoreError(Exception):
    """Something outside failed (disk, server); nothing of the turn at hand was kept."""


class StoreBusy(StoreError):
    """Another process writes to this store; its words tell the operator what to do."""


class StoreAway(StoreError):
    """The database cannot be reached, or the line to it broke: it may be back soon."""


class StoreUnreadable(StoreError):
    """The file is not a store of ours, is damaged, or was written by a newer version."""


class TurnConflict(StoreError):
    """What the turn read has changed meanwhile; running the same turn again is safe and right."""


class Taken(StoreError):
    """The arrival that the turn settles is done by now, waits behind another, or is in other hands."""
