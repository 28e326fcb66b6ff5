"""Reading a release: every question a page, the API or the command line asks, answered from its folder.

The cells are opened read-only and without access to anything else. One `Release` serves all threads.
"""

# ruff: noqa: S608 - names are a release's own columns; what is asked for is bound to `?`

import hashlib
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar, cast

import duckdb

from tvaerblik.catalogue.front import Front
from tvaerblik.core.cells import State
from tvaerblik.core.errors import IntegrityError
from tvaerblik.core.periods import PeriodKind, parse_period
from tvaerblik.core.rows import AS_WAS
from tvaerblik.release.assessments import AssessmentRecord
from tvaerblik.release.canonical import from_bytes
from tvaerblik.release.cards import DeliveryCard, IndicatorCard, ListedCard, UnitCard
from tvaerblik.release.cells import CELLS, TEXTS
from tvaerblik.release.files import sha256_of
from tvaerblik.release.manifest import MANIFEST, Manifest, OtherFormat, read_manifest
from tvaerblik.release.package import (
    ASSESSMENTS,
    DEFINITIONS,
    DELIVERIES,
    FRONT,
    LISTED,
    STEPS,
    UNITS,
    VERSIONS,
)
from tvaerblik.release.package import TEXTS as TEXTS_FILE
from tvaerblik.release.refusals import (
    changed,
    unknown_indicator,
    unknown_release,
    unknown_unit,
)
from tvaerblik.release.rows import (
    RELEASABLE_SCHEMA,
    ReleasableRow,
    releasable_row,
    row_without_number,
)
from tvaerblik.release.steps import Steps
from tvaerblik.release.verify import other_format
from tvaerblik.release.versions import DefinitionFile, VersionStep

T = TypeVar("T")

_SELECT = ", ".join(f'"{name}"' for name in RELEASABLE_SCHEMA.names)

# Rows turned into objects at a time when many are streamed.
BATCH = 2_000


def open_release(folder: Path, *, expected_manifest_sha256: str | None = None) -> "Release":
    """Raises NotKnown when there is no release, IntegrityError when the manifest is not the one that
    was published (or was changed), or a file is missing or has another size."""
    try:
        content = (folder / MANIFEST).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise unknown_release(folder.name) from None
    found = hashlib.sha256(content).hexdigest()
    if expected_manifest_sha256 is not None and found != expected_manifest_sha256:
        raise changed(MANIFEST)
    try:
        manifest = read_manifest(content)
    except OtherFormat:
        raise IntegrityError(other_format(folder.name)) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise changed(MANIFEST) from None
    for ref in manifest.files:
        path = folder / ref.name
        if not path.is_file() or path.stat().st_size != ref.size:
            raise changed(ref.name)
    return Release(folder, manifest, found)


