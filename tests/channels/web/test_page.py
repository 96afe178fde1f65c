"""What a person at the page says, presses and reads."""

from playwright.async_api import expect
from visitor import QUESTION

from bot.messages import Choice, Reply

WELCOME_AS_READ = (
    "Assistant | Welcome | I can explain the Charter. | With me you can: | ask a question | "
    "assess where you are | More: www.example.org/charter | (opens in a new tab) | . | "
    "Assess where we are | Ask a question"
)


async def test_opening_the_page_starts_the_conversation(visitor, conversation):
    await visitor.opens()
    assert [message.text for message in conversation.heard] == ["/start"]
    assert await visitor.reads() == [WELCOME_AS_READ]
    await expect(visitor.page).to_have_title("Charter assistant")
    await expect(visitor.page.locator("header")).to_contain_text(
        "Helps you prepare for the Lived Experience Charter. It is not the Charter’s own service."
    )


async def test_typing_and_enter_sends_and_stays_in_the_field(visitor):
    await visitor.opens()
    await visitor.says("What is the Charter?")
    await visitor.sees("2: What is the Charter?")
    assert (await visitor.reads())[1:] == [
        "You said | What is the Charter?",
        "Assistant | 2: What is the Charter?",
    ]
    await expect(visitor.words).to_be_focused()
    await expect(visitor.words).to_have_value("")


async def test_shift_and_enter_starts_a_new_line(visitor, conversation):
    await visitor.opens()
    await visitor.words.press_sequentially("one")
    await visitor.words.press("Shift+Enter")
    await visitor.words.press_sequentially("two")
    await visitor.words.press("Enter")
    await visitor.sees("2: one")
    assert conversation.heard[1].text == "one\ntwo"


async def test_the_send_button_sends_and_nothing_is_not_sent(visitor, conversation):
    await visitor.opens()
    await visitor.words.fill("   ")
    await visitor.presses("Send")
    await visitor.words.fill("hello")
    await visitor.presses("Send")
    await visitor.sees("2: hello")
    assert len(conversation.heard) == 2


async def test_pressing_a_choice_shows_its_words_and_sends_what_it_carries(visitor, conversation):
    await visitor.opens()
    await visitor.presses("Assess where we are")
    await visitor.sees("7 of 20, Human resources")
    assert conversation.heard[1].choice == "assess:start"
    assert (await visitor.reads())[1:] == [
        "You said | Assess where we are",
        "Assistant | Good. It takes about 20 minutes.",
        f"Assistant | {QUESTION.title} | 7 of 20, Human resources | {QUESTION.text} | 0 Not yet | 1 Planned",
    ]
    bar = visitor.page.get_by_role("progressbar", name="7 of 20, Human resources")
    assert await bar.evaluate("bar => [bar.value, bar.max]") == [7, 20]


async def test_an_older_choice_still_works(visitor, conversation):
    await visitor.opens()
    await visitor.presses("Assess where we are")
    await visitor.sees("hiring")
    await visitor.presses("Ask a question")
    await visitor.sees("3: ask:start")


async def test_a_choice_pressed_twice_while_it_is_on_its_way_is_sent_once(visitor, conversation):
    await visitor.opens()
    conversation.may_answer.clear()
    await visitor.presses("Ask a question")
    await visitor.presses("Ask a question")
    conversation.may_answer.set()
    await visitor.sees("2: ask:start")
    await expect(visitor.said).to_have_count(1)
    assert len(conversation.heard) == 2


async def test_a_double_click_presses_once(visitor, conversation):
    await visitor.opens()
    await visitor.page.get_by_role("button", name="Ask a question").dblclick()
    await visitor.sees("2: ask:start")
    await visitor.says("and then?")
    await visitor.sees("3: and then?")
    assert len(conversation.heard) == 3


async def test_messages_are_sent_one_after_the_other(visitor, conversation):
    await visitor.opens()
    conversation.may_answer.clear()
    await visitor.says("first")
    await visitor.says("second")
    await expect(visitor.page.get_by_role("status")).to_have_text("Assistant is writing…")
    await expect(visitor.log).to_have_attribute("aria-busy", "true")
    assert "second" not in [message.text for message in conversation.heard]
    conversation.may_answer.set()
    await visitor.sees("3: second")
    await expect(visitor.log).to_have_attribute("aria-busy", "false")
    await expect(visitor.page.get_by_role("status")).to_be_empty()
    assert [text.partition(" | ")[2] for text in (await visitor.reads())[1:]] == [
        "first",
        "2: first",
        "second",
        "3: second",
    ]


async def test_a_document_is_downloaded_under_its_name(visitor):
    await visitor.opens()
    await visitor.says("plan")
    await visitor.sees("Download Action plan.pdf (2 KB)")
    async with visitor.page.expect_download() as waiting:
        await visitor.page.get_by_role("link", name="Download Action plan.pdf").click()
    download = await waiting.value
    assert download.suggested_filename == "Action plan.pdf"
    assert (await download.path()).read_bytes().startswith(b"%PDF-")


async def test_a_picture_is_seen_in_the_conversation_and_has_its_words(visitor):
    await visitor.opens()
    await visitor.says("areas")
    shown = visitor.page.get_by_role("img", name="Leadership 40%.")
    await expect(shown).to_be_visible()
    assert await shown.evaluate("one => one.decode().then(() => one.naturalWidth)") == 1
    await visitor.sees("Download areas.png")
    assert visitor.complaints == []


async def test_markup_is_shown_as_the_text_it_is(visitor, conversation):
    markup = '<img src=x onerror="document.title=1"> <b>&amp;</b> <script>document.title=2</script>'
    conversation.script["markup"] = (
        Reply(markup, title=markup, note=markup, choices=(Choice(markup[:40], "a:b"),)),
    )
    await visitor.opens()
    await visitor.says(markup)
    await visitor.says("markup")
    await expect(visitor.page.get_by_role("heading", name=markup)).to_be_visible()
    assert (await visitor.reads())[1:3] == [f"You said | {markup}", f"Assistant | 2: {markup}"]
    assert await visitor.log.locator("img, b, script").count() == 0
    await expect(visitor.page).to_have_title("Charter assistant")
