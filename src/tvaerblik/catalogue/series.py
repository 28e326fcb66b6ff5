"""The series of figures delivered ready-made: a code list says which there are, and how often each is
delivered."""

from typing import Literal, get_args

from tvaerblik.catalogue.codelists import SERIES, Code, Codelist
from tvaerblik.catalogue.fields import Fields
from tvaerblik.core.periods import PeriodKind

Step = Literal["day", "month", "quarter", "year"]

__all__ = ["SERIES", "Step", "check_denominator", "periods_of", "read_series", "series_title"]

# The list's column `group` is the step of the series
_STEPS: dict[str, Step] = {step: step for step in get_args(Step)}
# From the finest; a week is never made of months, nor a month of weeks
_PERIODS_OF: dict[Step, tuple[PeriodKind, ...]] = {
    "day": ("day", "week", "month", "quarter", "year"),
    "month": ("month", "quarter", "year"),
    "quarter": ("quarter", "year"),
    "year": ("year",),
}


def read_series(fields: Fields, codelists: dict[str, Codelist]) -> tuple[str, Step]:
    name = fields.text("series")
    known = codelists[SERIES].codes if SERIES in codelists else ()
    found = next((code for code in known if code.code == name), None)
    if found is None:
        listed = ", ".join(code.code for code in known) or "-"
        raise fields.error(
            "E04",
            f"Der er ingen serie »{name}« på kodelisten {SERIES}.",
            f"There is no series '{name}' on the code list {SERIES}.",
            f"Kendte: {listed}.",
            f"Known: {listed}.",
            "series",
        )
    return name, _step_of(found, fields)


def _step_of(code: Code, fields: Fields) -> Step:
    if code.group not in _STEPS:
        offered = " | ".join(_STEPS)
        raise fields.error(
            "E04",
            f"Kodelisten {SERIES} siger ikke, hvor tit »{code.code}« leveres.",
            f"The code list {SERIES} does not say how often '{code.code}' is delivered.",
            f"Skriv {offered} i kolonnen group.",
            f"Write {offered} in the column group.",
            "series",
        )
    return _STEPS[code.group]


def check_denominator(
    name: str, per: int | None, fields: Fields, codelists: dict[str, Codelist]
) -> None:
    """`per` is said of a share and of nothing else: a series has a denominator in every row or in none."""
    code = next(code for code in codelists[SERIES].codes if code.code == name)
    if code.has_denominator is True and per is None:
        raise fields.error(
            "E04",
            f"Serien »{name}« har en nævner, og det er ikke sagt, hvad den skal vises pr.",
            f"The series '{name}' has a denominator, and it is not said what it is to be shown per.",
            "Skriv per, fx 100, eller skriv denominator no på kodelisten.",
            "Write per, e.g. 100, or write denominator no on the code list.",
            "per",
        )
    if code.has_denominator is False and per is not None:
        raise fields.error(
            "E04",
            f"Serien »{name}« er et antal uden nævner og kan ikke vises pr. {per}.",
            f"The series '{name}' is a count without a denominator and cannot be shown per {per}.",
            "Fjern per, eller skriv denominator yes på kodelisten.",
            "Remove per, or write denominator yes on the code list.",
            "per",
        )


def periods_of(step: Step) -> tuple[PeriodKind, ...]:
    """Those that a series of such steps can be added up to."""
    return _PERIODS_OF[step]


def series_title(name: str, codelists: dict[str, Codelist]) -> str:
    known = codelists[SERIES].codes if SERIES in codelists else ()
    return next((code.text for code in known if code.code == name), name)
