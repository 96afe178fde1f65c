"""Practice on Telegram: once the replies are delivered, neither a record nor the file holds any of it."""

import re

from driving import everything_was_right

from storage.records import KINDS

TRACE = re.compile(r"try:[^\"'\\]|-{10}|Nothing you enter here is saved")


async def test_a_practice_run_leaves_no_trace_once_it_is_delivered(telegram, server, amal, tmp_path):
    amal.says("/practice")
    await amal.hears("L1. A senior person owns this")
    amal.presses("3 Embedded")
    await amal.hears("Would there be evidence?")
    amal.presses("There would be evidence")
    await amal.hears("L2. Plan and money")
    amal.says("2")
    await amal.hears("L3. Awareness for everyone")
    amal.presses("See the result")
    await amal.hears("That was practice.")
    await telegram.settled()
    kept = [record for kind in KINDS for record in await telegram.store.read(kind)]
    assert kept
    assert not [each for each in kept if TRACE.search(str(each.to_json()))]
    assert everything_was_right(server)
    await telegram.stop()
    del telegram.channel  # it is stopped
    for file in tmp_path.glob("charter.db*"):
        assert not TRACE.search(file.read_text("utf-8", "replace"))
