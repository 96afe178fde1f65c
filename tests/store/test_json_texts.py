"""Texts are written as `json.dumps` writes them: what was sealed before is bound to that, to the letter."""

import json

from hypothesis import given
from hypothesis import strategies as st

from storage.json_texts import json_text, json_texts

any_text = st.text(st.characters(codec=None, categories=None))


@given(st.lists(any_text))
def test_a_list_of_texts_is_as_the_library_writes_it(texts):
    assert json_texts(texts) == json.dumps(texts)


@given(any_text)
def test_one_text_is_as_the_library_writes_it(text):
    assert json_text(text) == json.dumps(text)
