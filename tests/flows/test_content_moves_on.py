"""After a release: what the shipped files say by now drops out; what they contradict is told; they win."""

from dataclasses import replace

import pytest
from curators import curator, edits
from people import NO_HURRY, Clock

from bot.app import assemble
from bot.edits import laid_over
from storage.memory_store import MemoryStore
from storage.records import ContentEdit

NEW = "There are four levels: Working Towards, Bronze, Silver and Gold."
WEE = "how many wee cups are there"


def edit(number, change, text="", old="", **more) -> ContentEdit:
    more = {"entry": "levels", "ask": (), "by": "CREW2345", "at": f"2026-11-2{number}T09:00:00+00:00", **more}
    return ContentEdit(f"e{number}", change=change, text=text, old=old, number=number, state="live", **more)


def shipped_with(content, **change):
    """The content of another release."""
    entries = {**content.entries, "levels": content.entries["levels"].model_copy(update=change)}
    return replace(content, entries=entries)


@pytest.fixture
async def release(content, request):
    """Put an assistant together over a release, with what was published before it."""
    store = MemoryStore()

    async def over(content, *published):
        async with store.turn("test") as turn:
            for each in published:
                turn.put(each)
        app = assemble(content, store, Clock(), rates=NO_HURRY)
        await app.upkeep.learn()
        return app, await curator(app, "cleo", request.node.name)

    return over


async def states(app) -> list[str]:
    return [each.state for each in await edits(app)]


async def test_what_the_files_say_by_now_is_merged_and_nobody_is_troubled(release, content):
    old = content.entries["levels"]
    published = edit(1, "answer", NEW, old.answer), edit(2, "ask", ask=(WEE,))
    app, cleo = await release(shipped_with(content, answer=NEW, ask=[*old.ask, WEE]), *published)
    assert await states(app) == ["merged", "merged"]
    await cleo.says("/reviews")
    assert "not used" not in cleo.sees
    await cleo.presses_data("know:past:levels")
    assert cleo.sees.count("The content files say the same.") == 2


async def test_what_is_not_in_the_files_yet_goes_on_being_answered_from(release, content):
    old = content.entries["levels"].answer
    app, cleo = await release(content, edit(1, "answer", NEW, old), edit(2, "ask", ask=(WEE,)))
    assert await states(app) == ["live", "live"]
    await cleo.says(WEE)
    assert NEW in cleo.sees


async def test_of_two_changes_the_one_in_the_files_is_merged_and_the_other_stays(release, content):
    old = content.entries["levels"].answer
    two = edit(1, "answer", NEW, old), edit(2, "answer", f"{NEW} More.", NEW)
    app, cleo = await release(shipped_with(content, answer=NEW), *two)
    assert await states(app) == ["merged", "live"]
    await cleo.presses_data("entry:levels")
    assert f"{NEW} More." in cleo.sees


async def test_what_the_files_contradict_is_not_used_and_is_told(release, content):
    published = edit(1, "answer", NEW, content.entries["levels"].answer)
    app, cleo = await release(shipped_with(content, answer="There are four levels. So it ships."), published)
    assert await states(app) == ["stale"]
    await cleo.presses_data("entry:levels")
    assert "So it ships." in cleo.sees
    await cleo.says("/reviews")
    assert "1 changes made in chat are not used." in cleo.sees
    await cleo.presses("Look at 1")
    assert "The content files were changed after this change was made" in cleo.sees
    assert "It now reads:\n\nThere are four levels. So it ships." in cleo.sees


async def test_it_can_be_tried_again_on_what_the_files_say(release, content):
    published = edit(1, "answer", NEW, content.entries["levels"].answer)
    app, cleo = await release(shipped_with(content, answer="There are four levels. So it ships."), published)
    await cleo.presses_data("know:left:e1")
    await cleo.presses("Try it on the answer as it is now")
    await cleo.presses("Publish it")
    assert await states(app) == ["dropped", "live"]
    await app.upkeep.learn()
    await cleo.presses_data("entry:levels")
    assert NEW in cleo.sees


async def test_it_can_be_let_go(release, content):
    published = edit(1, "answer", NEW, content.entries["levels"].answer)
    app, cleo = await release(shipped_with(content, answer="There are four levels. So it ships."), published)
    await cleo.presses_data("know:left:e1")
    await cleo.presses("Let it go")
    assert await states(app) == ["dropped"]
    assert "not used" not in cleo.sees
    await cleo.presses("Let it go")
    assert "That is not here any more." in cleo.sees


async def test_what_fails_the_check_by_now_is_not_used_and_is_told(release, content):
    app, cleo = await release(content, edit(1, "ask", ask=("charter price",)), edit(2, "ask", ask=(WEE,)))
    assert await states(app) == ["unsound", "live"]
    await cleo.says("/reviews")
    await cleo.presses("Look at 1")
    assert "This change does not pass the check any more" in cleo.sees


async def test_a_change_of_an_answer_that_is_gone_is_not_used(release, content):
    app, cleo = await release(content, edit(1, "ask", ask=(WEE,), entry="gone-by-now"))
    assert await states(app) == ["stale"]
    await cleo.says("/reviews")
    assert "gone-by-now" in cleo.sees
    await cleo.presses("Look at 1")
    assert cleo.replies


def test_an_unchanged_entry_is_the_very_same(content):
    assert laid_over(content.entries, []).entries == content.entries


def test_a_way_of_asking_that_was_added_and_taken_out_again_leaves_nothing(content):
    overlay = laid_over(content.entries, [edit(1, "ask", ask=(WEE,)), edit(2, "unask", ask=(WEE,))])
    assert overlay.entries == content.entries
    assert [each.id for each in overlay.merged] == ["e1", "e2"]


def test_a_new_wording_of_another_part_of_an_entry_fits_beside_what_the_files_changed(content):
    moved = shipped_with(content, question="Which levels are there?")
    published = edit(1, "answer", NEW, content.entries["levels"].answer)
    overlay = laid_over(moved.entries, [published])
    assert (overlay.entries["levels"].answer, overlay.stale) == (NEW, ())
    assert overlay.entries["levels"].question == "Which levels are there?"


def test_after_the_files_changed_the_changes_behind_that_count(content):
    moved = shipped_with(content, answer="So it ships.")
    old = edit(1, "answer", NEW, content.entries["levels"].answer)
    overlay = laid_over(moved.entries, [old, edit(2, "answer", "Newer.", "So it ships.")])
    assert overlay.entries["levels"].answer == "Newer."
    assert overlay.stale == (old,)
