"""The process that makes an export: an order and assessments come in, the files go out piece by piece."""

import os
import sys
from typing import BinaryIO

from bot.errors import BotError
from bot.exports.frames import DATA, FILE, ORDER, READ, REFUSED, Order, of_file, write
from bot.reports.export import files, put_aside
from bot.reports.files import readings
from bot.reports.spool import Spool
from storage.records import Assessment

NICER = 5  # people who write come first
TELL_EVERY = 500  # assessments


def make(source: BinaryIO, out: BinaryIO) -> None:
    """Read everything, then write the files; what keeps them from being made is written instead."""
    order = ORDER.validate_json(source.readline())

    def told(read: int) -> None:
        if read % TELL_EVERY == 0:
            write(out, READ, str(read // readings(order.wanted)).encode())
            out.flush()

    with Spool(told) as spool:
        for line in source:
            one = Assessment.from_text(line.decode())
            put_aside(spool, order.material, order.wanted, one, order.now)
        try:
            _write_files(order, spool, out)
        except BotError as error:
            write(out, REFUSED, str(error).encode())
    out.flush()


def _write_files(order: Order, spool: Spool, out: BinaryIO) -> None:
    for file in files(order.material, spool, order.wanted, order.now, into_zip=order.packed):
        write(out, FILE, of_file(file))
        for piece in file.pieces:
            if piece:
                write(out, DATA, piece)


if __name__ == "__main__":
    os.nice(NICER)
    make(sys.stdin.buffer, sys.stdout.buffer)
