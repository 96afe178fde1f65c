"""Makes a PDF of a paper: tagged for screen readers (PDF/UA), with an outline and its fonts embedded."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import matplotlib as mpl
import typst

from bot.reports.charts.chart import Chart
from bot.reports.charts.draw import svg
from bot.reports.paper.content import Paper
from bot.reports.paper.legible import legible

LOOKS = Path(__file__).with_name("report.typ")
FONTS = Path(mpl.get_data_path()) / "fonts" / "ttf"  # DejaVu, and one that shows a box for every other letter


def pdf(paper: Paper, charts: Iterable[Chart]) -> bytes:
    """Return the paper as a PDF. The same paper has the same bytes."""
    drawn = {each.name: {"title": each.title, "alt": each.alt, "svg": svg(each)} for each in charts}
    made = typst.compile(
        LOOKS,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=datetime.fromisoformat(paper.made),
        sys_inputs={"paper": json.dumps(_legible(asdict(paper))), "charts": json.dumps(drawn)},
    )
    assert isinstance(made, bytes)  # noqa: S101 - one file was asked for
    return made


def _legible(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _legible(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_legible(each) for each in value]
    return legible(value) if isinstance(value, str) else value
