"""Whoever starts the assistant is told when its database may lose what it confirms."""

import asyncio
import base64
import os
import socket
import sys

import pytest
from sessions import A_HANG

KEY = base64.b64encode(b"a master key of thirty-two bytes").decode()


@pytest.fixture
async def started(database, tmp_path):
    """`charter-bot run` on a database that confirms before it has written, as a process."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    settings = {
        "CHARTER_STORE": f"{database}?options=-csynchronous_commit%3Doff",
        "CHARTER_KEY": KEY,
        "CHARTER_WEB_PORT": str(port),
        "CHARTER_SENTENCES": "off",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.cli", "run",
        cwd=tmp_path, env=os.environ | settings, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    yield process
    process.kill()
    await process.communicate()


async def test_what_the_database_may_lose_is_said_before_the_assistant_is_ready(started):
    said = []
    async with asyncio.timeout(A_HANG * 6):
        while not said or "ready" not in said[-1]:
            said.append((await started.stdout.readline()).decode())
            assert said[-1], said
    assert [each for each in said if "Switch on there: synchronous_commit." in each] != []
