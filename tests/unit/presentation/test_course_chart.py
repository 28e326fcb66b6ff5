"""The weeks around an event: what is drawn, what is said of it, and what is refused."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from tvaerblik.presentation.charts import NARROW, WIDE, ChartPoint, RunChartPicture
from tvaerblik.presentation.charts.course_chart import (
    CoursePicture,
    common_left,
    course_chart_svg,
)


def course(values: list[float | None], rest: tuple[float | None, ...] = ()) -> CoursePicture:
    points = tuple(
        ChartPoint(
            short=str(week),
            long=f"{week} weeks",
            value=value,
            text="" if value is None else str(value),
            state="suppressed" if value is None else "ok",
        )
        for week, value in enumerate(values, start=-2)
    )
    run = RunChartPicture(
        title="Contacts", unit_label="Per admission", points=points, is_series=False, lang="en"
    )
    event = 2 if values else 0
    return CoursePicture(run, "Midt", event, "Admission", rest, "The region" if rest else "")


def drawn(picture: CoursePicture, width: float = WIDE, left: float = 0.0) -> str:
    svg = course_chart_svg(picture, prefix="c", width=width, left=left)
    ET.fromstring(svg)
    assert " style=" not in svg and "nan" not in svg and "None" not in svg
    return svg


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize(
    "values", [[], [None] * 5, [0.0] * 5, [0.2, None, 0.4, None, 0.6], [1e6] * 5]
)
def test_anything_can_be_drawn(values: list[float | None], width: float) -> None:
    svg = drawn(course(values), width)
    assert svg.count('class="tb-point"') == sum(value is not None for value in values)
    assert ("No figures to show" in svg) == (not any(v is not None for v in values))


def test_a_week_without_a_number_breaks_both_lines() -> None:
    svg = drawn(course([0.2, 0.3, None, 0.4, 0.6], (0.1, 0.1, None, 0.2, 0.2)))
    assert svg.count('class="tb-line"') == 3  # two stretches and the key
    assert svg.count('class="tb-rest"') == 3
    assert "The figure is not shown, to protect persons" in svg


def test_the_axis_begins_at_nothing_and_reaches_the_whole() -> None:
    svg = drawn(course([7.0] * 5, (31.0,) * 5))
    ticks = re.findall(r'text-anchor="end">(\d+)<|class="tb-quiet"[^>]*anchor="end">(\d+)', svg)
    numbers = [int(one or other) for one, other in ticks]
    assert (min(numbers), max(numbers) >= 31) == (0, True)


def test_charts_under_each_other_share_the_weeks_places() -> None:
    small, large = course([0.01] * 5), course([12_345.0] * 5)
    left = common_left([small, large], WIDE)
    bands = {
        re.search(r'<rect x="([\d.]+)"', drawn(one, left=left)).group(1) for one in (small, large)
    }
    assert len(bands) == 1


@pytest.mark.parametrize(
    "wrong", [{"event": 5}, {"rest": (1.0, 2.0)}], ids=["no such week", "too few"]
)
def test_what_does_not_fit_its_weeks_is_refused(wrong: dict) -> None:
    with pytest.raises(ValueError, match=r"weeks|of 5"):
        replace(course([1.0] * 5), **wrong)


def test_a_prefix_that_is_no_id_is_refused() -> None:
    with pytest.raises(ValueError, match="begin with a letter"):
        course_chart_svg(course([1.0] * 5), prefix="1 a", width=WIDE)
