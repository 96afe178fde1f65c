"""What the process that makes an export and the one that asked for it say to each other."""

import json
import struct
from asyncio import StreamReader
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from pydantic import TypeAdapter

from bot.reports.files import OutFile
from bot.reports.material import Material
from bot.reports.wanted import Wanted

FILE, DATA, READ, REFUSED = b"F", b"D", b"R", b"X"
_HEAD = struct.Struct(">cI")


@dataclass(frozen=True)
class Order:
    """What to make: the first line that the process reads; the assessments follow, one a line."""

    material: Material
    wanted: Wanted
    now: datetime
    packed: bool


ORDER: TypeAdapter[Order] = TypeAdapter(Order)


def write(out: BinaryIO, kind: bytes, data: bytes) -> None:
    """Write a frame: its kind, its length, and what is in it."""
    out.write(_HEAD.pack(kind, len(data)))
    out.write(data)


def of_file(file: OutFile) -> bytes:
    """Write what is known of a file before its bytes."""
    return json.dumps([file.name, file.media_type, file.rows]).encode()


def read_file(data: bytes) -> tuple[str, str, int]:
    """Read it."""
    name, media_type, rows = json.loads(data)
    return name, media_type, rows


async def read(stream: StreamReader) -> tuple[bytes, bytes]:
    """Read a frame; raises `IncompleteReadError` at the end."""
    kind, length = _HEAD.unpack(await stream.readexactly(_HEAD.size))
    return kind, await stream.readexactly(length)
