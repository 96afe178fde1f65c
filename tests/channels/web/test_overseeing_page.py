"""An admin on the page: looks at how organisations are doing, and at who did what."""

from datetime import timedelta

import pytest
from http_visitor import opened
from test_exports_page import Admin
from three_organisations import finish

from bot.flows.invite import make_invite


@pytest.fixture
async def admin(app, clock):
    async with opened(app.assistant, "http://charter.test") as client:
        made = make_invite("admin", clock())
        await app.store.append([made.record])
        admin = Admin(client)
        await admin.says(f"/code {made.code}")
        await admin.presses("Yes, that is fine")  # to what is kept
        yield admin


@pytest.fixture
async def finished(app, framework, clock):
    """Three organisations have finished today, two minutes ago."""
    await finish(app.store, framework, clock() - timedelta(minutes=2))


async def test_an_overview_is_a_picture_with_its_words_and_a_message_for_each_period(admin, finished):
    await admin.says("/overview")
    picture, said = admin.replies
    assert "Leadership 75%, Human resources 75%" in picture["document"]["alt"]
    drawn = await admin.client.get(picture["document"]["url"])
    assert (drawn.status_code, drawn.content[:4]) == (200, b"\x89PNG")
    assert "- Finished: 3" in said["text"]
    assert "Only the Career Matters panel awards Charter status." in said["note"]
    await admin.presses("7 days")
    assert admin.replies[-1]["title"] == "Overview: the last 7 days"


async def test_who_did_what_is_read_by_page_and_by_kind(app, admin, clock):
    for _ in range(8):
        await admin.says("/invite assessor")
    await admin.says("/audit")
    [said] = admin.replies
    assert said["text"].count("\n- ") == 7
    await admin.presses("Older ones")
    assert ". you: invite used (role admin)" in admin.replies[0]["text"]
    await app.upkeep.once()
    await admin.says("/audit invite used")
    assert admin.replies[0]["text"].count("- ") == 1
    assert "this record is whole" in admin.replies[0]["note"]
