"""Reminders as people meet them: the sentences, `/reminders`, and the buttons that stop them.

`wording.py` says each reminder, `flow.py` shows them, takes them away, and turns them off and on. When they
are due: `bot/reminders.py`; who sends them: `bot/upkeep/reminding.py`.
"""
