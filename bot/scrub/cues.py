"""What only a cue before it tells: the date behind "born", the name behind "my name is"."""

from bot.scrub.names import (
    ANY_CAPITAL,
    BLANK,
    CAPITAL,
    GOES_ON,
    I_AM,
    INITIALS,
    MINE,
    NAME,
    THINGS,
    UPPER,
    WORD,
)

BORN = rf"(?:born|d\.?o\.?b\.?|date{BLANK}of{BLANK}birth|birth[ ]?da(?:te|y))"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:r?uary|ch|il|[ety]|ust|t?ember|ober)?"
DATE = rf"""\d{{1,4}}[\s./-]\d{{1,2}}[\s./-]\d{{1,4}}
    |(?:{DAY}(?:[ ]of)?[\s-]?{MONTH}|{MONTH}[ ]{DAY})(?:[\s,-]{{1,2}}\d{{2,4}})?"""

CUED = [  # the cue stays: it is often the point of the question
    (rf"{BORN}[\s:=,-]{{0,3}}(?:(?:is|was|on|the|\w+day),?\s{{1,2}}){{0,3}}", "date", DATE),
    (
        rf"(?:{MINE}|{I_AM}{BLANK}called)(?:\s{{1,4}}|[ ]?:[ ]?)|(?:fore|sur|user|{THINGS})name[ ]?:[ ]?",
        "name",
        rf"{INITIALS}(?:{WORD}|{ANY_CAPITAL})(?:{BLANK}(?:{WORD}|{ANY_CAPITAL}))?(?:{BLANK}{CAPITAL})?",
    ),
    (rf"call{BLANK}me{BLANK}", "name", NAME),
    (rf"(?:this{BLANK}is|it['’]?s){BLANK}", "name", rf"{NAME}(?={BLANK}(?:from|here)\b)"),
    (rf"{I_AM}{BLANK}", "name", rf"(?!{UPPER}{{2}}|\w+(?:able|ing|less|ous)\b){NAME}{GOES_ON}"),
]
