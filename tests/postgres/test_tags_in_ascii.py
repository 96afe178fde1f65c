"""Tags are kept in ASCII, and are found as if they were not."""

from hypothesis import given
from hypothesis import strategies as st

from storage.postgres_store.names import escaped, unescaped
from storage.records import Member


async def test_the_beginning_of_half_a_character_is_not_that_of_a_whole_one(stores):
    async with stores[0].turn("mine") as turn:
        turn.put(Member("web:1", role="\U0001f600"))
        turn.put(Member("web:2", role="\ud83d"))

    assert await stores[0].tags(Member, "role:\ud83d") == ["role:\ud83d"]
    assert await stores[0].tags(Member, "role:") == ["role:\ud83d", "role:\U0001f600"]


@given(st.text(st.one_of(st.characters(), st.just("\udfff"), st.just("\0"))))
def test_any_text_comes_back_from_ascii_without_nul(text):
    assert unescaped(escaped(text)) == text
    assert escaped(text).isascii()
    assert "\0" not in escaped(text)
