"""Has an admin export everything by chat, and prints what that took: `exporting.py STORE KEY KIND`.

Memory is read from Linux, of the assistant that serves people meanwhile, and of the process that makes the
files: what was in use before, and at most.
"""

import asyncio
import json
import sys
from contextlib import suppress
from pathlib import Path
from time import perf_counter

from bot.app import assemble
from bot.flows.export import flow
from bot.garbage import leave_what_stays
from bot.messages import Message, Sender
from bot.opening import open_store
from bot.settings import Settings
from knowledge.loader import load
from storage.records import ExportJob

TICK = 0.001  # seconds; how late a tick is, is how long the loop was held up
LOOK = 0.05  # seconds between looks at the process that makes the files
ADMIN = Sender("console", "here")


async def main(place, key, kind):
    flow.SMALL = 0  # however few there are: as a large one
    store = await open_store(Settings.model_validate({"charter_store": place, "charter_key_file": key}))
    app = assemble(load(), store)
    leave_what_stays()  # as the running assistant does
    await app.assistant.handle(Message(f"asked for {kind}", ADMIN, text=f"/export {kind}"))
    before, late, beside = _megabytes("VmRSS"), [], [0.0]
    watching = [asyncio.create_task(_tick(late)), asyncio.create_task(_look(beside))]
    began = perf_counter()
    await app.upkeep.make_exports()
    took = perf_counter() - began
    for each in watching:
        each.cancel()
    [job] = [each for each in await store.read(ExportJob) if each.wanted["format"] == kind]
    assert job.state == "ready", job.why
    await store.close()
    late.sort()
    print(json.dumps([
        f"{took:.0f} s", f"{before:.0f} MB", f"{_megabytes('VmHWM'):.0f} MB", f"{max(beside):.0f} MB",
        f"{1000 * late[int(0.99 * len(late))]:.0f} ms", f"{1000 * late[-1]:.0f} ms",
        ", ".join(f"{each.size / 1e6:.1f} MB" for each in job.files),
    ]))  # fmt: skip


async def _tick(late):
    while True:
        began = perf_counter()
        await asyncio.sleep(TICK)
        late.append(max(0.0, perf_counter() - began - TICK))


async def _look(beside):
    while True:
        beside += _children()
        await asyncio.sleep(LOOK)


def _children():
    """The most that each process of ours has had."""
    found = []
    for children in Path("/proc/self/task").glob("*/children"):
        for child in children.read_text().split():
            with suppress(OSError):  # it is over
                found.append(_megabytes("VmHWM", child))
    return found


def _megabytes(name, process="self"):
    status = Path(f"/proc/{process}/status").read_text()
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith(name)), 0.0)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
