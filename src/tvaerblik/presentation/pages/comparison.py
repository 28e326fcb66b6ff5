"""Units of one kind beside each other in one period: a funnel or a dot plot, a table, a sentence.

Never a rank. 99.8 % is what counts as outside, since among 98 units the 95 % limits would point at
five by chance alone; 95 % is a hint. A large unit is held against the others, not against itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tvaerblik.presentation.charts import (
    NARROW,
    WIDE,
    DotPlotPicture,
    FunnelLevel,
    FunnelPicture,
    ReferenceLine,
    UnitPoint,
    picture_svg,
)
from tvaerblik.presentation.numbers import Lang, number_text, percent_sign, period_text
from tvaerblik.presentation.pages.comparison_texts import TEXTS
from tvaerblik.presentation.pages.figures import figure_of
from tvaerblik.presentation.pages.names import UNIT_KINDS, name_in
from tvaerblik.presentation.pages.places import alphabetical
from tvaerblik.presentation.pages.series_chart import ChartPair, ChartTexts, unit_label
from tvaerblik.presentation.pages.source import writing_of
from tvaerblik.presentation.pages.standings import Peers, Stand, is_final
from tvaerblik.presentation.pages.tables import Columns, Line, columns_of, comparison_lines
from tvaerblik.presentation.pages.words_of_pages import words_in
from tvaerblik.release.cards import IndicatorCard, UnitCard
from tvaerblik.release.rows import ReleasableRow
from tvaerblik.statistics import Assessment, Funnel, funnel_curve

CURVE_POINTS = 80

# A plain number of a large unit is larger than a small one's: side by side they show sizes alone
PLAIN_NUMBERS = ("count", "persons", "sum", "stock")


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Where the chosen unit stands against the others: all that its sentence is built from."""

    stand: Stand
    against: str
    shifted: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    caption: str
    picture: FunnelPicture | DotPlotPicture | None
    chart: ChartPair | None
    finding: str
    columns: Columns
    lines: tuple[Line, ...]
    notes: tuple[str, ...]
    points: Mapping[str, UnitPoint]
    has_limits: bool

    @property
    def explained(self) -> str:
        """The page that says how its picture is read."""
        return "tragtdiagrammer" if self.has_limits else "sikkerhedsintervaller"


@dataclass(frozen=True, slots=True)
class Compared:
    """The released cells of one period, by name, and what the page knows of them."""

    rows: tuple[ReleasableRow, ...]
    places: Mapping[str, UnitCard]
    card: IndicatorCard
    chosen: UnitCard
    record: Assessment | None
    lang: Lang


def build_comparison(
    rows: Sequence[ReleasableRow],
    places: Sequence[UnitCard],
    card: IndicatorCard,
    chosen: UnitCard,
    *,
    record: Assessment | None,
    texts: ChartTexts,
    lang: Lang,
) -> Comparison | None:
    """None where there is nobody to be compared with. `record` is the chosen unit's own series."""
    lines = comparison_lines(rows, places, card, chosen=chosen.id, lang=lang)
    if len(lines) < 2:
        return None
    known = {place.id: place for place in places}
    named = sorted(
        (row for row in rows if row.unit in known),
        key=lambda row: alphabetical(known[row.unit].name.in_(lang)),
    )
    return _Beside(Compared(tuple(named), known, card, chosen, record, lang), texts).build(lines)


