"""Choices as an inline keyboard: short ones side by side, long ones alone, as a phone shows them."""

from collections.abc import Sequence
from typing import Any

from bot.messages import Choice

ROW = 26  # letters that fit beside each other on a small phone
MOST = 3  # buttons in a row


def keyboard(choices: Sequence[Choice]) -> dict[str, Any] | None:
    """Return the keyboard for choices, or None where there are none."""
    rows: list[list[Choice]] = []
    for choice in choices:
        row = rows[-1] if rows else []
        letters = sum(len(each.label) for each in row) + len(choice.label)
        if row and len(row) < MOST and letters <= ROW:
            row.append(choice)
        else:
            rows.append([choice])
    buttons = [[{"text": each.label, "callback_data": each.carries} for each in row] for row in rows]
    return {"inline_keyboard": buttons} if buttons else None
