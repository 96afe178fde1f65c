"""Where an answer comes from: a link under the source's own words."""

import pytest
from fake_conversations import ScriptedConversation
from playwright.async_api import expect
from visitor import SCRIPT

from bot.messages import Link, Reply

ANSWER = Reply(
    "There are four levels.",
    title="What are the levels?",
    links=(
        Link("Source: The Charter's page (undated)", "https://example.org/charter"),
        Link("More sources: 2."),
    ),
)


@pytest.fixture
def conversation():
    return ScriptedConversation(script={**SCRIPT, "levels": (ANSWER,)})


async def test_a_source_is_a_link_that_opens_beside_the_chat(visitor):
    await visitor.opens()
    await visitor.says("levels")
    link = visitor.log.get_by_role("link", name="Source: The Charter's page (undated)")
    await expect(link).to_have_attribute("href", "https://example.org/charter")
    await expect(link).to_have_attribute("target", "_blank")
    await visitor.sees("More sources: 2.")
