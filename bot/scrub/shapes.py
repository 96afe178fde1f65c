"""What has a shape of its own: addresses, numbers, names behind a title."""

from bot.scrub.names import BLANK, NAME, TITLE, UPPER, WORD

GAP = r"[\s.()/–-]{0,3}"  # between the digits of a number
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
