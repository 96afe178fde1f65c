"""An end to the ending: whatever hangs, the program is gone in time. What was kept stays kept."""

import logging
import os
import threading

log = logging.getLogger("charter.run")

WITHIN = 7.5  # seconds from being asked to stop; eight are promised


class Ending:
    """`begin` when it is time to stop; `over` when all has stopped by itself."""

    def __init__(self, within: float = WITHIN) -> None:
        self._timer = threading.Timer(within, _end)
        self._timer.daemon = True

    def begin(self) -> None:
        """From now on there is only so much time; asking again changes nothing."""
        if self._timer.ident is None:
            self._timer.start()

    def over(self) -> None:
        """All has stopped."""
        self._timer.cancel()


def _end() -> None:
    log.warning("something did not stop in time; what was in hand is kept for the next start")
    os._exit(0)
