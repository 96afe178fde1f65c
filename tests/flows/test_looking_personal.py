"""What looks personal in words that are to be kept: few false alarms, few misses, and the finds named."""

import pytest
from free_texts import BAD, FAIR

from bot.personal import looks_personal

MOST_FALSE_ALARMS = 0.02  # of fair texts
MOST_MISSES = 0.10  # of texts with somebody in them

KINDS = [
    ("Risk assessment for Mr Jenkins", "name", "Mr Jenkins"),
    ("Appraisal by our manager Dave", "name", "Dave"),
    ("Signed by Wojciech Kowalczyk", "name", "Wojciech Kowalczyk"),
    ("DBS certificate of leanne Porter", "name", "leanne Porter"),
    ("the story of Mark Dunne", "name", "Mark Dunne"),
    ("Support worker Zbigniew: absence record", "name", "Zbigniew"),
    ("Supervision record K. Osei", "name", "K. Osei"),
    ("my name is White", "name", "White"),
    ("Call 07700 900123 for a copy", "phone", "07700 900123"),
    ("from jo@example.org", "e-mail", "jo@example.org"),
    ("NHS number 943 476 5919", "NHS number", "943 476 5919"),
    ("QQ 12 34 56 C on file", "NI number", "QQ 12 34 56 C"),
    ("home visit, WV1 1AA", "postcode", "WV1 1AA"),
    ("DOB 02/12/1984", "birth", "DOB 02/12/1984"),
    ("Born in 1984", "birth", "Born in 1984"),
    ("file of A1234BC", "number", "A1234BC"),
    ("CRN X123456", "number", "CRN X123456"),
    ("He was convicted in May", "offence", "He was convicted"),
    ("one of our volunteers is on probation", "offence", "one of our volunteers is on probation"),
    ("her old caution", "offence", "her old caution"),
    ("Sam's depression", "health", "Sam's depression"),
    ("my colleague has bipolar disorder", "health", "my colleague has bipolar"),
    ("his recovery", "health", "his recovery"),
    ("PTSD diagnosis of our volunteer", "health", "PTSD diagnosis of our volunteer"),
    ("the lad who did time", "offence", "the lad who did time"),
    ("colleague convicted of burglary", "offence", "colleague convicted"),
    ("Letter about a burglary by a colleague", "offence", "burglary by a colleague"),
    ("one of our peers is schizophrenic", "health", "one of our peers is schizophrenic"),
    ("Client diagnosed with bipolar disorder", "health", "Client diagnosed"),
    ("Peer mentor with ADHD", "health", "Peer mentor with ADHD"),
    ("Hiv status of volunteer", "health", "Hiv status of volunteer"),
    ("Call 07700\u200b900123", "phone", "07700\u200b900123"),
    ("Call ０７７００ ９００１２３ now", "phone", "０７７００ ９００１２３"),
    ("visit, ＳＷ１Ａ １ＡＡ", "postcode", "ＳＷ１Ａ １ＡＡ"),
]
FAIR_BUT_CLOSE = [
    "criminal records policy",
    "mental health policy",
    "trauma training",
    "Supporting a colleague with anxiety",
    "If an employee is arrested: what to do",
    "The Oliver McGowan Mandatory Training",
    "St Giles report",
    "Women's depression group: review",
    "Officer Wellbeing Guide",
    "Ms is a form of address",
    "Report, Appendix A. Recruitment",
    "support worker Level 3 apprenticeship",
    "Grace period for references",
    "SAM toolkit",
    "Version 20260401 of 123456",
    "A fair deal for Mark Scheme",
    "Breakdown of volunteer hours",
    "Cancer support in the client journey",
    "Volunteer is diagnosed: what to do",
    "Breakdown of staff by role and client group",
]


@pytest.mark.parametrize(("text", "kind", "words"), KINDS)
def test_what_is_seen_is_named_and_shown(text, kind, words):
    assert (kind, words) in [(each.kind, each.words) for each in looks_personal(text)]


@pytest.mark.parametrize("text", FAIR_BUT_CLOSE)
def test_titles_that_come_close_are_left_alone(text):
    assert looks_personal(text) == ()


def test_the_samples_are_eighty_of_each_and_all_different():
    assert (len(set(FAIR)), len(set(BAD))) == (80, 80)


def test_few_fair_titles_raise_an_alarm():
    alarms = [each for each in FAIR if looks_personal(each)]
    assert len(alarms) <= MOST_FALSE_ALARMS * len(FAIR), alarms


def test_few_texts_with_somebody_in_them_are_missed():
    missed = [each for each in BAD if not looks_personal(each)]
    assert len(missed) <= MOST_MISSES * len(BAD), missed


def test_all_that_the_framework_suggests_as_evidence_is_fair(framework):
    suggested = [each for criterion in framework.criteria for each in criterion.evidence]
    assert len(suggested) > 40
    assert [each for each in suggested if looks_personal(each)] == []
