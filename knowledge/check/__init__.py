"""Checks the content across files, and names file, place and mend of everything that is wrong, all at once.

`whole.py` puts the checks in a row. Entries: `wording.py`, `grounds.py`, `kinds.py`, `phrasings.py` and
`follow_ups.py`. What they are measured by: `questions.py`, `distress.py`. The rest of the content:
`framework.py`, `levels.py`, `facts.py`, `profile.py`, `settings.py`. What only the files show: `files.py`.
"""

from knowledge.check.whole import check, check_folder

__all__ = ["check", "check_folder"]
