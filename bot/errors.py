"""Everything that can go wrong, by who can mend it.

BotError          the person can mend it: its words are the reply, and say what to do next
SettingsError     the operator can mend it: the start is refused, every problem is listed
NotAgreed         what they want would keep something, and they have not agreed to that: they are asked
ContentError      a curator can mend it (knowledge/errors.py)
StoreError        the outside failed (storage/errors.py): an apology, nothing shown as saved
"""


class BotError(Exception):
    """Something the person can mend. Its message is what they will read."""


class NotAgreed(Exception):
    """What somebody wants cannot be done before they have agreed to what is kept."""


class SettingsError(Exception):
    """Settings that cannot be used; `problems` holds a sentence for each."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))
