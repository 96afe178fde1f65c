"""Takes turns as fast as it can and says which were kept: `committing_process.py KIND FILE LIFE [TURNS]`.

Each turn keeps a member, a session and an event with the same number, and forgets the turn before it in
the same lane. A line `LANE NUMBER` is written only after the store has said that the turn is kept.
In a store of the kind `sealed`, as people use it, a key ends with each turn but the first.
After so many turns in each lane it says `closing` and closes the store; without a number, it never ends.
"""

import asyncio
import os
import sys
from itertools import count
from pathlib import Path

from storage.records import AuditEvent, Member, Session
from storage.sealing.master import MasterKeys
from storage.sealing.opening import open_sealed
from storage.store import Store
from storage.tinydb_store import TinyDbStore

MASTER = MasterKeys([b"a master key of thirty-two bytes"])
LANES = 8
SIZES = (10, 300, 5_000, 60_000)


async def opened(kind: str, path: Path) -> Store:
    """Open the store in a file."""
    store = TinyDbStore(path)
    return await open_sealed(store, MASTER) if kind == "sealed" else store


async def lane(store: Store, name: str, life: int, turns: int | None) -> None:
    """Take one turn after the other."""
    for number in count() if turns is None else range(turns):
        mark = f"{life:03}-{number:06}"
        filling = "x" * SIZES[number % len(SIZES)]
        async with store.turn(name) as turn:
            session = await turn.get(Session, name)
            if session:
                turn.remove(Member, f"{name}|{session.step}")
            turn.put(Member(f"{name}|{mark}", since=filling))
            turn.put(Session(name, step=mark, seen=filling))
            turn.put(AuditEvent(f"{name}|{mark}", at="", who=name, what="committed"))
        os.write(1, f"{name} {mark}\n".encode())


async def main(kind: str, path: Path, life: int, turns: int | None = None) -> None:
    """Work in all lanes until all is done, or somebody ends it."""
    store = await opened(kind, path)
    await asyncio.gather(*(lane(store, f"lane{each}", life, turns) for each in range(LANES)))
    os.write(1, b"closing\n")
    await store.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2]), *map(int, sys.argv[3:])))
