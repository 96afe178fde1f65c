"""TinyDB's two extension points: our table does what stock TinyDB's does, and writes only what changed."""

import json
from copy import deepcopy

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tinydb import TinyDB, where
from tinydb.storages import MemoryStorage
from tinydb.table import Document, Table

from storage.tinydb_store.row_file import Row
from storage.tinydb_store.tables import Documents, Overlay, RecordDB

names = st.sampled_from(["web:a", "web:b", "telegram:1", "", "1", "ü😀"])
values = st.one_of(st.integers(-2, 2), st.sampled_from(["", "x"]), st.none())
fields = st.dictionaries(st.sampled_from(["role", "step"]), values, max_size=2)
bodies = st.builds(dict.__or__, fields, st.sampled_from([{}, {"notes": []}, {"notes": [1]}]))
mended = settings(max_examples=60, stateful_step_count=25, deadline=None)


class StockTable(Table):
    """TinyDB's own table, with documents named by strings."""

    document_id_class = str


class StockDB(TinyDB):
    """TinyDB as it comes, in memory."""

    table_class = StockTable
    default_storage_class = MemoryStorage


class KeptDB:
    """Our tables, with every change shown at once, as if the disk had taken it."""

    def __init__(self) -> None:
        self.db = RecordDB()
        self.table = self.db.records("member")

    def change(self, do):
        """Change the table, show what changed, and return what TinyDB returned."""
        returned, rows = self.change_unseen(do)
        for row in rows:
            self.db.rows.show(row)
        return returned

    def change_unseen(self, do):
        """Change the table as far as the disk; return what TinyDB returned, and what is to be written."""
        with self.db.rows.collecting() as rows:
            returned = do(self.table)
        return returned, rows


def document(body, name):
    return Document(deepcopy(body), name)


def contents(table):
    return {each.doc_id: dict(each) for each in table}


def outcome(do, *arguments):
    """What came of it: a value (names in any order), or the kind of error."""
    try:
        value = do(*arguments)
        return sorted(value) if isinstance(value, list) else value
    except (KeyError, ValueError, RuntimeError) as error:
        return type(error)


class TablesBesideEachOther(RuleBasedStateMachine):
    """Whatever is done to both tables, they answer the same and hold the same."""

    def __init__(self):
        super().__init__()
        self.stock = StockDB().table("member")
        self.ours = KeptDB()

    def both(self, do):
        """Do it to both; neither gets hold of what the other holds, as `do` copies what it puts in."""
        assert outcome(self.ours.change, do) == outcome(do, self.stock)

    @rule(name=names, body=bodies)
    def insert(self, name, body):
        self.both(lambda table: table.insert(document(body, name)))

    @rule(many=st.dictionaries(names, bodies, max_size=3))
    def insert_multiple(self, many):
        self.both(lambda table: table.insert_multiple([document(body, name) for name, body in many.items()]))

    @rule(body=fields, value=values)
    def update_what_matches(self, body, value):
        self.both(lambda table: table.update(body, where("role") == value))

    @rule(body=fields, wanted=st.lists(names, max_size=3))
    def update_by_name(self, body, wanted):
        self.both(lambda table: table.update(body, doc_ids=wanted))

    @rule(body=fields)
    def update_all(self, body):
        self.both(lambda table: table.update(body))

    @rule(value=values)
    def update_in_place(self, value):
        def note(body):
            if "notes" in body:
                body["notes"].append(value)

        self.both(lambda table: table.update(note))

    @rule(first=fields, second=fields, value=values)
    def update_multiple(self, first, second, value):
        updates = [(first, where("role") == value), (second, where("step") == value)]
        self.both(lambda table: table.update_multiple(updates))

    @rule(body=fields, value=values)
    def upsert_what_matches(self, body, value):
        if self.stock.contains(where("role") == value):  # else TinyDB makes up a number for a name
            self.both(lambda table: table.upsert(body, where("role") == value))

    @rule(name=names, body=bodies)
    def upsert_by_name(self, name, body):
        self.both(lambda table: table.upsert(document(body, name)))

    @rule(name=names, body=bodies)
    def replace(self, name, body):
        self.ours.change(lambda table: table.replace(name, deepcopy(body)))
        self.stock.remove(doc_ids=[name])
        self.stock.insert(document(body, name))

    @rule(value=values)
    def remove_what_matches(self, value):
        self.both(lambda table: table.remove(where("role") == value))

    @rule(unwanted=st.lists(names, max_size=3, unique=True))
    def remove_by_name(self, unwanted):
        self.both(lambda table: table.remove(doc_ids=unwanted))

    @rule()
    def remove_nothing_in_particular(self):
        self.both(lambda table: table.remove())

    @rule()
    def truncate(self):
        self.both(lambda table: table.truncate())

    @rule(body=fields)
    def fail_in_the_middle(self, body):
        def stumble(each):
            each.update(body)
            raise RuntimeError

        def take(table):
            if len(table):  # stock TinyDB changes in place and so keeps half of it; ours keeps nothing
                with pytest.raises(RuntimeError):
                    table.update(stumble)

        self.ours.change(take)

    @rule(body=fields, unwanted=st.lists(names, max_size=2, unique=True))
    def be_refused_by_the_disk(self, body, unwanted):
        self.ours.change_unseen(lambda table: table.update(body))
        self.ours.change_unseen(lambda table: table.remove(doc_ids=unwanted))

    @rule(name=names, wanted=st.lists(names, max_size=3), value=values)
    def read(self, name, wanted, value):
        for ask in (
            lambda table: table.get(doc_id=name),
            lambda table: table.contains(doc_id=name),
            lambda table: {each.doc_id: each for each in table.get(doc_ids=wanted)},
            lambda table: table.contains(where("role") == value),
            lambda table: {each.doc_id: each for each in table.search(where("role") == value)},
            lambda table: table.count(where("step") == value),
            len,
        ):
            assert ask(self.ours.table) == ask(self.stock)
        assert self.ours.table.by_key(name) == self.stock.get(doc_id=name)

    @invariant()
    def both_hold_the_same(self):
        assert contents(self.ours.table) == contents(self.stock)
        assert {each.doc_id: each for each in self.ours.table.all()} == contents(self.stock)


