"""A backup that is not as it was written is refused, whatever happened to it, before anything is restored."""

import errno
import gzip
import json
import os
import stat
from itertools import chain
from pathlib import Path

import pytest
from copy_places import FIRST, InMemory, backed_up, everything, keep_all, restored
from store_places import assessment

from storage.copies.backup_reader import check_backup, read_backup
from storage.errors import StoreError, StoreUnreadable
from storage.records import Answer, Member, Session

THEY = [
    assessment("k7", answers={"h1": Answer(3, "Rota, supervision notes")}),
    Member("web:harriet", role="curator"),
    Member("web:jo"),
    Session("web:harriet", flow="assess", step="score:L1"),
]


@pytest.fixture
async def backup(tmp_path):
    place = InMemory(tmp_path)
    await keep_all(place, *THEY)
    await backed_up(place, tmp_path / "backup")
    return tmp_path / "backup"


@pytest.fixture
def lines(backup):
    return gzip.decompress(backup.read_bytes()).splitlines(keepends=True)


def came_through(path, content):
    """Write a backup's bytes and return its records, or None if it is refused as a whole."""
    path.write_bytes(content)
    try:
        return [(row.kind, row.body) for row in read_backup(path)]
    except StoreUnreadable:
        return None


async def refused(path, lines, why, tmp_path):
    """Pack lines into a backup and see that it is refused with these words, and restores nothing."""
    path.write_bytes(gzip.compress(b"".join(lines)))
    with pytest.raises(StoreUnreadable, match=why) as error:
        check_backup(path)
    assert str(path) in str(error.value)
    place = InMemory(tmp_path)
    with pytest.raises(StoreUnreadable):
        await restored(place, path)
    assert await everything(place) == []


def test_a_backup_that_was_cut_anywhere_is_refused(backup, tmp_path):
    whole = backup.read_bytes()
    cut = tmp_path / "cut"
    assert came_through(cut, whole)
    assert [came_through(cut, whole[:length]) for length in range(len(whole))] == [None] * len(whole)


def test_a_backup_with_any_bit_flipped_is_refused_or_holds_the_same(backup, tmp_path):
    whole = backup.read_bytes()
    same = came_through(tmp_path / "same", whole)
    flipped = tmp_path / "flipped"
    harmless = set()
    for place, bit in ((place, bit) for place in range(len(whole)) for bit in range(8)):
        changed = bytearray(whole)
        changed[place] ^= 1 << bit
        found = came_through(flipped, bytes(changed))
        assert found in (None, same)
        if found:
            harmless.add(place)
    # gzip's flags, time and system, and the bits that fill up its last byte of data
    assert harmless <= {*range(3, 10), len(whole) - 9}


def test_bytes_behind_a_backup_are_refused_or_do_no_harm(backup, tmp_path):
    whole = backup.read_bytes()
    same = came_through(tmp_path / "same", whole)
    for more in (b"\0", b"x", b"\n", gzip.compress(b"more\n"), whole):
        assert came_through(tmp_path / "longer", whole + more) in (None, same)
    assert came_through(tmp_path / "longer", whole + whole) is None


async def test_each_line_is_missed(backup, lines, tmp_path):
    for gone in range(len(lines)):
        await refused(backup, lines[:gone] + lines[gone + 1 :], "backup", tmp_path)


async def test_each_line_is_noticed_when_it_is_there_twice(backup, lines, tmp_path):
    for twice in range(len(lines)):
        await refused(backup, lines[: twice + 1] + lines[twice:], "cannot be used", tmp_path)


async def test_any_two_lines_are_noticed_when_they_changed_places(backup, lines, tmp_path):
    for one, other in chain.from_iterable(((a, b) for b in range(a)) for a in range(len(lines))):
        swapped = list(lines)
        swapped[one], swapped[other] = lines[other], lines[one]
        await refused(backup, swapped, "backup", tmp_path)


async def test_a_changed_record_is_noticed(backup, lines, tmp_path):
    changed = [line.replace(b"curator", b"visitor") for line in lines]
    assert changed != lines
    await refused(backup, changed, "Use another backup", tmp_path)


