"""What the embedded store is meant for, and that it says in time that this is nearly reached."""

import pytest
from store_places import assessment, forget, keep

from storage.records import Assessment
from storage.tinydb_store import TinyDbStore
from storage.tinydb_store.envelope import ASSESSMENTS, WARN_AT, warning
from storage.tinydb_store.row_file import Batch, Row, RowFile

SENTENCE = (
    "The store holds 40,000 assessments and is meant for 50,000. PostgreSQL is the store for more: "
    "`charter-bot migrate` moves everything there."
)


def hold(path, number):
    """Put so many small assessments into a store's file."""
    body = assessment("k").to_json()
    rows = (Row(Assessment.kind, f"k{each:06}", body | {"ref": f"k{each:06}"}) for each in range(number))
    file = RowFile(path)
    assert file.keep([Batch(tuple(rows))]) == [None]
    file.close()


def said(caplog):
    return [record.getMessage() for record in caplog.records if record.name == "charter.store"]


def test_the_store_warns_at_80_percent_of_50_000_assessments():
    assert (ASSESSMENTS, WARN_AT) == (50_000, 40_000)
    assert warning(39_999) == ""
    assert warning(40_000) == SENTENCE
    assert warning(60_001).startswith("The store holds 60,001 assessments and is meant for 50,000.")


async def test_it_warns_when_the_number_is_crossed_while_running_and_only_once(path, caplog):
    hold(path, WARN_AT - 1)
    store = TinyDbStore(path)
    assert (store.warning, said(caplog)) == ("", [])

    last = assessment("last")
    await keep(store, last)
    assert (store.warning, said(caplog)) == (SENTENCE, [f"store nearly full: {SENTENCE}"])
    await forget(store, last)
    assert store.warning == ""
    await keep(store, last)
    assert len(said(caplog)) == 1
    await store.close()


@pytest.mark.parametrize("guest", [False, True])
async def test_it_warns_when_it_is_opened_but_not_a_guest(path, caplog, guest):
    hold(path, WARN_AT)
    store = TinyDbStore(path, guest=guest)
    assert store.warning == SENTENCE
    assert said(caplog) == ([] if guest else [f"store nearly full: {SENTENCE}"])
    await store.close()
