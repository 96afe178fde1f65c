"""Takes personal data out of what people ask, before it is kept: what it finds becomes a word in brackets.

It knows shapes and cues, so it is a net and no promise. It takes linear time: a pattern begins only where a
run of its letters begins, or is of bounded length. None reaches over a bracket, and names come last, so what
was put in makes nothing new to find.
"""

import re

# What ends a name and is never one: little words, how somebody feels, what this subject is full of.
NO_NAME = r"""(?:a|about|advocate|after|again|all|already|also|always|am|an|and|anonymous|any|anybody|anyone|
    anything|applying|apprentice\w*|approval|are|as|asian|ask|asking|assistant|at|autistic|away|back|based|because|
    been|before|being|black|box|british|bronze|but|by|called|can|care|changed|chief|confused|convicted|
    could|curious|deaf|deputy|did|director|disabled|do|does|don['’]t|done|down|dyslexic|employed|english|
    everyone|excel|exempt|fine|for|former|forms|free|friday|from|gay|gold|governor|grade|gypsy|had|happy|
    has|have|he|head|hello|her|here|hey|hi|his|hmp|homeless|how|hr|i|if|im|in|interested|involved|irish|is|
    isn['’]t|it|its|just|late|later|lead|looking|lost|madam|manager|me|missing|missp\w+|monday|muslim|my|
    names|nervous|never|new|next|nhs|no|not|now|of|off|office|officer|ok|okay|old|on|only|open|or|our|out|
    over|part|pay|peer|please|pleased|polish|pregnant|prison|private|probation|public|ready|recorded|
    registered|released|retired|right|role|roma|safe|saturday|scared|scottish|senior|she|sick|silver|since|
    so|some|somebody|someone|something|sorry|spelled|spelt|staff|still|stuck|suicidal|sunday|support|sure|
    teams|than|thanks|that|the|their|them|then|there|they|this|thursday|tired|to|today|tomorrow|tonight|
    too|trained|training|trans|transgender|trying|tuesday|uk|under|unemployed|unsure|until|up|upset|urgent|
    used|very|vetted|vetting|volunteer|wanting|was|we|wednesday|welsh|were|what|when|where|whether|which|
    white|who|why|with|without|wondering|word|working|worried|would|wrong|yes|yet|yoi|you|your)"""
GAP = r"[\s.()/–-]{0,3}"  # between the digits of a number
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
BORN = rf"(?:born|d\.?o\.?b\.?|date{BLANK}of{BLANK}birth|birth[ ]?da(?:te|y))"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:r?uary|ch|il|[ety]|ust|t?ember|ober)?"
DATE = rf"""\d{{1,4}}[\s./-]\d{{1,2}}[\s./-]\d{{1,4}}
    |(?:{DAY}(?:[ ]of)?[\s-]?{MONTH}|{MONTH}[ ]{DAY})(?:[\s,-]{{1,2}}\d{{2,4}})?"""
LOCAL = r"(?<![\w.+%'’-])[.+%'’-]*\w[\w.+%'’-]*"  # what stands before the @
MORE = r"(?:(?:[.+%'’@-]+|[ ]?[(\[{]dot[)\]}][ ]?|[ ]dot[ ])\w+)*"
SITE = rf"\w+(?:-+\w+)*\.[^\W\d_]\w*{MORE}"

SHAPES = {
    "e-mail": rf"""{LOCAL}(?:@|[ ]?[(\[{{][ ]?at[ ]?[)\]}}][ ]?)[^\W\d]\w*{MORE}
        |{LOCAL}[ ](?:@|at)[ ]\w+(?:[ ]dot[ ]\w+)+{MORE}
        |{LOCAL}[ ]?@[ ]?{SITE}
        |{LOCAL}[ ]at[ ](?:(?:gmail|googlemail|hotmail|icloud|outlook|yahoo)\.\w+|nhs\.net){MORE}
        |(?=[a-z]{{3,}}\d|[a-z]+[._+]\w){LOCAL}[ ]at[ ]{SITE}""",  # but not "look at gov.uk"
    "address": r"@[^\W\d]\w+",
    "NI number": r"[a-ceghj-tw-z][a-ceghj-np-tw-z][\s.-]{0,2}(?:\d\d[\s.-]{0,2}){3}[a-d]",
    "phone": rf"""(?<!£)(?<!£[ ])(?:\(?(?:(?:\+|00)[ ]?)?44{GAP}(?:0{GAP})?[1-9](?:{GAP}\d){{8,9}}
        |\(?0[()\s-]{{0,2}}(?:[1-9]\d(?:{GAP}\d){{7,8}}|7[\s-]\d{{3}}(?:{GAP}\d){{6}})
        |\+[ ]?(?!44)[1-9](?:{GAP}\d){{7,13}})""",
    "NHS number": r"(?<!£)(?<!£[ ])\d{3}[\s.–-]{0,3}\d{3}[\s.–-]{0,3}\d{4}",
    "postcode": r"[a-pr-uwyz][a-hk-y]?\d[a-z\d]?[\s-]{0,2}(?!(?-i:1st|2nd|3rd))\d[abd-hjlnp-uw-z]{2}",
    "number": r"""[a-z]\d{4}[a-z]{2}|(?-i:[A-Z]\d{4}[ -][A-Z]{2})
        |(?<!£)(?<!£[ ])(?:[3-6]\d{3}[ -](?:\d{4}[ -]){2}\d{4}|\w*\d{6}\w*)""",
    "name": rf"{TITLE}(?:\.{BLANK}|\.|{BLANK})(?:{UPPER}{BLANK})?{NAME}|mrs?\.?{BLANK}{WORD}",
}
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
URL = re.compile(r"(?i)(?<![\w.@-])(?:[a-z]{2,9}://|www\.|[\w-]+(?:\.[\w-]+)+/)[^\s\[\]]*(?<![.,;:!?)'’])")
SECRET = re.compile(r"(?i)[@?#=]|(?=\w{0,15}\d)\w{16}|\b[\da-f]{8}-")
HIDDEN = re.compile("[\u00ad\u200c-\u200f\u2060\ufeff]")  # letters that nobody sees part words and numbers
PATTERNS = [
    (re.compile(rf"(?ix)(?:(?<!\w)|(?=\+))(?P<cue>{cue})(?:{shape})(?!\w)"), rf"\g<cue>[{word}]")
    for cue, word, shape in [*(("", word, shape) for word, shape in SHAPES.items()), *CUED]
]


def scrub(text: str) -> str:
    """Return the text with a word in brackets for each piece of personal data in it."""
    text = URL.sub(_address, HIDDEN.sub("", text.replace("\u200b", " ")))
    for pattern, word in PATTERNS:
        text = pattern.sub(word, text)
    return text


def _address(found: re.Match[str]) -> str:
    """Keep an address unless it carries somebody's own: a sign-in, a query or a token."""
    return "[address]" if SECRET.search(found[0]) else found[0]
