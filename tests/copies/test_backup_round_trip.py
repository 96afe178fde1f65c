"""Whatever is in a store comes back from its backup exactly, into any store."""

import gzip
import json
import stat
import tempfile
from itertools import product
from pathlib import Path

import pytest
from copy_places import COPY_PLACES, backed_up, blank, closing, everything, keep_all, restored
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_strategies import records
from store_places import assessment

from storage.copies import backup_format
from storage.copies.filling import first_difference
from storage.errors import StoreError
from storage.records import KINDS, PASSING, Answer, Assessment, ExportJob, ExportPiece, Invite, Member

EACH = sorted(COPY_PLACES)
some_examples = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
of_every_kind = st.tuples(*(st.lists(records(kind), max_size=3) for kind in KINDS if kind not in PASSING))


@pytest.fixture
def folder(tmp_path):
    """A new folder at every call: each example of Hypothesis writes a backup of its own."""
    return lambda: Path(tempfile.mkdtemp(dir=tmp_path))


@pytest.fixture(params=product(EACH, EACH), ids=" to ".join)
def pair(request, new_place):
    return [new_place(kind) for kind in request.param]


@some_examples
@given(drawn=of_every_kind)
async def test_records_of_every_kind_come_back_as_they_were(folder, pair, drawn):
    source, target = pair
    await blank(source)
    await blank(target)
    await keep_all(source, *(record for some in drawn for record in some))
    path = folder() / "backup"
    written = await backed_up(source, path)
    assert (await restored(target, path)).agrees(written)

    kept = await everything(source)
    assert await everything(target) == kept
    assert sum(written.counts.values()) == len(kept)
    async with closing(source.copies()) as old, closing(target.copies()) as new:
        assert await first_difference(old, new) is None
    async with closing(target.store()) as store:
        for record in kept:
            for tag in record.tags:
                assert record in await store.read(type(record), tag)


@pytest.mark.parametrize("target", EACH)
async def test_more_records_than_are_handed_over_at_once_come_back(folder, new_place, target):
    source, target = new_place("tinydb"), new_place(target)
    long = "long evidence " * 20_000
    await keep_all(source, *(assessment(f"k{n}", answers={"h1": Answer(3, long)}) for n in range(12)))
    path = folder() / "backup"
    await backed_up(source, path)
    await restored(target, path)
    assert await everything(target) == await everything(source)


async def test_a_field_that_this_version_does_not_know_is_not_lost(folder, new_place):
    source, target = new_place("memory"), new_place("tinydb")
    await keep_all(source, Member("web:harriet"))
    (await source.store())._rows["member", "web:harriet"]["pronouns"] = "she"
    path = folder() / "backup"
    await backed_up(source, path)
    await restored(target, path)
    async with closing(target.copies()) as store, store.snapshot() as rows:
        assert [row.body["pronouns"] async for row in rows] == ["she"]


async def test_a_backup_is_a_file_for_its_owner_alone_that_others_can_read_without_us(folder, new_place):
    place = new_place("tinydb")
    await keep_all(place, Member("web:harriet"), Invite("5feceb66", "admin", made="m", expires="e"))
    path = folder() / "backup"
    await backed_up(place, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["backup"]
    first, *rows, last = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
    assert (first["format"], first["version"], first["store"]) == ("charter-bot backup", 1, "tinydb")
    assert [row["kind"] for row in rows] == ["invite", "member"]
    assert last["records"] == {"invite": 1, "member": 1}


EXPORT = (ExportJob("E1", "web:harriet", "now", ""), ExportPiece("E1", 0, 0, "web:harriet", "d29yZHM="))


@pytest.mark.parametrize("kind", EACH)
async def test_an_export_under_way_is_in_no_backup(folder, new_place, kind):
    source, target = new_place(kind), new_place(kind)
    await keep_all(source, Member("web:harriet"), *EXPORT)
    path = folder() / "backup"
    assert (await backed_up(source, path)).counts == {"member": 1}
    assert b"export" not in gzip.decompress(path.read_bytes())
    await restored(target, path)
    assert await everything(target) == [Member("web:harriet")]


async def test_an_export_in_the_backup_of_an_older_version_is_not_restored(folder, new_place, monkeypatch):
    source, target = new_place("tinydb"), new_place("tinydb")
    await keep_all(source, Member("web:harriet"), *EXPORT)
    path = folder() / "backup"
    with monkeypatch.context() as older:
        older.setattr(backup_format, "_LEFT_OUT", ())
        await backed_up(source, path)
    assert b"export-piece" in gzip.decompress(path.read_bytes())
    assert (await restored(target, path)).counts == {"member": 1}
    assert await everything(target) == [Member("web:harriet")]


async def test_an_empty_store_has_a_backup_too(folder, new_place):
    source, target = new_place("tinydb"), new_place("tinydb")
    path = folder() / "backup"
    await backed_up(source, path)
    await restored(target, path)
    assert await everything(target) == []


async def test_a_file_that_is_there_is_not_written_over(folder, new_place):
    place, path = new_place("memory"), folder() / "backup"
    path.write_text("Mine.")
    with pytest.raises(StoreError, match="is there already"):
        await backed_up(place, path)
    assert path.read_text() == "Mine."


async def test_a_record_that_is_damaged_stops_the_backup_and_leaves_no_file(folder, new_place):
    place = new_place("memory")
    await keep_all(place, Member("web:harriet"), assessment("k7"))
    del (await place.store())._rows[Assessment.kind, "k7"]["owner"]
    path = folder() / "backup"
    with pytest.raises(StoreError, match="'assessment' that is damaged"):
        await backed_up(place, path)
    assert list(path.parent.iterdir()) == []
