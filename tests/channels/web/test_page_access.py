"""The page is usable by keyboard, by screen reader, on a narrow phone and in the dark."""

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.async_api import expect

from bot.messages import Choice, Reply

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
SCAN = """async () => (await axe.run(document, {rules: {"target-size": {enabled: true}}})).violations
    .map(({id, nodes}) => id + ": " + nodes.map(node => node.html).join(" "))"""
TOO_WIDE = """() => [...document.querySelectorAll("body *")].filter(one =>
    one.getBoundingClientRect().right > innerWidth && !one.closest(".unseen")).map(one => one.outerHTML)"""
SMALL = """() => [...document.querySelectorAll("button")].filter(one =>
    one.getBoundingClientRect().height < 44 || one.getBoundingClientRect().width < 44)
    .map(one => one.outerHTML)"""
REACHABLE = """one => { const {left, bottom} = one.getBoundingClientRect();
    return one.contains(document.elementFromPoint(left + 20, bottom - 5)); }"""
LONG = "Donaudampfschifffahrtsgesellschaft" * 8


async def violations(page):
    await page.evaluate(AXE)
    return await page.evaluate(SCAN)


async def walk_through(visitor, conversation):
    """See everything that the page can show: choices old and new, progress, a document, a problem."""
    await visitor.opens()
    await visitor.presses("Assess where we are")
    await visitor.sees("hiring")
    await visitor.says("plan")
    await visitor.sees("Download")
    await visitor.says("areas")
    await visitor.sees("Download areas.png")
    conversation.breaks_down = 1
    await visitor.says("oh no")
    await visitor.sees("Sorry")
    await visitor.says("And a list, please.")
    await visitor.sees("And a list, please.")
    await expect(visitor.messages).to_have_count(12)


@pytest.mark.parametrize("colours", ["light", "dark"])
async def test_axe_finds_nothing_to_mend(visitor, conversation, colours):
    await visitor.page.emulate_media(color_scheme=colours, reduced_motion="reduce")
    await visitor.opens()
    assert await violations(visitor.page) == []
    await walk_through(visitor, conversation)
    for width in (320, 390, 1280):
        await visitor.page.set_viewport_size({"width": width, "height": 700})
        assert await violations(visitor.page) == []
        assert await visitor.page.evaluate(SMALL) == []


async def test_nothing_is_wider_than_a_narrow_phone(visitor, conversation):
    choice = Choice(LONG[:120], "a:b")
    conversation.script["long"] = (
        Reply(f"{LONG}\n\n- {LONG}\n\nhttps://a.test/{LONG}", title=LONG, note=LONG, choices=(choice,)),
    )
    await visitor.page.set_viewport_size({"width": 320, "height": 568})
    await visitor.opens()
    await visitor.says(LONG)
    await visitor.says("long")
    await expect(visitor.page.get_by_role("heading", name=LONG)).to_be_visible()
    assert await visitor.page.evaluate("document.documentElement.scrollWidth") == 320
    assert await visitor.page.evaluate(TOO_WIDE) == []


async def test_by_keyboard_alone_one_gets_through(visitor, conversation):
    keys = visitor.page.keyboard
    await visitor.opens()
    await keys.press("Tab")
    await expect(visitor.focused).to_have_text("Skip to writing a message")
    await keys.press("Enter")
    await expect(visitor.words).to_be_focused()
    await keys.type("hello")
    await keys.press("Enter")
    await visitor.sees("2: hello")
    await expect(visitor.words).to_be_focused()
    await keys.press("Shift+Tab")
    await expect(visitor.focused).to_have_text("Ask a question")
    await keys.press("Shift+Tab")
    await keys.press("Enter")
    await visitor.sees("hiring")
    await expect(visitor.focused).to_contain_text("Good. It takes about 20 minutes.")
    await keys.press("Tab")
    await expect(visitor.focused).to_have_text("0 Not yet")
    await keys.press("Tab")
    await keys.press("Space")
    await visitor.sees("4: answer:h1:1")
    await expect(visitor.focused).to_contain_text("4: answer:h1:1")
    await keys.press("Tab")
    await expect(visitor.words).to_be_focused()


async def test_the_focus_can_be_seen(visitor):
    await visitor.opens()
    for _ in range(6):
        await visitor.page.keyboard.press("Tab")
        outline = "one => getComputedStyle(one).outlineStyle + getComputedStyle(one).outlineWidth"
        assert await visitor.focused.evaluate(outline) == "solid3px"


async def test_what_has_the_focus_is_not_hidden_behind_the_composer(visitor, conversation):
    choices = tuple(Choice(f"Number {number}", f"a:{number}") for number in range(12))
    conversation.script["many"] = (Reply("Which?", choices=choices),)
    await visitor.page.emulate_media(reduced_motion="reduce")
    await visitor.page.set_viewport_size({"width": 320, "height": 480})
    await visitor.opens()
    await visitor.says("many")
    await expect(visitor.page.get_by_role("group", name="Choices: Which?")).to_be_visible()
    await visitor.page.get_by_role("button", name="Number 0").focus()
    for _ in choices:
        assert await visitor.focused.evaluate(REACHABLE)
        await visitor.page.keyboard.press("Tab")


async def test_a_screen_reader_hears_who_speaks_and_what_can_be_pressed(visitor):
    await visitor.opens()
    await visitor.presses("Assess where we are")
    await visitor.sees("hiring")
    question = "Do people with lived experience take part in hiring?"
    await expect(visitor.page.get_by_role("log", name="Conversation")).to_match_aria_snapshot(f"""
        - log:
          - list:
            - listitem:
              - paragraph: Assistant
              - heading "Welcome" [level=2]
            - listitem:
              - paragraph: You said
              - paragraph: Assess where we are
              - paragraph: Assistant
              - paragraph: Good. It takes about 20 minutes.
              - paragraph: Assistant
              - heading "{question}" [level=2]
              - progressbar "7 of 20, Human resources"
              - 'group "Choices: {question}"':
                - button "0 Not yet"
                - button "1 Planned"
    """)
    attributes = "one => [one.ariaLive, one.getAttribute('aria-relevant')]"
    assert await visitor.log.evaluate(attributes) == ["polite", "additions"]


async def test_without_javascript_the_page_says_what_to_do(browser_page, address):
    context = await browser_page.context.browser.new_context(java_script_enabled=False)
    page = await context.new_page()
    await page.goto(address)
    assert "This chat needs JavaScript." in await page.locator("noscript p").inner_text()
    await context.close()


async def test_the_newest_answer_comes_into_view_from_its_beginning(visitor, conversation):
    conversation.script["long"] = (Reply("\n\n".join(f"Paragraph {number}" for number in range(60))),)
    await visitor.page.emulate_media(reduced_motion="reduce")
    await visitor.opens()
    await visitor.says("long")
    await expect(visitor.page.get_by_text("Paragraph 0", exact=True)).to_be_in_viewport()
    await expect(visitor.said).to_be_in_viewport()
    await expect(visitor.words).to_be_in_viewport()
