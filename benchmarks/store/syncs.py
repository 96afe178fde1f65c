"""How often an answer makes the disk keep what was written: counted by strace, where there is one."""

import asyncio
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

SYNCS = re.compile(r"\b(?:fsync|fdatasync)\(")


def measure(turns):
    """Return the syncs of a turn, or why there is no such figure."""
    strace = shutil.which("strace")
    if strace is None:
        return "not measured: there is no strace here"
    with TemporaryDirectory() as folder:
        counted = [_counted(strace, Path(folder) / str(some), some) for some in (turns, 2 * turns)]
    return f"{(counted[1] - counted[0]) / turns:.2f}"


def _counted(strace, folder, turns):
    folder.mkdir()
    log = folder / "calls"
    watched = [strace, "-f", "-e", "trace=fsync,fdatasync", "-o", log]
    subprocess.run([*watched, sys.executable, __file__, folder, str(turns)], check=True)
    return len(SYNCS.findall(log.read_text()))


async def answer(folder, turns):
    """Save so many answers, in the process that is watched."""
    from stores import Embedded  # noqa: PLC0415 - only there

    from knowledge.loader import load  # noqa: PLC0415

    store = Embedded()
    save = await store.open(folder, load(), 1)
    for _ in range(turns):
        await save()
    await store.close()


if __name__ == "__main__":
    asyncio.run(answer(Path(sys.argv[1]), int(sys.argv[2])))
