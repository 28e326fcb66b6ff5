"""From rows to what is counted of them: which are in some cell, and why the others are not.

Makes these tables of the session:

    met       one line a row (of a stock, row and night; of days in a period, row and slot)
    counted   slot, atom, age_band, sex, person, counts, value    the lines that are in some cell;
              `value` is what a line adds to the numerator, `counts` whether its person is behind it
"""

# ruff: noqa: S608 - the names put into statements are ours or a register card's, never input

from tvaerblik.catalogue.language import (
    Counted,
    DaysInPeriod,
    Mean,
    Percentile,
    Profile,
    Proportion,
    Rate,
    Stock,
    Sum,
    counts_persons,
)
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.engine.fast.amounts import amount_of
from tvaerblik.engine.fast.events import placed_rows
from tvaerblik.engine.fast.frame import Frame, nights_asked_table
from tvaerblik.engine.fast.intervals import tables_beside
from tvaerblik.engine.fast.profiles import undecided_profile_events
from tvaerblik.engine.fast.session import Session
from tvaerblik.engine.refusals import unknown_refused
from tvaerblik.engine.request import Diagnostics

BORN = "(age >= 0 OR age IS NULL)"  # a table without dates of birth knows nobody unborn
# Whose age or sex is missing is in the total and in no stratum: null would be the total itself
STRATUM = "coalesce(age_band, '?') AS age_band, coalesce(sex, '?') AS sex"
_ALWAYS = ("meets", "counts", "person", "slot", "atom", "age", "age_band", "sex")


def count_rows(
    session: Session, measure: Counted, catalogue: Catalogue, frame: Frame
) -> Diagnostics:
    """Fill `met` and `counted`. Raises DefinitionError where `unknown: fail` refuses."""
    for name, table in tables_beside(measure, frame.slots).items():
        session.hold(name, table)
    rows = placed_rows(measure, catalogue, frame.slots)
    keys = [name for name in rows.columns if name.startswith("k_")]
    session.keep("met", rows.select(*_ALWAYS, *_needed(measure), *keys))
    if frame.tells and isinstance(measure, Stock):
        session.hold("nights_asked", nights_asked_table(frame, measure))
    session.run("counted", _sql_for_counted(measure, keys))
    if not frame.tells:
        return Diagnostics()
    if measure.unknown == "fail":
        _refuse_unknown(session, measure, catalogue, frame)
    return Diagnostics(*session.numbers("diagnostics", _sql_for_diagnostics(measure)))


def needs_amount(measure: Counted) -> bool:
    return isinstance(measure, Sum | Mean | Percentile) or (
        isinstance(measure, Rate) and measure.counting == "amount"
    )


def _needed(measure: Counted) -> list[str]:
    found = ["amount", "amount_unknown"] if needs_amount(measure) else []
    if counts_persons(measure) or _lasts(measure):
        found.append("sequence")
    return [*found, "day"] if isinstance(measure, Profile) else found


def decided(measure: Counted) -> str:
    """Whether a row with an open `having` is left out; with `no` it is there and does not count."""
    return "true" if measure.unknown == "no" else "counts IS NOT NULL"


def _sql_for_counted(measure: Counted, keys: list[str]) -> str:
    value = "amount" if needs_amount(measure) else "coalesce(counts, false)::BIGINT"
    there = "amount IS NOT NULL" if needs_amount(measure) else decided(measure)
    # What a profile's events are found by
    beside = "".join(f", {name}" for name in (["meets", "age", "day", *keys] if keys else []))
    return f"""
CREATE TEMP TABLE counted AS
SELECT slot, atom, {STRATUM}, person, coalesce(counts, false) AS counts, {value} AS value{beside}
FROM met JOIN atoms USING (atom)
WHERE meets AND {BORN} AND {there}
"""


# What is not counted, and why ----------------------------------------------------------------------


def _sql_for_diagnostics(measure: Counted) -> str:
    rows = _rows(measure)
    without = "fate = 'placed' AND amount IS NULL" if needs_amount(measure) else "false"
    return f"""
WITH judged AS (
    SELECT met.*, CASE WHEN meets IS NULL THEN 'unknown'
                       WHEN met.atom IS NULL THEN 'without_place'
                       WHEN known.atom IS NULL THEN 'outside'
                       WHEN age < 0 THEN 'before_birth'
                       ELSE 'placed' END AS fate
    FROM met LEFT JOIN atoms AS known USING (atom){_only_asked(measure)}
)
SELECT {rows} FILTER (WHERE fate = 'placed'),
       {rows} FILTER (WHERE fate = 'unknown' OR (fate = 'placed' AND counts IS NULL)),
       {rows} FILTER (WHERE fate = 'without_place'),
       {rows} FILTER (WHERE fate = 'outside'),
       {rows} FILTER (WHERE fate = 'before_birth'),
       {rows} FILTER (WHERE {without})
FROM judged
"""


def _rows(measure: Counted) -> str:
    """A row that lasts is in several lines, and counts once."""
    return "count(DISTINCT sequence)" if _lasts(measure) else "count(*)"


def _lasts(measure: Counted) -> bool:
    return isinstance(measure, Stock) or isinstance(amount_of(measure), DaysInPeriod)


def _only_asked(measure: Counted) -> str:
    """A stock of last days looks at every month's, though perhaps only the year's is asked for."""
    return " SEMI JOIN nights_asked USING (slot)" if isinstance(measure, Stock) else ""


def _refuse_unknown(session: Session, measure: Counted, catalogue: Catalogue, frame: Frame) -> None:
    missing = ["meets IS NULL"]
    if isinstance(measure, Proportion):
        missing.append("counts IS NULL")
    if needs_amount(measure):
        missing.append("amount_unknown")
    (undecided,) = session.numbers(
        "unknown",
        f"SELECT {_rows(measure)} FROM met JOIN atoms USING (atom){_only_asked(measure)}"
        f" WHERE {BORN} AND ({' OR '.join(missing)})",
    )
    if isinstance(measure, Profile):
        events = undecided_profile_events(measure, catalogue, frame.slots, session.table("counted"))
        session.keep("undecided", events)
        (found,) = session.numbers("undecided events", "SELECT undecided FROM undecided")
        undecided += found
    if undecided:
        raise unknown_refused(undecided)
