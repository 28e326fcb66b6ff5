"""A contact pattern: every sector's weeks around the same event, under each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tvaerblik.catalogue.strata import AGE_BANDS, AgeBand
from tvaerblik.core.cells import NUMBERED_STATES, State
from tvaerblik.core.errors import NotKnown, Problem
from tvaerblik.core.periods import parse_period
from tvaerblik.core.texts import Text
from tvaerblik.presentation.charts import NARROW, WIDE, ChartPoint, RunChartPicture
from tvaerblik.presentation.charts.course_chart import (
    CoursePicture,
    common_left,
    course_chart_svg,
)
from tvaerblik.presentation.numbers import Lang, number_text, period_text, share_text
from tvaerblik.presentation.pages.figures import figure_of, is_settled
from tvaerblik.presentation.pages.measure_words import step_mark, step_text
from tvaerblik.presentation.pages.names import SEXES
from tvaerblik.presentation.pages.pattern_texts import TEXTS
from tvaerblik.presentation.pages.places import (
    Choice,
    ChoiceGroup,
    choices_of,
    organisation_of,
    place_of,
    region_of,
)
from tvaerblik.presentation.pages.query import Chooser, Query, check_query, unknown_choice
from tvaerblik.presentation.pages.series_chart import ChartPair, unit_label
from tvaerblik.presentation.pages.source import attribution_of, writing_of
from tvaerblik.presentation.pages.words_of_pages import Words, words_in
from tvaerblik.presentation.words import synthetic_text
from tvaerblik.release.cards import IndicatorCard, UnitCard
from tvaerblik.release.reader import Release
from tvaerblik.release.rows import ReleasableRow

# Each pattern by an indicator of it: those that count around the same event belong to it too
PATTERNS = {"akut-indlaeggelse": "kontaktmoenster-almen-praksis"}

# Whose contacts a source tells of; those of any other source are the hospital's
SECTORS = ("general_practice", "municipality", "hospital")
SECTOR_OF_SOURCE = {"ssr": "general_practice", "gateway": "municipality"}


# A change of less says nothing: neighbouring weeks differ by more than that by chance
ABOUT_THE_SAME = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class SectorPart:
    """One sector's indicator: its picture, sentence, caveats and addresses."""

    indicator: str
    sector: str
    title: str
    said: tuple[str, ...]
    chart: ChartPair | None
    caveats: str


@dataclass(frozen=True, slots=True)
class WeekLine:
    week: str
    at_event: bool
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PatternPage:
    t: Words
    pattern: str
    title: str
    lead: str
    unit: UnitCard
    unit_name: str
    query: Query
    units: tuple[ChoiceGroup, ...]
    choosers: tuple[Chooser, ...]
    parts: tuple[SectorPart, ...]
    has_figures: bool
    caption: str
    columns: tuple[str, ...]
    lines: tuple[WeekLine, ...]
    reasons: tuple[str, ...]
    synthetic: str


def patterns_of(release: Release) -> tuple[str, ...]:
    """The patterns that the release has figures for."""
    profiles = {card.id for card in release.indicators() if card.is_profile}
    return tuple(pattern for pattern, anchor in PATTERNS.items() if anchor in profiles)


def pattern_of(release: Release, card: IndicatorCard) -> str:
    """The pattern that an indicator belongs to; empty where it belongs to none."""
    if not card.is_profile:
        return ""
    found = (one for one in patterns_of(release) if card in members_of(release, one))
    return next(found, "")


def members_of(release: Release, pattern: str) -> tuple[IndicatorCard, ...]:
    """By sector. They count around the same event when they say the same of what is below the line."""
    event = release.indicator(PATTERNS[pattern]).denominator
    cards = (one for one in release.indicators() if one.is_profile and one.denominator == event)
    return tuple(sorted(cards, key=lambda one: (SECTORS.index(sector_of(one)), one.id)))


def sector_of(card: IndicatorCard) -> str:
    found = (SECTOR_OF_SOURCE[one.name] for one in card.sources if one.name in SECTOR_OF_SOURCE)
    return next(found, "hospital")


def build_pattern(release: Release, pattern: str, query: Query, lang: Lang) -> PatternPage:
    """Raises NotKnown for a pattern, unit or choice that is not there."""
    if pattern not in patterns_of(release):
        raise _unknown(pattern, patterns_of(release))
    return _Pattern(release, pattern, query, lang).page()


