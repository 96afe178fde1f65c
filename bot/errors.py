"""Everything that can go wrong, by who can mend it.

BotError          the person can mend it: its words are the reply, and say what to do next
SettingsError     the operator can mend it: the start is refused, every problem is listed
ContentError      a curator can mend it (knowledge/errors.py)
StoreError        the outside failed (storage/errors.py): an apology, nothing shown as saved
"""


class BotError(Exception):
    """Something the person can mend. Its message is what they will read."""


class SettingsError(Exception):
    """Settings that cannot be used; `problems` holds a sentence for each."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))
