"""`charter-bot ask`: the outcome and ranked entries of one question, or of a file of them, in their order."""

import json

import pytest

from bot.answers import Answers
from bot.questions_file import answer

KEYS = {"outcome", "entries", "elsewhere", "confidence", "answer", "sources", "language", "also"}
NO_ANSWER = {"answer": None, "sources": []}


def asked(charter_bot, *words, typed=None):
    result = charter_bot("ask", *words, "--json", typed=typed)
    assert result.exit_code == 0
    return json.loads(result.stdout)


def answered(charter_bot, lines, *words):
    typed = "".join(f"{json.dumps(line)}\n" for line in lines)
    result = charter_bot("ask", "--batch", "-", "--json", *words, typed=typed)
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_known_question_is_answered_with_its_sources(charter_bot, content):
    said = asked(charter_bot, "What does it cost?")
    assert set(said) == KEYS
    assert (said["outcome"], said["entries"][0], said["confidence"]) == ("answered", "cost", 1.0)
    assert said["answer"] == content.entries["cost"].answer
    assert said["sources"] == [each.model_dump() for each in content.entries["cost"].source]
    assert all(set(each) == {"title", "url", "date"} for each in said["sources"])
    assert (said["elsewhere"], said["language"], said["also"]) == (None, None, None)


def test_up_to_five_entries_are_ranked(charter_bot, content):
    said = asked(charter_bot, "What does it cost?")
    assert 1 <= len(said["entries"]) <= 5
    assert set(said["entries"]) <= set(content.entries)


def test_a_question_in_two_minds_is_offered_and_not_answered(charter_bot):
    said = asked(charter_bot, "levels or stages")
    assert said["outcome"] == "offered"
    assert {"levels", "stages"} <= set(said["entries"][:3])
    assert said | NO_ANSWER == said


def test_what_is_not_known_is_none(charter_bot):
    said = asked(charter_bot, "who is the prime minister")
    assert said["outcome"] == "none"
    assert said | NO_ANSWER == said


def test_what_somebody_else_answers_is_sent_there_and_is_none_of_our_entries(charter_bot, content):
    said = asked(charter_bot, "can you help me write my CV")
    assert (said["outcome"], said["entries"], said["elsewhere"]) == ("none", [], "cv-and-interviews")
    assert said["answer"] == content.entries["cv-and-interviews"].answer
    assert said["sources"] == [each.model_dump() for each in content.entries["cv-and-interviews"].source]


@pytest.mark.parametrize(
    ("question", "language"),
    [("bonjour, comment puis-je postuler ?", "fr"), ("jak mogę złożyć wniosek?", "pl")],
)
def test_a_question_in_another_language_is_not_answered_and_the_language_is_named(
    charter_bot, question, language
):
    said = asked(charter_bot, question)
    assert (said["outcome"], said["entries"], said["language"]) == ("none", [], language)
    assert said | NO_ANSWER == said


def test_two_questions_in_one_message_are_both_answered(charter_bot, content):
    said = asked(charter_bot, "What does it cost? Who can apply?")
    assert (said["outcome"], said["entries"][0], said["also"]["entries"][0]) == (
        "answered", "cost", "who-can-apply"
    )  # fmt: skip
    assert said["also"]["answer"] == content.entries["who-can-apply"].answer
    assert set(said["also"]) == KEYS
    assert said["also"]["also"] is None


def test_distress_is_urgent(charter_bot):
    said = asked(charter_bot, "i want to die")
    assert (said["outcome"], said["entries"]) == ("urgent", ["urgent-help"])
    assert "116 123" in said["answer"]


def test_without_json_it_reads_well(charter_bot):
    assert "Source: " in charter_bot("ask", "What does it cost?").stdout
    offered = charter_bot("ask", "levels or stages").stdout
    assert offered.startswith("Did you mean:\n- ")
    assert "- What are the levels?" in offered
    assert "I do not know that." in charter_bot("ask", "who is the prime minister").stdout
    assert "116 123" in charter_bot("ask", "i want to die").stdout


