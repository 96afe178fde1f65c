"""Another process beside the running assistant: `python store_process.py WHAT FILE ...`; tells by lines."""

import asyncio
import sys
from pathlib import Path

from storage.errors import StoreError
from storage.records import AuditEvent, Invite, Member
from storage.tinydb_store import TinyDbStore
from storage.tinydb_store.row_file import Batch, Row, RowFile


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def append(path: Path) -> None:
    """Do what `charter-bot invite` does."""
    guest = TinyDbStore(path, guest=True)
    await guest.append([Invite("5feceb66", "admin", made="2026-11-22", expires="2026-11-29")])
    await guest.append([AuditEvent("1", "2026-11-22", "operator", "invite made")])
    say(f"members: {[member.address for member in await guest.read(Member)]}")
    await guest.close()


async def run(path: Path) -> None:
    """Try to be a second assistant."""
    try:
        TinyDbStore(path)
    except StoreError as error:
        say(f"{type(error).__name__}: {error}")


async def redeem(path: Path, *codes: str) -> None:
    """Redeem each unused invite, as another writer would: read it, then keep it if it still stands."""
    file = RowFile(path)
    say("ready")
    sys.stdin.readline()
    for code in codes:
        invite = Invite.from_json(file.bodies([("invite", code)])["invite", code])
        used = Invite(code, invite.role, invite.made, invite.expires, used="the other process")
        if invite.used:
            continue
        batch = Batch((Row("invite", code, used.to_json()),), {("invite", code): invite})
        if file.keep([batch]) == [None]:
            say(code)
    file.close()


if __name__ == "__main__":
    asyncio.run(
        {"append": append, "run": run, "redeem": redeem}[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
    )
