"""No day of a table from two sources: the same contacts would count twice, and nothing would show it.

Two sources may share a table side by side (LPR3_F for the years before LPR_A). What is held against each
other is what deliveries state to cover. A row outside its own delivery's window is a late correction; where
the sources have the same keys it replaces the row it corrects, elsewhere it would stand beside it.
"""

from collections.abc import Iterable, Mapping
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.catalogue.received import ReadDelivery, ReadTable
from tvaerblik.catalogue.registers import SourceCard
from tvaerblik.catalogue.shapes import date_column
from tvaerblik.core.deliveries import Window
from tvaerblik.core.errors import BadInput, Problem, Where
from tvaerblik.core.texts import Text
from tvaerblik.store.records import DeliveryRecord, Verdict, remark_of

# Two models of the same register, with the same keys of contacts and pathways.
SAME_KEYS = (frozenset(("lpr_a", "lpr_f")),)


def check_other_sources(
    delivery: ReadDelivery, records: Iterable[DeliveryRecord], cards: Mapping[str, SourceCard]
) -> None:
    """Raises BadInput (K-OTHER-SOURCE) when an accepted delivery of another source holds some of its days."""
    accepted = [record for record in records if record.state == "accepted"]
    mine = [record for record in accepted if record.source == delivery.card.name]
    others = [record for record in accepted if record.source != delivery.card.name]
    problems = {}
    for table in delivery.tables:
        for other in others:
            if (table.table, other.source) not in problems:
                shared = _shared(table, other, delivery.card.name)
                if shared is not None:
                    problem = _already(table, shared, cards[other.source])
                    problems[table.table, other.source] = problem
    outside = [
        _outside(table)
        for table in delivery.tables
        if _has_rivals(table, cards) and not _is_within(table, mine)
    ]
    if problems or outside:
        raise BadInput(*problems.values(), *outside)


def check_override(
    record: DeliveryRecord, records: Iterable[DeliveryRecord], cards: Mapping[str, SourceCard]
) -> None:
    """The same of a held delivery that a person is about to take in."""
    problems = _meetings(record, records, cards)
    if problems:
        raise BadInput(*problems)


def held_for_others(
    verdicts: Mapping[str, Verdict],
    records: Iterable[DeliveryRecord],
    cards: Mapping[str, SourceCard],
) -> dict[str, Verdict]:
    """Held after all: what would now be accepted, whose days another source was given in the meantime.

    A person's override was checked when it was made, and what counts already is not taken out again.
    """
    known = tuple(records)
    found = {}
    for record in known:
        verdict = verdicts.get(record.id)
        is_new = verdict is not None and verdict.state == "accepted" and record.state != "accepted"
        if verdict is None or not is_new or record.override is not None:
            continue
        reasons = tuple(map(remark_of, _meetings(record, known, cards)))
        if reasons:
            found[record.id] = Verdict("held", reasons, verdict.warnings)
    return found


def _meetings(
    record: DeliveryRecord, records: Iterable[DeliveryRecord], cards: Mapping[str, SourceCard]
) -> tuple[Problem, ...]:
    """One problem a table and other source whose accepted deliveries cover some of the record's days."""
    found: dict[tuple[str, str], Problem] = {}
    for other in records:
        if other.source == record.source or other.state != "accepted":
            continue
        for summary in record.tables:
            there = other.summary(summary.table)
            shared = None if there is None else _overlap(summary.covers, there.covers)
            if shared is not None:
                told = _told(summary.table, shared, cards[other.source], Where())
                found.setdefault((summary.table, other.source), told)
    return tuple(found.values())


def _shared(table: ReadTable, other: DeliveryRecord, source: str) -> Window | None:
    """Days that both state to cover, or that a row of ours lies in."""
    there = other.summary(table.table)
    if there is None:
        return None
    found = _overlap(table.covers, there.covers)
    if found is not None or any({source, other.source} <= same for same in SAME_KEYS):
        return found
    return next((window for window in there.covers if _has_rows_in(table, window)), None)


def _overlap(ours: Iterable[Window], theirs: Iterable[Window]) -> Window | None:
    for one in ours:
        for two in theirs:
            start = max(one.start or date.min, two.start or date.min)
            end = min(one.end or date.max, two.end or date.max)
            if start < end and _share_units(one, two):
                return Window(start, end)
    return None


def _share_units(one: Window, two: Window) -> bool:
    return one.units is None or two.units is None or bool(set(one.units) & set(two.units))


def _has_rows_in(table: ReadTable, window: Window) -> bool:
    days = _days(table)
    return days is not None and bool(pc.any(_in(days, window), min_count=0).as_py())


def _days(table: ReadTable) -> pa.ChunkedArray | None:
    """The days of a table that has some of its own."""
    if table.register.window_column is None:
        return None
    return table.rows[date_column(table.register, table.register.window_column)]


def _in(days: pa.ChunkedArray, window: Window) -> pa.ChunkedArray:
    start, end = window.start or date.min, window.end or date.max
    return pc.and_(pc.greater_equal(days, start), pc.less(days, end))


def _has_rivals(table: ReadTable, cards: Mapping[str, SourceCard]) -> bool:
    """A source that restates no window keeps what it has told for ever, beside any other source's rows."""
    sources = [card for card in cards.values() if table.table in card.tables]
    return len(sources) > 1 and not table.replaces


def _is_within(table: ReadTable, mine: Iterable[DeliveryRecord]) -> bool:
    """Every row in a window stated by this delivery or by an earlier one of the source."""
    days = _days(table)
    if days is None:
        return True
    told = [found for record in mine if (found := record.summary(table.table)) is not None]
    windows = (*table.covers, *(window for found in told for window in found.covers))
    within = pa.chunked_array([pa.array([False] * len(days), pa.bool_())])
    for window in windows:
        within = pc.or_(within, _in(days, window))
    return bool(pc.all(within, min_count=0).as_py())


def _already(table: ReadTable, shared: Window, other: SourceCard) -> Problem:
    return _told(table.table, shared, other, Where(file=table.file))


def _told(table: str, shared: Window, other: SourceCard, where: Where) -> Problem:
    return Problem(
        "K-OTHER-SOURCE",
        Text(
            f"{table} fra {shared.start} til før {shared.end} er allerede taget ind fra »{other.title.da}«; "
            "de samme hændelser ville tælle to gange.",
            f"{table} from {shared.start} to before {shared.end} was already taken in from '{other.title.en}'; "
            "the same events would count twice.",
        ),
        Text(
            "Lever kun dage, som den anden kilde ikke dækker, og ret vinduet i følgesedlen.",
            "Deliver only days that the other source does not cover, and mend the window in the note.",
        ),
        where,
    )


def _outside(table: ReadTable) -> Problem:
    return Problem(
        "K-OUTSIDE",
        Text(
            f"{table.table} har hændelser uden for det, kildens leverancer siger, at de dækker; "
            "de kunne stå i en anden kilde også.",
            f"{table.table} has events outside what the source's deliveries state to cover; "
            "they could be in another source too.",
        ),
        Text(
            "Tilføj vinduet i følgesedlen, eller udelad hændelserne.",
            "Add the window to the note, or leave the events out.",
        ),
        Where(file=table.file),
    )
