"""Services in general practice from Sygesikringsregisteret (SSSY).

The register knows the week a service was settled in and not the day, and its rows have no id. A delivery
therefore restates whole weeks, and a row is known by its week and its number within it.
"""

from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.catalogue.received import ReadDelivery
from tvaerblik.core.deliveries import Aside, Window
from tvaerblik.core.errors import Where
from tvaerblik.core.texts import Text
from tvaerblik.sources.asides import set_aside
from tvaerblik.sources.columns import (
    Column,
    Values,
    count,
    digits,
    municipality,
    person,
    unused,
    yes_no,
)
from tvaerblik.sources.declared import DeclaredFile, read_declared, shapes
from tvaerblik.sources.files import NOTE, Received
from tvaerblik.sources.reading import Raw
from tvaerblik.sources.shapes import World
from tvaerblik.sources.trouble import Trouble
from tvaerblik.sources.values import check_filled, flag, mapped

NAME = "ssr"
NEEDS_NOTE = True

GENERAL_PRACTICE = "80"
# Two digits of a year: the register begins in 1990
FIRST_YEAR = 90
MONDAY = 1  # ISO weekday
WEEK = "HONUGE"


def _of_general_practice(
    raw: Raw, asides: list[Aside], trouble: Trouble
) -> tuple[Raw, pa.Table | None]:
    """SPECIALE is the specialty's two digits, with the four of the service after them or not."""
    check_filled(raw, "SPECIALE", trouble)
    specialty = raw.column("SPECIALE")
    flag(
        raw,
        "SPECIALE",
        pc.invert(pc.match_substring_regex(specialty, r"^[0-9]{2}([0-9]{4})?$")),
        code="D10",
        what=Text(
            "Specialet skal have to eller seks cifre; et første nul kan være tabt.",
            "The specialty must have two or six digits; a first zero may be lost.",
        ),
        remedy=Text(
            "Dan udtrækket igen med koder som tekst: 80 eller 800101.",
            "Make the extract again with codes as text: 80 or 800101.",
        ),
        trouble=trouble,
    )
    ours = pc.fill_null(pc.starts_with(specialty, GENERAL_PRACTICE), True)
    raw = set_aside(raw, ours, table="gp_service", reason="other_specialty", asides=asides)
    return raw, None


def _week(name: str) -> Column:
    """yyww as the week's Monday, and the row's id: its week and its number among the week's rows."""

    def read(raw: Raw, world: World, trouble: Trouble) -> Values:
        mondays = mapped(
            raw,
            name,
            monday_of,
            code="D08",
            what=Text("er ikke en uge, der findes", "is not a week that exists"),
            remedy=Text(
                "Skriv årets to sidste cifre og ugens to: 2601; uge 53 kun i år, der har den.",
                "Write the year's last two digits and the week's two: 2601; week 53 only in years with one.",
            ),
            trouble=trouble,
        ).cast(pa.date32())
        number = _numbers_within(mondays).cast(pa.string())
        return {
            "week": mondays,
            "service_id": pc.binary_join_element_wise(raw.column(name), number, "-"),
        }

    return Column(name, "parsed", ("week", "service_id"), read)


def monday_of(yyww: str) -> str | None:
    """The Monday of an ISO week; None for a week that the year does not have."""
    if not (len(yyww) == 4 and yyww.isascii() and yyww.isdigit()):
        return None
    year, week = int(yyww[:2]), int(yyww[2:])
    try:
        found = date.fromisocalendar(year + (1900 if year >= FIRST_YEAR else 2000), week, MONDAY)
    except ValueError:
        return None
    return found.isoformat()


def _numbers_within(weeks: pa.Array) -> pa.Array:
    """1, 2, 3 … in the file's order within each week."""
    places = pc.rank(weeks, tiebreaker="first").cast(pa.int64())
    counted = pc.value_counts(weeks.sort()) if len(weeks) else None
    if counted is None:
        return places
    rows = counted.field("counts")
    earlier = pc.subtract(pc.cumulative_sum(rows), rows)
    return pc.subtract(places, earlier.take(pc.index_in(weeks, counted.field("values"))))


def _inside_whole_weeks(
    raw: Raw, values: Values, windows: tuple[Window, ...], trouble: Trouble
) -> None:
    """A week that is only partly restated would keep some of its old rows beside the new ones."""
    for window in windows:
        assert window.start is not None and window.end is not None, window
        days = (window.start, window.end)
        if window.units is not None or any(day.isoweekday() != MONDAY for day in days):
            trouble.add(
                "K-WEEKS",
                Text(
                    "En leverance af SSSY dækker hele uger for alle kommuner.",
                    "A delivery of SSSY covers whole weeks of all municipalities.",
                ),
                Text(
                    "Skriv »from« og »to« som mandage og units som null.",
                    "Write 'from' and 'to' as Mondays and units as null.",
                ),
                Where(file=NOTE, path="covers"),
            )
    inside = pa.repeat(pa.scalar(False), len(values["week"]))
    for window in windows:
        after = pc.greater_equal(values["week"], pa.scalar(window.start, pa.date32()))
        before = pc.less(values["week"], pa.scalar(window.end, pa.date32()))
        inside = pc.or_(inside, pc.and_(after, before))
    flag(
        raw,
        WEEK,
        pc.invert(inside),
        code="K-WEEKS",
        what=Text(
            "Ugen ligger uden for det, som leverancen dækker.",
            "The week lies outside what the delivery covers.",
        ),
        remedy=Text(
            "Ret følgesedlens covers, eller udelad ugen.",
            "Mend the note's covers, or leave the week out.",
        ),
        trouble=trouble,
    )


FILES = (
    DeclaredFile(
        NAME,
        "SSSY",
        "gp_service",
        columns=(
            person("CPRNR"),
            digits("YDERNR", "clinic", 6, example="012345", before="klinik-"),
            unused("SPECIALE", optional=False),
            digits("YDELSESNR", "service", 4, example="0101"),
            unused("YDERTYPE"),
            count("ANTAL", "contacts"),
            unused("HONORAR"),
            _week(WEEK),
            unused("KONTAKT"),
            # A child on the parent's card: the number, and so age and sex, are the parent's
            yes_no("BARNMAK", "for_child", yes="1", no="0"),
            municipality("KOMKOD"),
        ),
        before=_of_general_practice,
        after=_inside_whole_weeks,
    ),
)
SHAPES = shapes(FILES)


def read(received: Received, world: World) -> ReadDelivery:
    return read_declared(received, world, FILES)
