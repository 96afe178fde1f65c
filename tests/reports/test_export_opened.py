"""The files as spreadsheets open them: no formula, whatever was typed. LibreOffice opens them, too."""

import html
import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from collected import assessment, csv_rows
from formula_attacks import ATTACKS, could_run
from libreoffice import as_flat_sheets

from bot.reports.export import export
from bot.reports.wanted import Wanted
from storage.records import Answer, EvidenceNote

NS = {"": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@pytest.fixture(scope="module")
def attacked():
    return [
        assessment(
            f"R{place:04}", organisation=attack, answers={"L1": Answer(score=4, evidence=attack)},
            register={"AB2C": EvidenceNote(attack, ("L1",), attack)},
        )
        for place, attack in enumerate(ATTACKS)
    ]  # fmt: skip


def sheets(made):
    with zipfile.ZipFile(BytesIO(made.content)) as parts:
        assert parts.testzip() is None
        for name in parts.namelist():
            if name.startswith("xl/worksheets/"):
                yield ET.fromstring(parts.read(name))  # noqa: S314 - made just now


def test_a_workbook_has_no_formula_and_says_of_each_attack_that_it_is_text(content, attacked, now):
    [made] = export(content, attacked, "xlsx", now)
    styles = quoted_styles(made)
    attacks = 0
    for sheet in sheets(made):
        assert sheet.findall(".//f", NS) == []
        for cell in sheet.findall(".//c", NS):
            text = "".join(each.text or "" for each in cell.findall(".//t", NS))
            assert cell.get("t", "n") == ("inlineStr" if cell.find("is", NS) is not None else "n")
            assert not could_run(text)
            if text.startswith("'"):
                attacks += 1
                assert cell.get("s") in styles
    assert attacks > 2 * len(ATTACKS)


def quoted_styles(made):
    """The styles that say: what follows is text."""
    with zipfile.ZipFile(BytesIO(made.content)) as parts:
        styles = ET.fromstring(parts.read("xl/styles.xml"))  # noqa: S314 - as above
    formats = styles.findall("cellXfs/xf", NS)
    return {str(number) for number, each in enumerate(formats) if each.get("quotePrefix") == "1"}


def test_every_csv_cell_that_could_be_a_formula_is_guarded(content, attacked, now):
    for made in export(content, attacked, "csv", now):
        for row in csv_rows(made):
            for cell in row:
                assert not re.match(r"[=+\-@\t\r\n]", cell)
                assert not could_run(cell)


@pytest.fixture(scope="module")
def opened(content, attacked, tmp_path_factory):
    """What LibreOffice makes of the files of several exports, and of some formulas."""
    files = {"formulas.csv": b"".join(b"=1+%d\r\n" % each for each in range(9))}
    for wanted in (Wanted("xlsx"), Wanted("csv"), Wanted("csv", "long"), Wanted("csv", excel="yes")):
        for made in export(content, attacked, wanted, datetime(2026, 11, 22, tzinfo=UTC)):
            files[f"{wanted.form} {wanted.excel} {made.name}"] = made.content
    return as_flat_sheets(files, tmp_path_factory.mktemp("opened"))


def test_libreoffice_finds_no_formula_in_any_file_and_would_find_one(opened):
    found = {name: flat.count("table:formula=") for name, flat in opened.items()}
    assert found.pop("formulas.csv") == 9
    assert sorted(Path(name).suffix for name in found) == 8 * [".csv"] + [".xlsx"]
    assert set(found.values()) == {0}


def test_libreoffice_shows_what_was_typed(opened):
    whole = [html.unescape(flat) for name, flat in opened.items() if "charter-assessments" in name]
    assert len(whole) == 3
    for flat in whole:
        assert flat.count("<table:table-row") > len(ATTACKS)
        assert "<text:p>_x003D_1+1<" in flat
        assert "<text:p>'=HYPERLINK(" in flat