def test_without_json_it_says_who_answers_instead(charter_bot, content):
    entry = content.entries["cv-and-interviews"]
    shown = charter_bot("ask", "can you help me write my CV").stdout
    assert shown.startswith(f"{entry.question}\n\n{entry.answer}\n\nSource: ")


def test_without_json_a_question_in_another_language_gets_that_languages_words(charter_bot, content):
    french = next(each for each in content.languages if each.code == "fr")
    assert french.says.strip() in charter_bot("ask", "bonjour, comment puis-je postuler ?").stdout


def test_without_json_two_questions_get_both_answers(charter_bot, content):
    shown = charter_bot("ask", "What does it cost? Who can apply?").stdout
    assert content.entries["cost"].answer in shown
    assert content.entries["who-can-apply"].answer in shown


def test_a_batch_is_answered_line_by_line_in_its_order(charter_bot):
    questions = [
        "What does it cost?",
        "who is the prime minister",
        "i want to die",
        "",
        "👍",
        "What does it cost?",
    ]
    said = answered(charter_bot, [{"q": each} for each in questions])
    assert [each["outcome"] for each in said] == ["answered", "none", "urgent", "none", "none", "answered"]
    assert all(set(each) == KEYS for each in said)
    assert said[0] == said[-1]


def test_turns_and_questions_may_be_mixed_and_keep_their_order(charter_bot):
    said = answered(
        charter_bot, [{"turns": ["what are the levels", "What does it cost?"]}, {"q": "i want to die"}]
    )
    assert [each["entries"][0] for each in said[0]["results"]] == ["levels", "cost"]
    assert all(set(each) == KEYS for each in said[0]["results"])
    assert said[1]["outcome"] == "urgent"


def test_a_turn_is_understood_with_the_one_before_it(charter_bot):
    alone, talk = answered(
        charter_bot,
        [{"q": "how much is that"}, {"turns": ["What is a Standard DBS check?", "how much is that"]}],
    )
    assert alone["entries"][0] == "cost"
    assert [each["entries"][0] for each in talk["results"]] == ["dbs-check-levels", "dbs-cost"]


def test_a_conversation_knows_nothing_of_the_one_on_the_line_before(charter_bot):
    _, second, third = answered(
        charter_bot,
        [
            {"turns": ["What is a Standard DBS check?"]},
            {"turns": ["how much is that"]},
            {"q": "how much is that"},
        ],
    )
    assert second["results"] == [third]


def test_a_batch_is_read_from_a_file_too_and_blank_lines_are_passed_over(charter_bot, tmp_path):
    (tmp_path / "questions.jsonl").write_text(
        '{"q": "What does it cost?"}\n\n  \n{"turns": []}', encoding="utf-8"
    )
    result = charter_bot("ask", "--batch", "questions.jsonl", "--json")
    first, second = map(json.loads, result.stdout.splitlines())
    assert (first["entries"][0], second) == ("cost", {"results": []})


def test_one_line_of_output_is_one_line_whatever_the_answer_holds(charter_bot, content):
    said = answered(charter_bot, [{"q": each.question} for each in content.entries.values()])
    assert [each["elsewhere"] or each["entries"][0] for each in said] == list(content.entries)
    ours = [entry.kind != "elsewhere" for entry in content.entries.values()]
    assert [each["elsewhere"] is None for each in said] == ours
    assert [bool(each["entries"]) for each in said] == ours


