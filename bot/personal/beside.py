"""Offences and health beside a person: "she was convicted", "his depression", not "mental health policy"."""

from bot.personal.names import PERSON
from bot.scrub.names import BLANK, UPPER
from bot.scrub.no_names import NO_NAME

OFFENCE = r"""(?:convict(?:ed|ions?)|arrest(?:ed|s)?|sentence[ds]?|jail(?:ed)?|imprison\w*
    |caution(?:ed|s)?|charged|custody|prison|(?:re-?)?offen[cd]\w*|criminal|served|did[ ]time
    |on[ ](?:licence|parole|probation|tag)|recalled|burgl\w+|robb\w+|theft|stole|stealing|assault\w*
    |murder\w*|manslaughter|rap(?:ed?|ist)|arson\w*|[ag]bh|fraud\w*|drug[ ]deal\w+|dealt[ ]drugs
    |stabb\w+|knife|shoplift\w+)"""
DIAGNOSIS = r"""(?:depress\w+|anxiety|anxious|ptsd|bipolar|schizo\w+|psycho(?:sis|tic)|autis\w+|adhd|hiv
    |hepatitis|cancer|diabet\w+|epilep\w+|dementia|addict\w*|alcoholi\w+|overdos\w+|self-?harm\w*
    |suicid\w+|breakdown|diagnos\w+|antidepressants?|methadone|sectioned|pregnan\w+|miscarriage
    |anorexi\w+|bulimi\w+|relaps\w+|panic[ ]attacks?|heart[ ]attack|stroke|dyslexi\w+
    |personality[ ]disorder|asthma)"""
HEALTH = rf"""(?:{DIAGNOSIS}|medication|mental(?:ly)?[ ](?:health|ill\w*)|illness|sick(?:ness)?|disab\w+
    |eating[ ]disorder|trauma\w*|rehab|detox|drinking|drug[ ]use|recovery|learning[ ]difficult\w+
    |surgery)"""
RECORD = r"""(?:convictions?|offen[cd]\w*|(?:prison[ ])?sentence|cautions?
    |criminal[ ](?:record|past|history)|arrests?|time[ ]in[ ]prison|licence)"""

FEW = rf"(?:[\w'’-]+,?{BLANK})"
# A guide speaks of anybody: "supporting a colleague with anxiety", "if an employee is arrested".
GUIDES = ("helping", "if", "manage", "managing", "support", "supporting", "when", "where")
NO_GUIDE = "".join(rf"(?<!\b{each}[ ])" for each in GUIDES)
SOMEONE = rf"(?:{PERSON}|ex-?offender|peer(?:[ ]support)?)"
ONE = rf"""(?:(?:my|our|this|that|an?){BLANK}{FEW}{{0,2}}?{PERSON}
    |(?:one|two|some)[ ]of[ ](?:my|our|the){BLANK}{FEW}{{0,2}}?{SOMEONE}s?)"""
# A title often leaves out "a" and "our": "Peer mentor with ADHD", "colleague convicted of burglary".
BARE = rf"(?:\A|(?<=[:;,.(–-])|(?<=[:;,.–-][ ]))(?!(?:{'|'.join(GUIDES)}){BLANK}(?!worker)){FEW}?{SOMEONE}"
WAS = rf"(?:(?:who|was|is|had|has|been){BLANK}){{0,3}}?"
PUNISHED = "(?:arrested|cautioned|charged|convicted|imprisoned|jailed|recalled|sentenced)"
BY_ONE = rf"""(?:(?:an?|my|our|the){BLANK}{FEW}{{0,2}}?{PERSON}
    |one[ ]of[ ](?:my|our|the){BLANK}{FEW}{{0,2}}?{SOMEONE}s)"""
# What speaks of anybody again: "Employee with anxiety: guidance", "Policy on theft by an employee".
NO_PAPER = rf"""(?![\w-])(?!:?{BLANK}{FEW}{{0,3}}?(?:awareness|checklist|guid(?:ance|e)|how|polic(?:y|ies)
    |procedures?|process|profile|protocol|research|scheme|strategy|template|toolkit|training|what)\b)"""
ENDS = r"(?=[ ]?(?:[,.;:()–]|\Z))"  # and no more: "HIV status of volunteer", not "of volunteer hours"
NO_ON = r"(?<!\bon[ ])(?<!\bfor[ ])(?<!\bwith[ ])(?<!\babout[ ])"
OF_OURS = rf"(?:{BLANK}of{BLANK}(?:mine|ours))?"
IS = r"(?:who|was|were|is|has|had|with|served|got|went|did|on|suffers?|suffered|[(])"
GROUPS = r"""(?:alzheimer|asperger|carer|child|children|crohn|everybody|men|parkinson|people|today|trust
    |women|worker|world)"""
SOMEBODY = rf"(?={UPPER})(?!(?:{NO_NAME}|{GROUPS})['’])[^\W\d_]+['’]s"


def _beside(what: str) -> list[str]:
    return [
        rf"s?he(?:['’]s)?{BLANK}{FEW}{{0,6}}?{what}",
        rf"{NO_GUIDE}{ONE}{OF_OURS},?{BLANK}{IS}{BLANK}{FEW}{{0,4}}?{what}",
        rf"{NO_GUIDE}the{BLANK}{PERSON},?{BLANK}(?:who|with|was|had){BLANK}{FEW}{{0,4}}?{what}",
    ]


OFFENCES = [
    *_beside(OFFENCE),
    rf"{BARE},?{BLANK}{WAS}{PUNISHED}{NO_PAPER}",
    rf"{BARE}{BLANK}(?:with|has|had){BLANK}an?{BLANK}{FEW}?{RECORD}{NO_PAPER}",
    rf"{NO_ON}{OFFENCE}{BLANK}{FEW}{{0,2}}?by{BLANK}{BY_ONE}{NO_PAPER}",
    rf"(?:(?:his|her)|{SOMEBODY}){BLANK}{FEW}{{0,2}}?{RECORD}",
]
ILLNESSES = [
    *_beside(HEALTH),
    rf"(?:his|her){BLANK}{FEW}{{0,2}}?{HEALTH}",
    rf"(?:my|{SOMEBODY}){BLANK}{FEW}?{DIAGNOSIS}",
    rf"{DIAGNOSIS}{BLANK}{FEW}{{0,2}}?of{BLANK}(?:my|our|his|her){BLANK}{FEW}{{0,2}}?{PERSON}",
    rf"{BARE},?{BLANK}{WAS}(?:diagnosed|sectioned){NO_PAPER}",
    rf"{BARE},?{BLANK}(?:who{BLANK})?(?:with|has|had|is|was){BLANK}{FEW}?{DIAGNOSIS}{NO_PAPER}",
    rf"{NO_ON}{DIAGNOSIS}{BLANK}{FEW}{{0,2}}?of{BLANK}(?:{BY_ONE}|{FEW}?{SOMEONE}{ENDS}){NO_PAPER}",
]
