"""One bot measured: as fast as it can with everybody writing at once, and how soon it replies at ease."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from collected import fill
from people import people
from processes import busy, echo, ours

from storage.tinydb_store import TinyDbStore


@dataclass(frozen=True)
class Found:
    """What a run has shown. `api` is how busy the API server was: near 1, it is itself what was measured."""

    rate: float
    cpu: float
    p50: float
    p99: float
    api: float
    whole: bool


def measured(api, process, **what):
    before = busy(process)
    said = api.run(**what)
    done = said["updates"] - said["left"]
    times = said["latencies"] or [float("nan")]
    return Found(
        rate=done / said["seconds"],
        cpu=(busy(process) - before) * 1000 / max(1, done),
        p50=times[len(times) // 2] * 1000,
        p99=times[len(times) * 99 // 100] * 1000,
        api=said["busy"],
        whole=not said["left"] and not said["overdue"],
    )


def of_echo(api, way, at_once, **what):
    with echo(api, way, at_once) as process:
        return measured(api, process, **what)


def of_ours(api, way, content, doing, **what):
    """Measure the assistant over a store of its own, in which everybody is about to do this."""
    with TemporaryDirectory() as folder:
        store = Path(folder) / "charter.db"
        asyncio.run(_filled(store, people(content, what["chats"], doing)))
        with ours(api, way, store) as process:
            return measured(api, process, **what)


async def _filled(path, of_people):
    store = TinyDbStore(path)
    await fill(store, of_people)
    await store.close()
