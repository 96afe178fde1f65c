"""The report as a PDF: real text, an outline, tags, embedded fonts, and every page with its notice."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader
from results import bronze, gold

from bot.reports.charts.of_a_result import charts
from bot.reports.paper.of_an_assessment import paper
from bot.reports.paper.typeset import pdf
from bot.reports.subject import Subject
from storage.records import Answer

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LONG = " ".join(f"minute{number}" for number in range(450))[:4000]


@pytest.fixture(scope="module")
def typeset(content):
    """Make a PDF of a subject."""

    def made(subject):
        drawn = charts(subject, content.texts)
        return pdf(paper(subject, drawn, content.texts, NOW), drawn)

    return made


@pytest.fixture(scope="module")
def report(typeset, framework):
    """A report with all pictures and a long note."""
    case = bronze(framework, L3=Answer(3, LONG), L4=Answer(3, "w" * 4000))
    return PdfReader(BytesIO(typeset(Subject(case, gold(framework)))))


@pytest.fixture(scope="module")
def pages(report):
    return [" ".join(page.extract_text().split()) for page in report.pages]


def test_it_is_a_few_a4_pages(report):
    assert 6 <= len(report.pages) <= 12
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in report.pages} == {
        (595, 842)
    }


def test_every_page_has_the_notice_and_its_number(pages, framework):
    for number, page in enumerate(pages, 1):
        assert framework.notice in page
        assert f"Page {number} of {len(pages)}" in page


def test_its_words_can_be_read_as_text(pages, framework):
    whole = " ".join(pages)
    cover = (
        "Beech Lane NHS Trust",
        "Liaison team",
        "Indicative level: Bronze",
        "K7F2 M9QX",
        "23 November 2026",
    )
    assert all(words in pages[0] for words in cover)
    for criterion in framework.criteria:
        assert criterion.title in whole


def test_a_long_note_is_there_to_its_last_word(pages):
    whole = " ".join(pages)
    assert all(f"minute{number}" in whole for number in range(LONG.count(" ")))
    assert sum(page.count("w") for page in pages) >= 4000


def test_its_headings_are_its_outline(report):
    outline = [each.title for each in report.outline if not isinstance(each, list)]
    assert outline[-6:] == ["Result", "Profile", "Plan", "Answers", "Evidence", "How it is scored"]


def test_it_has_a_title_a_language_and_a_day(report):
    assert report.metadata.title == "Self-assessment report: Beech Lane NHS Trust"
    assert report.root_object["/Lang"] == "en-GB"
    assert report.metadata.creation_date == NOW
    assert report.root_object["/ViewerPreferences"]["/DisplayDocTitle"]


def test_it_is_tagged_and_says_so(report):
    assert report.root_object["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in report.root_object["/Metadata"].get_data()
    assert {"/H1", "/H2", "/Table", "/TH", "/L", "/Figure"} <= {each["/S"] for each in tags(report)}


def test_every_picture_is_there_in_words(report, content, framework):
    subject = Subject(bronze(framework, L3=Answer(3, LONG), L4=Answer(3, "w" * 4000)), gold(framework))
    figures = [each["/Alt"] for each in tags(report) if each["/S"] == "/Figure"]
    assert figures == [each.alt for each in charts(subject, content.texts)]


def test_all_its_fonts_are_embedded(report):
    fonts = [font.get_object() for page in report.pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)
        assert "/ToUnicode" in font


@pytest.mark.parametrize(
    "name",
    [
        "Hope 🏥🙂",
        "مؤسسة الأمل",
        "שלום",
        "মুনলাইট",
        "希望",
        "#strong[x] $a$ \\ *b*",
        "a\x00\u202eb\ud83d",
        "W" * 120,
        "",
    ],
)
def test_any_name_can_be_set(typeset, framework, name):
    case = bronze(framework)
    case.assessment.profile["organisation"] = name
    cover = PdfReader(BytesIO(typeset(Subject(case)))).pages[0].extract_text()
    assert "Indicative level: Bronze" in cover
    if name.isascii() and name.isprintable():
        assert "".join(name.split()) in "".join(cover.split()).replace("\u200b", "")


def test_the_same_report_has_the_same_bytes(typeset, framework):
    assert typeset(Subject(bronze(framework))) == typeset(Subject(bronze(framework)))


def tags(report):
    """Every element of the structure."""
    waiting = [report.root_object["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop(0).get_object()
        kids = element.get("/K", [])
        kids = kids.get_object() if hasattr(kids, "get_object") else kids
        kids = kids if isinstance(kids, list) else [kids]
        if "/S" in element:
            yield element
        waiting[:0] = [each for each in kids if hasattr(each.get_object(), "get")]
