"""A release with as many indicators as a region may come to have: sixty, of the real definitions and
their doubles, each with its totals by month, quarter and year."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count, cycle, islice
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from support.first_six import first_six
from support.sample_release import (
    DEFINITIONS,
    MADE_AT,
    SYNTHETIC,
    make_sample_content,
    sample_results,
)
from tvaerblik.catalogue.language import Indicator, Proportion, Rate, Target
from tvaerblik.catalogue.loader import load_catalogue
from tvaerblik.core.rows import ResultRows
from tvaerblik.core.texts import Text
from tvaerblik.release.disclosure import apply_disclosure_control
from tvaerblik.release.package import ReleaseContent, write_release
from tvaerblik.release.policy import PLATFORM_POLICY

MANY = 60
SEEDS = (1, 2)
AIMED_AT = ("sundhedsklynge-nordjylland-midt", "region-nordjylland")
AGREED = Text("Aftalt af projektgruppen", "Agreed by the project group")


def make_release_of_many(folder: Path, *, many: int = MANY) -> Path:
    """Builds the release under `folder`/releases and answers its folder."""
    return write_release(folder / "releases", _content(many)).folder


def _content(many: int) -> ReleaseContent:
    whole = load_catalogue(DEFINITIONS)
    indicators = tuple(islice(_doubled(list(whole.indicators.values())), many))
    shares, rates = _drawn()
    disclosed = [
        apply_disclosure_control(
            _as_if(next(shares if isinstance(one.measure, Proportion) else rates), one),
            one,
            PLATFORM_POLICY,
            already_public=False,
        )
        for one in indicators
    ]
    return replace(
        make_sample_content(first_six()),
        catalogue=replace(whole, indicators={one.id: one for one in indicators}),
        indicators=indicators,
        rows=tuple(part.rows for part in disclosed),
        audits=tuple(part.audit for part in disclosed),
        synthetic=SYNTHETIC,
        made_at=MADE_AT,
    )


def _doubled(known: list[Indicator]) -> Iterator[Indicator]:
    """Each indicator that can be drawn, then each again under another name. One in three has targets."""
    drawn = [one for one in known if isinstance(one.measure, Rate | Proportion)]
    for number in count(1):
        for place, one in enumerate(drawn):
            named = f"{one.id}-{number}", _numbered(one.short_title, number)
            if number == 1:
                named = one.id, one.short_title
            targets = _targets(one) if place % 3 == 0 else ()
            yield replace(one, id=named[0], short_title=named[1], breakdowns=(), targets=targets)


def _numbered(title: Text, number: int) -> Text:
    return Text(f"{title.da} ({number})", f"{title.en} ({number})")


def _targets(one: Indicator) -> tuple[Target, ...]:
    value = Decimal("0.25") if isinstance(one.measure, Proportion) else Decimal(40)
    return tuple(Target(unit, date(2024, 1, 1), value, AGREED) for unit in AIMED_AT)


def _drawn() -> tuple[Iterator[pa.Table], Iterator[pa.Table]]:
    """Totals of the sample's shares and of its rates, over and over."""
    found: dict[type, list[pa.Table]] = {Proportion: [], Rate: []}
    for seed in SEEDS:
        catalogue = first_six()
        for name, rows in sample_results(catalogue, seed).items():
            kind = type(catalogue.get(name).measure)
            if kind in found:
                found[kind].append(_totals(rows.table))
    return cycle(found[Proportion]), cycle(found[Rate])


def _totals(table: pa.Table) -> pa.Table:
    return table.filter(pc.and_(pc.is_null(table["age_band"]), pc.is_null(table["sex"])))


def _as_if(table: pa.Table, one: Indicator) -> ResultRows:
    """The same figures as another indicator's."""
    for name, value in (("indicator", one.id), ("version", one.version)):
        place = table.column_names.index(name)
        column = pa.array([value] * table.num_rows, pa.string())
        table = table.set_column(place, table.schema.field(name), column)
    return ResultRows(table, "sample")
