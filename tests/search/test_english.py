"""Common English words are known, and nothing else passes for one."""

from importlib.resources import files

from knowledge.search.english import is_english, not_english

LINES = files("symspellpy").joinpath("frequency_dictionary_en_82_765.txt").read_text("utf-8-sig").splitlines()
WORDS = [line.split()[0] for line in LINES]  # most frequent first


def test_the_60000_most_frequent_words_are_english_and_the_rarer_ones_are_left_to_be_mended():
    assert not_english(WORDS) == set(WORDS[60_000:])


def test_a_part_of_a_word_is_no_word():
    parts = {"eopl", "peopl", "eople", "peopleo", "organisat", "xq", "q", ""}
    assert not_english(parts) == parts


def test_short_words_are_found_as_well_as_long_ones():
    assert all(map(is_english, ("a", "of", "for", "work", "responsibilities")))


def test_other_letters_are_not_english():
    assert not_english({"да", "café", "想"}) == {"да", "café", "想"}
