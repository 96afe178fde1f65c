"""How a turn begins and ends among the turns of all processes, so that they are as if one by one.

While a turn runs it has only read. At its end it locks all that it saw and changes, looks whether what it
saw still stands, and writes. A row that is there is locked as a row; a name that is not there is locked as a
number. Numbers come before rows and both are in one order, so that two turns do not wait for each other here.
Only the row of an arrival in hand is locked from the beginning: whoever may want that one looks for it first.
"""

from storage.errors import Taken, TurnConflict
from storage.postgres_store import statements
from storage.postgres_store.names import escaped, lock_number
from storage.postgres_store.rows import Rows
from storage.records import Arrival
from storage.store import Names
from storage.unit import Unit, lane_of, named, stands


async def begin(rows: Rows, lock: str, settles: Arrival | None, absent: Names = ()) -> None:
    """Wait for the lock of a turn; raises `Taken` at once when it cannot have its arrival.

    What should be absent is looked for at once, and `TurnConflict` raised: a row that is there may be in the
    hands of a turn that takes long, and that waits for a name of ours at its end.
    """
    number = lock_number("turn", lock)
    if not settles:
        await rows.ask(statements.LOCK, {"lock": number})
        if absent and await rows.bodies((named(*each) for each in absent), locked=False):
            raise TurnConflict("what should not be there is there")
        return
    lane = lane_of(settles)
    wanted = {"kind": Arrival.kind, "key": settles.key, "lane": escaped(lane), "lock": number}
    claimed = await rows.ask(statements.CLAIM, wanted)
    if (
        not claimed or lane not in type(settles).from_json(claimed[0][0]).tags
    ):  # set aside at this very moment
        raise Taken("this arrival is done, not the first of its lane, or in other hands")


async def end(rows: Rows, unit: Unit) -> None:
    """Write what a turn has changed; raises `TurnConflict` if something that it saw stands no more."""
    names = unit.seen.keys() | unit.changes.keys()
    if not names:
        return
    absent = [name for name in names if unit.seen.get(name) is None]
    if unit.changes and absent:
        numbers = sorted(lock_number("record", *name) for name in absent)
        await rows.ask(statements.LOCK_NAMES, {"numbers": numbers})
    kept = await rows.bodies(names, locked=bool(unit.changes))
    if not all(stands(seen, kept.get(name)) for name, seen in unit.seen.items()):
        raise TurnConflict("what this turn read has changed")
    if unit.changes:
        await rows.write(unit.changes)
