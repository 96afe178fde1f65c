"""Raw updates as arrivals: anything may come in, and only what is an update and can be kept is one."""

from typing import Any

from bot.channels.telegram.reading import lane
from storage.errors import StoreError
from storage.records import Arrival

CHANNEL = "telegram"
LARGEST = 10**18  # a number beyond this is no update's


def arrival_of(body: Any) -> Arrival | None:
    """Return an update as an arrival; None when it is no update, or no store could hold it."""
    number = body.get("update_id") if isinstance(body, dict) else None
    if type(number) is not int or not 0 <= number < LARGEST:
        return None
    arrival = Arrival(CHANNEL, number, lane(body), body)
    return arrival if _can_be_kept(arrival) else None


def shape(body: Any) -> Any:
    """Return JSON with the kinds of its values in place of the values."""
    if isinstance(body, dict):
        return {name: shape(value) for name, value in body.items()}
    if isinstance(body, list):
        return [shape(value) for value in body]
    return type(body).__name__


def _can_be_kept(arrival: Arrival) -> bool:
    """Whether a store can hold it; JSON nested without end, for one, can be read and not be written."""
    try:
        arrival.to_bytes()
    except (ValueError, RecursionError, StoreError):
        return False
    return True
