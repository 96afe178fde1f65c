"""A store whose disk really fills up, in a process of its own: `python full_disk_process.py FILE`."""

import asyncio
import json
import resource
import signal
import sys
from pathlib import Path

from storage.errors import StoreError
from storage.records import Member, Session
from storage.tinydb_store import TinyDbStore

LARGE = "x" * 400_000


def room(size: int) -> None:
    """Let no file of this process grow beyond a size."""
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))


async def main(path: Path) -> None:
    """Fill the disk, see turns refused, make room, and take the same turns again."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write beyond the limit then fails, as on a full disk
    store = TinyDbStore(path)

    async def take(number: int) -> str:
        try:
            async with store.turn("mine") as turn:
                before = await turn.get(Session, "number") or Session("number", step="0")
                turn.put(Member(f"web:{number}", since=LARGE))
                turn.put(Session("number", step=str(int(before.step) + 1)))
        except StoreError as error:
            return type(error).__name__
        return "kept"

    async def state() -> list[str]:
        steps = [session.step for session in await store.read(Session)]
        return [*steps, *(member.key for member in await store.read(Member))]

    outcomes = [await take(0)]
    room(1_000_000)
    outcomes += [await take(number) for number in range(1, 6)]
    when_full = await state()
    room(resource.RLIM_INFINITY)
    again = [await take(number) for number in range(1, 6)]
    sys.stdout.write(json.dumps([outcomes, when_full, again, await state()]))
    await store.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
