"""Ages and sexes in one picture: what is drawn, what is said, and that nothing hidden has a place."""

from xml.etree import ElementTree as ET

import pytest

from tvaerblik.presentation.charts import NARROW, WIDE, ChartPoint
from tvaerblik.presentation.charts.ages_chart import AgeRow, AgesPicture, ages_chart_svg


def point(name: str, value: float | None) -> ChartPoint:
    state = "suppressed" if value is None else "ok"
    return ChartPoint(name, name, value, "" if value is None else f"{value:g}", state)


def picture(*pairs: tuple[float | None, float | None], **more: object) -> AgesPicture:
    rows = tuple(
        AgeRow(f"{n}0-{n}9 years", point(f"{n}0s, women", women), point(f"{n}0s, men", men))
        for n, (women, men) in enumerate(pairs, start=1)
    )
    return AgesPicture("Admissions", "Per 1,000", rows, "Women", "Men", lang="en", **more)


def drawn(one: AgesPicture, width: float = NARROW) -> str:
    svg = ages_chart_svg(one, width=width)
    ET.fromstring(svg)
    assert " style=" not in svg and "nan" not in svg and "None" not in svg
    return svg


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize(
    "pairs",
    [[], [(None, None)], [(0.0, 0.0)], [(1e9, 1.0)], [(3.0, None), (None, 4.0)], [(2.0, 2.0)] * 9],
)
def test_anything_can_be_drawn(pairs: list, width: float) -> None:
    svg = drawn(picture(*pairs), width)
    known = [value for pair in pairs for value in pair if value is not None]
    assert svg.count("<title>") == len(known)
    assert ("No figures to show</text>" in svg) == (not known)


def test_a_hidden_figure_has_a_sign_and_no_place() -> None:
    svg = drawn(picture((12.0, None), (20.0, 30.0)))
    assert svg.count('class="tb-interval"') == 1
    assert ">–</text>" in svg and "not shown, to protect persons" in svg
    assert "10s, women: 12" in svg and "10s, men" not in svg


def test_women_and_men_differ_by_shape_and_are_named_in_the_key() -> None:
    svg = drawn(picture((12.0, 14.0)))
    assert svg.count("<circle") == 2 and svg.count("<polygon") == 2  # one of each in the key
    assert ">Women</text>" in svg and ">Men</text>" in svg


def test_amounts_begin_at_nothing_and_shares_end_at_a_hundred() -> None:
    assert ">0</text>" in drawn(picture((90.0, 95.0)))
    svg = drawn(picture((90.0, 99.0), tick_suffix=" %", bounds=(0, 100)))
    assert ">100 %</text>" in svg and ">120 %</text>" not in svg


def test_who_hears_it_is_told_every_figure() -> None:
    told = drawn(picture((12.0, 14.0), synthetic=True)).split("<desc")[1].split("</desc>")[0]
    assert "1 age bands, women and men. 10s, women: 12. 10s, men: 14." in told
    assert "Synthetic" in told


def test_a_prefix_that_is_no_id_is_refused() -> None:
    with pytest.raises(ValueError, match="begin with a letter"):
        ages_chart_svg(picture((1.0, 2.0)), prefix="1 a")