async def test_a_record_that_was_written_anew_is_noticed(backup, lines, tmp_path):
    lines[1] = json.dumps(json.loads(lines[1])).encode() + b"\n"  # the same, with spaces
    await refused(backup, lines, "not written as charter-bot writes", tmp_path)


async def test_the_line_about_the_file_is_under_the_seal_too(backup, lines, tmp_path):
    await refused(backup, [lines[0].replace(b"0.1.0", b"0.1.9"), *lines[1:]], "Use another", tmp_path)


async def test_a_newer_format_is_told(backup, lines, tmp_path):
    about = {**json.loads(FIRST), "version": 2}
    newer = json.dumps(about).encode() + b"\n"
    await refused(backup, [newer, *lines[1:]], "newer charter-bot .format 2, not 1.", tmp_path)


@pytest.mark.parametrize("version", [0, "1", None, -1, 1.5])
async def test_a_format_that_never_was_is_refused(backup, lines, tmp_path, version):
    odd = json.dumps({**json.loads(FIRST), "version": version}).encode() + b"\n"
    await refused(backup, [odd, *lines[1:]], "first line is damaged", tmp_path)


@pytest.mark.parametrize(
    "content",
    [b"", b"Dear diary", gzip.compress(b""), gzip.compress(b"Dear diary\n"), gzip.compress(b'["a"]\n'),
     gzip.compress(b"\0" * 1_000_000), gzip.compress(b"[" * 100_000)],
)  # fmt: skip
def test_a_file_that_is_no_backup_is_told_so(tmp_path, content):
    path = tmp_path / "diary.txt"
    path.write_bytes(content)
    with pytest.raises(StoreUnreadable, match=r"diary.txt .*not a backup of charter-bot"):
        check_backup(path)


def test_a_file_that_is_not_there_is_told_so(tmp_path):
    with pytest.raises(StoreUnreadable, match="No such file"):
        check_backup(tmp_path / "nowhere")


def test_a_folder_is_told_so(tmp_path):
    with pytest.raises(StoreUnreadable, match="Is a directory"):
        check_backup(tmp_path)


async def test_a_record_of_an_unknown_kind_is_told(backup, lines, tmp_path):
    lines.insert(-1, b'{"kind":"wish","body":{"id":"1"}}\n')
    await refused(backup, lines, "'wish'.*Use the newer charter-bot", tmp_path)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"7",
        b'{"kind":"member"}',
        b'{"kind":"member","body":[]}',
        b'{"kind":"member","body":{}}',
        b'{"kind": "session", "body": {"address": "x"}}',
        b'{"kind":"session","body":{"address":"\\ud800"}}',
    ],
)
async def test_a_line_that_is_no_record_is_refused(backup, lines, tmp_path, line):
    lines.insert(-1, line + b"\n")
    await refused(backup, lines, "cannot be used", tmp_path)


class LyingDisk:
    """A disk that says it has written everything, and has changed a byte."""

    def __call__(self, descriptor):
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            path = Path(f"/proc/self/fd/{descriptor}").readlink()
            content = bytearray(path.read_bytes())
            content[len(content) // 2] ^= 1
            path.write_bytes(content)


async def test_a_backup_that_cannot_be_read_back_is_told_and_leaves_nothing(tmp_path, monkeypatch):
    place = InMemory()
    await keep_all(place, *THEY)
    monkeypatch.setattr(os, "fsync", LyingDisk())
    with pytest.raises(StoreError):
        await backed_up(place, tmp_path / "backup")
    assert list(tmp_path.iterdir()) == []


async def test_a_backup_whose_name_does_not_reach_the_disk_is_told_and_leaves_nothing(tmp_path, monkeypatch):
    place, synced = InMemory(), os.fsync

    def files_only(descriptor):
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, "Input/output error")
        synced(descriptor)

    await keep_all(place, *THEY)
    monkeypatch.setattr(os, "fsync", files_only)
    with pytest.raises(StoreError, match=r"could not be written: Input/output error\. Nothing is left of it"):
        await backed_up(place, tmp_path / "backup")
    assert list(tmp_path.iterdir()) == []
