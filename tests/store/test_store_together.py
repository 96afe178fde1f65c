"""Batches that one commit of the embedded store keeps together: each sees those before it."""

import random
from pathlib import Path

import pytest

from storage.errors import TurnConflict
from storage.records import Receipt
from storage.tinydb_store.row_file import Batch, Row, RowFile
from storage.tinydb_store.statements import COUNT, FORGET, READ

NAME = ("receipt", "telegram|7")
FIRST, SECOND = Receipt("telegram|7", at="first"), Receipt("telegram|7", at="second")


@pytest.fixture
def file(path):
    file = RowFile(path)
    file.load()
    yield file
    file.close()


def batch(receipt, *more, **expected):
    """Put a receipt, or forget the one with our name; `seen` is what must stand for that."""
    row = Row(*NAME, receipt.to_json() if receipt else None)
    return Batch((row, *more), {NAME: expected["seen"]} if expected else {})


def session(key, step="1"):
    return Row("session", key, {"step": step})


def outcomes(file, *batches):
    return [type(outcome) for outcome in file.keep(list(batches))]


def kept_in(path):
    """Return what is in the file for whoever opens it now; the ledger must be right for that."""
    file, rows = RowFile(path), {}
    file.load(lambda kind, key, tags, body: rows.update({(kind, key): body}))
    file.close()
    return rows


def test_of_two_that_expect_a_receipt_absent_and_put_it_only_the_first_is_kept(file, path):
    first = batch(FIRST, session("first"), seen=None)
    second = batch(SECOND, session("second"), seen=None)
    third = Batch((session("third"),))

    assert outcomes(file, first, second, third) == [type(None), TurnConflict, type(None)]
    assert kept_in(path) == {
        NAME: Row(*NAME, FIRST.to_json()).text,
        ("session", "first"): session("first").text,
        ("session", "third"): session("third").text,
    }


@pytest.mark.parametrize(
    ("stands", "before", "seen", "stays"),
    [
        (None, FIRST, FIRST, True),
        (FIRST, SECOND, SECOND, True),
        (FIRST, SECOND, FIRST, False),
        (FIRST, None, None, True),
        (FIRST, None, FIRST, False),
    ],
)
def test_a_batch_is_held_against_what_those_before_it_in_the_commit_have_changed(
    file, stands, before, seen, stays
):
    file.keep([batch(stands)])

    expected = type(None) if stays else TurnConflict
    assert outcomes(file, batch(before), Batch((session("mine"),), {NAME: seen})) == [type(None), expected]
    assert bool(file.rows("session")) == stays


def test_nobody_sees_what_a_batch_that_was_left_out_would_have_changed(file):
    left_out = batch(FIRST, seen=SECOND)
    after_it = batch(SECOND, seen=None)

    assert outcomes(file, left_out, after_it) == [TurnConflict, type(None)]
    assert file.bodies([NAME]) == {NAME: SECOND.to_json()}


def test_when_no_batch_stands_nothing_is_kept_and_no_commit_counted(file, path):
    file.keep([batch(FIRST)])

    assert outcomes(file, batch(SECOND, seen=None), batch(None, seen=None)) == [TurnConflict] * 2
    assert kept_in(path) == {NAME: Row(*NAME, FIRST.to_json()).text}
    assert file._count.read()[1] == 1


@pytest.mark.parametrize("stands", [None, FIRST])
@pytest.mark.parametrize("then", [[FIRST, SECOND], [SECOND, None], [None, SECOND], [None, None]])
@pytest.mark.parametrize("as_one", [False, True])
def test_of_several_changes_to_one_row_the_last_stands_and_it_is_counted_once(
    file, path, stands, then, as_one
):
    file.keep([batch(stands, session("beside it"))])
    batches = [batch(each) for each in then]
    if as_one:
        batches = [Batch(tuple(row for each in batches for row in each.rows))]

    file.keep(batches)
    last = {NAME: Row(*NAME, then[-1].to_json()).text} if then[-1] else {}
    assert kept_in(path) == last | {("session", "beside it"): session("beside it").text}


def keep(file, rows):
    """Keep rows as turns do."""
    file.keep([Batch(tuple(rows[first : first + 8])) for first in range(0, len(rows), 8)])


def change(file, rows):
    """Change rows as a restore does."""
    file.begin(alone=True)
    file.change(rows)
    file.end(keep=True)


@pytest.mark.parametrize("way", [keep, change])
def test_whatever_many_rows_are_put_and_forgotten_the_ledger_is_right(file, path, way):
    chance = random.Random(7)
    stands = {}
    for _ in range(12):
        rows = []
        for _ in range(chance.choice([1, 31, 32, 33, 64, 65, 700])):
            key, goes = f"{chance.randrange(500):03} ü\"'", chance.random() < 0.3
            rows.append(Row("session", key, None) if goes else session(key, step=str(chance.random())))
        way(file, rows)
        stands |= {(row.kind, row.key): None if row.body is None else row.text for row in rows}
        assert kept_in(path) == {name: text for name, text in stands.items() if text}


def asked_for(file, *batches):
    """Return the first words of the statements that a commit comes to."""
    asked = []
    file._sql.set_trace_callback(lambda statement: asked.append(statement.split()[0]))
    file.keep(list(batches))
    file._sql.set_trace_callback(None)
    return asked


@pytest.mark.parametrize(("rows", "inserts"), [(1, 1), (32, 1), (33, 2), (160, 5)])
def test_a_commit_asks_a_handful_of_statements_however_many_rows_it_has(file, rows, inserts):
    batches = [
        Batch((session(f"{number}"), Row("arrival", f"{number}", None)), {("receipt", f"{number}"): None})
        for number in range(rows)
    ]

    assert asked_for(file, *batches) == [
        *("BEGIN", "SELECT", "SELECT", "SELECT"),  # the ledger, what is expected, what is counted out
        *("INSERT",) * inserts,
        *("DELETE", "UPDATE", "COMMIT", "SELECT"),  # the ledger once more: has somebody else come meanwhile?
    ]


@pytest.mark.parametrize("statement", [READ, FORGET, COUNT])
def test_rows_are_searched_by_their_names_and_not_looked_through(file, statement):
    plan = file._sql.execute(f"EXPLAIN QUERY PLAN {statement}", ("[]",)).fetchall()
    steps = [step for *_, step in plan]

    assert "SEARCH row USING PRIMARY KEY (kind=? AND key=?)" in steps
    assert not [step for step in steps if step.startswith("SCAN row")]


def temporary_files():
    """Return the files of SQLite's own that this process has open; they have lost their names already."""
    opened = [each.readlink().name for each in Path("/proc/self/fd").iterdir() if each.is_symlink()]
    return [name for name in opened if name.startswith("etilqs")]


@pytest.mark.parametrize("goes", [False, True])
@pytest.mark.parametrize("tidied", [False, True])  # which makes such a file, and it alone may
def test_nothing_of_a_large_change_lies_in_a_file_elsewhere_meanwhile(file, goes, tidied):
    rows = [Row("session", f"{number:04}", {"step": "SECRET" * 50}) for number in range(2_000)]
    file.keep([Batch(tuple(rows))])
    if tidied:
        file.tidy()

    file.begin(alone=True)
    file.change([Row(row.kind, row.key, None if goes else {"step": "other" * 60}) for row in rows[::9]])
    assert temporary_files() == []
    file.end(keep=True)
