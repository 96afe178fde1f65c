"""Replies as Telegram can show them: in parts that fit, as HTML that says the same, with buttons in rows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from server.entities import utf16_length
from server.html import parse_html

from bot.channels.telegram.keyboard import keyboard
from bot.channels.telegram.rendering import render, units
from bot.messages import CARRIES_AT_MOST, Choice, Link, Progress, Reply

SNOWMAN, GRIN = "☃", "😀"


# What a reply looks like


@pytest.mark.parametrize(
    ("reply", "html"),
    [
        (Reply("Words."), "Words."),
        (Reply("Words.", title="Title"), "<b>Title</b>\n\nWords."),
        (Reply("Words.", note="Note"), "Words.\n\n<i>Note</i>"),
        (Reply(title="Title"), "<b>Title</b>"),
        (Reply(note="Note"), "<i>Note</i>"),
        (Reply('a < b & c > d "e"'), 'a &lt; b &amp; c &gt; d "e"'),
        (Reply("&lt;", title="<b>"), "<b>&lt;b&gt;</b>\n\n&amp;lt;"),
        (Reply("  Words. \n", title=" Title "), "<b>Title</b>\n\nWords."),
        (Reply("Q", progress=Progress(7, 20, "Human resources")), "▰▰▰▰▱▱▱▱▱▱ 7 of 20, Human resources\n\nQ"),
        (Reply("Q", progress=Progress(0, 20)), "▱▱▱▱▱▱▱▱▱▱ 0 of 20\n\nQ"),
        (Reply("Q", progress=Progress(20, 20)), "▰▰▰▰▰▰▰▰▰▰ 20 of 20\n\nQ"),
        (Reply("Q", progress=Progress(0, 0)), "▱▱▱▱▱▱▱▱▱▱ 0 of 0\n\nQ"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_reply_is_shown_with_a_strong_title_a_bar_and_a_small_note(reply, html):
    [part] = render(reply)
    assert part.html == html
    assert part.plain == parse_html(html).text


@pytest.mark.parametrize("reply", [Reply(), Reply(" \n\t "), Reply("", title=" ", note="\u2003")])
def test_a_reply_without_words_takes_no_message(reply):
    assert render(reply) == []


def test_a_source_is_a_link_under_its_own_words():
    links = (Link("Source: A page (2026)", "https://e.org/a?b=1&c=2"), Link("More sources: 2."))
    (part,) = render(Reply("An answer", links=links))
    assert part.html == (
        'An answer\n<a href="https://e.org/a?b=1&amp;c=2">Source: A page (2026)</a>\nMore sources: 2.'
    )
    assert part.plain == "An answer\nSource: A page (2026): https://e.org/a?b=1&c=2\nMore sources: 2."
    assert parse_html(part.html).text == "An answer\nSource: A page (2026)\nMore sources: 2."


# Where it is cut


@pytest.mark.parametrize("letter", ["x", "é", SNOWMAN, GRIN, "&"])
def test_a_text_is_cut_just_above_telegrams_limit(letter):
    width = utf16_length(letter)
    fits = letter * (4094 // width)  # 4096, and room for a blank line between pieces
    assert len(render(Reply(fits))) == 1
    one_more = render(Reply(fits + letter))
    assert [len(part.plain) for part in one_more] == [len(fits), 1]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("one two\n\nthree four", ["one two", "three four"]),
        ("one two\nthree four", ["one two", "three four"]),
        ("one two three", ["one two", "three"]),
        ("a\n\nlong second", ["a\n\nlong", "second"]),
        ("onetwothreefour", ["onetwothree", "four"]),
        ("😀😀😀😀😀😀", ["😀😀😀😀😀", "😀"]),
    ],
)
def test_a_text_is_cut_at_a_paragraph_a_line_or_a_blank_if_one_is_near(text, parts):
    assert [part.plain for part in render(Reply(text), longest=13)] == parts


def test_pieces_that_fit_together_come_together_and_others_do_not():
    assert [part.plain for part in render(Reply("x" * 9, title="y" * 8), longest=21)] == [
        f"{'y' * 8}\n\n{'x' * 9}"
    ]
    assert [part.plain for part in render(Reply("x" * 10, title="y" * 8), longest=21)] == ["y" * 8, "x" * 10]


def test_a_link_fits_with_its_address_behind_every_part_of_its_words():
    address = "https://e.org/" + "x" * 200
    parts = render(Reply(links=(Link("word " * 1_600, address),)))
    assert len(parts) == 3
    assert all(len(part.plain) <= 4096 and part.plain.endswith(f": {address}") for part in parts)
    assert " ".join(parse_html(part.html).text for part in parts).split() == ["word"] * 1_600


def test_lengths_are_counted_as_telegram_counts_them():
    assert [units(text) for text in ("", "x", "é", SNOWMAN, GRIN, f"{GRIN}x")] == [0, 1, 1, 1, 2, 3]


words = st.text(st.characters(codec="utf-8"), max_size=300)
long_words = st.builds(lambda text, times: text * times, words, st.integers(1, 200))
anything = st.one_of(
    words, long_words, st.sampled_from(["<b>", "&amp;", "</i>", f"{GRIN} " * 3000, "\r\n" * 5000])
)


addresses = st.one_of(st.just(""), st.builds("https://e.org/{}?a=1&b=<{}>".format, words, words))
links = st.lists(st.builds(Link, st.one_of(words, long_words), addresses), max_size=5)


@settings(max_examples=150, deadline=None)
@given(text=anything, title=words, note=anything, links=links, done=st.integers(0, 20))
def test_whatever_is_said_fits_is_html_that_reads_the_same_and_loses_no_word(text, title, note, links, done):
    progress = Progress(done, 20, "of it")
    parts = render(Reply(text, title=title, note=note, links=tuple(links), progress=progress))
    for part in parts:
        read = parse_html(part.html)
        assert 1 <= utf16_length(read.text) <= utf16_length(part.plain) <= 4096
        addressed = [each["url"] for each in read.entities if each["type"] == "text_link"]
        assert [address for address in addressed if address not in part.plain] == []
        if not addressed:
            assert read.text == part.plain
    shown = "".join(parse_html(part.html).text for part in parts)
    bar = next(part.plain for part in render(Reply(progress=progress)))
    assert letters(shown) == letters("".join([title, bar, text, note, *(link.words for link in links)]))


@settings(max_examples=100, deadline=None)
@given(text=words, longest=st.integers(5, 40))
def test_however_small_the_limit_nothing_is_lost_and_nothing_is_longer(text, longest):
    parts = render(Reply(text), longest)
    assert all(utf16_length(part.plain) <= longest for part in parts)
    assert letters("".join(part.plain for part in parts)) == letters(text)


# Buttons


@pytest.mark.parametrize(
    ("labels", "rows"),
    [
        (["Yes", "No"], [["Yes", "No"]]),
        (["0 Not started", "1 Early", "2 In place"], [["0 Not started", "1 Early"], ["2 In place"]]),
        (["a", "b", "c", "d"], [["a", "b", "c"], ["d"]]),
        (["x" * 13, "y" * 13], [["x" * 13, "y" * 13]]),
        (["x" * 13, "y" * 14], [["x" * 13], ["y" * 14]]),
        (["x" * 60, "y", "z"], [["x" * 60], ["y", "z"]]),
    ],
)
def test_short_buttons_stand_side_by_side_and_long_ones_alone(labels, rows):
    shown = keyboard([Choice(label, f"go:{at}") for at, label in enumerate(labels)])
    assert [[button["text"] for button in row] for row in shown["inline_keyboard"]] == rows


def test_a_button_carries_what_its_choice_carries():
    carried = "é" * (CARRIES_AT_MOST // 2)
    [[button]] = keyboard([Choice("Go", carried)])["inline_keyboard"]
    assert button == {"text": "Go", "callback_data": carried}
    assert len(carried.encode()) == 64


def test_without_choices_there_is_no_keyboard():
    assert keyboard([]) is None


def letters(text: str) -> str:
    """All that is not blank."""
    return "".join(text.split())
