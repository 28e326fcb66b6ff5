"""Figures as CSV, for Danish Excel or for programs; the address never changes.

Nothing here depends on who asks in which language: a workbook that fetches the file every month must
find the same columns.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from tvaerblik.core.cells import NUMBERED_STATES, Flag
from tvaerblik.presentation.numbers import Lang
from tvaerblik.presentation.words import flag_text, state_mark, state_sentence, synthetic_text
from tvaerblik.release.cards import IndicatorCard
from tvaerblik.release.reader import Release
from tvaerblik.release.rows import ReleasableRow

# A cell beginning with one of these is run as a formula by spreadsheets
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
LINES_AT_A_TIME = 500

COLUMNS = {
    "da": (
        *("indikator", "navn", "version", "organisation", "enhed", "enhedsnavn", "periodetype"),
        *("periode", "fra_dato", "til_dato", "alder", "koen", "vaerdi", "maaleenhed", "taeller"),
        *("naevner", "nedre", "oevre", "tilstand", "forklaring", "bemaerkninger", "leveret_af"),
        *("leveret_af_i_alt", "andel_af_borgerne", "udgivelse", "datagrundlag", "kilde"),
        *("bemaerk", "uge"),
    ),
    "en": (
        *("indicator", "title", "version", "organisation", "unit", "unit_name", "period_kind"),
        *("period", "period_start", "period_end", "age_band", "sex", "value", "unit_text"),
        *("numerator", "denominator", "lower", "upper", "state", "state_text", "flags"),
        *("units_present", "units_total", "population_share", "release", "vintage"),
        *("attribution", "note", "step"),
    ),
}


@dataclass(frozen=True, slots=True)
class Dialect:
    """`mark`: a hidden figure shows its sign where the number would stand, so that it is neither
    blank nor 0; a program reads the state instead."""

    lang: Lang
    delimiter: str
    decimal_mark: str
    byte_order_mark: str
    mark: bool


DIALECTS = {
    "excel": Dialect("da", ";", ",", "\ufeff", True),
    "machine": Dialect("en", ",", ".", "", False),
}


def csv_text(release: Release, rows: Iterable[ReleasableRow], dialect: Dialect) -> Iterator[str]:
    """The file, some hundred lines at a time."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=dialect.delimiter, lineterminator="\r\n")
    buffer.write(dialect.byte_order_mark)
    writer.writerow(COLUMNS[dialect.lang])
    for count, row in enumerate(rows, 1):
        card = release.indicator(row.indicator)
        writer.writerow(cells_of(row, release, card, dialect))
        if count % LINES_AT_A_TIME == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def cells_of(
    row: ReleasableRow, release: Release, card: IndicatorCard, dialect: Dialect
) -> list[str]:
    """One line, in the order of COLUMNS."""
    lang = dialect.lang
    texts = (
        *(row.indicator, card.title.in_(lang), row.version, row.organisation, row.unit),
        *(release.unit(row.unit).name.in_(lang), row.period_kind, row.period),
        *(row.period_start.isoformat(), row.period_end.isoformat()),
        *(row.age_band or "", row.sex or ""),
    )
    about = (
        *(release.id, release.manifest.vintage),
        " · ".join(source.attribution.in_(lang) for source in card.sources),
        synthetic_text(lang) if card.is_synthetic else "",
    )
    return [
        *map(as_text, texts),
        _value(row, dialect),
        as_text(card.unit_text.in_(lang)),
        *(_number(number, dialect) for number in (row.numerator, row.denominator)),
        *(_number(number, dialect) for number in (row.lower, row.upper)),
        *map(as_text, _state(row, lang)),
        *(str(count) for count in (row.units_present, row.units_total)),
        _number(row.population_share, dialect),
        *map(as_text, about),
        "" if row.step is None else str(row.step),
    ]


def as_text(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _state(row: ReleasableRow, lang: Lang) -> tuple[str, str, str]:
    """A figure that is not shown is not provisional: there is none that could change."""
    has_number = row.state in NUMBERED_STATES
    sentence = "" if has_number else state_sentence(row.state.value, lang)
    told = row.flags if has_number else row.flags - {Flag.PROVISIONAL}
    flags = "; ".join(flag_text(flag.value, lang) for flag in sorted(told))
    return str(row.state), sentence, flags


def _value(row: ReleasableRow, dialect: Dialect) -> str:
    if row.state not in NUMBERED_STATES and dialect.mark:
        return state_mark(row.state.value, dialect.lang)
    return _number(row.value, dialect)


def _number(number: Decimal | int | None, dialect: Dialect) -> str:
    """Without a grouping mark and without zeros at the end: 12.500000 is `12,5`."""
    if number is None:
        return ""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", dialect.decimal_mark)


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