def build_course(
    release: Release, pattern: str, indicator: str, query: Query, lang: Lang
) -> CoursePicture | None:
    """One sector's chart. None where it has no figures or is not of the pattern."""
    if pattern not in patterns_of(release):
        raise _unknown(pattern, patterns_of(release))
    return _Pattern(release, pattern, query, lang).picture_of(indicator)


class _Pattern:
    def __init__(self, release: Release, pattern: str, query: Query, lang: Lang) -> None:
        self.release, self.pattern, self.lang = release, pattern, lang
        self.t = words_in(TEXTS, lang)
        self.cards = members_of(release, pattern)
        self.place = place_of(release, query.unit)
        self.whole = region_of(release, self.place)
        self.unit_name = self.place.name.in_(lang)
        organisation = query.organisation
        if organisation not in self.place.organisations:
            organisation = organisation_of(self.place)
        self.query = replace(query, organisation=organisation)
        for card in self.cards:
            check_query(replace(self.query, period_kind=card.periods[0]), card)
        self.periods = self._periods()
        self._settle_period()
        self.rows = {card.id: self._profile(card, self.place) for card in self.cards}
        self.of_whole = {card.id: self._of_whole(card) for card in self.cards}

    def page(self) -> PatternPage:
        has_figures = any(
            row.state in NUMBERED_STATES for rows in self.rows.values() for row in rows
        )
        return PatternPage(
            t=self.t,
            pattern=self.pattern,
            title=self.t[self.pattern],
            lead=self.t[f"{self.pattern}_lead"],
            unit=self.place,
            unit_name=self.unit_name,
            query=self.query,
            units=choices_of(self.release, self.place.id, self.lang),
            choosers=self._choosers(),
            parts=self._parts(),
            has_figures=has_figures,
            caption=self._said("caption", title=self.t[self.pattern]),
            columns=self._columns(),
            lines=self._lines(),
            reasons=self._reasons(),
            synthetic=synthetic_text(self.lang) if self._is_synthetic() else "",
        )

    def picture_of(self, indicator: str) -> CoursePicture | None:
        found = (card for card in self.cards if card.id == indicator and self._has_numbers(card))
        return next((self._picture(card) for card in found), None)

    # What is asked for ---------------------------------------------------------------------------

    def _periods(self) -> tuple[str, ...]:
        """Years first, each kind with the newest first; those that any sector has figures for."""
        found: dict[str, int] = {}
        for card in self.cards:
            for kind in ("year", "quarter"):
                if kind in card.periods:
                    for row in self._series(card, kind):
                        if is_settled(row):
                            numbered = row.state in NUMBERED_STATES
                            found[row.period] = found.get(row.period, 0) + numbered
        self.numbered = found
        years = sorted((one for one in found if len(one) == 4), reverse=True)
        quarters = sorted((one for one in found if len(one) > 4), reverse=True)
        return (*years, *quarters)

    def _series(self, card: IndicatorCard, kind: str) -> tuple[ReleasableRow, ...]:
        return self.release.series(
            card.id,
            self.place.id,
            "year" if kind == "year" else "quarter",
            step=0,
            age_band=self.query.age_band,
            sex=self.query.sex,
            organisation=self.query.organisation,
        )

    def _settle_period(self) -> None:
        """The newest period that most sectors have a figure for, a year before a quarter."""
        if self.query.period and self.query.period not in self.periods:
            raise unknown_choice(self.query.period, self.periods)
        most = max(self.numbered.values(), default=0)
        best = next((one for one in self.periods if self.numbered[one] == most), "")
        self.query = replace(self.query, period=self.query.period or best)

    def _profile(self, card: IndicatorCard, place: UnitCard) -> tuple[ReleasableRow, ...]:
        period = self.query.period
        if not period or parse_period(period).kind not in card.periods:
            return ()
        return self.release.profile(
            card.id,
            place.id,
            period,
            age_band=self.query.age_band,
            sex=self.query.sex,
            organisation=self.query.organisation,
        )

    def _of_whole(self, card: IndicatorCard) -> tuple[ReleasableRow, ...]:
        return () if self.whole is None else self._profile(card, self.whole)

    def _choosers(self) -> tuple[Chooser, ...]:
        offered = set.intersection(*(set(card.breakdowns) for card in self.cards))
        periods = [(one, period_text(one, self.lang)) for one in self.periods]
        found = [self._chooser("periode", "period", periods, self.query.period)]
        if "age_band" in offered:
            bands = [(band.id, band.label.in_(self.lang)) for band in self._bands()]
            ages = [("", self.t["all_ages"]), *bands]
            found.append(self._chooser("alder", "age", ages, self.query.age_band or ""))
        if "sex" in offered:
            sexes = [
                ("", self.t["both_sexes"]),
                *((sex, name.in_(self.lang)) for sex, name in SEXES.items()),
            ]
            found.append(self._chooser("koen", "sex", sexes, self.query.sex or ""))
        return tuple(one for one in found if len(one.choices) > 1)

    def _bands(self) -> list[AgeBand]:
        """Those that there is anybody in, and the one that was asked for."""
        nobody = (State.NOT_COLLECTED, State.NOT_DEFINED)
        found = {self.query.age_band}
        if self.query.period:
            found |= {
                row.age_band
                for row in self.release.strata(
                    self.cards[0].id,
                    self.place.id,
                    self.query.period,
                    organisation=self.query.organisation,
                )
                if row.state not in nobody
            }
        return [band for band in AGE_BANDS if band.id in found]

    def _chooser(
        self, name: str, label: str, pairs: Sequence[tuple[str, str]], chosen: str
    ) -> Chooser:
        choices = tuple(Choice(one, text, one == chosen) for one, text in pairs)
        return Chooser(name, self.t[label], choices)

    # What is shown -------------------------------------------------------------------------------

    def _parts(self) -> tuple[SectorPart, ...]:
        pictures = {card.id: self._picture(card) for card in self.cards if self._has_numbers(card)}
        known = tuple(pictures.values())
        wide, narrow = common_left(known, WIDE), common_left(known, NARROW)
        parts = []
        for number, card in enumerate(self.cards, start=1):
            parts.append(
                SectorPart(
                    indicator=card.id,
                    sector=self._sector(card),
                    title=card.short_title.in_(self.lang),
                    said=self._sentences(card),
                    chart=self._chart(pictures.get(card.id), number, wide, narrow),
                    caveats=card.caveats.in_(self.lang),
                )
            )
        return tuple(parts)

    def _chart(
        self, picture: CoursePicture | None, number: int, wide: float, narrow: float
    ) -> ChartPair | None:
        if picture is None:
            return None
        return ChartPair(
            course_chart_svg(picture, prefix=f"wide{number}", width=WIDE, left=wide),
            course_chart_svg(picture, prefix=f"narrow{number}", width=NARROW, left=narrow),
        )

    def _has_numbers(self, card: IndicatorCard) -> bool:
        return any(row.state in NUMBERED_STATES for row in self.rows[card.id])

    def _sector(self, card: IndicatorCard) -> str:
        return self.t[f"sector_{sector_of(card)}"]

    def _picture(self, card: IndicatorCard) -> CoursePicture:
        rows = self.rows[card.id]
        writing = writing_of(card)
        course = RunChartPicture(
            title=card.short_title.in_(self.lang),
            subtitle=self._said("subtitle"),
            unit_label=unit_label(card, self.lang),
            points=tuple(self._point(row, card) for row in rows),
            source=attribution_of([one.attribution.in_(self.lang) for one in card.sources]),
            synthetic=self.release.is_synthetic(card.id),
            lang=self.lang,
            bounds=(0, None),
            is_series=False,
        )
        whole = {row.step: row.value for row in self.of_whole[card.id]}
        rest = tuple(whole.get(row.step) for row in rows)
        return CoursePicture(
            course=course,
            unit_name=self.unit_name,
            event=next((n for n, row in enumerate(rows) if row.step == 0), 0),
            event_text=self.t[f"{self.pattern}_event"],
            rest=tuple(None if one is None else writing.on_axis(one) for one in rest)
            if whole
            else (),
            rest_name=self._whole_name(),
        )

    def _point(self, row: ReleasableRow, card: IndicatorCard) -> ChartPoint:
        figure = figure_of(row, writing_of(card), self.lang)
        has_number = row.value is not None
        return ChartPoint(
            short=step_mark(row.step or 0),
            long=step_text(row.step or 0, self.lang),
            value=None if row.value is None else writing_of(card).on_axis(row.value),
            text=figure.text if has_number else "",
            state=row.state.value,
            note="; ".join(figure.notes),
        )

    def _whole_name(self) -> str:
        if self.whole is None:
            return ""
        return self.t["whole"].format(name=self.whole.name.in_(self.lang), unit=self.unit_name)

    def _sentences(self, card: IndicatorCard) -> tuple[str, ...]:
        rows = {row.step or 0: row for row in self.rows[card.id]}
        if not self._has_numbers(card) or 0 not in rows:
            return (self._said("nothing", sector=self._sector(card)),)
        first, last = min(rows), max(rows)

        def told(step: int) -> str:
            row = rows.get(step)
            if row is None or row.value is None:
                return self.t["hidden"]
            return writing_of(card).value(row.value, self.lang)

        said = self.t["said"].format(
            unit_text=card.unit_text.in_(self.lang),
            first=told(first),
            first_week=step_text(first, self.lang),
            before=told(-1),
            at=told(0),
            after=told(1),
            last=told(last),
            last_week=step_text(last, self.lang),
        )
        return (said, *self._change(rows), *self._most(rows, card), *self._rests_on(rows[0]))

    def _rests_on(self, row: ReleasableRow) -> tuple[str, ...]:
        n = row.denominator
        return () if n is None else (self.t["rests_on"].format(n=number_text(n, self.lang)),)

    def _change(self, rows: Mapping[int, ReleasableRow]) -> tuple[str, ...]:
        before, after = (rows[step].value if step in rows else None for step in (-1, 1))
        if before is None or after is None or not before:
            return (self.t["no_ratio"],)
        ratio = Decimal(after) / Decimal(before)
        key = "same" if abs(ratio - 1) < ABOUT_THE_SAME else "more" if ratio > 1 else "fewer"
        share = share_text(abs(ratio - 1), self.lang, decimals=0)
        return (self.t[key].format(share=share, ratio=number_text(ratio, self.lang, decimals=2)),)

    def _most(self, rows: Mapping[int, ReleasableRow], card: IndicatorCard) -> tuple[str, ...]:
        """Only where every week is seen: the highest of those that may be seen is not the highest."""
        known = [row for row in rows.values() if row.value is not None]
        if len(known) < len(rows):
            return ()
        most = max(known, key=lambda row: row.value or 0)
        if not most.value or sum(row.value == most.value for row in known) > 1:
            return ()
        value = writing_of(card).value(most.value, self.lang)
        week = step_text(most.step, self.lang) if most.step else self.t[f"{self.pattern}_when"]
        return (self.t["most"].format(week=week, value=value),)

    # The table -----------------------------------------------------------------------------------

    def _columns(self) -> tuple[str, ...]:
        names = []
        for card in self.cards:
            title = f"{self._sector(card)}, {card.unit_text.in_(self.lang)}: "
            names.append(title + self.unit_name)
            if self.of_whole[card.id] and self.whole is not None:
                names.append(title + self.whole.name.in_(self.lang))
        return tuple(names)

    def _series_of_table(self) -> list[tuple[IndicatorCard, dict[int | None, ReleasableRow]]]:
        found = []
        for card in self.cards:
            found.append((card, {row.step: row for row in self.rows[card.id]}))
            if self.of_whole[card.id]:
                found.append((card, {row.step: row for row in self.of_whole[card.id]}))
        return found

    def _lines(self) -> tuple[WeekLine, ...]:
        series = self._series_of_table()
        steps = sorted({step for _, rows in series for step in rows if step is not None})
        return tuple(
            WeekLine(
                week=step_text(step, self.lang),
                at_event=step == 0,
                cells=tuple(self._cell(rows.get(step), card) for card, rows in series),
            )
            for step in steps
        )

    def _cell(self, row: ReleasableRow | None, card: IndicatorCard) -> str:
        return "" if row is None else figure_of(row, writing_of(card), self.lang).text

    def _reasons(self) -> tuple[str, ...]:
        found = {
            f"{figure.text}: {figure.reason}."
            for card, rows in self._series_of_table()
            for figure in (figure_of(row, writing_of(card), self.lang) for row in rows.values())
            if figure.reason and figure.text != figure.reason
        }
        return tuple(sorted(found))

    # Words ---------------------------------------------------------------------------------------

    def _said(self, key: str, **more: str) -> str:
        period = period_text(self.query.period, self.lang) if self.query.period else ""
        return self.t[key].format(unit=self.unit_name, period=period, **more)

    def _is_synthetic(self) -> bool:
        return any(self.release.is_synthetic(card.id) for card in self.cards)


def _unknown(pattern: str, known: Sequence[str]) -> NotKnown:
    what, remedy = TEXTS["unknown"], TEXTS["unknown_remedy"]
    names = ", ".join(known) or "–"
    return NotKnown(
        Problem(
            "K-PATTERN",
            Text(what.da.format(id=pattern), what.en.format(id=pattern)),
            Text(remedy.da.format(known=names), remedy.en.format(known=names)),
        )
    )
