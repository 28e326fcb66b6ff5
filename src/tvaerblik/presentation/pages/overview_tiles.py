"""The tiles of one unit: value, period, curve, signal, target and the rest, of every indicator there is."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from tvaerblik.catalogue.language import Owner
from tvaerblik.catalogue.owners import owners_on
from tvaerblik.core.cells import NUMBERED_STATES, Flag, State
from tvaerblik.core.periods import PeriodKind
from tvaerblik.core.rows import AS_WAS
from tvaerblik.presentation.charts import SparklinePicture, SparkPoint, sparkline_svg
from tvaerblik.presentation.numbers import Lang, number_text, period_text, round_half_up
from tvaerblik.presentation.pages.figures import (
    Figure,
    Writing,
    figure_of,
    latest_settled,
    state_figure,
)
from tvaerblik.presentation.pages.measure_words import step_text
from tvaerblik.presentation.pages.names import HISTORY
from tvaerblik.presentation.pages.overview_texts import TEXTS
from tvaerblik.presentation.pages.places import region_of
from tvaerblik.presentation.pages.source import writing_of
from tvaerblik.presentation.pages.words_of_pages import Words, words_in
from tvaerblik.presentation.words import signal_label, synthetic_text
from tvaerblik.release.assessments import assess_rows, target_of
from tvaerblik.release.cards import IndicatorCard, UnitCard
from tvaerblik.release.reader import Release
from tvaerblik.release.rows import ReleasableRow
from tvaerblik.statistics import Assessment

# A tile's curve shows three years: more would be a blur at its width
SPARK_POINTS = 36

FINEST_FIRST: tuple[PeriodKind, ...] = ("month", "quarter", "year")

# Of fewer points a curve shows nothing, and its marked end would pass for the newest figure
FEWEST_IN_CURVE = 6

# A rest that can be reckoned from released figures is still not printed when it is about so few
FEWEST_IN_REST = 5

# Some tens of kilobytes each: every unit of a region in both languages
MOST_KEPT = 80

# Rules by which a level is said to have risen or fallen, and not only to have moved
LEVEL_RULES = ("long_run", "seven_run", "seven_trend")

SECTORS_OF_BODIES = {"kommunerne": "kommune", "almen-praksis": "almen-praksis"}
SECTORS_OF_OWNERS = {
    "hospital": "hospital",
    "municipality": "kommune",
    "general_practice": "almen-praksis",
    "national": "national",
}

Series = dict[str, list[ReleasableRow]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Signal:
    """kind: `shift`, `unusual_now`, `stable` or `too_few`; the page gives each its own shape."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Tile:
    """`choice` is what the filter by signal calls it; `sectors` are those of its owners on the day of
    the release; `change`: in a preview, how it differs from what is shown."""

    indicator: str
    title: str
    figure: Figure
    unit_text: str
    period: str
    signal: Signal | None
    sparkline: str
    comparison: tuple[str, str] | None  # with what, and its value
    target: str
    synthetic: str
    theme: str
    goals: tuple[str, ...]
    sources: tuple[str, ...]
    sectors: tuple[str, ...]
    choice: str
    assessment: Assessment | None
    change: str = ""


def tiles_of(release: Release, place: UnitCard, organisation: str, lang: Lang) -> tuple[Tile, ...]:
    """One tile an indicator, in the order of the release; made once and kept as long as the release."""
    key = ("tiles", place.id, organisation, lang)
    return _keep(release, key, lambda: _make_tiles(release, place, organisation, lang))


def _make_tiles(
    release: Release, place: UnitCard, organisation: str, lang: Lang
) -> tuple[Tile, ...]:
    shelf, t = Shelf(release, place, organisation, lang), words_in(TEXTS, lang)
    return tuple(shelf.tile(card, t) for card in release.indicators())


# By the open release itself: when another takes its place, what was kept of it goes with it
_KEPT: WeakKeyDictionary[Release, OrderedDict[tuple[str, ...], Any]] = WeakKeyDictionary()
_LOCK = threading.Lock()


def _keep(release: Release, key: tuple[str, ...], make: Callable[[], T]) -> T:
    """Two readers at once may both make it, and make the same: none waits for the other."""
    with _LOCK:
        kept = _KEPT.setdefault(release, OrderedDict())
        if key in kept:
            kept.move_to_end(key)
            return cast(T, kept[key])
    made = make()
    with _LOCK:
        kept[key] = made
        while len(kept) > MOST_KEPT:
            kept.popitem(last=False)
    return made


