"""A choice as small charts on one scale, or as a few lines of one chart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from tvaerblik.presentation.charts import (
    MOST_LINES,
    NARROW,
    WIDE,
    LinesPicture,
    NamedSeries,
    PanelsPicture,
    lines_svg,
    panel_svgs,
    scale_of,
)
from tvaerblik.presentation.charts.axes import GAP_SIGNS
from tvaerblik.presentation.numbers import Lang, percent_sign
from tvaerblik.presentation.pages.explore_cells import Cells, Place
from tvaerblik.presentation.pages.explore_choice import Choice
from tvaerblik.presentation.pages.explore_query import Dimension
from tvaerblik.presentation.pages.explore_table import Member, Names, in_a_line
from tvaerblik.presentation.pages.series_chart import ChartPair, point_of, unit_label
from tvaerblik.presentation.pages.source import attribution_of
from tvaerblik.presentation.pages.words_of_pages import Words
from tvaerblik.presentation.words import flag_text, state_sentence
from tvaerblik.release.cards import IndicatorCard

# More than this nobody looks through, and a telephone would roll for ever
MOST_PANELS = 60

# Title and subtitle of a picture
Named = tuple[str, str]

# What makes two series of an indicator differ, in the order in which they are named
TOLD: tuple[Dimension, ...] = ("enhed", "alder", "koen", "organisation")


@dataclass(frozen=True, slots=True)
class PanelGroup:
    """The small charts of one indicator."""

    indicator: str
    title: str
    unit_label: str
    scale: str
    panels: tuple[str, ...]
    synthetic: bool


@dataclass(frozen=True, slots=True)
class Charts:
    """`refusal` says why there is none, and what to leave out; `try_small`: that small ones can be."""

    panels: tuple[PanelGroup, ...] = ()
    legend: tuple[
        tuple[str, str], ...
    ] = ()  # of small charts, which have no room for it themselves
    lines: ChartPair | None = None
    refusal: str = ""
    try_small: bool = False


def build_charts(cells: Cells, t: Words, lang: Lang, named: Named) -> Charts:
    choice = cells.choice
    refusal = refusal_of(choice, t, lang)
    if choice.show == "tabel" or refusal:
        return Charts(refusal=refusal, try_small=_can_be_small(choice))
    if choice.show == "smaa":
        pictures = tuple(panel_pictures(cells, t, lang, named))
        groups = tuple(_group(picture, card, t) for picture, card in pictures)
        return Charts(panels=groups, legend=_legend([one for one, _ in pictures], lang))
    return Charts(lines=_pair(lines_picture(cells, t, lang, named)))


def refusal_of(choice: Choice, t: Words, lang: Lang) -> str:
    """Empty where the choice can be drawn as it is asked for."""
    count = count_series(choice)
    if choice.show != "tabel" and not count:
        return t["nobody_to_draw"]
    if choice.show == "smaa" and count > MOST_PANELS:
        return t["too_many_panels"].format(n=count, most=MOST_PANELS)
    if choice.show == "diagram" and len(_axes(choice, lang)) > 1:
        return t["too_many_axes"]
    if choice.show == "diagram" and count > MOST_LINES:
        return t["too_many_lines"].format(n=count, most=MOST_LINES)
    return ""


def _can_be_small(choice: Choice) -> bool:
    return choice.show == "diagram" and 0 < count_series(choice) <= MOST_PANELS


def _axes(choice: Choice, lang: Lang) -> set[str]:
    return {unit_label(card, lang) for card in choice.cards}


def count_series(choice: Choice) -> int:
    pairs = sum(
        organisation in place.organisations
        for place, organisation in product(choice.places, choice.organisations)
    )
    return choice.strata * pairs


def lines_picture(cells: Cells, t: Words, lang: Lang, named: Named) -> LinesPicture:
    cards = cells.choice.cards
    series = [one for card in cards for one in _series(cells, card, t, lang, of_all=cards)]
    return LinesPicture(**_around(cards, lang, named, series))


def panel_pictures(
    cells: Cells, t: Words, lang: Lang, named: Named
) -> Iterator[tuple[PanelsPicture, IndicatorCard]]:
    """One for each indicator: only what is measured alike stands on one scale."""
    for card in cells.choice.cards:
        series = _series(cells, card, t, lang, of_all=(card,))
        if series:
            own = (card.short_title.in_(lang), named[1])
            around = _around((card,), lang, own, series)
            yield PanelsPicture(**around), card


def _around(
    cards: Sequence[IndicatorCard], lang: Lang, named: Named, series: Sequence[NamedSeries]
) -> dict[str, object]:
    first = cards[0]
    sources = [source.attribution.in_(lang) for card in cards for source in card.sources]
    return {
        "title": named[0],
        "subtitle": named[1],
        "unit_label": unit_label(first, lang),
        "series": tuple(series),
        "source": attribution_of(list(dict.fromkeys(sources))),
        "synthetic": any(card.is_synthetic for card in cards),
        "lang": lang,
        "tick_suffix": percent_sign(lang) if first.is_share else "",
        "bounds": (0, 100) if first.is_share else (0, None),
    }


def _series(
    cells: Cells, card: IndicatorCard, t: Words, lang: Lang, *, of_all: Sequence[IndicatorCard]
) -> list[NamedSeries]:
    """By unit, group and organisation; named by what they differ in."""
    choice = cells.choice
    names = Names(choice, t, lang)
    sides = [names.of(one) for one in TOLD]
    strata = set(cells.strata_of(card))
    found = []
    for members in product(*sides):
        fields = {name: value for member in members for name, value in member.fields}
        if (fields["age"], fields["sex"]) not in strata:
            continue
        places = [Place(card=card, period=period, **fields) for period in choice.periods]
        if places[0].is_there:
            points = tuple(point_of(cells.at(place), card, lang) for place in places)
            found.append(NamedSeries(_name(members, sides, card, lang, of_all), points))
    return found


def _name(
    members: Sequence[Member],
    sides: Sequence[Sequence[Member]],
    card: IndicatorCard,
    lang: Lang,
    of_all: Sequence[IndicatorCard],
) -> str:
    differing = [one for one, all_ in zip(members, sides, strict=True) if len(all_) > 1]
    told = [card.short_title.in_(lang)] if len(of_all) > 1 else []
    told += [in_a_line(differing)] if differing else []
    return ", ".join(told) or members[0].name


def _group(picture: PanelsPicture, card: IndicatorCard, t: Words) -> PanelGroup:
    low, high = scale_of(picture)
    return PanelGroup(
        indicator=card.id,
        title=picture.title,
        unit_label=picture.unit_label,
        scale=t["shared_scale"].format(low=low, high=high),
        panels=panel_svgs(picture, prefix=f"p-{card.id}"),
        synthetic=picture.synthetic,
    )


def _legend(pictures: Sequence[PanelsPicture], lang: Lang) -> tuple[tuple[str, str], ...]:
    points = [point for one in pictures for series in one.series for point in series.points]
    states = {point.state for point in points if point.value is None}
    signs = [(sign, state_sentence(one, lang)) for one, sign in GAP_SIGNS.items() if one in states]
    if any(point.provisional for point in points):
        signs.insert(0, ("○", flag_text("provisional", lang)))
    return tuple(signs)


def _pair(picture: LinesPicture) -> ChartPair:
    return ChartPair(
        lines_svg(picture, prefix="wide", width=WIDE),
        lines_svg(picture, prefix="narrow", width=NARROW),
    )
