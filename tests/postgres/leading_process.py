"""A process that leads until it is stopped: `python leading_process.py URL`; tells by a line that it does."""

import asyncio
import sys

from storage.postgres_store import PostgresStore


async def main(url: str) -> None:
    store = await PostgresStore.open(url)

    async def work() -> None:
        sys.stdout.write("leading\n")
        sys.stdout.flush()
        await asyncio.Event().wait()

    await store.lead("telegram", work)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