class Shelf:
    """Reads a unit's and its region's series once, and makes tiles of them."""

    def __init__(self, release: Release, place: UnitCard, organisation: str, lang: Lang) -> None:
        self.release, self.place, self.lang = release, place, lang
        self.organisation = organisation
        self.day = release.manifest.made_at.date()
        self.region = region_of(release, place, organisation)
        self.kind, self.own = self._finest_series()
        self.of_region = self._series_of_region()

    def _finest_series(self) -> tuple[PeriodKind, Series]:
        """Months, or what a unit that is shown as a future organisation has instead."""
        for kind in FINEST_FIRST:
            found = self._series_of(self.place, kind)
            if found:
                return kind, found
        return FINEST_FIRST[0], {}

    def _series_of_region(self) -> Series:
        """Kept, for all its units are held against the same."""
        region = self.region
        if region is None:
            return {}
        key = ("region", region.id, self.organisation, self.kind)
        return _keep(self.release, key, lambda: self._series_of(region, self.kind))

    def _series_of(self, place: UnitCard, kind: PeriodKind) -> Series:
        series = self.release.series_of_unit(place.id, kind, organisation=self.organisation)
        found = {indicator: list(rows) for indicator, rows in series.items()}
        for card in self.release.indicators():
            if card.is_profile and kind in card.periods:
                found[card.id] = self._event_weeks(card, place, kind)
        return {indicator: rows for indicator, rows in found.items() if rows}

    def _event_weeks(
        self, card: IndicatorCard, place: UnitCard, kind: PeriodKind
    ) -> list[ReleasableRow]:
        """Of a profile a tile shows the week of the event."""
        rows = self.release.series(card.id, place.id, kind, step=0, organisation=self.organisation)
        return list(rows)

    def tile(self, card: IndicatorCard, t: Words) -> Tile:
        rows = self._rows(card)
        latest = latest_settled(rows)
        record = self._assessment(card, rows)
        return Tile(
            indicator=card.id,
            title=card.short_title.in_(self.lang),
            figure=self._figure(card, latest),
            unit_text=self._unit_text(card),
            period=period_text(latest.period, self.lang) if latest else "",
            signal=_signal(record, self.lang),
            sparkline=_sparkline(rows, record),
            comparison=self._comparison(card, latest, t),
            target=self._target(card, latest, t),
            synthetic=synthetic_text(self.lang) if self.release.is_synthetic(card.id) else "",
            theme=card.theme,
            goals=card.goals,
            sources=tuple(source.name for source in card.sources),
            sectors=sectors_of(owners_on(card.owners, self.day)),
            choice=choice_of(record),
            assessment=record,
        )

    def _unit_text(self, card: IndicatorCard) -> str:
        unit = card.unit_text.in_(self.lang)
        return f"{unit}, {step_text(0, self.lang).lower()}" if card.is_profile else unit

    def _rows(self, card: IndicatorCard) -> list[ReleasableRow]:
        if self.kind in card.periods:
            return self.own.get(card.id, [])
        rows = self.release.series(
            card.id,
            self.place.id,
            card.periods[0],
            step=0 if card.is_profile else None,
            organisation=self.organisation,
        )
        return list(rows)

    def _figure(self, card: IndicatorCard, latest: ReleasableRow | None) -> Figure:
        if latest is None:
            return state_figure(State.NOT_COLLECTED, self.lang)
        return figure_of(latest, writing_of(card), self.lang)

    def _assessment(self, card: IndicatorCard, rows: list[ReleasableRow]) -> Assessment | None:
        """The release's own of a monthly series as it was; any other as the indicator's page has it."""
        if card.theme == HISTORY:
            return None
        if self.organisation == AS_WAS:
            answer = self.release.assessment(card.id, self.place.id)
        else:
            answer = assess_rows(rows, card, vintage=self.release.manifest.vintage)
        return answer.assessment if answer else None

    def _target(self, card: IndicatorCard, latest: ReleasableRow | None, t: Words) -> str:
        if latest is None:
            return ""
        target = target_of(card.targets, self.place.id, latest.period_start)
        if target is None:
            return ""
        shown = latest.value if latest.state in NUMBERED_STATES else None
        return target_text(shown, target, writing_of(card), t, self.lang)

    def _comparison(
        self, card: IndicatorCard, latest: ReleasableRow | None, t: Words
    ) -> tuple[str, str] | None:
        """The rest of the region in the same period: a number beside a number, and no verdict. What is
        counted for the region alone is told as the region's, with its period."""
        if latest is None and self.region is not None:
            return self._of_the_region_alone(card, t)
        if latest is None or self.region is None or latest.state not in NUMBERED_STATES:
            return None
        whole = next(
            (row for row in self.of_region.get(card.id, []) if row.period == latest.period), None
        )
        if whole is None or whole.value is None:
            return None
        rest = rest_value(latest, whole, card)
        if rest is None:
            value = writing_of(card).value(whole.value, self.lang)
            return t["whole"], value
        return t["rest"], writing_of(card).value(rest, self.lang)

    def _of_the_region_alone(self, card: IndicatorCard, t: Words) -> tuple[str, str] | None:
        newest = latest_settled(self.of_region.get(card.id, []))
        if newest is None or newest.value is None:
            return None
        value = writing_of(card).value(newest.value, self.lang)
        return t["whole"], f"{value} ({period_text(newest.period, self.lang)})"


