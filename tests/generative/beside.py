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
# grows by, people, where one is missing and the next masked (in tenths), a row off its day
_SERIES = tuple(
    (grows, people, gap, off)
    for grows in (0, 1, 2, 3, 4, 5)
    for people in (None, 0, 400, 400, 900, 900)
    for gap in (0, 0, 0, 0, 3, 5, 6)
    for off in (False,) * 9 + (True,)
)
_FORMS = (
    *((), ("BVAA33D",), ("BVAA33A",), ("BVAA33A", "BVAA33D"), ("BVAA33D2", "ZZ"), ("BVAA33",)),
)


# Everything of a row is drawn at once: a world has only so many choices
_PLACED = tuple(
    (near, off, marker, pathway)
    for near in ("started", "started", "ended")
    for off in _OFF
    for marker in _MARKERS
    for pathway in (0, 0, 0, 1)
)


@st.composite
def markers(draw: Any, contacts: list[Row]) -> list[Row]:
    """Where stays begin and end, a minute off, and inside them; in one or two pathways of a person."""
    found: dict[tuple[Any, ...], Row] = {}
    for contact in contacts:
        chosen = draw(st.integers(0, len(_PLACED) * 3 // 2))
        if chosen < len(_PLACED):
            near, off, marker, pathway = _PLACED[chosen]
            placed = (contact[near] or contact["started"]) + off
            pathway += 10 * contact["person"]
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
    """Of virtual contacts, whose form they tell."""
    return [
        {
            "procedure_id": f"{contact['contact']}-{number}",
            "contact": contact["contact"],
            "code": code,
            "code_type": "P",
        }
        for contact in contacts
        if contact["contact_type"] == "ALCA03"
        for number, code in enumerate(draw(st.sampled_from(_FORMS)))
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
            grows, people, gap, off = draw(st.sampled_from(_SERIES))
            missing = len(periods) * gap // 10
            for number, period in enumerate(periods):
                if gap and number == missing:
                    continue
                masked = bool(gap) and number == missing + 1
                rows.append(
                    {
                        "series": name,
                        # A row on another day than the first of its step says nothing
                        "day": period.start + timedelta(days=off and number == 3),
                        "unit": unit,
                        "numerator": None if masked else grows * number % 7,
                        "numerator_low": 0 if masked else None,
                        "numerator_high": 9 if masked else None,
                        "denominator": people,
                    }
                )
    by_key = {(row["series"], row["day"], row["unit"]): row for row in rows}
    return list(by_key.values())
