"""The overview: one tile an indicator for one unit, calm and dense."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tvaerblik.catalogue.front import Front
from tvaerblik.core.cells import NUMBERED_STATES, Flag, State
from tvaerblik.core.periods import PeriodKind
from tvaerblik.core.rows import AS_WAS
from tvaerblik.presentation.charts import SparklinePicture, SparkPoint, sparkline_svg
from tvaerblik.presentation.numbers import Lang, date_text, period_text
from tvaerblik.presentation.pages.figures import Figure, figure_of, latest_settled, state_figure
from tvaerblik.presentation.pages.measure_words import step_text
from tvaerblik.presentation.pages.names import HISTORY, THEMES, name_in, party_in, theme_order
from tvaerblik.presentation.pages.overview_texts import TEXTS
from tvaerblik.presentation.pages.places import (
    ChoiceGroup,
    choices_of,
    organisation_of,
    place_of,
    region_of,
)
from tvaerblik.presentation.pages.source import writing_of
from tvaerblik.presentation.pages.words_of_pages import Words, words_in
from tvaerblik.presentation.words import signal_label, synthetic_text
from tvaerblik.release.cards import IndicatorCard, ListedCard, UnitCard
from tvaerblik.release.reader import Release
from tvaerblik.release.rows import ReleasableRow
from tvaerblik.statistics import FEWEST_FOR_LIMITS, Assessment, chance_of_signal

# The section of the tiles that were agreed on
FRONT = "faelles"

# What the summary counts: a month that was unusual some time ago is no news
SIGNALS = ("shift", "unusual_now")

# A tile's curve shows three years: more would be a blur at its width
SPARK_POINTS = 36

FINEST_FIRST: tuple[PeriodKind, ...] = ("month", "quarter", "year")

# Of fewer points a curve shows nothing, and its marked end would pass for the newest figure
FEWEST_IN_CURVE = 6

# A rest that can be reckoned from released figures is still not printed when it is about so few
FEWEST_IN_REST = 5


Series = dict[str, list[ReleasableRow]]


@dataclass(frozen=True, slots=True)
class Signal:
    """kind: `shift`, `unusual_now`, `stable` or `too_few`; the page gives each its own shape."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Tile:
    indicator: str
    title: str
    figure: Figure
    unit_text: str
    period: str
    signal: Signal | None
    sparkline: str
    comparison: tuple[str, str] | None  # with what, and its value
    synthetic: str


@dataclass(frozen=True, slots=True)
class Theme:
    id: str
    title: str
    tiles: tuple[Tile, ...]

    @property
    def width(self) -> int:
        """How many columns its tiles would like: the page has at most six."""
        return min(len(self.tiles), 6)


@dataclass(frozen=True, slots=True)
class Listed:
    """An indicator without figures: what it is, and why."""

    title: str
    status: str
    standing: str


@dataclass(frozen=True, slots=True)
class Overview:
    t: Words
    unit: UnitCard
    unit_name: str
    choices: tuple[ChoiceGroup, ...]
    themes: tuple[Theme, ...]
    history: Theme | None
    remarks: tuple[tuple[str, str], ...]  # the day it was said, and what
    chance: str
    organisation: str  # empty when it is shown as it was
    listed: tuple[Listed, ...]


def build_overview(release: Release, unit: str, lang: Lang) -> Overview:
    """Raises NotKnown for a unit that the release does not have."""
    place = place_of(release, unit)
    t = words_in(TEXTS, lang)
    shelf = _Shelf(release, place, lang)
    cards = list(release.indicators())
    tiles = {card.id: shelf.tile(card, t) for card in cards}
    front = release.front()
    themes = (*_front(front, tiles, lang), *_themes(_others(cards, front), tiles, lang))
    return Overview(
        t=t,
        unit=place,
        unit_name=place.name.in_(lang),
        choices=choices_of(release, place.id, lang),
        themes=tuple(theme for theme in themes if theme.id != HISTORY),
        history=next((theme for theme in themes if theme.id == HISTORY), None),
        remarks=_remarks(front, lang),
        chance=chance_text(shelf.assessed(), t),
        organisation=_organisation_text(shelf.organisation, t, lang),
        listed=tuple(_listed(card, release, t, lang) for card in release.listed()),
    )


def _listed(card: ListedCard, release: Release, t: Words, lang: Lang) -> Listed:
    return Listed(
        card.title.in_(lang), t[f"status_{card.status}"], _standing(card, release, t, lang)
    )


def _standing(card: ListedCard, release: Release, t: Words, lang: Lang) -> str:
    """Why, by whom and when; what replaces it, where that is in the release."""
    if card.standing is None:
        return ""
    told = t["standing"].format(
        why=card.standing.why.in_(lang).rstrip("."),
        by=party_in(card.standing.by, lang),
        day=date_text(card.standing.on, lang),
    )
    titles = {one.id: one.title.in_(lang) for one in release.indicators()}
    if card.standing.replaced_by in titles:
        told += " " + t["replaced_by"].format(title=titles[card.standing.replaced_by])
    return told