def rest_value(part: ReleasableRow, whole: ReleasableRow, card: IndicatorCard) -> Decimal | None:
    """The value of the whole without the part; None where it cannot, or should not, be told."""
    if not card.adds_up or None in (
        part.numerator,
        whole.numerator,
        part.denominator,
        whole.denominator,
    ):
        return None
    assert part.numerator is not None and whole.numerator is not None
    assert part.denominator is not None and whole.denominator is not None
    numerator = whole.numerator - part.numerator
    denominator = whole.denominator - part.denominator
    few = numerator < FEWEST_IN_REST or denominator < FEWEST_IN_REST
    if few or (card.is_share and denominator - numerator < FEWEST_IN_REST):
        return None
    multiplier = 1 if card.is_share else card.per
    return None if multiplier is None else Decimal(numerator) * multiplier / denominator


def target_text(
    value: Decimal | None, target: Decimal, writing: Writing, t: Words, lang: Lang
) -> str:
    """How far from the target, reckoned from the numbers as they stand, so that it can be checked.
    Above and below, and no verdict: one period does not tell whether a target is met."""
    told = writing.value(target, lang)
    if value is None:
        return t["target"].format(target=told)
    apart = _as_read(value, writing) - _as_read(target, writing)
    if not apart:
        return t["target_on"].format(target=told)
    key = "points" if writing.is_share else "plain"
    distance = t[f"distance_{key}"].format(
        n=number_text(abs(apart), lang, decimals=writing.decimals)
    )
    side = "target_above" if apart > 0 else "target_below"
    return t[side].format(target=told, distance=distance)


def _as_read(value: Decimal, writing: Writing) -> Decimal:
    return round_half_up(value * 100 if writing.is_share else value, writing.decimals)


def choice_of(record: Assessment | None) -> str:
    """What the filter by signal calls it. Risen and fallen are levels that have moved and stay there;
    other signs of a shift are past, or tell no way."""
    if record is None:
        return "uvurderet"
    if record.state != "shift":
        return {"unusual_now": "usaedvanlig", "too_few": "faa"}.get(record.state, "ingen")
    if record.timing != "ongoing" or record.rule not in LEVEL_RULES:
        return "flyttet"
    return "steget" if record.direction == "up" else "faldet"


def sectors_of(owners: Sequence[Owner]) -> tuple[str, ...]:
    """Hospital, municipality, general practice, the state; a task that has moved to a region is the
    region's."""
    found = (
        SECTORS_OF_OWNERS.get(one.sector) or SECTORS_OF_BODIES.get(one.body, "region")
        for one in owners
    )
    return tuple(dict.fromkeys(found))


def _signal(record: Assessment | None, lang: Lang) -> Signal | None:
    if record is None:
        return None
    kind = "stable" if record.state == "unusual_earlier" else record.state
    return Signal(kind, signal_label(record, lang))


def _sparkline(rows: Sequence[ReleasableRow], record: Assessment | None) -> str:
    settled = [row for row in rows if row.state is not State.NOT_SETTLED][-SPARK_POINTS:]
    if sum(row.value is not None for row in settled) < FEWEST_IN_CURVE:
        return ""
    picture = SparklinePicture(
        points=tuple(_spark_point(row) for row in settled),
        centre=record.centre if record else None,
        shifted=bool(record and record.state == "shift"),
    )
    return sparkline_svg(picture)


def _spark_point(row: ReleasableRow) -> SparkPoint:
    value = None if row.value is None else float(row.value)
    return SparkPoint(value, Flag.PROVISIONAL in row.flags)
