"""How long the event loop is held up while turns run: by the store alone, and with the assistant."""

import asyncio
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from assistants import NO_HURRY, Answering, Bare, people
from collected import fill
from embedded import open_embedded
from machine import machine
from tables import markdown

from bot.app import assemble

TICK = 0.001  # seconds; how late a tick is, is how long the loop was held up
SIDE_BY_SIDE = 8  # people who answer at the same time


async def measure(stored, content, turns):
    with TemporaryDirectory() as folder:
        store = await open_embedded(Path(folder))
        await fill(store, people(content, stored))
        assistant = assemble(content, store, rates=NO_HURRY).assistant
        answering = list(enumerate(people(content, SIDE_BY_SIDE)))
        runs = {
            "nothing at all": _nothing,
            "the store alone": [Bare(store, records[-1], index) for index, records in answering],
            "whole turns of the assistant": [Answering(content, assistant, index) for index, _ in answering],
        }
        rows = []
        for name, several in runs.items():
            late = await _lateness(_nothing(turns) if several is _nothing else _all(several, turns))
            rows.append([name, *(f"{each:.1f} ms" for each in late)])
            print(*rows[-1], machine(), flush=True)
        await store.close()
    header = [f"what holds up the event loop, at {stored:,} assessments", "p50", "p99", "worst"]
    return markdown(header, rows)


async def _nothing(turns):
    await asyncio.sleep(turns * TICK * 3)


async def _all(several, turns):
    await asyncio.gather(*(_each(one, turns // len(several)) for one in several))


async def _each(one, turns):
    for _ in range(turns):
        await one()


async def _lateness(work):
    """Return p50, p99 and worst lateness of a ticker, in milliseconds, while the work goes on."""
    late = []
    ticking = asyncio.create_task(_tick(late))
    await work
    ticking.cancel()
    with suppress(asyncio.CancelledError):
        await ticking
    late.sort()
    return late[len(late) // 2], late[len(late) * 99 // 100], late[-1]


async def _tick(late):
    while True:
        due = perf_counter() + TICK
        await asyncio.sleep(TICK)
        late.append((perf_counter() - due) * 1e3)
