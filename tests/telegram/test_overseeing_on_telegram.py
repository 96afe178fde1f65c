"""An admin on Telegram: looks at how organisations are doing, and at who did what."""

from datetime import timedelta

import pytest
from driving import everything_was_right
from three_organisations import finish

from bot.assistant import now

NOTICE = "Only the Career Matters panel awards Charter status."


@pytest.fixture
async def admin(telegram, amal, invitation):
    await telegram.has_agreed(amal)
    amal.says(f"/start {(await invitation()).partition('=')[2]}")
    await amal.hears("Your role is now: admin.")
    return amal


async def finished(telegram, framework, days):
    """Three organisations have finished so many days ago."""
    await finish(telegram.store, framework, now() - timedelta(days=days), f"REF{days:03}")


async def test_an_overview_is_a_picture_and_a_message_for_each_period(telegram, server, admin, framework):
    await finished(telegram, framework, 3)
    await finished(telegram, framework, 100)
    admin.says("/overview")
    picture = await admin.hears("Points with evidence, on average")
    assert picture.photos
    said = await admin.hears("- Finished: 3")
    assert "Overview: the last 30 days" in said.text
    assert NOTICE in said.text
    admin.presses("365 days")
    await admin.hears("- Finished: 6")
    admin.presses("7 days")
    await admin.hears("- Finished: 3")
    assert everything_was_right(server)


async def test_who_did_what_is_read_by_page_and_by_kind(telegram, server, admin):
    for _ in range(9):
        admin.says("/invite assessor")
        await admin.hears("Here is a one-time code")
    admin.says("/audit")
    said = await admin.hears("What was done, newest first")
    assert said.text.count(". you: invite made (role assessor)") == 8
    admin.presses("Older ones")
    await admin.hears(". you: invite used (role admin)")
    admin.says("/audit")
    await admin.hears("What was done, newest first")
    admin.says("/audit invite used")
    said = await admin.hears("What was done, newest first: invite used")
    assert said.text.count("\n- ") == 1
    assert everything_was_right(server)
