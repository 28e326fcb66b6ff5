"""One indicator for one choice: its cells are read once, and every part of the page is made of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypedDict

from tvaerblik.core.cells import NUMBERED_STATES, State
from tvaerblik.core.rows import AS_WAS
from tvaerblik.presentation.charts import Boundaries, RunChartPicture
from tvaerblik.presentation.charts.ages_chart import AgesPicture, ages_chart_svg
from tvaerblik.presentation.numbers import Lang, date_text, period_text
from tvaerblik.presentation.pages.ages import ages_picture
from tvaerblik.presentation.pages.comparison import Comparison, build_comparison
from tvaerblik.presentation.pages.figures import Figure, figure_of, is_settled, latest_settled
from tvaerblik.presentation.pages.indicator_texts import TEXTS
from tvaerblik.presentation.pages.map_section import MapSection, build_map
from tvaerblik.presentation.pages.names import PERIOD_KINDS, SEXES, UNIT_KINDS, name_in
from tvaerblik.presentation.pages.places import (
    Choice,
    place_of,
    places_of,
)
from tvaerblik.presentation.pages.query import (
    Chooser,
    Query,
    check_query,
    choosers_of,
    settle_query,
    unknown_choice,
)
from tvaerblik.presentation.pages.series_chart import (
    ChartTexts,
    picture_of,
    profile_picture,
    sentences_of,
    without_unfinished_end,
)
from tvaerblik.presentation.pages.source import attribution_of, writing_of
from tvaerblik.presentation.pages.standings import newest_comparable
from tvaerblik.presentation.pages.tables import (
    Grid,
    Line,
    age_sex_grid,
    point_lines,
    step_lines,
)
from tvaerblik.presentation.pages.words_of_pages import words_in
from tvaerblik.release.assessments import LATEST, LATEST_MONTHS, assess_rows, assessed_part
from tvaerblik.release.cards import IndicatorCard, UnitCard
from tvaerblik.release.reader import Release
from tvaerblik.release.rows import ReleasableRow
from tvaerblik.statistics import Assessment

# As many months as an assessment looks back; fewer days than would make the curve a blur
MOST_POINTS = {"month": LATEST_MONTHS, "day": 120, "week": 104}


class Stratum(TypedDict):
    """One stratum of an organisation, as a release is asked for it."""

    age_band: str | None
    sex: str | None
    organisation: str


@dataclass(frozen=True, slots=True)
class Latest:
    figure: Figure
    unit_text: str
    period: str
    period_id: str


@dataclass(frozen=True, slots=True)
class Breakdown:
    """There is no picture where nothing is by both age and sex, or no number of it may be seen."""

    caption: str
    grid: Grid
    picture: AgesPicture | None

    @property
    def chart(self) -> str:
        """Narrow everywhere: it stands beside the comparison."""
        return ages_chart_svg(self.picture) if self.picture else ""


def view_of(
    release: Release,
    indicator: str,
    query: Query,
    lang: Lang,
    boundaries: Boundaries | None = None,
) -> "View":
    card, place = release.indicator(indicator), place_of(release, query.unit)
    settled = settle_query(query, release, card, place)
    check_query(settled, card)
    kind = ProfileView if card.is_profile else View
    view = kind(release, card, place, settled, lang)
    view.boundaries = boundaries
    return view


def since_collected(rows: Iterable[ReleasableRow]) -> list[ReleasableRow]:
    """Without the periods before anybody collected: they are no gap in the series."""
    series = list(rows)
    starts = [i for i, row in enumerate(series) if row.state is not State.NOT_COLLECTED]
    return series[starts[0] :] if starts else series


def bands_of(strata: Sequence[ReleasableRow]) -> tuple[str, ...]:
    """The age bands that there is anybody in: of the oldest only, for an indicator of the oldest."""
    nobody = (State.NOT_COLLECTED, State.NOT_DEFINED)
    return tuple({row.age_band: None for row in strata if row.age_band and row.state not in nobody})


class View:
    """One indicator for one choice: its rows are read once and shown in several ways."""

    boundaries: Boundaries | None = None  # of the site, for its map

    def __init__(
        self, release: Release, card: IndicatorCard, place: UnitCard, query: Query, lang: Lang
    ) -> None:
        self.release, self.card, self.place = release, card, place
        self.query, self.lang = query, lang
        self.t = words_in(TEXTS, lang)
        assert query.period_kind, query  # `settle_query` has been there
        self.rows = self._rows()
        self.compared: dict[str, tuple[ReleasableRow, ...]] = {}
        self.strata = self._strata()
        self.choosers = self._choosers()
        self.record = self._assessment()

    def _rows(self) -> list[ReleasableRow]:
        return since_collected(self._series())

    def _series(self, step: int | None = None) -> tuple[ReleasableRow, ...]:
        assert self.query.period_kind, self.query
        return self.release.series(
            self.card.id,
            self.place.id,
            self.query.period_kind,
            step=step,
            **self._stratum(),
        )

    def _stratum(self) -> Stratum:
        return {
            "age_band": self.query.age_band,
            "sex": self.query.sex,
            "organisation": self.query.organisation,
        }

    def _choosers(self) -> tuple[Chooser, ...]:
        bands = bands_of(self.strata)
        return choosers_of(self.query, self.card, self.place, self.lang, bands=bands)

    def lines(self) -> tuple[Line, ...]:
        return point_lines(self.rows, self.card, self.lang)

    def table_open(self) -> str:
        return self.t["table_open"].format(n=len(self.rows))

    def row_heading(self) -> str:
        return self.t["period"]

    def _assessment(self) -> Assessment | None:
        """That of the months of everybody is in the release; another series is assessed alike."""
        is_stored = self.query.is_everybody and self.query.period_kind == "month"
        if is_stored and self.query.organisation == AS_WAS:
            answer = self.release.assessment(self.card.id, self.place.id)
        else:
            answer = assess_rows(self.rows, self.card, vintage=self.release.manifest.vintage)
        return answer.assessment if answer else None

    def finding(self) -> tuple[str, tuple[str, ...]]:
        text, cautions = sentences_of(self.record, self.card, self.lang)
        if text:
            return text, cautions
        can_be_assessed = any(kind in self.card.periods for kind in LATEST)
        return self.t["assessed_only" if can_be_assessed else "not_assessed"], ()

    def picture(self) -> RunChartPicture:
        texts = ChartTexts(
            title=f"{self.card.short_title.in_(self.lang)}, {self.place.name.in_(self.lang)}",
            subtitle=self.selection(),
            source=self._source_line(),
            synthetic=self.release.is_synthetic(self.card.id),
        )
        return picture_of(self.drawn(), self.card, self.record, texts, t=self.t, lang=self.lang)

    def drawn(self) -> list[ReleasableRow]:
        """The newest periods: a centre line must not lie across years it was not made of."""
        rows = without_unfinished_end(self.rows)
        newest = MOST_POINTS.get(self.query.period_kind, len(rows))
        if self.record is not None:  # of a long phase all that its line was made of
            newest = max(newest, len(assessed_part(rows, self.card)))
        return rows[-newest:]

    def chart_notes(self) -> tuple[str, ...]:
        """That there are older periods, and what to choose where most of the figures are hidden."""
        drawn = self.drawn()
        has_more = len(drawn) < len(without_unfinished_end(self.rows))
        notes = [self.t["chart_note"].format(n=len(drawn))] if has_more else []
        hidden = sum(row.state is State.SUPPRESSED for row in drawn)
        if hidden > len(drawn) / 2 and self.card.breakdowns:
            notes.append(self.t["hidden_note"])
        return tuple(notes)

    def selection(self) -> str:
        """`pr. måned, 65-69 år, kvinder`: what of everything is shown, and as organised when."""
        kind = name_in(PERIOD_KINDS, self.query.period_kind, self.lang).lower()
        parts = [self.t["per_kind"].format(kind=kind)]
        for chooser in self.choosers:
            if chooser.name in ("alder", "koen"):
                parts += [c.label.lower() for c in chooser.choices if c.chosen and c.id]
        if self.query.organisation != AS_WAS:
            day = date_text(date.fromisoformat(self.query.organisation), self.lang)
            parts.append(self.t["organised"].format(day=day))
        return ", ".join(parts)

    def _source_line(self) -> str:
        return attribution_of([one.attribution.in_(self.lang) for one in self.card.sources])

    def latest(self) -> Latest | None:
        row = latest_settled(self.rows)
        if row is None:
            return None
        figure = figure_of(row, writing_of(self.card), self.lang)
        unit = self.card.unit_text.in_(self.lang)
        return Latest(figure, unit, period_text(row.period, self.lang), row.period)

    def caption(self) -> str:
        text = self.t["table_caption"].format(
            title=self.card.title.in_(self.lang), unit=self.place.name.in_(self.lang)
        )
        return f"{text}, {self.selection()}"

    def _strata(self) -> tuple[ReleasableRow, ...]:
        """Ages and sexes of the newest year that has been covered: months would be mostly hidden."""
        year = self._latest_year()
        if year is None or not self.card.breakdowns:
            return ()
        rows = self.release.strata(
            self.card.id, self.place.id, year, organisation=self.query.organisation
        )
        return tuple(rows)

    def breakdown(self) -> Breakdown | None:
        if not self.strata:
            return None
        headings = [*(name.in_(self.lang) for name in SEXES.values()), self.t["both_sexes"]]
        grid = age_sex_grid(self.strata, self.card, self.lang, headings)
        if grid is None:
            return None
        caption = self.t["age_and_sex_caption"].format(
            title=self.card.title.in_(self.lang),
            unit=self.place.name.in_(self.lang),
            period=self.strata[0].period,
        )
        return Breakdown(caption, grid, self._ages())

    def _ages(self) -> AgesPicture | None:
        texts = ChartTexts(
            title=f"{self.card.short_title.in_(self.lang)}, {self.place.name.in_(self.lang)}",
            subtitle=self.strata[0].period,
            source=self._source_line(),
            synthetic=self.release.is_synthetic(self.card.id),
        )
        return ages_picture(self.strata, self.card, texts, self.lang)

    def _latest_year(self) -> str | None:
        if "year" not in self.card.periods:
            return None
        years = self.release.series(
            self.card.id, self.place.id, "year", organisation=self.query.organisation
        )
        row = latest_settled(list(years))
        return row.period if row else None

    def comparison(self) -> Comparison | None:
        rows = self.comparable(self.place.kind)
        if not rows:
            return None
        return build_comparison(
            rows,
            places_of(self.release),
            self.card,
            self.place,
            record=self.record,
            texts=self._comparison_texts(rows),
            lang=self.lang,
        )

    def map(self) -> MapSection | None:
        rows = self.comparable("municipality")
        if not rows:
            return None
        texts = self._comparison_texts(rows)
        return build_map(
            self.release,
            self.card,
            self.place,
            rows,
            texts=texts,
            lang=self.lang,
            boundaries=self.boundaries,
            form=self.query.map,
        )

    def _comparison_texts(self, rows: Sequence[ReleasableRow]) -> ChartTexts:
        period = period_text(rows[0].period, self.lang)
        kind = name_in(UNIT_KINDS, self.place.kind, self.lang)
        return ChartTexts(
            title=self.card.short_title.in_(self.lang),
            subtitle=f"{kind}, {period}",
            source=self._source_line(),
            synthetic=self.release.is_synthetic(self.card.id),
        )

    def comparable(self, kind: str) -> tuple[ReleasableRow, ...]:
        """Units of a kind in the period that tells most. Ages and sexes are not compared."""
        if not self.query.is_everybody:
            return ()
        if kind not in self.compared:
            self.compared[kind] = newest_comparable(
                self.rows,
                lambda period: self.release.comparison(
                    self.card.id, period, kind, self.query.organisation
                ),
            )
        return self.compared[kind]


class ProfileView(View):
    """The weeks around an event in one period. There is no newest figure and no series to assess."""

    def _rows(self) -> list[ReleasableRow]:
        periods = [row for row in self._series(step=0) if is_settled(row)]
        numbered = [row.period for row in periods if row.state in NUMBERED_STATES]
        known = [row.period for row in periods]
        if self.query.period and self.query.period not in known:
            raise unknown_choice(self.query.period, tuple(known))
        newest = next(reversed(numbered or known), "")
        self.query = replace(self.query, period=self.query.period or newest)
        self.periods = tuple(reversed(known))
        if not self.query.period:
            return []
        return list(
            self.release.profile(self.card.id, self.place.id, self.query.period, **self._stratum())
        )

    def period(self) -> str:
        return period_text(self.query.period, self.lang) if self.query.period else ""

    def picture(self) -> RunChartPicture:
        picture = super().picture()
        return profile_picture(picture, self.rows, self.t["profile_event"])

    def drawn(self) -> list[ReleasableRow]:
        return self.rows

    def finding(self) -> tuple[str, tuple[str, ...]]:
        return self.t["profile_finding"].format(period=self.period()), ()

    def selection(self) -> str:
        told = self.t["profile_selection"].format(period=self.period())
        return f"{super().selection()}, {told}"

    def lines(self) -> tuple[Line, ...]:
        return step_lines(self.rows, self.card, self.lang)

    def table_open(self) -> str:
        return self.t["profile_table_open"].format(n=len(self.rows))

    def row_heading(self) -> str:
        return self.t["profile_week"]

    def latest(self) -> Latest | None:
        return None

    def breakdown(self) -> Breakdown | None:
        return None

    def comparison(self) -> Comparison | None:
        return None

    def map(self) -> MapSection | None:
        return None

    def _strata(self) -> tuple[ReleasableRow, ...]:
        return ()

    def _assessment(self) -> Assessment | None:
        return None

    def _choosers(self) -> tuple[Chooser, ...]:
        choices = tuple(
            Choice(one, period_text(one, self.lang), one == self.query.period)
            for one in self.periods
        )
        which = Chooser("periode", self.t["profile_period"], choices)
        return (*super()._choosers(), *([which] if len(choices) > 1 else []))
