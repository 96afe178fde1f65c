"""A text becomes the pieces that the sentence model was taught with, whatever is typed."""

import pytest

from knowledge.search.model_file import VOCABULARY
from knowledge.search.wordpiece import WordPiece

PIECES = VOCABULARY.read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="session")
def wordpiece() -> WordPiece:
    return WordPiece(VOCABULARY)


def read(wordpiece, text):
    """The pieces of a text, by the vocabulary's own lines; the marks of start and end are looked at too."""
    start, *pieces, end = (PIECES[number] for number in wordpiece.numbers(text))
    assert (start, end) == ("[CLS]", "[SEP]")
    return pieces


# By hand, from the vocabulary: a piece's number is its line, counted from 0.
@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("hello world", [101, 7592, 2088, 102]),
        ("lived experience charter?", [101, 2973, 3325, 6111, 1029, 102]),
        ("peer mentor", [101, 8152, 10779, 102]),
        ("dbs", [101, 16962, 2015, 102]),
        ("👍", [101, 100, 102]),
        ("", [101, 102]),
    ],
)
def test_a_text_is_read_as_these_numbers(wordpiece, text, numbers):
    assert wordpiece.numbers(text) == numbers


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("liaison", ["liaison"]),
        ("disclosures", ["disclosure", "##s"]),
        ("unspent", ["un", "##sp", "##ent"]),
        ("embeddings", ["em", "##bed", "##ding", "##s"]),
        ("rehabilitated", ["rehab", "##ili", "##tated"]),
        ("unaffable", ["una", "##ffa", "##ble"]),
    ],
)
def test_a_word_is_cut_into_the_longest_known_pieces_from_its_beginning(wordpiece, word, pieces):
    assert read(wordpiece, word) == pieces


@pytest.mark.parametrize(
    "typed", ["HELLO World", "  hello\tworld\n", "hello\u00a0world", "\u3000hello world"]
)
def test_case_and_kinds_of_blank_do_not_matter(wordpiece, typed):
    assert read(wordpiece, typed) == ["hello", "world"]


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [
        ("café", ["cafe"]),
        ("cafe\u0301", ["cafe"]),
        ("CAFÉ", ["cafe"]),
        ("naïve résumé", ["naive", "resume"]),
        ("Zürich", ["zurich"]),
        ("Straße", ["st", "##raße"]),  # no accent: a letter of its own
        ("\u0301", []),
    ],
)
def test_accents_are_left_out(wordpiece, typed, pieces):
    assert read(wordpiece, typed) == pieces


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [
        ("中国文", ["中", "国", "文"]),
        ("中国 文", ["中", "国", "文"]),
        ("中peer国", ["中", "peer", "国"]),
        ("我爱", ["我", "[UNK]"]),  # the second one is not in the vocabulary
        ("привет", ["п", "##р", "##и", "##в", "##е", "##т"]),
    ],
)
def test_each_chinese_character_is_a_word_and_letters_of_other_scripts_are_not(wordpiece, typed, pieces):
    assert read(wordpiece, typed) == pieces


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [
        ("don't", ["don", "'", "t"]),
        ("don’t", ["don", "’", "t"]),
        ("L&D", ["l", "&", "d"]),
        ("a_b$c", ["a", "_", "b", "$", "c"]),
        ("peer-mentor", ["peer", "-", "mentor"]),
        ("?!", ["?", "!"]),
        ("hello…", ["hello", "…"]),
        ("£21.50", ["£2", "##1", ".", "50"]),  # a sign of money is no punctuation to Unicode
        ("[SEP] hello", ["[", "sep", "]", "hello"]),  # nobody can type the model's own marks
    ],
)
def test_every_mark_stands_by_itself(wordpiece, typed, pieces):
    assert read(wordpiece, typed) == pieces


def test_what_has_no_piece_is_unknown_as_a_whole_word(wordpiece):
    assert read(wordpiece, "hello 👍 world") == ["hello", "[UNK]", "world"]
    assert read(wordpiece, "hello👍world") == ["[UNK]"]


@pytest.mark.parametrize("unseen", ["\x00", "\u200b", "\ufffd", "\u200f", "\ue000"])
def test_what_cannot_be_seen_is_left_out(wordpiece, unseen):
    assert read(wordpiece, f"he{unseen}llo") == ["hello"]
    assert read(wordpiece, unseen) == []


def test_a_word_of_more_than_a_hundred_letters_is_unknown(wordpiece):
    assert read(wordpiece, f"hello {'x' * 101} world") == ["hello", "[UNK]", "world"]
    assert "[UNK]" not in read(wordpiece, "x" * 100)


def test_a_text_is_cut_at_64_pieces_with_both_marks(wordpiece):
    assert read(wordpiece, "hello " * 61 + "peer") == ["hello"] * 61 + ["peer"]
    assert read(wordpiece, "hello " * 62 + "peer") == ["hello"] * 62
    assert len(wordpiece.numbers("hello " * 5_000)) == 64


def test_a_cut_may_fall_into_a_word(wordpiece):
    assert read(wordpiece, "hello " * 61 + "unspent")[-2:] == ["hello", "un"]
