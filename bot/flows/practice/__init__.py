"""Practice: the whole self-assessment without anything being kept.

What somebody has answered so far is carried by the buttons they are shown, one character a criterion, and by
nothing else: `run.py` reads it, `steps.py` shows each step, `last_shown.py` knows for a while which step is
open, so that words can be typed, and `flow.py` is what the rest of the assistant sees.
"""
