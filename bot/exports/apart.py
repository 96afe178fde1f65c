"""Makes a large export in a process of its own: nobody waits meanwhile, and its memory goes with it."""

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator

from bot import own_process
from bot.exports import frames
from bot.exports.cut_off import moved, within
from bot.exports.frames import ORDER, Order
from bot.exports.wholes import wholes
from storage.store import Store


async def apart(order: Order, store: Store) -> AsyncGenerator[tuple[bytes, bytes], None]:
    """Give the frames of an export as they come; raises `ChildProcessError` when it could not be made."""
    process = await asyncio.create_subprocess_exec(
        *own_process.command("bot.exports.process"), env=own_process.surroundings(),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdin is not None  # noqa: S101 - both were asked for just now
    assert process.stdout is not None  # noqa: S101
    feeding = asyncio.create_task(_feed(process.stdin, order, store), name="feeding an export")
    try:
        with contextlib.suppress(asyncio.IncompleteReadError):
            while True:
                yield await frames.read(process.stdout)
        await feeding
        if await process.wait():
            raise ChildProcessError
    finally:
        feeding.cancel()
        await asyncio.wait({feeding})
        if process.returncode is None:  # whoever asked is gone
            with contextlib.suppress(ProcessLookupError):
                process.kill()
        process.stdin.close()
        await process.stdout.read()  # to its end, so that nothing of the process is left open
        await process.wait()


async def _feed(stdin: asyncio.StreamWriter, order: Order, store: Store) -> None:
    cut_offs = await moved(store, order.now) if order.wanted.anonymised else None
    with contextlib.suppress(ConnectionError):  # it has ended: its exit status says how
        stdin.write(ORDER.dump_json(order) + b"\n")
        async for each in wholes(store):
            if cut_offs is not None and not within(each, cut_offs):
                continue
            stdin.write(json.dumps(each.to_json()).encode() + b"\n")
            await stdin.drain()
        stdin.close()