@pytest.mark.parametrize("off", ["off", "false", "0"])
def test_without_the_sentence_model_it_answers_by_words_alone_and_says_so_once(
    charter_bot, content, caplog, off
):
    questions = ["What does it cost?", "who runs the scheme", "can you book me a GP appointment"]
    typed = "".join(f"{json.dumps({'q': each})}\n" for each in questions)
    result = charter_bot("ask", "--batch", "-", "--json", typed=typed, CHARTER_SENTENCES=off)
    by_words = Answers(content)
    said = [json.loads(line) for line in result.stdout.splitlines()]
    assert said == [answer(by_words, each) for each in questions]
    assert said[0]["answer"] == content.entries["cost"].answer
    assert said[1] != asked(charter_bot, questions[1])
    told = [each.getMessage() for each in caplog.records if each.name == "charter.search"]
    assert told == ["the search knows words alone, as CHARTER_SENTENCES says"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("what does it cost", "Line 2 is not JSON: "),
        ('{"q": "half', "Line 2 is not JSON: "),
        ('{"question": "what does it cost"}', 'Line 2: write {"q": "..."} or {"turns": ["...", "..."]}.'),
        ('{"q": 7}', "Line 2: write "),
        ('{"turns": "what does it cost"}', "Line 2: write "),
        ('{"turns": ["one", 2]}', "Line 2: write "),
        ('["what does it cost"]', "Line 2: write "),
        ("null", "Line 2: write "),
        ("[" * 100_000, "Line 2 "),
    ],
    ids=lambda each: each[:30],
)
def test_a_bad_line_says_which(charter_bot, line, told):
    result = charter_bot("ask", "--batch", "-", "--json", typed=f'{{"q": "What does it cost?"}}\n{line}\n')
    assert result.exit_code == 2
    assert told in result.stderr
    assert len(result.stdout.splitlines()) == 1


def test_a_file_that_is_no_utf_8_text_is_told_so(charter_bot, tmp_path):
    (tmp_path / "questions.jsonl").write_bytes('{"q": "café"}\n'.encode("latin-1"))
    result = charter_bot("ask", "--batch", "questions.jsonl", "--json")
    assert result.exit_code == 2
    assert "UTF-8" in result.stderr


@pytest.mark.parametrize("words", [(), ("a question", "--batch", "-")])
def test_it_takes_a_question_or_a_batch_and_not_both(charter_bot, words):
    result = charter_bot("ask", *words)
    assert result.exit_code == 2
    assert "Give one QUESTION, or --batch FILE." in result.stderr


# Another folder's entries


def entry(folder, name, text):
    entries = folder / "entries"
    entries.mkdir(exist_ok=True)
    (entries / f"{name}.md").write_text(text, encoding="utf-8")


def test_another_folder_needs_no_more_than_ask_and_a_body(charter_bot, tmp_path):
    entry(tmp_path, "opening", "---\nask:\n  - when do you open\n  - opening hours\n---\nAt nine.\n")
    entry(tmp_path, "parking", "---\nask: [where can i park]\n---\n\nBehind the house.\n")
    said = answered(
        charter_bot, [{"q": "opening hours"}, {"q": "where can i park?"}], "--content", str(tmp_path)
    )
    assert [each["entries"][0] for each in said] == ["opening", "parking"]
    assert [each["answer"] for each in said] == ["At nine.", "Behind the house."]
    assert [each["outcome"] for each in said] == ["answered", "answered"]


def test_another_folder_takes_the_place_of_the_shipped_entries(charter_bot, tmp_path):
    entry(tmp_path, "opening", "---\nask: [when do you open]\n---\nAt nine.\n")
    said = asked(charter_bot, "What does the Charter cost?", "--content", str(tmp_path))
    assert "cost" not in said["entries"]


def test_a_broken_entry_of_another_folder_is_named(charter_bot, tmp_path):
    entry(tmp_path, "good", "---\nask: [when do you open]\n---\nAt nine.\n")
    entry(tmp_path, "no-ask", "---\nquestion: When?\n---\nAt nine.\n")
    entry(tmp_path, "no-body", "---\nask: [where]\n---\n")
    entry(tmp_path, "misspelt", "---\nask: [where]\naks: [when]\n---\nHere.\n")
    result = charter_bot("ask", "where", "--content", str(tmp_path))
    assert result.exit_code == 2
    for name in ("no-ask.md", "no-body.md", "misspelt.md"):
        assert name in result.stderr
    assert "good.md" not in result.stderr


def test_a_folder_that_is_not_there_is_told_so(charter_bot):
    result = charter_bot("ask", "where", "--content", "nowhere")
    assert result.exit_code == 2
    assert "nowhere" in result.stderr
