"""Nothing is lost and nothing is doubled, whatever happens on the way."""

import pytest
from playwright.async_api import expect
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from bot.channels.web.serve import serve


@pytest.fixture
async def elsewhere(address):
    """Another site, for a browser: not 127.0.0.1; with a link to the chat."""

    async def link(_):
        return HTMLResponse(f"<title>Elsewhere</title><a href='{address}/'>To the chat</a>")

    site = await serve(Starlette(routes=[Route("/", link)]), "127.0.0.1", 0)
    yield f"http://localhost:{site.port}/"
    await site.stop()


async def test_a_reload_keeps_the_transcript(visitor, conversation):
    await visitor.opens()
    await visitor.presses("Assess where we are")
    await visitor.sees("hiring")
    before = await visitor.reads()
    await visitor.opens()
    assert await visitor.reads() == before
    assert len(conversation.heard) == 2
    await visitor.presses("1 Planned")
    await visitor.sees("3: answer:h1:1")


async def test_a_reload_in_the_middle_of_sending_neither_loses_nor_doubles(visitor, conversation):
    await visitor.opens()
    conversation.may_answer.clear()
    await visitor.says("important")
    await expect(visitor.said).to_have_count(1)
    await visitor.opens()
    conversation.may_answer.set()
    await visitor.sees("important")
    await expect(visitor.messages).to_have_count(3)
    assert (await visitor.reads())[1] == "You said | important"
    assert len(set(conversation.ids)) == 2
    assert len(conversation.said) == 2


async def test_another_tab_has_its_own_transcript_and_is_the_same_person(visitor, conversation):
    await visitor.opens()
    other = await visitor.page.context.new_page()
    await other.goto(visitor.address)
    await expect(other.get_by_role("log")).to_contain_text("Welcome")
    assert len({message.sender for message in conversation.heard}) == 1
    assert len(set(conversation.ids)) == 2


async def test_a_failure_can_be_tried_again_under_the_same_id(visitor, conversation):
    await visitor.opens()
    conversation.breaks_down = 2
    await visitor.says("important")
    await visitor.sees("Sorry, something went wrong on our side")
    await expect(visitor.words).to_be_focused()
    await visitor.presses("Try again")
    again = visitor.page.get_by_role("button", name="Try again")
    await expect(again).to_be_focused()
    await visitor.page.keyboard.press("Enter")
    await visitor.sees("2: important")
    await expect(again).to_have_count(0)
    assert len(conversation.ids) == 4
    assert len(set(conversation.ids)) == 2


async def test_after_a_failure_one_can_go_on_and_come_back_to_it(visitor, conversation):
    await visitor.opens()
    conversation.breaks_down = 1
    await visitor.says("first")
    await visitor.sees("Sorry")
    await visitor.says("second")
    await visitor.sees("2: second")
    await visitor.presses("Try again")
    await visitor.sees("3: first")
    assert [text.partition(" | ")[2] for text in (await visitor.reads())[1:]] == [
        "first",
        "3: first",
        "second",
        "2: second",
    ]


async def test_a_failed_message_is_sent_again_by_a_reload(visitor, conversation):
    await visitor.opens()
    conversation.breaks_down = 1
    await visitor.says("important")
    await visitor.sees("Sorry")
    await visitor.opens()
    await visitor.sees("2: important")
    assert len(set(conversation.ids)) == 2


async def test_offline_everything_waits_in_order(visitor, conversation):
    await visitor.opens()
    await visitor.page.context.set_offline(True)
    await visitor.says("first")
    await visitor.sees("The assistant cannot be reached just now. Your message is kept here.")
    await visitor.says("second")
    await expect(visitor.log).to_have_attribute("aria-busy", "false")
    await visitor.page.context.set_offline(False)
    await visitor.presses("Try again")
    await visitor.sees("3: second")
    assert [message.text for message in conversation.heard[1:]] == ["first", "second"]
    assert await visitor.page.get_by_role("button", name="Try again").count() == 0


async def test_a_choice_pressed_offline_goes_on_when_it_is_pressed_again(visitor, conversation):
    await visitor.opens()
    await visitor.page.context.set_offline(True)
    await visitor.presses("Ask a question")
    await visitor.sees("cannot be reached")
    await visitor.page.context.set_offline(False)
    await visitor.presses("Ask a question")
    await visitor.sees("2: ask:start")
    await expect(visitor.said).to_have_count(1)


async def test_a_message_that_is_too_long_comes_back_to_be_shortened(visitor, conversation):
    await visitor.opens()
    await visitor.says("x" * 4001)
    await visitor.sees("Your message has 4,001 characters")
    await expect(visitor.words).to_have_value("x" * 4001)
    await visitor.says("short")
    await visitor.sees("2: short")
    assert len(conversation.heard) == 2


async def test_without_the_cookie_a_reload_mends_it(visitor, conversation):
    await visitor.opens()
    await visitor.page.context.clear_cookies()
    await visitor.says("important")
    await visitor.presses("Reload this page")
    await visitor.sees("2: important")


async def test_starting_over_clears_the_page_and_begins_again(visitor, conversation):
    await visitor.opens()
    await visitor.says("hello")
    await visitor.sees("2: hello")
    conversation.may_answer.clear()
    await visitor.says("slow")
    await visitor.presses("Start over on this page")
    conversation.may_answer.set()
    await visitor.sees("Welcome")
    await expect(visitor.messages).to_have_count(1)
    assert [message.text for message in conversation.heard] == ["/start", "hello", "slow", "/start"]
    await visitor.page.reload()
    await expect(visitor.messages).to_have_count(1)


async def test_coming_by_a_link_on_another_site_one_is_the_same_person(visitor, elsewhere, conversation):
    await visitor.opens()
    other = await visitor.page.context.new_page()
    await other.goto(elsewhere)
    await other.get_by_role("link").click()
    await expect(other.get_by_role("log")).to_contain_text("Welcome")
    assert len({message.sender for message in conversation.heard}) == 1
