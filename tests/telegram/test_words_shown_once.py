"""On Telegram, words that look personal are shown to their writer; once delivered, no reply kept has them."""

from driving import everything_was_right

from storage.records import Handled

BAD = "Dr Fothergill and Mrs Green"


async def test_what_was_quoted_to_its_writer_is_in_no_kept_reply_once_it_is_delivered(telegram, server, amal):
    amal.says("/assess")
    await amal.hears("Is it all right to keep")
    amal.presses("Yes, that is fine")
    await amal.hears("your organisation called")
    amal.says(BAD)
    await amal.hears("This looks like somebody's name: Mrs Green")
    await telegram.settled()
    kept = str([each.to_json() for each in await telegram.store.read(Handled)])
    assert "This looks like somebody's name." in kept
    assert "Mrs Green" not in kept
    amal.presses("Keep it as it is")
    await amal.hears("Which service or team")
    assert everything_was_right(server)
