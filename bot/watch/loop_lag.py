"""How late the event loop comes to what is due: what everybody waits for when something blocks it."""

from collections.abc import Awaitable, Callable

EVERY = 0.5  # seconds


async def measure(
    observe: Callable[[float], None],
    clock: Callable[[], float],
    sleep: Callable[[float], Awaitable[object]],
) -> None:
    """Ask to be woken, again and again, and observe how much later it is than asked for."""
    while True:
        due = clock() + EVERY
        await sleep(EVERY)
        observe(max(0.0, clock() - due))
