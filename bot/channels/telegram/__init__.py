"""The assistant on Telegram.

`polling.py` and `webhook.py` receive raw updates and `inbox.py` keeps them before they are acknowledged;
`lanes.py` works them off in order for each chat; `reading.py` makes messages of them; `sender.py` delivers
what was replied, at Telegram's pace; `rendering.py` and `keyboard.py` know what Telegram can show;
`request.py` is the HTTP below; `channel.py` starts and stops it all. Why: docs/decisions/0004-telegram.md.
"""

import logging
import os

os.environ.setdefault("PTB_TIMEDELTA", "1")  # the library's new form of durations; the old one warns


def _keeps_words_out(record: logging.LogRecord) -> bool:
    """Below a warning, the library tells the token and every word that is sent."""
    return record.levelno >= logging.WARNING


logging.getLogger("telegram.Bot").addFilter(_keeps_words_out)
