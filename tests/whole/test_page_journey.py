"""The main job on the page, with the real program: from /start to the level and the exported XLSX."""

import asyncio
import json
import sys
from pathlib import Path

import openpyxl
from playwright.async_api import Page, expect

sys.path.append(str(Path(__file__).parents[1] / "channels" / "web"))
from browser import browser_page

__all__ = ["browser_page"]

PROFILE = ("Midlands Trust", "Liaison and Diversion team")
CRITERIA = [f"{area}{number}" for area in "LHSR" for number in range(1, 6)]
CHOSEN = ("NHS trust or service", "Human resources", "Silver", "Training", "Yes, somebody is")


class AtThePage:
    """Somebody at the page of the running program."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def says(self, text: str) -> None:
        await self.page.get_by_role("textbox").fill(text)
        await self.page.keyboard.press("Enter")

    async def presses(self, label: str) -> None:
        await self.page.get_by_role("button", name=label, exact=True).last.click()

    async def sees(self, text: str) -> None:
        await expect(self.page.get_by_role("log")).to_contain_text(text, timeout=15_000)

    async def reaches(self, heading: str) -> None:
        """Wait for a new message under this heading."""
        await expect(self.page.get_by_role("heading", name=heading).last).to_be_visible(timeout=15_000)


async def scores_everything(amal: AtThePage) -> None:
    """Answer all twenty: press a 3, and name a document."""
    for criterion in CRITERIA:
        await amal.reaches(f"{criterion}. ")
        await amal.presses("3 Embedded")
        await amal.reaches(f"Evidence for {criterion}")
        await amal.says(f"Policy for {criterion}")
    await amal.sees("All 20 are answered")


async def test_a_whole_assessment_from_start_to_the_level_and_the_exported_xlsx(running, browser_page):
    amal = AtThePage(browser_page)
    await browser_page.goto(running.address)
    await amal.sees("I am a tool to prepare with. I am not the Charter's own service.")

    await amal.says("what are the levels")
    await amal.sees("There are four levels")
    await amal.presses("Start the self-assessment")
    await amal.sees("Is it all right to keep this?")  # the first information has the same button
    await amal.presses("Yes, that is fine")
    for field, typed in zip(("organisation called", "service or team"), PROFILE, strict=True):
        await amal.sees(field)
        await amal.says(typed)
    for label in CHOSEN:
        await amal.presses(label)
    await amal.sees("Your four areas")
    await amal.presses("Leadership")
    await scores_everything(amal)
    await amal.presses("Finish and see the result")

    await amal.sees("Indicative level: Silver")
    await amal.sees("Only the Career Matters panel awards Charter status.")
    await amal.sees("Evidenced score: 60/80 (75%)")
    await amal.sees("What stops Gold")

    await amal.says(f"/code {running.admin_code}")
    await amal.sees("Your role is now: admin")
    await amal.says("/export")
    await amal.presses("Make the file")
    async with browser_page.expect_download() as downloading:
        await browser_page.get_by_role("link", name=".xlsx").last.click()
    taken = running.folder / "taken.xlsx"
    await (await downloading.value).save_as(taken)
    book = openpyxl.load_workbook(taken)
    assert book.sheetnames == ["assessments", "answers", "evidence", "codebook"]
    header, _labels, row = (list(each) for each in book["assessments"].iter_rows(values_only=True))
    assert row[header.index("organisation")] == "Midlands Trust"
    assert row[header.index("indicative_level")] == "silver"
    assert len(list(book["answers"].iter_rows())) == 2 + 20


async def test_a_reload_and_a_restart_lose_nothing(running, start_again, browser_page):
    jo = AtThePage(browser_page)
    await browser_page.goto(running.address)
    await jo.presses("Start the self-assessment")
    await jo.sees("Is it all right to keep this?")  # the first information has the same button
    await jo.presses("Yes, that is fine")
    await jo.sees("organisation called")
    await jo.says("Northern Charity")
    await jo.sees("service or team")

    await browser_page.reload()
    await jo.sees("Northern Charity")
    await jo.says("Peer team")
    await jo.sees("What kind of organisation is it?")

    assert await running.stops() == 0
    stored = (running.folder / "data" / "charter.db").read_bytes()
    assert b"Northern Charity" not in stored  # it is sealed
    again = await start_again(running.folder)
    await browser_page.reload()
    await jo.sees("Northern Charity")
    assert await again.stops() == 0


async def test_export_and_invite_work_beside_the_running_program(running, tmp_path):
    out = tmp_path / "taken.json"
    for words in (("export", "--format", "json", "--out", str(out)), ("invite", "assessor")):
        beside = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.cli", *words, cwd=running.folder, stdout=asyncio.subprocess.PIPE
        )
        printed, _ = await beside.communicate()
        assert beside.returncode == 0, printed
    assert json.loads(out.read_text())["assessments"] == []
    assert b"one-time code for the role assessor" in printed
