"""The sentence model is the one that was measured, or there is none and the search knows words alone."""

import logging
import sys

import pytest

from bot.answers import Answers
from bot.sentences import open_sentences
from bot.settings import Settings
from knowledge.search.model_file import MADE, ModelMissing, checked_model


@pytest.fixture
def elsewhere(monkeypatch, tmp_path):
    """Where the assistant looks for the model in this test."""
    path = tmp_path / "minilm.onnx"
    monkeypatch.setattr("knowledge.search.encoder.checked_model", lambda: checked_model(path))
    return path


@pytest.fixture
def settings(tmp_path):
    return Settings(charter_sentences=True, charter_cache=tmp_path / "cache")


@pytest.fixture
def without_model(elsewhere, settings):
    """Open the sentence model where something is wrong with it."""

    def opened(spoil):
        spoil(elsewhere)
        return open_sentences(settings)

    return opened


@pytest.fixture
def told(caplog):
    """What the log says so far."""
    caplog.set_level(logging.INFO, "charter.search")
    return lambda: [(each.levelname, each.getMessage()) for each in caplog.records]


def missing(path):
    return None


def a_folder(path):
    path.mkdir()


def empty(path):
    path.write_bytes(b"")


def cut_short(path):
    path.write_bytes(MADE.read_bytes()[:-1])


def altered(path):
    model = bytearray(MADE.read_bytes())
    model[len(model) // 2] ^= 1
    path.write_bytes(model)


NOT_THERE = [missing, a_folder]
ANOTHER = [empty, cut_short, altered]


@pytest.mark.parametrize("spoil", NOT_THERE)
def test_a_model_that_is_not_there_is_told_with_what_to_do(tmp_path, spoil):
    path = tmp_path / "minilm.onnx"
    spoil(path)
    with pytest.raises(ModelMissing) as told:
        checked_model(path)
    assert str(told.value) == f"{path} cannot be read; `make setup` makes it"


@pytest.mark.parametrize("spoil", ANOTHER)
def test_a_model_that_is_not_the_one_that_was_measured_is_told_apart(tmp_path, spoil):
    path = tmp_path / "minilm.onnx"
    spoil(path)
    with pytest.raises(ModelMissing) as told:
        checked_model(path)
    assert (
        str(told.value)
        == f"{path} is not the model that was measured; remove it, then `make setup` makes it anew"
    )


def test_the_model_that_set_up_made_is_the_one_that_was_measured():
    assert checked_model() == MADE.read_bytes()


@pytest.mark.parametrize("spoil", [*NOT_THERE, *ANOTHER])
def test_without_its_model_the_assistant_answers_by_words_alone_and_says_why_once(
    without_model, content, by_words, told, spoil
):
    answers = Answers(content, without_model(spoil))
    for question in ("What does it cost?", "who runs the scheme", "i want to die"):
        assert answers.ask(question) == by_words.ask(question)
    assert answers.ask("What does it cost?").answer.id == "cost"
    [(level, words)] = told()
    assert level == "WARNING"
    assert words.startswith("the search knows words alone: ")
    assert "minilm.onnx" in words
    assert "`make setup`" in words


def test_without_the_library_that_runs_it_the_assistant_answers_by_words_alone_too(
    monkeypatch, settings, content, told
):
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    monkeypatch.delitem(sys.modules, "knowledge.search.encoder")
    sentences = open_sentences(settings)
    assert sentences is None
    [(level, words)] = told()
    assert level == "WARNING"
    assert "onnxruntime" in words


@pytest.mark.usefixtures("elsewhere")  # where there is no model: it would be missed
def test_a_model_that_is_not_wanted_is_not_looked_for(tmp_path, told):
    assert open_sentences(Settings(charter_sentences=False, charter_cache=tmp_path / "cache")) is None
    assert told() == [("INFO", "the search knows words alone, as CHARTER_SENTENCES says")]
    assert not (tmp_path / "cache").exists()


def test_what_the_model_has_learnt_is_kept_where_the_settings_say(settings, told):
    sentences = open_sentences(settings)
    assert sentences is not None
    kept = sentences.vectors(["what does it cost"])
    [file] = settings.charter_cache.iterdir()
    assert file.name == "sentences.db"
    assert (sentences.vectors(["what does it cost"]) == kept).all()
    assert told() == []
