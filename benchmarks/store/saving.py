"""What it costs to save one answer, by how many assessments are stored."""

from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from machine import machine
from tables import markdown

WARM_UP = 20
ENOUGH = 30  # seconds for one figure: stock TinyDB gets no further than that
FEW = 5  # ... but never from fewer turns


async def measure(stores, sizes, content, turns):
    """Return the table of all stores and sizes."""
    rows = []
    for store in stores:
        first = None
        for stored in sizes:
            if stored > store.most:
                rows.append([store.title, f"{stored:,}", "not measured: too slow", "", ""])
                continue
            p50, p99 = await _of(store, stored, content, turns)
            first = first or p50
            ratio = f"{p50 / first:.2f}" if p50 / first < 10 else f"{p50 / first:.0f}"
            rows.append([store.title, f"{stored:,}", f"{p50:.2f} ms", f"{p99:.2f} ms", ratio])
            print(*rows[-1], machine(), flush=True)
    header = ["saving one answer", "assessments", "p50", "p99", f"p50 against {sizes[0]:,}"]
    return markdown(header, rows)


async def _of(store, stored, content, turns):
    with TemporaryDirectory() as folder:
        save = await store.open(Path(folder), content, stored)
        try:
            return await timed(save, turns)
        finally:
            await store.close()


async def timed(save, turns):
    times = []
    start = perf_counter()
    for _ in range(WARM_UP + turns):
        begun = perf_counter()
        await save()
        times.append((perf_counter() - begun) * 1e3)
        if perf_counter() - start > ENOUGH and len(times) >= FEW:
            break
    times = sorted(times[WARM_UP:] if len(times) > WARM_UP else times)
    return times[len(times) // 2], times[len(times) * 99 // 100]
