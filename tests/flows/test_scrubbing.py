"""Questions are kept without personal data: a word in brackets stands for each find."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.scrub import scrub
from knowledge.loader import load

ROOT = Path(__file__).parents[2]
LONG_ENOUGH = 20  # seconds for all hostile strings together; they take one

SPELLINGS = {
    "[code]": [
        "K7F2M9QXA-B3C4D5E6F-G7H8J9KMN",
        "k7f2m9qxa b3c4d5e6f g7h8j9kmn",
        "K7F2M9QXA\u2013B3C4D5E6F\u2013G7H8J9KMN",
        "K7F2M9QXAB3C4D5E6FG7H8J9KMN",
        "KAFTMHQXA-BECUDVEWF-GSHTJRKMN",
    ],
    "[e-mail]": [
        "jo@example.org",
        "Jo.Bloggs@nhs.net",
        "jo+charter@example.co.uk",
        "jo_bloggs-77@mail.example.org",
        "o'brien@example.org",
        "JO@EXAMPLE.ORG",
        "zoë@exämple.org",
        "jo@gmail",
        "jo @ example.org",
        "jo(at)example.org",
        "jo (at) example (dot) org",
        "jo[at]example[dot]org",
        "jo@example dot org",
        "jo at gmail.com",
        "jo at example dot co dot uk",
        "jo.bloggs at example.org",
        "bloggs77 at example.org",
        "jo at nhs.net",
        *(f"jo at {each}.com" for each in ("googlemail", "hotmail", "icloud", "outlook", "yahoo")),
        "jo @ north-team.example.org",
        "..jo@example.org",
        "jo@example.org's",
        "jo@example@mail.example.org",
    ],
    "[phone]": [
        "07700900123",
        "07700 900123",
        "07700 900 123",
        "07700-900-123",
        "07700.900.123",
        "07 700 900 123",
        "(07700) 900123",
        "+447700900123",
        "+44 7700 900123",
        "+44 (0)7700 900 123",
        "+44(0)121 496 0000",
        "(+44) 121 496 0000",
        "0044 7700 900123",
        "00447700900123",
        "44 7700 900123",
        "0121 496 0000",
        "(0121) 496 0000",
        "(0121)4960000",
        "(0)121 496 0000",
        "0121-496-0000",
        "0121 / 496 0000",
        "020 7946 0958",
        "01632 960 983",
        "0161 496 000",
        "0808 157 0192",
        "+353 86 123 4567",
        "+1 (415) 555-0100",
    ],
    "[NHS number]": [
        "943 476 5919",
        "9434765919",
        "943-476-5919",
        "943.476.5919",
        "943  476  5919",
        "943 4765919",
        "943476 5919",
        "943\u00a0476\u00a05919",
        "943–476–5919",
        "943 - 476 5919",
        "401 023 2137",
        "4010232137",
        "601-023 2137",
        "712 345 6789",
    ],
    "[NI number]": [
        "AB123456C",
        "ab123456c",
        "Ab123456C",
        "AB 12 34 56 C",
        "ab 12 34 56 c",
        "AB 123456 C",
        "AB123456 C",
        "AB 123456C",
        "AB12 34 56C",
        "AB-12-34-56-C",
        "AB.12.34.56.C",
        "QQ 12 34 56 C",
        "JG103759A",
        "jg 10 37 59 a",
        "JG 10  37  59  A",
    ],
    "[postcode]": [
        "WV1 1AA",
        "wv1 1aa",
        "Wv1 1aA",
        "WV11AA",
        "wv11aa",
        "WV10 9RU",
        "wv109ru",
        "M1 1AE",
        "m11ae",
        "B33 8TH",
        "CR2 6XH",
        "DN55 1PT",
        "W1A 0AX",
        "EC1A 1BB",
        "sw1a2aa",
        "WV1  1AA",
        "WV1-1AA",
        "WV1\u00a01AA",
        "WV1 2ND",
    ],
    "[number]": [
        "123456",
        "001234567",
        "12345678901",
        "123456789012345",
        "X123456",
        "CRN123456",
        "123456x",
        "ab1234567",
        "20240131",
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "A1234BC",
        "a1234bc",
        "A1234 BC",
        "A1234-BC",
        "g5678xy",
    ],
    "[address]": [
        "https://jo:secret@example.org/files",
        "https://example.org/reset?token=9f8e7d",
        "http://example.org/?u=jo",
        "https://example.org/in#access_token=9f8e7d",
        "HTTPS://EXAMPLE.ORG/?KEY=1",
        "www.example.org/reset?key=9f8e7d",
        "example.org/reset?key=9f8e7d",
        "https://example.org/invite/9f8e7d6c5b4a3f2e1d",
        "https://example.org/f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
        "https://example.org/reset?9f8e7d",
        "https://example.org/in#9f8e7d",
        "www.example.org?key=9f8e7d",
        "https://social.example/@jo",
        "ftp://jo@example.org",
        "@jo",
        "@jo_bloggs",
        "@JoBloggs77",
    ],
}
FRAMES = ["{}", "{} please", "is {} right", "(see {})", "about {}, and then?", "first line\n{}\nlast line"]

CUED = [
    ("born 2 December 1984", "born [date]"),
    ("I was born on 2nd December 1984 in Leeds", "I was born on [date] in Leeds"),
    ("born on the 2nd of December", "born on the [date]"),
    ("he was born 02/12/1984", "he was born [date]"),
    ("born on Sunday 2 December 1984", "born on Sunday [date]"),
    ("DOB 02/12/84", "DOB [date]"),
    ("dob: 2.12.1984", "dob: [date]"),
    ("d.o.b. 2-12-84", "d.o.b. [date]"),
    ("DOB 1984-12-02", "DOB [date]"),
    ("dob 2 12 1984", "dob [date]"),
    ("Date of birth: December 2, 1984", "Date of birth: [date]"),
    ("my date of birth is 2 Dec 1984", "my date of birth is [date]"),
    ("date of birth = 2 sept 84", "date of birth = [date]"),
    ("my birthday is 3rd May", "my birthday is [date]"),
    ("birth date was 31/01/1990", "birth date was [date]"),
]

NAMES = [
    ("my name is John Smith and I need help", "my name is [name] and I need help"),
    ("My name is Jo", "My name is [name]"),
    ("my name is john smith from leeds", "my name is [name] from leeds"),
    ("MY NAME IS JOHN SMITH BUT", "MY NAME IS [name] BUT"),
    ("my name is jo i work at dovegate", "my name is [name] i work at dovegate"),
    ("my name is Anne-Marie O'Neill at HMP Dovegate", "my name is [name] at HMP Dovegate"),
    ("my name is J. R. Smith, what now", "my name is [name], what now"),
    ("my name is Vincent van der Berg", "my name is [name]"),
    ("my name is Mr Smith", "my name is [name]"),
    ("my name is Zoë Łukasz", "my name is [name]"),
    ("my name is: Jo Bloggs", "my name is: [name]"),
    ("my full name is Jo Mary Bloggs", "my full name is [name]"),
    ("my son's name is Liam Bloggs", "my son's name is [name]"),
    ("his name is liam, can i visit", "his name is [name], can i visit"),
    ("their name is Jo", "their name is [name]"),
    ("my surname is Bloggs", "my surname is [name]"),
    ("my name is   Jo   Bloggs", "my name is   [name]"),
    ("my name is An-Mei", "my name is [name]"),
    ("my name is jo\nbands explained please", "my name is [name]\nbands explained please"),
    ("my name's Jo Bloggs", "my name's [name]"),
    ("my name’s jo", "my name’s [name]"),
    ("my names dave and im stuck", "my names [name] and im stuck"),
    ("i am called Jo", "i am called [name]"),
    ("im called jo bloggs", "im called [name]"),
    ("I'm called Jo", "I'm called [name]"),
    ("Name: Jo Bloggs", "Name: [name]"),
    ("name:jo", "name:[name]"),
    ("surname: Bloggs", "surname: [name]"),
    ("this is Jo from the north team", "this is [name] from the north team"),
    ("This is Jo Bloggs here", "This is [name] here"),
    ("it's Jo from Leeds", "it's [name] from Leeds"),
    ("call me Jo", "call me [name]"),
    ("please call me Jo Bloggs at work", "please call me [name] at work"),
    ("I'm Jo, what is Gold", "I'm [name], what is Gold"),
    ("I'm Jo and I lead a team", "I'm [name] and I lead a team"),
    ("I’m Jo Bloggs from HMP Dovegate", "I’m [name] from HMP Dovegate"),
    ("Im Jo. What is Gold", "Im [name]. What is Gold"),
    ("I am Jo Bloggs", "I am [name]"),
    ("Hello, i'm Jo", "Hello, i'm [name]"),
    ("Mr Smith said no", "[name] said no"),
    ("mr smith said no", "[name] said no"),
    ("MR SMITH", "[name]"),
    ("Mr. J. Smith", "[name]"),
    ("Mr A Smith", "[name]"),
    ("Mr.Smith", "[name]"),
    ("Mr and Mrs Smith", "Mr and [name]"),
    ("ask Mrs Jane Smith-Jones about it", "ask [name] about it"),
    ("Ms O’Neill's team", "[name] team"),
    ("Miss Bloggs", "[name]"),
    ("Mx Bloggs", "[name]"),
    ("Dr Jane Doe told me", "[name] told me"),
    ("Prof Jane Mary Doe", "[name]"),
    ("Governor Hughes at Dovegate", "[name] at Dovegate"),
    ("PC Jones and PC Khan", "[name] and [name]"),
    ("Officer Jones", "[name]"),
    ("Lord Bloggs", "[name]"),
    ("Rev de Souza", "[name]"),
    ("Dr van der Berg", "[name]"),
    ("Dr Śmigły", "[name]"),
]

UNTOUCHED = [
    "it costs £49.50",
    "£49.50 a year, £1,200 in all, £250000 or £ 250000",
    "£0771234567 and £ 9434765919",
    "5,000 words",
    "is it 1,000,000 people",
    "2 December 2024",
    "by 28 October 2023",
    "on 02/12/2024 at 10:30",
    "07.12.2024 10.30",
    "2024-12-02",
    "2025/26",
    "2024-25 and 2025-26",
    "between 2019 2020 2021 2022",
    "F65",
    "band 3",
    "band 5 to 6",
    "HMP Dovegate",
    "20 criteria",
    "what does L1 mean",
    "L1, H2, S3 and E4",
    "is L1 2 or 3",
    "L1 2nd, L2 3rd",
    "Working towards, Bronze, Silver, Gold",
    "version 2026.10",
    "section 56",
    "ISO 27001",
    "ISO 9001:2015",
    "EDS 2022",
    "GDPR",
    "UK GDPR and the Data Protection Act 2018",
    "B69",
    "we are in B69 and WV1",
    "WV1 and 20 more",
    "10% / 50 staff",
    "4 years",
    "a 12 month community order",
    "ring 999",
    "999 or 111 or 116 123",
    "call 116 123",
    "NHS 111",
    "text 85258",
    "0800 1111",
    "scores 0 1 2 3 4 4 3 2 1 0",
    "we scored 3 3 4 2 1 0 4 3 2 2",
    "10 20 30 40 50 60",
    "1.5 to 2.75",
    "3 of 20, 70 per cent",
    "Level 3 apprenticeship ST0789",
    "7 days, 28 days, 6 months",
    "9am to 5pm, mon-fri",
    "at 10.30 on the 3rd",
    "24/7",
    "L&D",
    "look at gov.uk",
    "i looked at www.career-matters.org",
    "see https://www.career-matters.org/assessment-panel/ please",
    "is it on www.career-matters.org?",
    "https://southwestyorkshire.nhs.uk/liaisonanddiversion",
    "and/or",
    "2 @ £5 each",
    "half of us @ home",
    "I'm Sorry, I did not get that",
    "I'm From Leeds",
    "I'm From",
    "I'm Sorry",
    "I'm Not Sure Whether We Qualify",
    "I'm Interested In The Charter",
    "I'm Responsible for recruiting",
    "I'm HR, who do we ask",
    "I'm HMPPS, who do we ask",
    "I'm Jobless, what now",
    "I'm Volunteering at a prison",
    "I'm NHS and new here",
    "I'm British.",
    "I'm Homeless. What now?",
    "I'm Suicidal",
    "I'm Peer Mentor at HMP Dovegate",
    "I'm Chief Executive at a trust",
    "I'm Working at a prison",
    "i'm new, what is gold",
    "im called up for jury service",
    "i am called to a meeting",
    "my name is on the list",
    "my name is not on it",
    "my name is spelt wrong",
    "my name is still missing",
    "without giving my name",
    "can they call me back",
    "Call Me Back",
    "call me when it is done",
    "management have called me in on thursday",
    "this is different from before",
    "this is Gold from last year",
    "this is HMP Dovegate from here",
    "it's taken from the website",
    "it's Mind that told us",
    "whats the name of the award",
    *(f"{each} name: Moorland" for each in ("Organisation", "Company", "Trust", "team", "file")),
    "service name: North team",
    "name: the one on the form",
    "born in Leeds",
    "the charter was born in 2022",
    "born 4 decades ago",
    "born 3 times unlucky",
    "birthday party on 3 May",
    "the governor said no",
    "Governor of HMP Dovegate",
    "ask the dr about it",
    "my pc Windows 11",
    "form f2024 AB",
    "MS Teams",
    "PO Box",
    "PC",
    "miss the deadline",
    "Gov.UK",
    "can a Sir or Madam apply",
    "Ms is what I put",
    "",
    "   \n",
    "?",
]

BESIDE_EACH_OTHER = [  # each was found once to be scrubbed further at the second time
    "0@A+@A",
    "123456@_a",
    "@jo@_4",
    "W11AA+144 12307",
    "451234+3476-5919",
    "https://example.org/07700 900123?a=b",
]

# What may stand beside what: pieces of finds, cues and marks, for putting together at random.
PIECES = [
    *(each for spellings in SPELLINGS.values() for each in spellings[:4]),
    *SPELLINGS,
    *(
        "my name is",
        "my son's name is",
        "name:",
        "i am called",
        "call me",
        "this is",
        "it's",
        "I'm",
        "born on",
    ),
    *("dob", "Mr", "Dr.", "PC", "van", "Jo", "O'Neill", "smith", "J.", "and", "from", "here", "at", "dot"),
    *(
        "(at)",
        "[at]",
        "gmail.com",
        "example.org",
        "www.",
        "https://",
        "/",
        "?a=b",
        "@",
        "@jo",
        "a@",
        ".",
        ",",
    ),
    *(
        "0",
        "07",
        "44",
        "+44",
        "121",
        "123",
        "1234",
        "123456",
        "12",
        "5",
        "A",
        "AB",
        "C",
        "1AA",
        "WV1",
        "£",
        "-",
    ),
    *("3 May", "1984", "May", "(", ")", "[", "]", "'", "’", "é", "_", ":", "\n", "\t", "  ", " ", " ", " "),
]
MADE_UP = st.one_of(
    st.text(max_size=60),
    st.text("0123456789 .-()+/aA@'£", max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
)

UNITS = [
    *("a", "A", "1", "0", " ", ".", "-", "'", "_", "@", "+", "(", "[", "/", "\n", "é", "£"),
    *("a@", "a.", "a-", "a'", "a at ", "a dot ", "a (at) ", "a@b.", "a @ ", "a1.", "@a", "A.", "A. ", "Jo "),
    *("0 ", "01 ", "0121 ", "07 7", "44 ", "+", "+1", "+44 (", "(0) ", "1-", "123 ", "1234 ", "12 34 "),
    *("AB 12 ", "a1234", "WV1 ", "w1", "http://", "www.", "a.b/", "http://a ", "//", "ab12", "1a"),
    *(
        "my name is ",
        "my ",
        "my s",
        "name:",
        "i am called ",
        "call me ",
        "Call Me A",
        "this is ",
        "this is Jo ",
    ),
    *(
        "I'm ",
        "I'm Jo ",
        "I'm Jo",
        "Mr ",
        "Mr A. ",
        "Dr van ",
        "van ",
        "born ",
        "born on ",
        "bornday ",
        "1 may ",
    ),
]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(
    ("word", "spelling"), [(word, each) for word in SPELLINGS for each in SPELLINGS[word]]
)
def test_what_has_a_shape_becomes_its_word(word, spelling, frame):
    assert scrub(frame.format(spelling)) == frame.format(word)


@pytest.mark.parametrize(("asked", "kept"), CUED)
def test_a_date_of_birth_becomes_a_word_after_its_cue(asked, kept):
    assert scrub(asked) == kept


@pytest.mark.parametrize(("asked", "kept"), NAMES)
def test_a_name_becomes_a_word_and_what_is_asked_stays(asked, kept):
    assert scrub(asked) == kept


def test_one_question_may_hold_several():
    asked = (
        "Hi, I'm Jo Bloggs from WV1 1AA, born 2/12/1984, NI AB 12 34 56 C, NHS number 943 476 5919, prisoner "
        "A1234BC under Mr Smith. Ring 07700 900123 or write to jo@example.org: how many words, 5,000?"
    )
    assert scrub(asked) == (
        "Hi, I'm [name] from [postcode], born [date], NI [NI number], NHS number [NHS number], prisoner "
        "[number] under [name]. Ring [phone] or write to [e-mail]: how many words, 5,000?"
    )


@pytest.mark.parametrize("asked", UNTOUCHED)
def test_what_the_subject_is_full_of_stays(asked):
    assert scrub(asked) == asked


@pytest.mark.parametrize("word", [*SPELLINGS, "[name]", "[date]"])
@pytest.mark.parametrize(
    "frame", ["{}", "my name is {}", "I'm {}, and", "Mr {}", "dob {}", "a@{}", "07700{}", "{}1"]
)
def test_a_word_in_brackets_stays(word, frame):
    assert scrub(frame.format(word)) == frame.format(word)


def test_all_that_the_shipped_entries_ask_stays():
    asked = [each for entry in load().entries.values() for each in (entry.question, *entry.ask)]
    assert len(asked) > 1_000
    assert [each for each in asked if scrub(each) != each] == []


@given(MADE_UP)
@settings(max_examples=500, deadline=None)
def test_scrubbing_twice_is_scrubbing_once(asked):
    kept = scrub(asked)
    assert scrub(kept) == kept


@pytest.mark.parametrize("asked", BESIDE_EACH_OTHER)
def test_what_was_put_in_makes_nothing_new_to_find(asked):
    kept = scrub(asked)
    assert scrub(kept) == kept


@given(
    st.sampled_from([(word, each) for word in SPELLINGS for each in SPELLINGS[word]]),
    st.text(" ,;\n", max_size=9),
)
def test_nothing_of_a_find_is_left(found, around):
    word, spelling = found
    assert scrub(f"{around}{spelling}{around}") == f"{around}{word}{around}"


def test_hostile_strings_take_no_more_than_their_share():
    hostile = [frame.format((unit * 4_000)[:4_000]) for unit in UNITS for frame in ("{}", "my name is {}!")]
    code = (
        "import json, sys, bot.scrub as it; print(sum(len(it.scrub(each)) for each in json.load(sys.stdin)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        input=json.dumps(hostile),
        capture_output=True,
        text=True,
        timeout=LONG_ENOUGH,
        check=True,
    )
    assert 0 < int(done.stdout) < 2 * sum(map(len, hostile))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("my name is White", "my name is [name]"),
        ("My name is Grace Gay", "My name is [name]"),
        ("my name is\nDave Smith", "my name is\n[name]"),
        ("my name is\u200bDave", "my name is [name]"),
        ("my name is in the file", "my name is in the file"),
        ("my name is Dave and I ask", "my name is [name] and I ask"),
    ],
)
def test_after_my_name_is_any_capital_is_a_name(typed, kept):
    assert scrub(typed) == kept
