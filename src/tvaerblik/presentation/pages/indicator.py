"""The page of one indicator: development, tables, comparison and *Om tallene*."""

from collections.abc import Sequence
from dataclasses import dataclass

from tvaerblik.presentation.charts import Boundaries, Picture, RunChartPicture
from tvaerblik.presentation.numbers import Lang
from tvaerblik.presentation.pages.about import About, build_about
from tvaerblik.presentation.pages.comparison import Comparison
from tvaerblik.presentation.pages.data import TroubleFacts
from tvaerblik.presentation.pages.examples import Examples, build_examples
from tvaerblik.presentation.pages.indicator_parts import Parts, Subject, build_parts
from tvaerblik.presentation.pages.indicator_view import Breakdown, Latest, view_of
from tvaerblik.presentation.pages.map_section import MapSection
from tvaerblik.presentation.pages.measure_words import grid_text, measure_text
from tvaerblik.presentation.pages.places import (
    ChoiceGroup,
    choices_of,
)
from tvaerblik.presentation.pages.query import (
    Chooser,
    Query,
)
from tvaerblik.presentation.pages.series_chart import (
    ChartPair,
    draw_pair,
)
from tvaerblik.presentation.pages.tables import (
    Columns,
    Line,
    columns_of,
)
from tvaerblik.presentation.pages.words_of_pages import Words
from tvaerblik.presentation.words import synthetic_text
from tvaerblik.release.cards import UnitCard
from tvaerblik.release.reader import Release


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    t: Words
    indicator: str
    title: str
    purpose: str
    unit: UnitCard
    unit_name: str
    query: Query
    units: tuple[ChoiceGroup, ...]
    choosers: tuple[Chooser, ...]
    latest: Latest | None
    chart: ChartPair | None
    chart_notes: tuple[str, ...]
    finding: str
    cautions: tuple[str, ...]
    caption: str
    table_open: str
    columns: Columns
    lines: tuple[Line, ...]
    breakdown: Breakdown | None
    comparison: Comparison | None
    map: MapSection | None
    about: About
    synthetic: str
    measure: str
    measure_notes: tuple[str, ...]
    row_heading: str
    heading: str
    examples: Examples
    parts: Parts


def build_indicator(
    release: Release,
    indicator: str,
    query: Query,
    lang: Lang,
    *,
    boundaries: Boundaries | None = None,
    troubles: Sequence[TroubleFacts] = (),
) -> IndicatorPage:
    """Raises NotKnown for an indicator, unit or choice that is not there."""
    view = view_of(release, indicator, query, lang, boundaries)
    card, place, query = view.card, view.place, view.query
    finding, cautions = view.finding()
    lines = view.lines()
    picture = view.picture() if view.rows else None
    is_alone = card.is_profile or place.kind != "municipality"
    compared = () if is_alone else view.comparable(place.kind)
    return IndicatorPage(
        t=view.t,
        indicator=card.id,
        title=card.title.in_(lang),
        purpose=card.purpose.in_(lang),
        unit=place,
        unit_name=place.name.in_(lang),
        query=query,
        units=choices_of(release, place.id, lang),
        choosers=view.choosers,
        latest=view.latest(),
        chart=draw_pair(picture) if picture else None,
        chart_notes=view.chart_notes(),
        finding=finding,
        cautions=cautions,
        caption=view.caption(),
        table_open=view.table_open(),
        columns=columns_of(lines),
        lines=lines,
        breakdown=view.breakdown(),
        comparison=view.comparison(),
        map=view.map(),
        about=build_about(release, card, lang),
        synthetic=synthetic_text(lang) if release.is_synthetic(card.id) else "",
        measure=measure_text(card, lang),
        measure_notes=tuple(note for note in (grid_text(card, lang),) if note),
        row_heading=view.row_heading(),
        heading=view.t["course" if card.is_profile else "development"],
        examples=build_examples(release, card, lang),
        parts=build_parts(
            release,
            Subject(card, place, view.rows, picture, compared, query.organisation, troubles),
            lang,
        ),
    )


def build_chart(release: Release, indicator: str, query: Query, lang: Lang) -> RunChartPicture:
    """The chart alone, to be downloaded. Raises NotKnown like the page."""
    return view_of(release, indicator, query, lang).picture()


def build_picture(
    release: Release,
    indicator: str,
    which: str,
    query: Query,
    lang: Lang,
    *,
    boundaries: Boundaries | None = None,
) -> Picture | None:
    """One of the page's charts by the name of its file. None where the page has no such chart.
    Raises NotKnown like the page."""
    view = view_of(release, indicator, query, lang, boundaries)
    if which == "diagram":
        return view.picture() if view.rows else None
    sections = {
        "sammenligning": view.comparison,
        "alder": view.breakdown,
        "kort": view.map,
    }
    section = sections[which]()
    return None if section is None else section.picture
