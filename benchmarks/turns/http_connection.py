"""One HTTP/1.1 connection, read by hand: the server must cost less than what it measures."""

import asyncio
import re

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
END = b"\r\n\r\n"


class HttpConnection(asyncio.Protocol):
    """Hands each request to `answer(connection, target, body)`, which calls `reply` once, at any time.

    It reads what the bots' clients send: a length, no chunks, one request after the other.
    """

    def __init__(self, answer):
        self._answer = answer
        self._read = bytearray()

    def connection_made(self, transport):
        self._transport = transport

    def data_received(self, data):
        self._read += data
        while (end := self._read.find(END)) >= 0:
            head = bytes(self._read[:end])
            length = LENGTH.search(head)
            whole = end + len(END) + (int(length[1]) if length else 0)
            if len(self._read) < whole:
                return
            body = bytes(self._read[end + len(END) : whole])
            del self._read[:whole]
            self._answer(self, head.split(b" ", 2)[1].decode(), body)

    def reply(self, body):
        if not self._transport.is_closing():
            self._transport.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
                % (len(body), body)
            )
