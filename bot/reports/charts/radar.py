"""A radar: the result as a filled shape, and what it is held against as broken lines around it."""

import math
import textwrap
from collections.abc import Sequence
from typing import Any

from matplotlib.figure import Figure
from matplotlib.projections.polar import PolarAxes

from bot.reports.charts.chart import Chart, percent

INK = "#14406b"  # dark in grey too
RINGS = (25, 50, 75, 100)
NARROW, WIDE = 13, 24  # letters in a line beside the net, and above or below it
# Told apart by the breaks in the line and by its marks, not by its colour.
AGAINST: tuple[dict[str, Any], ...] = (
    {"linestyle": (0, (6, 3)), "color": "#555555", "marker": "s", "linewidth": 2.4},
    {"linestyle": (0, (1.5, 2)), "color": "#000000", "marker": "^", "linewidth": 2.8},
)


def radar(figure: Figure, chart: Chart) -> None:
    """Draw the chart into the figure."""
    axes = figure.add_axes((0.26, 0.29, 0.48, 0.55), projection="polar")
    assert isinstance(axes, PolarAxes)  # noqa: S101 - what was asked for; the library's types do not say so
    angles = [2 * math.pi * at / len(chart.labels) for at in range(len(chart.labels))]
    _net(axes, angles)
    _labels(axes, angles, chart)
    had, *against = chart.series
    for series, style in zip(against, AGAINST, strict=False):
        axes.plot(*_closed(angles, series.values), label=series.label, markersize=8, zorder=3, **style)
    axes.fill(*_closed(angles, had.values), color=INK, alpha=0.22, zorder=2)
    axes.plot(
        *_closed(angles, had.values), color=INK, linewidth=3.6, marker="o", markersize=9, label=had.label,
        zorder=4,
    )  # fmt: skip
    lines, names = axes.get_legend_handles_labels()
    in_order = [lines[-1], *lines[:-1]], [names[-1], *names[:-1]]
    figure.legend(
        *in_order, loc="lower left", bbox_to_anchor=(0.03, 0.085), frameon=False, handlelength=3.4,
        labelspacing=0.55,
    )  # fmt: skip


def _net(axes: PolarAxes, angles: Sequence[float]) -> None:
    axes.set_theta_offset(math.pi / 2)
    axes.set_theta_direction(-1)
    axes.set_ylim(0, 100)
    axes.grid(visible=False)
    axes.spines["polar"].set_visible(False)
    axes.set_xticks([])
    axes.set_yticks([])
    for ring in RINGS:
        axes.plot(*_closed(angles, [ring] * len(angles)), color="#b5b5b5", linewidth=1, zorder=1)
        axes.text(
            angles[1] / 2, ring * math.cos(angles[1] / 2), f"{ring}%", fontsize=11, color="#444444",
            ha="center", va="center", zorder=1.5,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
        )  # fmt: skip
    for angle in angles:
        axes.plot([angle, angle], [0, 100], color="#b5b5b5", linewidth=1, zorder=1)


def _labels(axes: PolarAxes, angles: Sequence[float], chart: Chart) -> None:
    for angle, label, value in zip(angles, chart.labels, chart.series[0].values, strict=True):
        side, height = _sign(math.sin(angle)), _sign(math.cos(angle))
        words = textwrap.fill(label, NARROW if side else WIDE, break_long_words=False, break_on_hyphens=False)
        axes.text(
            angle, 108, f"{words}\n{percent(value)}", fontsize=12.5, fontweight="bold", linespacing=1.2,
            ha=("center", "left", "right")[side], va=("center", "bottom", "top")[height],
        )  # fmt: skip


def _sign(value: float) -> int:
    """Return 0 in the middle, 1 on the one side, -1 on the other."""
    return 0 if abs(value) < 0.1 else 1 if value > 0 else -1


def _closed(angles: Sequence[float], values: Sequence[float]) -> tuple[list[float], list[float]]:
    """Go around and come back to the first."""
    return [*angles, angles[0]], [*values, values[0]]
