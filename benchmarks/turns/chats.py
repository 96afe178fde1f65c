"""The people of a run: each sends an update, waits for its last reply, and sends the next."""

import json
from collections import deque
from time import perf_counter

CHAT, REF, NUMBER = "@chat@", "@ref@", "@number@"  # what stands in a step's update for each chat's own
FIRST_CHAT = 10_000


def chat_number(index):
    return FIRST_CHAT + index


def reference(index):
    """The reference of a chat's assessment: eight letters and digits, as real ones are."""
    return f"B{index:07d}"


class Chats:
    """Makes the updates of many chats and notes when each has all its replies.

    `steps` are updates, as templates, each with how many messages reply to it.
    """

    def __init__(self, steps, chats, number):
        self._steps = [(json.dumps(step["update"]).encode(), step["replies"]) for step in steps]
        self._at = [0] * chats
        self._due = [0] * chats
        self._since = [0.0] * chats
        self._number = number
        self.updates = deque()
        self.latencies = []
        self.overdue = 0
        self.left = chats * len(self._steps)
        self.presses = 0

    def next(self, index):
        """Let a chat send its next update, if it has one left."""
        at = self._at[index]
        if at == len(self._steps):
            return False
        template, replies = self._steps[at]
        self._at[index] += 1
        self._due[index] += replies
        self._since[index] = perf_counter()
        self._number += 1
        self.presses += b'"callback_query"' in template
        update = (
            template.replace(f'"{CHAT}"'.encode(), b"%d" % chat_number(index))
            .replace(f'"{NUMBER}"'.encode(), b"%d" % self._number)
            .replace(NUMBER.encode(), b"%d" % self._number)
            .replace(REF.encode(), reference(index).encode())
        )
        self.updates.append((self._number, update))
        return True

    def heard(self, chat, at):
        """Note a message to a chat; True when the chat has all it waits for."""
        index = chat - FIRST_CHAT
        self._due[index] -= 1
        if self._due[index] < 0:
            self.overdue += 1  # more replies than foreseen: the run measures something else
        if self._due[index]:
            return False
        self.latencies.append(at - self._since[index])
        self.left -= 1
        return True
