"""What the content means is learnt once and kept; a file that cannot be used costs time, never an answer."""

import logging
import sqlite3
from collections import Counter
from contextlib import closing

import numpy as np
import pytest

from knowledge.search import VectorCache
from knowledge.search.vectors import SIZE

SOME = ["what does it cost", "who can apply", "what are the levels"]


class CountingEncoder:
    """Makes of each text a vector of its own, and counts what it was asked to make."""

    def __init__(self, name="one model"):
        self.name = name
        self.made = Counter()

    def vectors(self, texts):
        self.made.update(texts)
        return np.stack([self.vector(text) for text in texts])

    def vector(self, text):
        seed = int.from_bytes(f"{self.name}|{text}".encode())
        vector = np.random.default_rng(seed).normal(size=SIZE)
        return np.asarray(vector / np.linalg.norm(vector), np.float32)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "cache" / "sentences.db"


@pytest.fixture
def encoder():
    return CountingEncoder()


@pytest.fixture
def told(caplog):
    """What the log says so far."""
    caplog.set_level(logging.INFO, "charter.search")
    return lambda: [(each.levelname, each.getMessage()) for each in caplog.records]


def same(found, encoder, texts):
    return np.array_equal(found, [encoder.vector(text) for text in texts])


def test_a_text_is_made_once_and_found_again_by_the_next_start(path, encoder):
    assert same(VectorCache(encoder, path).vectors(SOME), encoder, SOME)
    assert encoder.made == Counter(SOME)
    later = CountingEncoder()
    texts = [SOME[2], "new", SOME[0]]
    assert same(VectorCache(later, path).vectors(texts), encoder, texts)
    assert later.made == Counter(["new"])


def test_a_text_that_stands_twice_is_made_once_and_given_twice(path, encoder):
    texts = ["same", "other", "same"]
    assert same(VectorCache(encoder, path).vectors(texts), encoder, texts)
    assert encoder.made == Counter(["same", "other"])


def test_many_texts_are_found_again_in_their_order_and_learning_them_is_told_once(path, encoder, told):
    many = [f"text {number}" for number in range(1_203)]
    VectorCache(encoder, path).vectors(many)
    later = CountingEncoder()
    assert same(VectorCache(later, path).vectors(many[::-1]), encoder, many[::-1])
    assert later.made == Counter()
    assert told() == [("INFO", "learning 1203 sentences; once, this takes some seconds")]


def test_vectors_of_another_model_are_never_taken(path, encoder):
    VectorCache(encoder, path).vectors(SOME)
    VectorCache(encoder, path).array("head", 4, lambda: np.ones(4, np.float32))
    other = CountingEncoder("another model")
    cache = VectorCache(other, path)
    assert same(cache.vectors(SOME), other, SOME)
    assert other.made == Counter(SOME)
    assert cache.array("head", 4, lambda: np.zeros(4, np.float32)).tolist() == [0, 0, 0, 0]
    assert same(VectorCache(CountingEncoder(), path).vectors(SOME), encoder, SOME)


def test_what_was_learnt_of_all_is_made_once_and_comes_back_flat(path, encoder):
    head = np.arange(6, dtype=np.float32).reshape(2, 3)
    first = VectorCache(encoder, path).array("head", head.size, lambda: head)
    again = VectorCache(encoder, path).array("head", head.size, lambda: pytest.fail("it was made before"))
    assert first.tolist() == again.tolist() == [0, 1, 2, 3, 4, 5]
    other = VectorCache(encoder, path).array("another head", head.size, lambda: head + 1)
    assert other.tolist() == [1, 2, 3, 4, 5, 6]


def test_what_a_person_typed_is_never_written_down(path, encoder):
    typed = "my name is Sam and i was inside"
    VectorCache(encoder, path).fresh(typed)
    assert not path.exists()
    cache = VectorCache(encoder, path)
    cache.vectors(SOME)
    before = path.read_bytes()
    assert np.array_equal(cache.fresh(typed), encoder.vector(typed))
    assert path.read_bytes() == before
    later = CountingEncoder()
    VectorCache(later, path).vectors([typed])
    assert later.made == Counter([typed])


def test_no_words_stand_in_the_file(path, encoder):
    VectorCache(encoder, path).vectors(["what does it cost"])
    assert b"cost" not in path.read_bytes()


def garbage(path):
    path.write_bytes(b"This is no database. " * 500)


def empty_of_meaning(path):
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE arrays (something TEXT)")
    file.close()


def cut_short(path):
    VectorCache(CountingEncoder(), path).vectors([f"text {number}" for number in range(100)])
    path.write_bytes(path.read_bytes()[:10_000])


@pytest.mark.parametrize("spoil", [garbage, empty_of_meaning, cut_short])
def test_a_file_that_cannot_be_read_costs_no_answer_and_is_told_once(path, encoder, told, spoil):
    path.parent.mkdir()
    spoil(path)
    before = path.read_bytes()
    cache = VectorCache(encoder, path)
    assert same(cache.vectors(SOME), encoder, SOME)
    assert cache.array("head", 3, lambda: np.ones(3, np.float32)).tolist() == [1, 1, 1]
    assert same(cache.vectors(SOME), encoder, SOME)
    [(level, words)] = told()
    assert level == "WARNING"
    assert str(path) in words
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made_costs_no_answer_and_is_told_once(tmp_path, encoder, told):
    (tmp_path / "file").write_text("I am no folder.", encoding="utf-8")
    path = tmp_path / "file" / "cache" / "sentences.db"
    cache = VectorCache(encoder, path)
    assert same(cache.vectors(SOME), encoder, SOME)
    assert same(cache.vectors(["another"]), encoder, ["another"])
    [(level, words)] = told()
    assert level == "WARNING"
    assert str(path) in words


def test_a_path_that_is_a_folder_costs_no_answer_either(path, encoder, told):
    path.mkdir(parents=True)
    assert same(VectorCache(encoder, path).vectors(SOME), encoder, SOME)
    assert len(told()) == 1


def test_without_a_path_texts_are_made_once_all_the_same_and_nothing_is_said(encoder, told):
    cache = VectorCache(encoder, None)
    assert same(cache.vectors(SOME), encoder, SOME)
    assert same(cache.vectors(SOME), encoder, SOME)
    assert encoder.made == Counter(SOME)
    assert told() == []


@pytest.mark.parametrize("value", [b"", b"abc", b"\0" * 40, np.full(384, np.nan, np.float32).tobytes()])
def test_a_row_that_is_damaged_is_made_anew(encoder, path, value):
    VectorCache(encoder, path).vectors(SOME)
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE arrays SET value = ?", [value])
    assert same(VectorCache(encoder, path).vectors(SOME), encoder, SOME)
    assert encoder.made == Counter(SOME * 2)


def test_a_cache_that_keeps_nothing_reads_what_is_there(encoder, path):
    VectorCache(encoder, path).vectors(SOME[:1])
    trial = VectorCache(encoder, path).keeping_nothing()
    assert same(trial.vectors(SOME), encoder, SOME)
    VectorCache(encoder, path).vectors(SOME)
    assert encoder.made == Counter([SOME[0], *SOME[1:] * 2])
