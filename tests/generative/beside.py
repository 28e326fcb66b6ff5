"""What is delivered beside the contacts of a random world: markers in pathways, procedures, and series of
figures for months, quarters and years."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from generative.seasons import PLACES, Season, instant
from tvaerblik.catalogue.series import Step
from tvaerblik.core.periods import periods_between

Row = dict[str, Any]
SERIES: dict[str, Step] = {
    "daily": "day",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
}
_OFF = tuple(
    timedelta(minutes=minutes) for minutes in (0, 0, 0, -1, 1, 60, 60, 600, 1440, 2880, -1440)
)
_MARKERS = ("AWA1",) * 4 + ("AWX1",) * 3 + ("AWG",)
_UNITS = ((), *(PLACES[:2], PLACES[:3]) * 3, (*PLACES[:2], "nord", "oest-a"))
_FORMS = ("BVAA33D", "BVAA33A", "BVAA33D2", "BVAA33", "ZZ")


@st.composite
def markers(draw: Any, contacts: list[Row]) -> list[Row]:
    """Where stays begin and end, a minute off, and inside them; in one or two pathways of a person."""
    found: dict[tuple[Any, ...], Row] = {}
    for contact in contacts:
        if draw(st.integers(0, 2)) == 0:
            continue
        near = contact["ended"] if draw(st.integers(0, 2)) == 2 else contact["started"]
        placed = (near or contact["started"]) + draw(st.sampled_from(_OFF))
        marker = draw(st.sampled_from(_MARKERS))
        pathway = 10 * contact["person"] + draw(st.sampled_from((0, 0, 0, 1)))
        found[pathway, marker, placed] = {
            "pathway": pathway,
            "person": contact["person"],
            "marker": marker,
            **instant("placed", placed),
            **{name: contact[name] for name in ("residence", "born", "sex")},
        }
    return list(found.values())


@st.composite
def procedures(draw: Any, contacts: list[Row]) -> list[Row]:
    return [
        {
            "procedure_id": f"{contact['contact']}-{number}",
            "contact": contact["contact"],
            "code": draw(st.sampled_from(_FORMS)),
            "code_type": "P",
        }
        for contact in contacts
        for number in range(draw(st.sampled_from((0, 0, 1, 1, 2))))
    ]


@st.composite
def series(draw: Any, season: Season) -> list[Row]:
    """Each by municipality or region, from the year before to the year after; a few masked or missing."""
    start, end = date(season.start.year - 1, 1, 1), date(season.start.year + 2, 1, 1)
    rows = []
    for name, step in SERIES.items():
        first, after = (season.start, season.end) if step == "day" else (start, end)
        periods = periods_between(step, first, after)
        for unit in draw(st.sampled_from(_UNITS)):
            grows = draw(st.sampled_from((0, 1, 2, 3, 3, 4, 5, 5)))
            people = draw(st.sampled_from((None, 0, *(400, 900) * 3)))
            gaps = draw(st.sets(st.integers(0, 4 * len(periods)), max_size=2))
            off = draw(st.integers(0, 9)) == 9  # a row on another day than the first says nothing
            for number, period in enumerate(periods):
                said = grows * number % 7
                if number not in gaps:
                    masked = number - 1 in gaps
                    rows.append(
                        {
                            "series": name,
                            "day": period.start + timedelta(days=off and number == 3),
                            "unit": unit,
                            "numerator": None if masked else said,
                            "numerator_low": 0 if masked else None,
                            "numerator_high": 9 if masked else None,
                            "denominator": people,
                        }
                    )
    by_key = {(row["series"], row["day"], row["unit"]): row for row in rows}
    return list(by_key.values())
