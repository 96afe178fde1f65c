"""How the event loop hears of what the store's thread has done: once for many, and of everything."""

import asyncio
import threading
from concurrent.futures import Future

import pytest

from storage.errors import StoreError
from storage.tinydb_store.bell import Bell


def in_a_thread(work):
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


@pytest.fixture
async def wakings(monkeypatch):
    """How often the loop was woken by another thread."""
    loop, wakings = asyncio.get_running_loop(), []
    wake = loop.call_soon_threadsafe
    monkeypatch.setattr(loop, "call_soon_threadsafe", lambda *call: (wakings.append(call), wake(*call)))
    return wakings


async def waiting(bell, jobs):
    tasks = [asyncio.create_task(bell.heard(job)) for job in jobs]
    await asyncio.sleep(0)
    return tasks


async def test_the_loop_is_woken_once_for_all_that_is_done_meanwhile(wakings):
    jobs = [Future() for _ in range(3)]
    tasks = await waiting(Bell(asyncio.get_running_loop()), jobs)
    in_a_thread(lambda: [job.set_result(at) for at, job in enumerate(jobs)])
    assert await asyncio.gather(*tasks) == [0, 1, 2]
    assert len(wakings) == 1


async def test_what_is_done_later_wakes_the_loop_again(wakings):
    bell = Bell(asyncio.get_running_loop())
    for at in range(3):
        job = Future()
        (task,) = await waiting(bell, [job])
        in_a_thread(lambda job=job, at=at: job.set_result(at))
        assert await asyncio.wait_for(task, 5) == at
    assert len(wakings) == 3


async def test_what_is_done_before_anybody_asks_is_heard():
    job = Future()
    job.set_result("done")
    assert await Bell(asyncio.get_running_loop()).heard(job) == "done"


async def test_what_failed_is_raised_for_the_one_who_waits():
    good, bad = Future(), Future()
    tasks = await waiting(Bell(asyncio.get_running_loop()), [good, bad])
    in_a_thread(lambda: (bad.set_exception(StoreError("the disk is full")), good.set_result("kept")))
    assert await tasks[0] == "kept"
    with pytest.raises(StoreError, match="the disk is full"):
        await tasks[1]


async def test_a_job_that_nobody_waits_for_any_more_is_not_done():
    job = Future()
    (task,) = await waiting(Bell(asyncio.get_running_loop()), [job])
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert job.cancelled()


async def test_who_only_waits_for_the_end_of_a_job_leaves_it_as_it_is():
    job = Future()
    task = asyncio.create_task(Bell(asyncio.get_running_loop()).done(job))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert not job.cancelled()
