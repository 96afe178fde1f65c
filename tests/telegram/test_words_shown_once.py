"""On Telegram, words that look personal are shown to their writer; once delivered, no reply is kept."""

from driving import everything_was_right

from storage.records import Handled

BAD = "Dr Fothergill and Mrs Green"


async def test_once_what_was_quoted_to_its_writer_is_delivered_no_reply_is_kept(telegram, server, amal):
    amal.says("/assess")
    await amal.hears("Is it all right to keep")
    amal.presses("Yes, that is fine")
    await amal.hears("your organisation called")
    amal.says(BAD)
    await amal.hears("This looks like somebody's name: Mrs Green")
    await telegram.settled()
    [kept] = await telegram.store.read(Handled)  # what the words were taken for: an edit may correct them
    assert (kept.taken.partition("|")[2], kept.replies) == ("profile:organisation", ())
    amal.presses("Keep it as it is")
    await amal.hears("Which service or team")
    assert everything_was_right(server)
