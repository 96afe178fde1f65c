"""What a value in a content file is, is decided by YAML 1.2 alone."""

from datetime import date

import pytest

from knowledge.yaml_text import read_yaml


@pytest.mark.parametrize("first", ["", "%YAML 1.1\n---\n"])
def test_words_and_numbers_are_what_they_look_like(first):
    read = read_yaml(f"{first}said: yes\nswitch: on\nid: 012\ntime: 1:30\nday: 2026-01-02\nnothing: ~\n")
    assert read == {
        "said": "yes", "switch": "on", "id": 12, "time": "1:30", "day": date(2026, 1, 2), "nothing": None,
    }  # fmt: skip
