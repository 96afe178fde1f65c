"""How a name is written, and what stands before it."""

from bot.scrub.no_names import NO_NAME

BLANK = r"[^\S\n]{1,4}"
UPPER = "(?-i:[A-ZÀ-ÖØ-ÞĆČŁŚŞŠŻŽ])"
INITIALS = rf"(?:{UPPER}(?:\.{BLANK}|\.)){{0,3}}"
WORD = rf"(?!{NO_NAME}(?![\w-]))[^\W\d_]\w*(?:['’-]\w+)*(?!\w)"
ANY_CAPITAL = rf"(?={UPPER})(?!I\b)[^\W\d_]\w*(?:['’-]\w+)*(?!\w)"  # after "my name is", White is a name
CAPITAL = rf"(?:(?:al|bin|de|der|den|la|van|von){BLANK}){{0,2}}(?={UPPER}){WORD}"
NAME = rf"{INITIALS}{CAPITAL}(?:{BLANK}{CAPITAL}){{0,2}}"
TITLE = r"""(?:(?-i:M[SsXx]|Miss|MISS|D[Rr]|Prof|Professor|Sir|Dame|Lord|Lady|Rev|Reverend|Imam|Rabbi|Judge
    |Gov|Governor|Officer|P[CO]|D[CIS]|Sgt|Sergeant|Insp|Inspector)|mrs?)"""
MINE = rf"""(?:my|his|her|their){BLANK}(?:(?:first|full|last|middle|real|[\w'’]+s){BLANK})?
    (?:sur)?name(?:{BLANK}is|['’]?s)"""
THINGS = "(?<!(?:any|eam|ice|ile|ion|ust)[ ])"  # of a company, a team, a service, a file, ...
I_AM = rf"i(?:['’]?m|{BLANK}am)"
# A capital after "I'm" is style more often than a name ("I'm Sorry", "I'm From Leeds"), and a question that
# lost its point is of no use. So a name there must also read like one: a stop or one of these words follows.
GOES_ON = rf"(?=\s*(?:[,.;:!?)–]|\Z)|{BLANK}(?:an?|and|at|can|from|here|i|i['’]?m|my|the|who)\b)"