class OverlayBesideADict(RuleBasedStateMachine):
    """An overlay behaves as a dict, leaves what is committed alone, and knows what has changed."""

    def __init__(self):
        super().__init__()
        self.dict = {"web:a": {"notes": [1]}, "web:b": {}, "": {"role": "x"}}
        self.committed = Documents({name: json.dumps(body) for name, body in self.dict.items()})
        self.before = deepcopy(self.dict)
        self.overlay = Overlay(self.committed)

    def both(self, do):
        assert outcome(do, self.overlay) == outcome(do, self.dict)

    @rule(name=names, body=bodies)
    def set(self, name, body):
        for each in (self.overlay, self.dict):
            each[name] = deepcopy(body)

    @rule(name=names)
    def get(self, name):
        self.both(lambda each: each[name])
        self.both(lambda each: each.get(name))
        self.both(lambda each: name in each)

    @rule(name=names)
    def delete(self, name):
        self.both(lambda each: each.__delitem__(name))

    @rule(name=names)
    def pop(self, name):
        self.both(lambda each: each.pop(name))

    @rule(name=names, body=bodies)
    def set_default(self, name, body):
        self.both(lambda each: each.setdefault(name, deepcopy(body)))

    @rule(many=st.dictionaries(names, bodies, max_size=3))
    def update(self, many):
        self.both(lambda each: each.update(deepcopy(many)))

    @rule(name=names, value=values)
    def change_in_place(self, name, value):
        def note(each):
            each[name]["role"] = value
            if "notes" in each[name]:
                each[name]["notes"].append(value)

        self.both(note)

    @rule()
    def clear(self):
        self.both(lambda each: each.clear())

    @invariant()
    def they_are_alike(self):
        assert dict(self.overlay) == self.dict
        assert sorted(self.overlay) == sorted(self.dict)
        assert len(self.overlay) == len(self.dict)

    @invariant()
    def what_is_committed_is_left_alone(self):
        assert dict(self.committed) == self.before

    @invariant()
    def applying_the_changes_makes_the_one_into_the_other(self):
        after = dict(self.committed) | self.overlay.changes()
        assert {name: body for name, body in after.items() if body is not None} == self.dict


TestTablesBesideEachOther = TablesBesideEachOther.TestCase
TestTablesBesideEachOther.settings = mended
TestOverlayBesideADict = OverlayBesideADict.TestCase
TestOverlayBesideADict.settings = mended


@pytest.fixture
def kept():
    """A table with three members in it."""
    kept = KeptDB()
    many = [Document({"role": "visitor"}, name) for name in ("web:a", "web:b", "web:c")]
    kept.change(lambda table: table.insert_multiple(many))
    return kept


def test_a_change_writes_only_the_documents_that_it_changed(kept):
    _, rows = kept.change_unseen(lambda table: table.update({"role": "admin"}, doc_ids=["web:b"]))
    assert rows == [Row("member", "web:b", {"role": "admin"})]

    _, rows = kept.change_unseen(lambda table: table.update({"role": "admin"}, where("role") == "nobody"))
    assert rows == []

    _, rows = kept.change_unseen(lambda table: table.remove(doc_ids=["web:c", "web:z"]))
    assert rows == [Row("member", "web:c", None)]


def test_nothing_shows_before_it_is_shown(kept):
    before = contents(kept.table)
    _, rows = kept.change_unseen(lambda table: table.replace("web:b", {"role": "admin"}))

    assert contents(kept.table) == before
    assert kept.table.search(where("role") == "admin") == []
    kept.db.rows.show(*rows)
    assert [each.doc_id for each in kept.table.search(where("role") == "admin")] == ["web:b"]


def test_a_change_of_a_document_without_fields_is_not_lost():
    kept = KeptDB()
    kept.change(lambda table: table.insert(Document({}, "web:a")))
    _, rows = kept.change_unseen(lambda table: table.update({"role": "admin"}))

    assert rows == [Row("member", "web:a", {"role": "admin"})]
    assert kept.table.by_key("web:a") == {}


def test_changing_outside_of_a_collection_is_refused(kept):
    with pytest.raises(NotImplementedError, match="only while collecting"):
        kept.table.insert(Document({}, "web:d"))
    assert sorted(contents(kept.table)) == ["web:a", "web:b", "web:c"]


@pytest.mark.parametrize(
    "write_it_all", [lambda db: db.drop_table("member"), lambda db: db.drop_tables()], ids=["one", "all"]
)
def test_what_would_write_the_whole_database_is_refused_and_changes_nothing(kept, write_it_all):
    with pytest.raises(NotImplementedError, match="writes only what changed"):
        write_it_all(kept.db)
    assert sorted(contents(kept.table)) == ["web:a", "web:b", "web:c"]


def test_after_an_exception_while_collecting_nothing_is_collected(kept):
    def stumble(table):
        table.replace("web:a", {"role": "admin"})
        raise RuntimeError

    with pytest.raises(RuntimeError):
        kept.change_unseen(stumble)
    _, rows = kept.change_unseen(lambda table: table.replace("web:b", {}))

    assert rows == [Row("member", "web:b", {})]
    assert kept.table.by_key("web:a") == {"role": "visitor"}
