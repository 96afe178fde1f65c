"""How the assistant's plain text becomes paragraphs, lists and links."""

from playwright.async_api import expect

from bot.messages import Reply

SHOW = """message => [...message.children].slice(1).map(block =>
    block.tagName + ": " + [...block.childNodes].map(node =>
        node.tagName === "A" ? `[${node.firstChild.data}](${node.href})` :
        node.tagName ? `<${node.textContent}>` : node.data).join(""))"""


LAID_OUT = {
    "one": ["P: one"],
    "one\ntwo\n\n\nthree": ["P: one\ntwo", "P: three"],
    "one\r\n \r\ntwo": ["P: one", "P: two"],
    "Bring:\n- a pen\n- paper\nand time": ["P: Bring:", "UL: <a pen><paper>", "P: and time"],
    "- a\n\n- b": ["UL: <a>", "UL: <b>"],
    "a - b, 5-6 -x": ["P: a - b, 5-6 -x"],
    "See https://a.test/b?c=d#e.": ["P: See [https://a.test/b?c=d#e](https://a.test/b?c=d#e)."],
    "(www.a.test), yes": ["P: ([www.a.test](https://www.a.test/)), yes"],
    "http://a.test/b_(c)!": ["P: [http://a.test/b_(c)](http://a.test/b_(c))!"],
    "(http://a.test/d).": ["P: ([http://a.test/d](http://a.test/d))."],
    "https://a.test www.b.test!": [
        "P: [https://a.test](https://a.test/) [www.b.test](https://www.b.test/)!",
    ],
    "javascript://a.test ftp://b.test awww.c": ["P: javascript://a.test ftp://b.test awww.c"],
    "see https:// and www. there": ["P: see https:// and www. there"],
}


async def test_text_is_laid_out(visitor, conversation):
    conversation.script["show"] = tuple(Reply(text) for text in LAID_OUT)
    await visitor.opens()
    await visitor.says("show")
    await expect(visitor.messages).to_have_count(2 + len(LAID_OUT))
    for place, blocks in enumerate(LAID_OUT.values(), start=2):
        shown = visitor.messages.nth(place)
        assert await shown.evaluate(SHOW) == blocks


async def test_links_open_elsewhere_and_say_so(visitor, conversation):
    conversation.script["show"] = (Reply("https://a.test/b", note="and www.b.test"),)
    await visitor.opens()
    await visitor.says("show")
    for name in ("https://a.test/b (opens in a new tab)", "www.b.test (opens in a new tab)"):
        link = visitor.page.get_by_role("link", name=name, exact=True)
        assert await link.get_attribute("rel") == "noopener noreferrer"
        assert await link.get_attribute("target") == "_blank"
