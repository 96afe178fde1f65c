"""Draws a chart: a PNG for the chat, an SVG for the paper. In tones that stay apart in grey.

The figure's own objects are used, never `pyplot`, which keeps what it has drawn.
"""

import textwrap
from collections.abc import Callable
from io import BytesIO
from typing import Any

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from bot.reports.charts.bars import bars
from bot.reports.charts.chart import Chart
from bot.reports.charts.radar import radar

INCHES = (7.2, 8.6)
DOTS = 150  # an inch: 1080 pixels wide
COLOURS = 64  # a palette: a third of the bytes, and nobody sees it
WIDE = 58  # letters in a line of small print
# `Any`: the library's types want every setting's name as a literal.
STYLE: Any = {
    "font.family": "DejaVu Sans",  # it comes with the library
    "font.size": 14,
    "hatch.linewidth": 1.6,
    "svg.hashsalt": "charter",  # the same picture has the same bytes
}
_SHAPES: dict[str, Callable[[Figure, Chart], None]] = {"radar": radar, "bars": bars}


def png(chart: Chart) -> bytes:
    """Draw a chart as a picture for a screen."""
    with rc_context(STYLE):
        canvas: Any = FigureCanvasAgg(_figure(chart, with_words=True))
        canvas.draw()
        drawn = Image.frombytes("RGBA", canvas.get_width_height(), bytes(canvas.buffer_rgba())).convert("RGB")
    file = BytesIO()
    drawn.quantize(COLOURS).save(file, "PNG", optimize=True, dpi=(DOTS, DOTS))
    return file.getvalue()


def svg(chart: Chart) -> str:
    """Draw a chart for paper, where its title and the notice stand beside it as text."""
    file = BytesIO()
    with rc_context(STYLE):
        _figure(chart, with_words=False).savefig(
            file, format="svg", metadata={"Date": None}, bbox_inches="tight", pad_inches=0.05
        )
    return file.getvalue().decode()


def _figure(chart: Chart, *, with_words: bool) -> Figure:
    figure = Figure(figsize=INCHES, dpi=DOTS, facecolor="white")
    _SHAPES[chart.shape](figure, chart)
    if with_words:
        figure.suptitle(chart.title, fontsize=20, fontweight="bold", x=0.05, y=0.975, ha="left")
        notice = textwrap.fill(chart.notice, WIDE)
        figure.text(0.05, 0.02, notice, fontsize=12.5, va="bottom", linespacing=1.3)
    return figure