def _front(front: Front | None, tiles: Mapping[str, Tile], lang: Lang) -> list[Theme]:
    """The tiles that were agreed on, in their order; one without figures stands further down."""
    shown = tuple(tiles[one] for one in front.tiles if one in tiles) if front else ()
    return [Theme(FRONT, front.title.in_(lang), shown)] if front and shown else []


def _others(cards: Sequence[IndicatorCard], front: Front | None) -> list[IndicatorCard]:
    return [card for card in cards if front is None or card.id not in front.tiles]


def _remarks(front: Front | None, lang: Lang) -> tuple[tuple[str, str], ...]:
    said = front.remarks if front else ()
    return tuple((date_text(one.date, lang), one.text.in_(lang)) for one in said)


def _themes(cards: Sequence[IndicatorCard], tiles: Mapping[str, Tile], lang: Lang) -> list[Theme]:
    found = sorted({card.theme for card in cards}, key=theme_order)
    return [
        Theme(
            theme,
            name_in(THEMES, theme, lang),
            tuple(tiles[card.id] for card in cards if card.theme == theme),
        )
        for theme in found
    ]


def chance_text(assessments: Sequence[Assessment], t: Words) -> str:
    """What was found, and what chance alone would have found among as many series."""
    if not assessments:
        return t["chance_not_here"]
    judged = [one for one in assessments if one.state != "too_few"]
    if not judged:
        return t["chance_none"]
    found = sum(one.state in SIGNALS for one in judged)
    expected = round(sum(_chance_of(one) for one in judged))
    series = _counted(t, "chance_series", len(judged))
    signals = _counted(t, "chance_found", found) if found else t["chance_found_none"]
    by_chance = t["chance_about"].format(n=expected) if expected else t["chance_under_one"]
    return f"{series}; {signals}. {by_chance}"


def _chance_of(record: Assessment) -> float:
    """An older record does not tell its points, and had no limits that could give a signal."""
    could_have_limits = (record.n_points or 0) >= FEWEST_FOR_LIMITS
    return chance_of_signal(record.n_useful, limits=could_have_limits)


def _organisation_text(organisation: str, t: Words, lang: Lang) -> str:
    if organisation == AS_WAS:
        return ""
    return t["as_of"].format(day=date_text(date.fromisoformat(organisation), lang))


def _counted(t: Words, key: str, n: int) -> str:
    return t[f"{key}_one"] if n == 1 else t[key].format(n=n)


class _Shelf:
    """Reads a unit's and its region's series once, and makes tiles of them."""

    def __init__(self, release: Release, place: UnitCard, lang: Lang) -> None:
        self.release, self.place, self.lang = release, place, lang
        self.organisation = organisation_of(place)
        self.region = region_of(release, place)
        self.kind, self.own = self._finest_series()
        self.of_region = self._series_of(self.region, self.kind) if self.region else {}
        self.found: dict[str, Assessment] = {}

    def _finest_series(self) -> tuple[PeriodKind, Series]:
        """Months, or what a unit that is shown as a future organisation has instead."""
        for kind in FINEST_FIRST:
            found = self._series_of(self.place, kind)
            if found:
                return kind, found
        return FINEST_FIRST[0], {}

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

    def assessed(self) -> list[Assessment]:
        return list(self.found.values())

    def tile(self, card: IndicatorCard, t: Words) -> Tile:
        rows = self._rows(card)
        latest = latest_settled(rows)
        return Tile(
            indicator=card.id,
            title=card.short_title.in_(self.lang),
            figure=self._figure(card, latest),
            unit_text=self._unit_text(card),
            period=period_text(latest.period, self.lang) if latest else "",
            signal=self._signal(card),
            sparkline=self._sparkline(card, rows),
            comparison=self._comparison(card, latest, t),
            synthetic=synthetic_text(self.lang) if self.release.is_synthetic(card.id) else "",
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

    def _signal(self, card: IndicatorCard) -> Signal | None:
        if card.theme == HISTORY:
            return None
        answer = self.release.assessment(card.id, self.place.id)
        if answer is None or self.organisation != AS_WAS:
            return None
        record = self.found[card.id] = answer.assessment
        return Signal(_kind_of(record), signal_label(record, self.lang))

    def _sparkline(self, card: IndicatorCard, rows: list[ReleasableRow]) -> str:
        settled = [row for row in rows if row.state.value != "not_settled"][-SPARK_POINTS:]
        if sum(row.value is not None for row in settled) < FEWEST_IN_CURVE:
            return ""
        record = self.found.get(card.id)
        picture = SparklinePicture(
            points=tuple(_spark_point(row) for row in settled),
            centre=record.centre if record else None,
            shifted=bool(record and record.state == "shift"),
        )
        return sparkline_svg(picture)

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


def _kind_of(record: Assessment) -> str:
    return "stable" if record.state == "unusual_earlier" else record.state


def _spark_point(row: ReleasableRow) -> SparkPoint:
    value = None if row.value is None else float(row.value)
    return SparkPoint(value, Flag.PROVISIONAL in row.flags)
