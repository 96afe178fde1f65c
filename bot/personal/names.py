"""Names in a title: behind a form of address, behind a cue, or known as one."""

from bot.personal.given_names import COMMON, WORDS
from bot.scrub.names import BLANK, CAPITAL, NAME, UPPER

# A place or a body may bear a person's name: "St Giles Trust", "Joseph Rowntree Foundation", "Martha's Rule".
BODY = r"""(?-i:Academy|Association|Award|Building|Cent(?:er|re)|Charity|Clinic|College|Fellowship
    |Foundation|Fund|Hall|Hospice|Hospital|House|Infirmary|Institute|Law|League|Lecture|Limited|Ltd|LLP
    |Lodge|Mandatory|Project|Partnership|Review|Road|Rule|School|Society|Street|Suite|Trust|Unit
    |University|Ward|Wing)s?\b"""
NO_BODY = rf"(?!(?:['’]s)?(?:{BLANK}{UPPER}[\w'’-]*){{0,3}}?{BLANK}{BODY})"
NO_SAINT = r"(?<!\bst[ ])(?<!\bst\.[ ])(?<!saint[ ])(?<!king[ ])(?<!queen[ ])(?<!prince[ ])(?<!princess[ ])"
# What stands behind "Officer" or "our manager" with a capital in a title, and is no name.
NO_DOCUMENT = r"""(?!(?:academy|action|advice|agreement|appraisal|award|board|briefing|bulletin|career
    |charter|checklist|code|committee|communications?|conduct|contract|council|course|development|diary
    |engagement|feedback|file|folder|forum|framework|group|guidance|guide|handbook|induction|information
    |interview|job|journey|leadership|letter|log|manual|meeting|minutes?|network|newsletter|note|notes
    |pack|panel|passport|pathway|plan|policy|procedure|process|profile|programme|project|recruitment
    |register|report|resource|review|role|rota|safety|scheme|service|specification|standards?|strategy
    |supervision|survey|team|template|terms|toolkit|trust|update|website|wellbeing|well-being|welfare
    |word|workbook|workforce|workshop)(?![\w-]))"""

PERSON = r"""(?:applicant|apprentice|boss|candidate|client|colleague|employee|lad|man|manager
    |member[ ]of[ ]staff|mentee|mentor|nurse|offender|patient|prisoner|resident|service[ ]user
    |staff[ ]member|supervisor|trainee|volunteer|woman|worker)"""
WHOSE = rf"(?:my|our|his|her|their){BLANK}(?:\w+{BLANK}){{0,2}}?"
ADDRESSED = r"(?:(?-i:M[SsXx]|Miss|MISS|D[Rr]|Prof|Professor|Sir|Dame|Rev|Reverend|Imam|Rabbi)|mrs?)"
IN_OFFICE = r"(?-i:Judge|Gov|Governor|Officer|P[CO]|Sgt|Sergeant|Insp|Inspector)"
GIVEN = rf"(?!(?-i:[A-Z]{{2,4}})\b)(?:{'|'.join(COMMON.split())})"
WORD_OR_NAME = rf"(?={UPPER})(?:{'|'.join(WORDS.split())})"
ENDS = r"(?=[ ]?[:;,.(–-]|['’]s\b|\Z)"  # a name and no more: "support worker Rashid: ..."
ABOUT_ONE = "(?:appraisal|interview|reference|statement|story|testimonial)"
NO_PART = "".join(rf"(?<!{each}[ ])" for each in ("annex", "appendix", "item", "part", "section", "table"))

NAMES = [  # (what stands before it, and is no part of it; what it looks like)
    ("", rf"{ADDRESSED}(?:\.{BLANK}|\.|{BLANK})(?:{UPPER}{BLANK})?{NO_DOCUMENT}{NO_BODY}{NAME}{NO_BODY}"),
    ("", rf"mrs?\.?{BLANK}{NO_DOCUMENT}\w+"),
    ("", rf"{IN_OFFICE}\.?{BLANK}{NO_DOCUMENT}{NAME}{NO_BODY}"),
    (rf"{WHOSE}{PERSON},?{BLANK}", rf"{NO_DOCUMENT}{NAME}{NO_BODY}"),
    (
        rf"(?:chaired|noted|raised|reported|signed|taken){BLANK}(?:off{BLANK})?by{BLANK}",
        rf"{NO_DOCUMENT}{NAME}{NO_BODY}",
    ),
    ("", rf"{NO_SAINT}{GIVEN}(?![\w-]){NO_BODY}(?:{BLANK}{CAPITAL}){{0,2}}"),
    (rf"(?-i:mentor|officer|trainee|volunteer|worker){BLANK}", rf"{NO_DOCUMENT}{CAPITAL}{ENDS}"),
    (
        rf"{ABOUT_ONE}(?:,|{BLANK}(?:by|from|of|with)){BLANK}",
        rf"{NO_DOCUMENT}{CAPITAL}{BLANK}{NO_DOCUMENT}{CAPITAL}(?!{BLANK}{UPPER}){NO_BODY}",
    ),
    (rf"(?<=[a-z][ ]){NO_PART}", rf"{UPPER}\.{BLANK}?{NO_DOCUMENT}{CAPITAL}{NO_BODY}"),
    (
        rf"(?:by|for|from|is|of|to|with){BLANK}",
        rf"{WORD_OR_NAME}{BLANK}{NO_DOCUMENT}{CAPITAL}(?!{BLANK}{UPPER}){NO_BODY}",
    ),
]
