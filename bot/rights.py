"""Who may do what, and where: a row for every command and every press. The router asks here, for all of them.

What has no row nobody may do. What somebody may not do reads to them exactly as if it were not there.

`role` is the least role that may; each may do all that the ones before it may. `lead` and `colleague` are
held for one assessment, not for the assistant: `checked` says what the flow itself looks at before it shows
or changes anything of it. An assessor may do what a visitor may, and nothing more yet: work of their own
comes later.

`group` says that it works where others read along. What a command brings goes to the private chat of whoever
typed it, so anybody's own commands do; but what only some roles may do is done in private alone, and of all
presses only those of the answers that a group is shown are taken there; nor are places linked where others
would see the code: who tries is told to do it in private. So nobody can read or do private things through a
group, whatever they make up. A private chat, the page and the terminal are alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass

ROLES = ("visitor", "assessor", "curator", "admin")  # each may do all that the ones before it may


@dataclass(frozen=True)
class Right:
    """Who may use a command or a press, and whether where others read along."""

    role: str = "visitor"
    group: bool = False
    checked: str = ""


ANYBODY = Right(group=True)
IN_PRIVATE = Right()
OWNER = Right(checked="owner")  # who leads the assessment, or the colleague whose part it is
TYPED_BY_OWNER = Right(group=True, checked="owner")
LEAD = Right(checked="lead")
TYPED_BY_LEAD = Right(group=True, checked="lead")
TEAM = Right(checked="lead or colleague, each for what is theirs")
CURATOR = Right("curator")
ADMIN = Right("admin")

COMMANDS: Mapping[str, Right] = {
    "start": ANYBODY,
    "assess": ANYBODY,
    "answers": TYPED_BY_OWNER,
    "result": TYPED_BY_OWNER,
    "evidence": TYPED_BY_OWNER,
    "pictures": TYPED_BY_LEAD,
    "report": TYPED_BY_LEAD,
    "practice": ANYBODY,
    "history": TYPED_BY_OWNER,
    "plan": TYPED_BY_LEAD,
    "pause": TYPED_BY_OWNER,
    "team": TYPED_BY_OWNER,
    "reminders": ANYBODY,
    "roles": ANYBODY,
    "help": ANYBODY,
    "mydata": ANYBODY,
    "privacy": ANYBODY,
    "withdraw": ANYBODY,
    "forget": ANYBODY,
    "link": IN_PRIVATE,
    "code": ANYBODY,
    "invite": ADMIN,
    "questions": CURATOR,
    "find": CURATOR,
    "words": CURATOR,
    "reviews": CURATOR,
    "export": ADMIN,
    "audit": ADMIN,
    "overview": ADMIN,
    "people": ADMIN,
    "block": ADMIN,
    "unblock": ADMIN,
}

PRESSES: Mapping[str, Right] = {  # by the word before the first colon
    "entry": ANYBODY,
    "helpful": ANYBODY,
    "start": IN_PRIVATE,
    "tell": IN_PRIVATE,
    "try": IN_PRIVATE,
    "ok": IN_PRIVATE,
    "begin": IN_PRIVATE,
    "code": IN_PRIVATE,
    "join": IN_PRIVATE,
    "forget": IN_PRIVATE,
    "link": IN_PRIVATE,
    "remind": IN_PRIVATE,
    "which": OWNER,
    "profile": OWNER,
    "answer": OWNER,
    "evidence": OWNER,
    "note": OWNER,
    "unnote": OWNER,
    "reason": OWNER,
    "counts": OWNER,
    "go": OWNER,
    "back": OWNER,
    "skip": OWNER,
    "hub": OWNER,
    "area": OWNER,
    "check": OWNER,
    "pause": OWNER,
    "carry": OWNER,
    "finish": OWNER,
    "result": OWNER,
    "same": OWNER,
    "sameall": OWNER,
    "move": OWNER,
    "stay": OWNER,
    "reg": OWNER,
    "keep": OWNER,
    "reword": OWNER,
    "pictures": LEAD,
    "report": LEAD,
    "plan": LEAD,
    "if": LEAD,
    "why": LEAD,
    "voices": LEAD,
    "team": TEAM,
    "q": CURATOR,
    "know": CURATOR,
    "invite": ADMIN,
    "export": ADMIN,
    "audit": ADMIN,
    "overview": ADMIN,
    "people": ADMIN,
}


def may(rights: Mapping[str, Right], word: str, role: str, *, group: bool) -> bool:
    """Whether somebody with this role may use the command or press, where others read along or not."""
    right = rights.get(word)
    return right is not None and rank(role) >= rank(right.role) and (right.group or not group)


def rank(role: str) -> int:
    """Return how much a role may do, beside others."""
    return ROLES.index(role)
