"""The files as spreadsheets open them: no formula, whatever was typed. LibreOffice opens them where it is."""

import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from collected import assessment, csv_rows
from formula_attacks import ATTACKS, could_run

from bot.reports.export import export
from storage.records import Answer, EvidenceNote

NS = {"": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
A_WHILE = 120  # seconds that LibreOffice may take


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


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_libreoffice_finds_no_formula_in_them(content, attacked, now, tmp_path, file_format):
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not here: the files were not opened by it")
    made = export(content, attacked, file_format, now)[0]
    (tmp_path / made.name).write_bytes(made.content)
    subprocess.run(
        [program, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "fods",
         "--outdir", str(tmp_path), str(tmp_path / made.name)],
        check=True, capture_output=True, timeout=A_WHILE,
    )  # fmt: skip
    flat = next(tmp_path.glob("*.fods")).read_text("utf-8")
    assert "table:formula=" not in flat
    assert len(re.findall("<table:table-row", flat)) > len(ATTACKS)