class _Beside:
    """One comparison, of which the funnel, if any, is worked out once."""

    def __init__(self, given: Compared, texts: ChartTexts) -> None:
        self.given, self.texts, self.lang = given, texts, given.lang
        self.t = words_in(TEXTS, given.lang)
        self.writing = writing_of(given.card)
        self.peers = Peers(given.rows, given.card)
        self.reference = self.peers.reference(given.chosen.id)
        self.funnel = self.peers.funnel(given.chosen.id)

    def build(self, lines: tuple[Line, ...]) -> Comparison:
        columns = columns_of(lines)
        benchmark, picture = self._benchmark(), self._picture()
        return Comparison(
            caption=self._caption(),
            picture=picture,
            chart=None if picture is None else _draw_pair(picture),
            finding=self._finding(benchmark),
            columns=columns,
            lines=lines,
            notes=self._notes(benchmark, columns),
            points={
                row.unit: point for row, point in zip(self.given.rows, self._points(), strict=True)
            },
            has_limits=self.funnel is not None,
        )

    def _caption(self) -> str:
        return self.t["caption"].format(
            title=self.given.card.title.in_(self.lang), kind=self._kind(), period=self._period()
        )

    def _kind(self) -> str:
        return name_in(UNIT_KINDS, self.given.chosen.kind, self.lang).lower()

    def _period(self) -> str:
        return period_text(self.given.rows[0].period, self.lang)

    def _picture(self) -> FunnelPicture | DotPlotPicture | None:
        if _is_plain_number(self.given.card) or len(_numbered(self.given)) < 2:
            return None
        return self._dots() if self.funnel is None else self._funnel(self.funnel)

    def _funnel(self, funnel: Funnel) -> FunnelPicture:
        reference = self._reference_line()
        assert reference is not None
        return FunnelPicture(
            title=self.texts.title,
            subtitle=self.texts.subtitle,
            unit_label=unit_label(self.given.card, self.lang),
            size_label=self.t["size"],
            units=self._points(),
            reference=reference,
            levels=self._levels(funnel),
            source=self.texts.source,
            synthetic=self.texts.synthetic,
            lang=self.lang,
            tick_suffix=self._suffix(),
            bounds=self._bounds(),
        )

    def _dots(self) -> DotPlotPicture:
        return DotPlotPicture(
            title=self.texts.title,
            subtitle=self.texts.subtitle,
            unit_label=unit_label(self.given.card, self.lang),
            units=self._points(),
            reference=self._reference_line(),
            source=self.texts.source,
            synthetic=self.texts.synthetic,
            lang=self.lang,
            tick_suffix=self._suffix(),
            bounds=self._bounds(),
        )

    def _suffix(self) -> str:
        return percent_sign(self.lang) if self.given.card.is_share else ""

    def _bounds(self) -> tuple[float | None, float | None]:
        return (0, 100) if self.given.card.is_share else (0, None)

    def _scale(self) -> float:
        """From events per denominator to the unit on the axis."""
        return 100.0 if self.given.card.is_share else float(self.given.card.per or 1)

    def _levels(self, found: Funnel) -> tuple[FunnelLevel, ...]:
        sizes = [unit.denominator for unit in found.units if unit.denominator]
        low, high = min(sizes), max(sizes)
        # Closer together where the curves bend: the small
        steps = [low * (high / low) ** (i / (CURVE_POINTS - 1)) for i in range(CURVE_POINTS)]
        scale = self._scale()
        curve = funnel_curve(found.kind, found.target, steps, tau2=found.tau2)
        levels = []
        for size, limits in zip(steps, curve, strict=True):
            ends = (limits.lower_95, limits.upper_95, limits.lower_998, limits.upper_998)
            assert None not in ends, limits  # a funnel has a target, and every size is above 0
            levels.append(FunnelLevel(size, *(end * scale for end in ends if end is not None)))
        return tuple(levels)

    def _reference_line(self) -> ReferenceLine | None:
        if self.reference is None or self.reference.target is None:
            return None
        key = "reference_others" if self.reference.unit_excluded else "reference_all"
        key += "" if self.peers.is_everybody else "_shown"
        scale = 1 if self.given.card.is_share else float(self.given.card.per or 1)
        value = self.reference.target * scale
        label = self.t[key].format(value=self.writing.value(value, self.lang))
        return ReferenceLine(self.writing.on_axis(value), label)

    def _points(self) -> tuple[UnitPoint, ...]:
        return tuple(self._point(row) for row in self.given.rows)

    def _point(self, row: ReleasableRow) -> UnitPoint:
        lang = self.lang
        name = self.given.places[row.unit].name.in_(lang)
        chosen = row.unit == self.given.chosen.id
        if row.value is None:
            return UnitPoint(name, None, state=row.state.value, chosen=chosen)
        figure = figure_of(row, self.writing, lang)
        size = None if row.denominator is None else float(row.denominator)
        told = "" if row.denominator is None else number_text(row.denominator, lang)
        stand = self._stand(row.unit)
        return UnitPoint(
            name,
            self.writing.on_axis(row.value),
            figure.text,
            size,
            self.t["size_told"].format(n=told) if told else "",
            lower=self._on_axis(row.lower),
            upper=self._on_axis(row.upper),
            standing=stand.standing,
            chosen=chosen,
            note="; ".join(figure.notes),
            aside=stand.aside,
        )

    def _on_axis(self, value: Decimal | None) -> float | None:
        return None if value is None else self.writing.on_axis(value)

    def _stand(self, unit: str) -> Stand:
        """A page without limits tells nobody's standing, only whose figure is not whole yet."""
        stand = self.peers.stands[unit]
        return stand if self.funnel or stand.aside in ("partial", "provisional") else Stand()

    def _benchmark(self) -> Benchmark | None:
        """None where there are no limits to stand inside or outside of."""
        stand = self.peers.stands.get(self.given.chosen.id)
        if self.funnel is None or self.reference is None or stand is None:
            return None
        record = self.given.record
        return Benchmark(
            stand=stand,
            against=self._against(),
            shifted=record is not None and record.state == "shift",
        )

    def _against(self) -> str:
        excluded = self.reference is not None and self.reference.unit_excluded
        key = "the_others" if excluded else "the_average"
        return self.t[key if self.peers.is_everybody else f"{key}_shown"]

    def _finding(self, found: Benchmark | None) -> str:
        if found is None:
            return ""
        name = self.given.chosen.name.in_(self.lang)
        stand = found.stand
        key = "few_without" if stand.few_without else stand.aside or stand.standing
        return self.t[f"finding_{key}"].format(unit=name, against=found.against)

    def _notes(self, found: Benchmark | None, columns: Columns) -> tuple[str, ...]:
        notes = self._notes_of_period()
        if self.funnel is not None:
            notes += ["limits"]
            notes += [self._drawn_for()] if self.peers.has_large_units else []
            notes += ["widened"] if self.funnel.tau2 else []
            notes += ["shifted"] if found is not None and found.shifted else []
        elif columns.interval:
            notes += ["intervals"]
        if self.given.card.standardised is not None:
            notes += ["standardised"]
        notes += ["sizes"] if _is_plain_number(self.given.card) else []
        notes += ["no_ranks"]
        name = self.given.chosen.name.in_(self.lang)
        return tuple(self.t[f"note_{note}"].format(unit=name) for note in notes)

    def _notes_of_period(self) -> list[str]:
        numbered = _numbered(self.given)
        own = [row for row in numbered if row.unit == self.given.chosen.id]
        when = "when" if any(map(is_final, own)) else "when_others"
        return [when] if all(map(is_final, numbered)) else [when, "provisional"]

    def _drawn_for(self) -> str:
        is_compared = any(row.unit == self.given.chosen.id for row in self.peers.compared)
        return "drawn_for" if is_compared else "drawn_for_all"


def _draw_pair(picture: FunnelPicture | DotPlotPicture) -> ChartPair:
    return ChartPair(
        picture_svg(picture, prefix="beside-wide", width=WIDE),
        picture_svg(picture, prefix="beside-narrow", width=NARROW),
    )


def _is_plain_number(card: IndicatorCard) -> bool:
    return card.measure in PLAIN_NUMBERS or (card.measure == "reported" and card.per is None)


def _numbered(given: Compared) -> list[ReleasableRow]:
    return [row for row in given.rows if row.value is not None]
