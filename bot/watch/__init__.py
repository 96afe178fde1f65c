"""What operators see of the running assistant: is it well, is it ready, and what has it done.

The parts tell a `Watch` what happens; `health.py` and `scrape.py` make of it what is asked for. Nobody's
words, names or ids come here: all that is told is counts, times, and words from small fixed sets.
"""

from bot.watch.watch import Watch

__all__ = ["Watch"]
