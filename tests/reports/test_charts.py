"""Pictures: the right figures, all of them in words too, and nothing that sticks out or hangs on colour."""

from io import BytesIO

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from PIL import Image
from results import begun, bronze, gold

from bot.reports.charts.bars import STYLES
from bot.reports.charts.draw import _figure, png, svg
from bot.reports.charts.of_a_result import charts
from bot.reports.charts.radar import AGAINST
from bot.reports.subject import Subject


@pytest.fixture
def texts(content):
    return content.texts


@pytest.fixture
def drawn(framework, texts):
    """All pictures there are, by name."""
    return {each.name: each for each in charts(Subject(bronze(framework), gold(framework)), texts)}


def floors(case, texts):
    return [(each.label, each.values) for each in charts(Subject(case), texts)[0].series[1:]]


def test_there_are_three_pictures_and_a_fourth_with_an_earlier_assessment(framework, texts, drawn):
    assert list(drawn) == ["areas", "criteria", "claimed", "then"]
    assert [each.name for each in charts(Subject(gold(framework)), texts)] == ["areas", "criteria", "claimed"]


def test_the_areas_stand_against_the_floors_of_the_level_reached_and_the_next(framework, texts):
    assert floors(bronze(framework), texts) == [
        ("Bronze, reached: 25% in each area", (25, 25, 25, 25)),
        ("Silver, next: 50% in each area", (50, 50, 50, 50)),
    ]


def test_at_the_top_there_is_only_the_floor_that_is_reached(framework, texts):
    assert floors(gold(framework), texts) == [("Gold, reached: 70% in each area", (70, 70, 70, 70))]


def test_without_a_level_only_the_next_floor_is_drawn(framework, texts):
    assert floors(begun(framework), texts) == [("Bronze, next: 25% in each area", (25, 25, 25, 25))]


def test_the_published_criteria_stand_against_the_whole(drawn):
    had, whole = drawn["criteria"].series
    assert len(drawn["criteria"].labels) == len(had.values) == 6
    assert (whole.label, set(whole.values)) == ("Overall: 50%", {50})


def test_what_was_claimed_stands_beside_what_counts(drawn):
    claimed, counts = drawn["claimed"].series
    assert (claimed.values, counts.values) == ((60, 50, 50, 50), (50, 50, 50, 50))
    assert "Leadership: claimed 60%, counts 50%." in drawn["claimed"].alt


def test_then_stands_beside_now(drawn):
    then, now = drawn["then"].series
    assert drawn["then"].labels[:2] == ("Overall", "Leadership")
    assert (then.values, now.values) == ((100,) * 5, (50,) * 5)
    assert "Leadership: then 100%, now 50%." in drawn["then"].alt


def test_every_figure_of_a_picture_is_in_its_words(framework, texts):
    case = bronze(framework, H4=bronze(framework).assessment.answers["L1"])
    for chart in charts(Subject(case, begun(framework)), texts):
        for series in chart.series:
            for label, value in zip(chart.labels, series.values, strict=True):
                assert label in chart.alt
                assert f"{value:.3g}%" in chart.alt


@pytest.mark.parametrize("name", ["areas", "criteria", "claimed", "then"])
def test_a_picture_shows_all_labels_and_the_notice_and_nothing_sticks_out(drawn, name, framework):
    figure = _figure(drawn[name], with_words=True)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    shown = [each for each in figure.findobj(Text) if each.get_text()]
    said = " ".join(" ".join(each.get_text().split()) for each in shown)
    series = [each.label for each in drawn[name].series]
    for words in (drawn[name].title, framework.notice, *drawn[name].labels, *series):
        assert words in said
    for each in shown:
        box = each.get_window_extent(canvas.get_renderer())
        assert box.x0 >= 0 <= box.y0
        assert box.x1 <= figure.bbox.x1
        assert box.y1 <= figure.bbox.y1


@pytest.mark.parametrize("name", ["areas", "claimed"])
def test_a_picture_is_as_wide_as_a_phone_shows_and_small_enough_to_send(drawn, name):
    content = png(drawn[name])
    picture = Image.open(BytesIO(content))
    assert (picture.format, picture.width) == ("PNG", 1080)
    assert 1080 <= picture.height <= 1400
    assert len(content) < 100_000


def test_the_same_picture_has_the_same_bytes(drawn):
    assert png(drawn["areas"]) == png(drawn["areas"])
    assert svg(drawn["areas"]) == svg(drawn["areas"])


def test_lines_and_bars_are_told_apart_without_colour():
    assert len({str(each["linestyle"]) for each in AGAINST}) == len({each["marker"] for each in AGAINST}) == 2
    assert [each.get("hatch") for each in STYLES] == ["//", None]
