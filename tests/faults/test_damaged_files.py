"""A store's file, its log or its count, flipped or cut anywhere, is opened as it was or refused: never wrong.

Flipped are one bit in every byte of a small store's closed file, every bit of its header, and one bit in
every second byte of a killed one's log and every third of its file; cut is at every seventh length. A file
of the usual page size is larger: there it is 600 places that a fixed seed chooses.
"""

import random
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from traceback import format_exception

import pytest
from left_files import (
    COUNT,
    SMALL_PAGE,
    STORE,
    USUAL_PAGE,
    WAL,
    closed,
    goes_on,
    lay,
    left_behind,
    rows_in,
)  # fmt: skip

from storage.errors import StoreUnreadable
from storage.tinydb_store.row_file import RowFile

HEADER = range(100)
LEAF = 10  # what a page of rows begins with
EVERY = 7  # lengths, for cuts
SAMPLE = 600
ALIKE = 10  # of so many that are accepted, one is also written to


def flips(files, name, places: Iterable[int], bits=None) -> Iterator[dict[str, bytes]]:
    """Yield the files with one bit flipped at each place (in turn another, if none is named)."""
    for place in places:
        for bit in bits or (place * 5 // 2 % 8,):
            flipped = bytearray(files[name])
            flipped[place] ^= 1 << bit
            yield files | {name: bytes(flipped)}


def cuts(files, name, lengths: Iterable[int]) -> Iterator[dict[str, bytes]]:
    """Yield the files with one of them cut to each length."""
    for length in lengths:
        yield files | {name: files[name][:length]}


def in_the_file(path, statement, *values):
    """Run one statement on the file, as another program might; its list of tables can be written too."""
    sql = sqlite3.connect(path, isolation_level=None)
    sql.execute("PRAGMA writable_schema=ON")
    rows = sql.execute(statement, values).fetchall()
    sql.close()
    return rows


class Inspector:
    """Opens damaged stores one after the other, and stands for none that is accepted and differs."""

    def __init__(self, folder, files):
        self.folder = folder
        self.wanted = rows_in(lay(folder, files))
        self.outcomes = Counter()

    def look(self, damaged):
        path = lay(self.folder, damaged)
        try:
            rows = rows_in(path)
        except StoreUnreadable:
            self.outcomes["refused"] += 1
            left = {name: path.with_name(name).read_bytes() for name, was in damaged.items() if was}
            assert left == {name: was for name, was in damaged.items() if was}, "it was refused, and touched"
        else:
            assert rows == self.wanted, "it was accepted, and is not what it was"
            if self.outcomes["accepted"] % ALIKE == 0:
                assert goes_on(path, self.wanted), "it was accepted, and forgets"
            self.outcomes["accepted"] += 1

    def look_at_all(self, many):
        for damaged in many:
            self.look(damaged)
        return self.outcomes


@pytest.fixture(scope="module")
def killed(tmp_path_factory):
    """The files of a killed store, with its newest commits in the log."""
    return left_behind(tmp_path_factory.mktemp("killed"), SMALL_PAGE)


@pytest.fixture(scope="module")
def shut(tmp_path_factory, killed):
    """The files of the same store, opened once more and closed."""
    return closed(tmp_path_factory.mktemp("shut"), killed)


@pytest.fixture
def inspect(tmp_path):
    folder = tmp_path / "damaged"
    folder.mkdir()
    return partial(Inspector, folder)


def test_the_files_are_what_the_other_tests_take_them_for(killed, shut):
    assert len(killed[STORE]) >= 10 * SMALL_PAGE
    assert killed[WAL].count(b"score:L3") >= 1
    assert b"score:L3" not in killed[STORE]
    assert b"score:L3" in shut[STORE]
    assert WAL not in shut


def test_every_byte_of_a_closed_file_flipped(shut, inspect):
    outcomes = inspect(shut).look_at_all(flips(shut, STORE, range(len(shut[STORE]))))
    assert outcomes["refused"] > len(shut[STORE]) // 5


def test_every_bit_of_its_header_flipped(shut, inspect):
    outcomes = inspect(shut).look_at_all(flips(shut, STORE, HEADER, range(8)))
    assert outcomes["refused"] > 300


def test_a_killed_ones_log_flipped(killed, inspect):
    """SQLite takes any damage for the log's end: without the count, every one of these would be accepted."""
    outcomes = inspect(killed).look_at_all(flips(killed, WAL, range(0, len(killed[WAL]), 2)))
    assert outcomes["accepted"] == 0


def test_a_killed_ones_file_and_count_flipped(killed, inspect):
    places = range(0, len(killed[STORE]), 3)
    assert inspect(killed).look_at_all(flips(killed, STORE, places))["refused"] > 100
    outcomes = inspect(killed).look_at_all(flips(killed, COUNT, range(len(killed[COUNT]))))
    assert outcomes["refused"] == 0


@pytest.mark.parametrize("name", [STORE, WAL, COUNT])
def test_any_of_a_killed_ones_files_cut(killed, inspect, name):
    outcomes = inspect(killed).look_at_all(cuts(killed, name, range(0, len(killed[name]), EVERY)))
    assert name == COUNT or outcomes["refused"] > len(killed[name]) // EVERY * 0.8


def test_a_closed_file_cut(shut, inspect):
    outcomes = inspect(shut).look_at_all(cuts(shut, STORE, range(0, len(shut[STORE]), EVERY)))
    assert outcomes["refused"] > len(shut[STORE]) // EVERY * 0.8


def test_files_with_pages_of_the_usual_size(tmp_path, inspect):
    killed = left_behind(tmp_path, USUAL_PAGE)
    chance = random.Random(20261122)
    inspector = inspect(killed)
    for name in (STORE, WAL):
        places = chance.sample(range(len(killed[name])), SAMPLE // 2)
        inspector.look_at_all(flips(killed, name, places))
    assert inspector.outcomes["refused"] > SAMPLE // 2


@pytest.mark.parametrize("name", [WAL, COUNT])
def test_a_file_beside_it_that_is_gone(killed, inspect, name):
    without = {each: content for each, content in killed.items() if each != name}
    assert inspect(killed).look_at_all([without]) == {"refused" if name == WAL else "accepted": 1}


def test_two_rows_that_changed_places(shut, inspect):
    """Both are still there once; only who looks for one of them would miss it."""
    pages = bytearray(shut[STORE])
    leaf = next(at for at in range(SMALL_PAGE, len(pages), SMALL_PAGE) if pages[at] == LEAF)
    first, second = slice(leaf + 8, leaf + 10), slice(leaf + 10, leaf + 12)
    pages[first], pages[second] = pages[second], pages[first]

    assert inspect(shut).look_at_all([shut | {STORE: bytes(pages)}]) == {"refused": 1}


def test_what_cannot_be_read_is_not_told(shut, tmp_path):
    """Where text is no text, Python's own words quote it, and it may be somebody's."""
    at = shut[STORE].index(b"score:L3")
    path = lay(tmp_path, shut | {STORE: shut[STORE][:at] + b"\xff" + shut[STORE][at + 1 :]})

    with pytest.raises(StoreUnreadable, match="what should be text is not") as refused:
        rows_in(path)
    assert "core:L3" not in "".join(format_exception(refused.value))


TAMPERINGS = [  # damage that leaves every page in order
    "DELETE FROM row WHERE key='web:0'",
    "INSERT INTO row SELECT kind, key || '2', tags, body, hash FROM row WHERE key='web:0'",
    "UPDATE row SET key='web:2' WHERE key='web:0'",
    "UPDATE row SET tags='[]' WHERE key='web:0'",
    "UPDATE row SET hash=hash+1 WHERE key='web:0'",
    "UPDATE row SET body=CAST(body AS BLOB) WHERE key='web:0'",
    "UPDATE row SET body=7 WHERE key='web:0'",
    "UPDATE ledger SET rows=rows+1",
    "UPDATE ledger SET sum=sum+1",
    "UPDATE ledger SET commits=commits-1",
    "UPDATE ledger SET commits=commits+1",
    "UPDATE ledger SET store=hex(randomblob(16))",
    "UPDATE ledger SET store=CAST(store AS BLOB)",
    "DELETE FROM ledger",
    "INSERT INTO ledger SELECT * FROM ledger",
    "DROP TABLE ledger",
    "CREATE TABLE another(x)",
    "PRAGMA user_version=1",
    "PRAGMA user_version=0",
    "PRAGMA user_version=-2",
]


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_what_another_program_changed_in_it(tmp_path, shut, inspect, tampering):
    inspector = inspect(shut)
    path = lay(inspector.folder, shut)
    in_the_file(path, tampering)

    assert inspector.look_at_all([shut | {STORE: path.read_bytes()}]) == {"refused": 1}


NUMBERS = {
    "kind": "UPDATE row SET kind=7 WHERE key='web:0'",
    "key": "UPDATE row SET key=7 WHERE key='web:0'",
    "tags": "UPDATE row SET tags=7 WHERE key='web:0'",
    "body": "UPDATE row SET body=7 WHERE key='web:0'",
}


def put_a_number(path, column):
    """Put a number where text was. A column for text takes none, so for a moment it is one for anything."""
    (made,) = in_the_file(path, "SELECT sql FROM sqlite_master WHERE name='row'")[0]
    retype = "UPDATE sqlite_master SET sql=? WHERE name='row'"
    in_the_file(path, retype, made.replace(f"{column} TEXT", f"{column} BLOB"))
    in_the_file(path, NUMBERS[column])
    in_the_file(path, retype, made)


@pytest.mark.parametrize("column", NUMBERS)
def test_a_number_where_text_was_kept(shut, inspect, column):
    inspector = inspect(shut)
    path = lay(inspector.folder, shut)
    put_a_number(path, column)

    assert inspector.look_at_all([shut | {STORE: path.read_bytes()}]) == {"refused": 1}


@pytest.mark.parametrize("column", ["tags", "body"])
def test_a_number_that_comes_to_stand_where_text_was_kept_while_the_file_is_open(shut, tmp_path, column):
    file = RowFile(lay(tmp_path, shut))
    file.load()
    put_a_number(file.path, column)

    with pytest.raises(StoreUnreadable, match="a row is not what was kept"):
        file.bodies([("member", "web:0")])
    file.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE sqlite_master SET type='Table' WHERE name='row'",
        "UPDATE sqlite_master SET tbl_name='rows' WHERE name='row'",
    ],
)
def test_a_word_in_the_list_of_tables_that_sqlite_passes_over(shut, inspect, statement):
    inspector = inspect(shut)
    path = lay(inspector.folder, shut)
    in_the_file(path, statement)

    assert inspector.look_at_all([shut | {STORE: path.read_bytes()}]) == {"refused": 1}
