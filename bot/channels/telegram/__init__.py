"""The assistant on Telegram.

`polling.py` and `webhook.py` receive raw updates and `inbox.py` keeps them before they are acknowledged;
`lanes.py` works them off in order for each chat; `reading.py` makes messages of them; `sender.py` delivers
what was replied, at Telegram's pace; `rendering.py` and `keyboard.py` know what Telegram can show;
`request.py` is the HTTP below; `channel.py` starts and stops it all. Why: docs/decisions/0004-telegram.md.
"""

import os

os.environ.setdefault("PTB_TIMEDELTA", "1")  # the library's new form of durations; the old one warns