class Release:
    """An open release. Everything is read when first asked for, and then kept."""

    def __init__(self, folder: Path, manifest: Manifest, manifest_sha256: str) -> None:
        self.folder, self.manifest, self.manifest_sha256 = folder, manifest, manifest_sha256
        self._lock = threading.RLock()
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._kept: dict[str, Any] = {}

    @property
    def id(self) -> str:
        return self.manifest.id

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def __enter__(self) -> "Release":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # What there is -------------------------------------------------------------------------------

    def indicators(self) -> tuple[IndicatorCard, ...]:
        return tuple(self._indicator_cards().values())

    def indicator(self, indicator: str) -> IndicatorCard:
        cards = self._indicator_cards()
        if indicator not in cards:
            listed = {one.id: one.status for one in self.listed()}
            raise unknown_indicator(indicator, tuple(cards), listed.get(indicator))
        return cards[indicator]

    def is_synthetic(self, indicator: str) -> bool:
        """Whether any figure behind the indicator is invented: then the page says so in the figure."""
        return self.indicator(indicator).is_synthetic

    def units(self) -> tuple[UnitCard, ...]:
        """The units that have figures in the release, in the register's order."""
        return tuple(card for card in self._unit_cards().values() if card.has_figures)

    def register(self) -> tuple[UnitCard, ...]:
        """Every unit of the register, also those without figures: what a unit is a part of."""
        return tuple(self._unit_cards().values())

    def unit(self, unit: str) -> UnitCard:
        """Any unit of the register as it was when the release was made."""
        cards = self._unit_cards()
        if unit not in cards:
            raise unknown_unit(unit, tuple(cards))
        return cards[unit]

    def deliveries(self) -> tuple[DeliveryCard, ...]:
        return self._keep(DELIVERIES, lambda: self._read(DELIVERIES, tuple[DeliveryCard, ...]))

    def listed(self) -> tuple[ListedCard, ...]:
        """Indicators that are told of and not computed: wished for, planned, paused, retired."""
        return self._keep(LISTED, lambda: self._read(LISTED, tuple[ListedCard, ...]))

    def front(self) -> Front | None:
        """What the first screen shows; None in a release whose catalogue had not agreed on it."""
        stated = {ref.name for ref in self.manifest.files}
        if FRONT not in stated:
            return None
        return self._keep(FRONT, lambda: self._read(FRONT, cast(type[Front | None], Front | None)))

    def steps(self, indicator: str) -> Steps | None:
        """How the figures were computed; None in a release from before that was told, and for an
        indicator that was not computed here."""
        self.indicator(indicator)
        found = self._read_later(STEPS, tuple[Steps, ...])
        return next((one for one in found or () if one.indicator == indicator), None)

    def definitions(self) -> tuple[DefinitionFile, ...]:
        """Those it was computed by; none in a release from before they were kept."""
        return self._read_later(DEFINITIONS, tuple[DefinitionFile, ...]) or ()

    def version_steps(self) -> tuple[VersionStep, ...]:
        """What became of the definitions up to this release, oldest first."""
        return self._read_later(VERSIONS, tuple[VersionStep, ...]) or ()

    def assessment(self, indicator: str, unit: str) -> AssessmentRecord | None:
        """Of the monthly series of totals, organisation as it was; None when there is none."""
        self.indicator(indicator)
        self.unit(unit)
        return self._assessments().get((indicator, unit))

    # Cells ---------------------------------------------------------------------------------------

    def value(
        self,
        indicator: str,
        unit: str,
        period: str,
        *,
        age_band: str | None = None,
        sex: str | None = None,
        step: int | None = None,
        organisation: str = AS_WAS,
    ) -> ReleasableRow:
        """One cell; `step` is a week of a profile. Known names without a cell answer `not_collected`: nobody collects it there."""
        card = self.indicator(indicator)
        self.unit(unit)
        asked = parse_period(period)
        where = {
            "indicator": indicator,
            "organisation": organisation,
            "unit": unit,
            "period_kind": asked.kind,
            "age_band": age_band,
            "sex": sex,
            "step": step,
            "period_start": asked.start,
        }
        rows = self._rows("by_series", where)
        if rows:
            return rows[0]
        return row_without_number(
            State.NOT_COLLECTED,
            indicator=card.id,
            version=card.version,
            unit=unit,
            period=asked,
            age_band=age_band,
            sex=sex,
            step=step,
            organisation=organisation,
        )

    def series(
        self,
        indicator: str,
        unit: str,
        period_kind: PeriodKind,
        *,
        age_band: str | None = None,
        sex: str | None = None,
        step: int | None = None,
        organisation: str = AS_WAS,
    ) -> tuple[ReleasableRow, ...]:
        """One stratum of a unit through time; of a profile one week around the event."""
        self.indicator(indicator)
        self.unit(unit)
        where = {
            "indicator": indicator,
            "organisation": organisation,
            "unit": unit,
            "period_kind": period_kind,
            "age_band": age_band,
            "sex": sex,
            "step": step,
        }
        return self._rows("by_series", where)

    def profile(
        self,
        indicator: str,
        unit: str,
        period: str,
        *,
        age_band: str | None = None,
        sex: str | None = None,
        organisation: str = AS_WAS,
    ) -> tuple[ReleasableRow, ...]:
        """The weeks around the event in one period, first to last; empty for any other measure."""
        self.indicator(indicator)
        self.unit(unit)
        asked = parse_period(period)
        where = {
            "indicator": indicator,
            "organisation": organisation,
            "unit": unit,
            "period_kind": asked.kind,
            "age_band": age_band,
            "sex": sex,
            "period_start": asked.start,
        }
        rows = self._rows("by_series", where)
        return tuple(row for row in rows if row.step is not None)

    def series_of_unit(
        self, unit: str, period_kind: PeriodKind = "month", *, organisation: str = AS_WAS
    ) -> dict[str, tuple[ReleasableRow, ...]]:
        """Every indicator's series of totals for a unit, in one query: the tiles of an overview."""
        self.unit(unit)
        where = {
            "organisation": organisation,
            "unit": unit,
            "period_kind": period_kind,
            "age_band": None,
            "sex": None,
            "step": None,
        }
        found: dict[str, list[ReleasableRow]] = {card.id: [] for card in self.indicators()}
        for row in self._rows("by_unit", where):
            found[row.indicator].append(row)
        return {indicator: tuple(rows) for indicator, rows in found.items() if rows}

    def latest_of_unit(
        self, unit: str, period_kind: PeriodKind = "month", *, organisation: str = AS_WAS
    ) -> dict[str, ReleasableRow]:
        """Each indicator's latest settled period for a unit; one without any is not in it."""
        series = self.series_of_unit(unit, period_kind, organisation=organisation)
        return {
            indicator: settled[-1]
            for indicator, rows in series.items()
            if (settled := [row for row in rows if row.state != State.NOT_SETTLED])
        }

    def comparison(
        self,
        indicator: str,
        period: str,
        unit_kind: str,
        organisation: str = AS_WAS,
        *,
        step: int | None = None,
    ) -> tuple[ReleasableRow, ...]:
        """The totals of every unit of a kind in one period, in the register's order."""
        self.indicator(indicator)
        asked = parse_period(period)
        where = {
            "indicator": indicator,
            "organisation": organisation,
            "period_kind": asked.kind,
            "age_band": None,
            "sex": None,
            "step": step,
            "period_start": asked.start,
        }
        order = {card.id: place for place, card in enumerate(self._unit_cards().values())}
        chosen = [
            row
            for row in self._rows("by_period", where)
            if self._unit_cards()[row.unit].kind == unit_kind
        ]
        return tuple(sorted(chosen, key=lambda row: order[row.unit]))

    def strata(
        self, indicator: str, unit: str, period: str, *, organisation: str = AS_WAS
    ) -> tuple[ReleasableRow, ...]:
        """Every cell of a unit and period: total, sexes, age bands, and both together."""
        self.indicator(indicator)
        self.unit(unit)
        asked = parse_period(period)
        where = {
            "indicator": indicator,
            "organisation": organisation,
            "unit": unit,
            "period_kind": asked.kind,
            "period_start": asked.start,
        }
        return self._rows("by_unit", where)

    def csv_rows(
        self,
        indicator: str,
        *,
        unit: str | None = None,
        period_kind: PeriodKind | None = None,
        organisation: str = AS_WAS,
        strata: bool = True,
    ) -> Iterator[ReleasableRow]:
        """The cells of an indicator, or those of one unit or kind of period, as they lie: by unit,
        kind, age, sex and time."""
        self.indicator(indicator)
        where: dict[str, Any] = {"indicator": indicator, "organisation": organisation}
        if unit is not None:
            where["unit"] = self.unit(unit).id
        if period_kind is not None:
            where["period_kind"] = period_kind
        if not strata:
            where |= {"age_band": None, "sex": None}
        for batch in self._batches("by_series", where):
            yield from batch

    # How -----------------------------------------------------------------------------------------

    def _rows(self, table: str, where: dict[str, Any]) -> tuple[ReleasableRow, ...]:
        """The cells that meet every equality, by unit, kind, stratum (totals first) and time. Few
        enough to be sorted here, which is faster than having it planned."""
        found = [row for batch in self._batches(table, where) for row in batch]
        return tuple(sorted(found, key=_place))

    def _batches(self, table: str, where: dict[str, Any]) -> Iterator[list[ReleasableRow]]:
        tests = [_test(name, value) for name, value in where.items()]
        values = [value for value in where.values() if value is not None]
        yield from self.select(table, " AND ".join(tests), values)

    def select(
        self, table: str, condition: str, values: Sequence[Any]
    ) -> Iterator[list[ReleasableRow]]:
        """The cells that meet a condition, as they lie; `exploring` writes such conditions."""
        query = f"SELECT {_SELECT} FROM {table} WHERE {condition}"
        with self._connect().cursor() as cursor:
            try:
                cursor.execute(query, values)
            except duckdb.ConversionException:
                return  # a name that no cell has is not among the ENUM's values
            except duckdb.IOException:  # DuckDB's own sum of a block: the disk has changed it since
                raise changed(CELLS) from None
            while batch := cursor.fetchmany(BATCH):
                yield [releasable_row(values) for values in batch]

    def _connect(self) -> duckdb.DuckDBPyConnection:
        with self._lock:
            if self._connection is None:
                self._check_is_stated(CELLS)
                self._connection = duckdb.connect(
                    str(self.folder / CELLS),
                    read_only=True,
                    config={
                        "threads": 1,  # many readers at once; one question is a millisecond's work
                        "enable_external_access": False,
                        "autoload_known_extensions": False,
                        "lock_configuration": True,
                    },
                )
            return self._connection

    def _indicator_cards(self) -> dict[str, IndicatorCard]:
        return self._keep(
            TEXTS_FILE,
            lambda: {c.id: c for c in self._read(TEXTS_FILE, tuple[IndicatorCard, ...])},
        )

    def _unit_cards(self) -> dict[str, UnitCard]:
        return self._keep(UNITS, lambda: {c.id: c for c in self._read(UNITS, tuple[UnitCard, ...])})

    def _assessments(self) -> dict[tuple[str, str], AssessmentRecord]:
        return self._keep(
            ASSESSMENTS,
            lambda: {
                (record.indicator, record.unit): record
                for record in self._read(ASSESSMENTS, tuple[AssessmentRecord, ...])
            },
        )

    def _keep(self, name: str, make: Callable[[], T]) -> T:
        with self._lock:
            if name not in self._kept:
                self._kept[name] = make()
            return cast(T, self._kept[name])

    def _read_later(self, name: str, type_: type[T]) -> T | None:
        """A file that releases have not always had."""
        if name not in {ref.name for ref in self.manifest.files}:
            return None
        return self._keep(name, lambda: self._read(name, type_))

    def _read(self, name: str, type_: type[T]) -> T:
        """A text file of the release, checked against the manifest as it is read."""
        self._check_is_stated(name)
        return from_bytes(type_, (self.folder / name).read_bytes())

    def _check_is_stated(self, name: str) -> None:
        """Once for each file and opening: ten milliseconds for the cells of a region."""
        stated = next((ref for ref in self.manifest.files if ref.name == name), None)
        if stated is None or sha256_of(self.folder / name) != stated.sha256:
            raise changed(name)


def _test(name: str, value: Any) -> str:
    if value is None:
        return f'"{name}" IS NULL'
    # Compared as ENUM, not as text: only then are row groups skipped
    return f'"{name}" = CAST(? AS "{name}_text")' if name in TEXTS else f'"{name}" = ?'


def _place(row: ReleasableRow) -> tuple[Any, ...]:
    strata = (row.age_band or "", row.sex or "", row.step or 0)
    return (row.indicator, row.unit, row.period_kind, *strata, row.period_start)
