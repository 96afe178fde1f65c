"""Bars in pairs: two shares of the same thing, one above the other, one hatched and one full."""

from typing import Any

from matplotlib.figure import Figure

from bot.reports.charts.chart import Chart, percent

INK = "#14406b"
STYLES: tuple[dict[str, Any], ...] = (
    {"facecolor": "white", "edgecolor": "#333333", "hatch": "//", "linewidth": 1.6},
    {"facecolor": INK, "edgecolor": INK, "linewidth": 1.6},
)
BAR = 0.27  # of the room that a pair has
FIRST = 0.06  # from the middle of that room to the first bar; its name stands above


def bars(figure: Figure, chart: Chart) -> None:
    """Draw the chart into the figure."""
    axes = figure.add_axes((0.05, 0.24, 0.82, 0.66))
    for at, (series, style) in enumerate(zip(chart.series, STYLES, strict=True)):
        places = [group + FIRST + BAR * at for group in range(len(chart.labels))]
        axes.barh(places, series.values, height=BAR, align="edge", label=series.label, **style)
        for place, value in zip(places, series.values, strict=True):
            axes.text(value + 1.2, place + BAR / 2, percent(value), va="center", fontweight="bold")
    for group, label in enumerate(chart.labels):
        axes.text(0, group - 0.02, label, va="bottom", fontweight="bold")
    axes.set_xlim(0, 100)
    axes.set_ylim(len(chart.labels) - 0.25, -0.35)  # the first at the top
    axes.set_yticks([])
    axes.set_xticks(range(0, 101, 25), [f"{each}%" for each in range(0, 101, 25)])
    axes.tick_params(axis="x", length=0, labelcolor="#444444", labelsize=12)
    axes.xaxis.grid(visible=True, color="#d0d0d0")
    axes.set_axisbelow(True)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    figure.legend(
        loc="lower left", bbox_to_anchor=(0.03, 0.1), frameon=False, handlelength=2.6, handleheight=1.1,
        labelspacing=0.5,
    )  # fmt: skip
