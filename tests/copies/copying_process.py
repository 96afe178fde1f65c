"""Copies in a process of their own: `python copying_process.py WHAT PLACE WHERE BACKUP`; tells by lines."""

import asyncio
import resource
import signal
import sys
from pathlib import Path

from copy_places import COPY_PLACES, FIRST, backed_up, closing, restored

from storage.copies.backup_reader import read_backup
from storage.copies.backup_writer import write_backup
from storage.copies.filling import replace
from storage.errors import StoreError


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def told(path: Path):
    for row in read_backup(path):
        yield row
        say(row.name[1])
    say("all given")


async def restore_over(place, path: Path) -> None:
    """Replace what a store holds and tell of every step, to be killed at any of them."""

    async def save(rows) -> None:
        await write_backup(path.with_name("before"), FIRST, rows)
        say("saved")

    async with closing(place.copies()) as store:
        await replace(store, told(path), save)
        say("replaced")
    say("closed")


async def full_disk(place, path: Path) -> None:
    """Write backups on a disk that is full, and one with room."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write beyond the limit then fails, as on a full disk
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    async with closing(place.copies(guest=True)) as store:
        for size in (100, 20_000, 200_000, resource.RLIM_INFINITY):
            async with store.snapshot() as rows:
                resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
                try:
                    await write_backup(path, FIRST, rows)
                    say("written")
                except StoreError as error:
                    say(f"{error}")
            say(str(sorted(each.name for each in path.parent.iterdir())))


async def full_disk_below_a_store(place, path: Path) -> None:
    """Restore a backup on a disk that is full, and again with room."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    for size in (100_000, 300_000, resource.RLIM_INFINITY):
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
        try:
            await restored(place, path)
            say("restored")
        except StoreError as error:
            say(f"{error}")


async def memory(place, path: Path) -> None:
    """Back up, and say by how many megabytes this process has grown."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    await backed_up(place, path, guest=True)
    say(str((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024))


WORK = {
    "restore-over": restore_over,
    "full-disk": full_disk,
    "full-disk-below": full_disk_below_a_store,
    "memory": memory,
}

if __name__ == "__main__":
    what, kind, where, backup = sys.argv[1:]
    asyncio.run(WORK[what](COPY_PLACES[kind](where), Path(backup)))
