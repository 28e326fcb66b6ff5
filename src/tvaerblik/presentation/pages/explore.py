"""*Udforsk*: any indicators, units, periods and groups, answered from released cells and nothing else."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tvaerblik.catalogue.strata import AGE_BANDS
from tvaerblik.core.cells import NUMBERED_STATES, Flag, State
from tvaerblik.core.rows import AS_WAS
from tvaerblik.presentation.charts import LinesPicture, PanelsPicture
from tvaerblik.presentation.numbers import Lang, date_text, number_text, period_text
from tvaerblik.presentation.pages.explore_cells import Cells
from tvaerblik.presentation.pages.explore_charts import (
    Charts,
    build_charts,
    lines_picture,
    panel_pictures,
    refusal_of,
)
from tvaerblik.presentation.pages.explore_choice import Choice, Settled, settle
from tvaerblik.presentation.pages.explore_form import Form, Preset, build_form, presets_of
from tvaerblik.presentation.pages.explore_query import Asked, Dimension
from tvaerblik.presentation.pages.explore_table import Names, Pivot, build_pivot, organisation_name
from tvaerblik.presentation.pages.explore_texts import TEXTS
from tvaerblik.presentation.pages.names import PERIOD_KINDS, name_in
from tvaerblik.presentation.pages.source import attribution_of, writing_of
from tvaerblik.presentation.pages.words_of_pages import Words, join_words, words_in
from tvaerblik.presentation.words import synthetic_text
from tvaerblik.release.cards import IndicatorCard
from tvaerblik.release.reader import Release
from tvaerblik.release.rows import ReleasableRow

# What a person can look through, and what a page can be drawn of in a third of a second
MOST_CELLS = 5_000
# A spreadsheet opens it at once; more is fetched an indicator at a time
MOST_IN_FILE = 50_000
# Of so few indicators the names make the heading
FEW = 2


@dataclass(frozen=True, slots=True)
class Result:
    """What the choice shows."""

    heading: str
    subtitle: str
    said: tuple[str, ...]
    table: Pivot
    charts: Charts
    notes: tuple[str, ...]
    source: str
    synthetic: str
    synthetic_of: tuple[str, ...]  # names, where only some of the indicators are invented


@dataclass(frozen=True, slots=True)
class ExplorePage:
    t: Words
    form: Form
    presets: tuple[Preset, ...]  # on a page where nothing has been chosen
    left_out: tuple[str, ...]
    refusal: str
    result: Result | None
    address: str
    swapped: str
    small: str
    can_be_fetched: bool
    pictures: tuple[tuple[str, str], ...]  # what is drawn, and its question


def build_explore(release: Release, asked: Asked, lang: Lang) -> ExplorePage:
    """Never refuses a whole question for a part of it: what is left out is told."""
    t = words_in(TEXTS, lang)
    settled = settle(asked, release, lang)
    choice = settled.choice
    refusal = "" if choice is None else too_much(choice, t, lang)
    shown = choice if choice is not None and not refusal else None
    result = _result(release, shown, t, lang) if shown else None
    return ExplorePage(
        t=t,
        form=build_form(release, asked, choice, t, lang),
        presets=presets_of(release, t, lang) if asked.is_empty else (),
        left_out=settled.left_out,
        refusal=refusal,
        result=result,
        address=asked.address,
        swapped=asked.but(rows=choice.columns, columns=choice.rows).address if choice else "",
        small=asked.but(show="smaa").address,
        can_be_fetched=choice is not None and choice.size <= MOST_IN_FILE,
        pictures=_pictures(asked, result),
    )


def rows_of_file(release: Release, asked: Asked, lang: Lang) -> Iterator[ReleasableRow] | str:
    """Exactly what the page shows, or the sentence that says why there is no file."""
    t = words_in(TEXTS, lang)
    settled = settle(asked, release, lang)
    if settled.choice is None:
        return _no_choice(settled, t)
    if settled.choice.size > MOST_IN_FILE:
        return too_much(settled.choice, t, lang)
    return Cells(release, settled.choice).rows()


def picture_of_file(
    release: Release, asked: Asked, lang: Lang, *, only: str = ""
) -> LinesPicture | PanelsPicture | str:
    """The chart to be downloaded; of small charts those of one indicator, `only`. Else a sentence."""
    t = words_in(TEXTS, lang)
    settled = settle(asked, release, lang)
    choice = settled.choice
    if choice is None:
        return _no_choice(settled, t)
    refusal = too_much(choice, t, lang) or refusal_of(choice, t, lang)
    if refusal:
        return refusal
    cells = Cells(release, choice)
    named = (_heading(cells.choice, t, lang), _subtitle(cells.choice, t, lang))
    if choice.show == "diagram":
        return lines_picture(cells, t, lang, named)
    found = [p for p, card in panel_pictures(cells, t, lang, named) if only in ("", card.id)]
    return found[0] if found else t["not_among_chosen"]


def _no_choice(settled: Settled, t: Words) -> str:
    """What was asked for and is not there; or that nothing was."""
    return " ".join(settled.left_out) or t["nothing_chosen"]


def heading_of(release: Release, asked: Asked, lang: Lang) -> str:
    """Empty where there is nothing to show."""
    choice = settle(asked, release, lang).choice
    return _heading(choice, words_in(TEXTS, lang), lang) if choice else ""


def too_much(choice: Choice, t: Words, lang: Lang) -> str:
    """How much was asked for, how much there can be, and what to take away. Empty if it is not."""
    if choice.size <= MOST_CELLS:
        return ""
    parts = _parts(choice, t, lang)
    largest = max(parts, key=lambda one: one[0])
    told = t["too_much"].format(
        size=number_text(choice.size, lang),
        parts=" × ".join(text for count, text, _ in parts if count > 1),
        most=number_text(MOST_CELLS, lang),
        fewer=largest[2],
    )
    if choice.size <= MOST_IN_FILE:
        return f"{told} {t['too_much_file']}"
    return f"{told} {t['too_much_for_file'].format(most=number_text(MOST_IN_FILE, lang))}"


def _parts(choice: Choice, t: Words, lang: Lang) -> list[tuple[int, str, str]]:
    """Each factor of the size: how many, in words, and what to choose less of."""
    indicators, strata = len(choice.cards), choice.strata
    groups = -(-strata // indicators)
    found = [
        (indicators, "part_indikator", "fewer_indikator"),
        (len(choice.places), "part_enhed", "fewer_enhed"),
        (len(choice.periods), "part_periode", "fewer_periode"),
        (groups, "part_strata", "fewer_alder"),
        (len(choice.organisations), "part_organisation", "fewer_organisation"),
    ]
    return [
        (n, t[f"{key}_one" if n == 1 and f"{key}_one" in t else key].format(n=n), t[fewer])
        for n, key, fewer in found
    ]


def _result(release: Release, choice: Choice, t: Words, lang: Lang) -> Result:
    cells = Cells(release, choice)
    choice = cells.choice
    heading = _heading(choice, t, lang)
    invented = [card for card in choice.cards if card.is_synthetic]
    is_all = len(invented) == len(choice.cards)
    sources = [one.attribution.in_(lang) for card in choice.cards for one in card.sources]
    return Result(
        heading=heading,
        subtitle=_subtitle(choice, t, lang),
        said=tuple(_sentences(cells, t, lang)),
        table=build_pivot(cells, t, lang),
        charts=build_charts(cells, t, lang, (heading, _subtitle(choice, t, lang))),
        notes=tuple(_notes(cells, t, lang)),
        source=attribution_of(list(dict.fromkeys(sources))),
        synthetic=synthetic_text(lang) if invented else "",
        synthetic_of=() if is_all else tuple(card.short_title.in_(lang) for card in invented),
    )


def _heading(choice: Choice, t: Words, lang: Lang) -> str:
    """`Forebyggelige indlæggelser 65+: Aalborg og Jammerbugt`; of many, how many."""
    indicators = [card.short_title.in_(lang) for card in choice.cards]
    units = [place.name.in_(lang) for place in choice.places]
    return t["heading"].format(
        indicators=_few(indicators, "heading_indicators", t, lang),
        units=_few(units, "heading_units", t, lang),
    )


def _few(names: Sequence[str], key: str, t: Words, lang: Lang) -> str:
    if len(names) <= FEW:
        return join_words(list(names), lang)
    return t[key].format(n=len(names))


def _subtitle(choice: Choice, t: Words, lang: Lang) -> str:
    """What is the same everywhere in the table: periods, and each dimension of one value."""
    ends = [period_text(one.id, lang) for one in (choice.periods[0], choice.periods[-1])]
    kind = name_in(PERIOD_KINDS, choice.kind, lang)
    key = "span" if len(choice.periods) > 1 else "span_one"
    parts = [t[key].format(kind=kind, first=ends[0], last=ends[1])]
    names = Names(choice, t, lang)
    alike: tuple[Dimension, ...] = ("alder", "koen")
    parts += [one[0].name.lower() for one in map(names.of, alike) if len(one) == 1]
    if choice.organisations != (AS_WAS,) and len(choice.organisations) == 1:
        parts.append(organisation_name(choice.organisations[0], t, lang).lower())
    return "; ".join(parts)


def _sentences(cells: Cells, t: Words, lang: Lang) -> Iterator[str]:
    """What the table holds, in words: for who hears it, and for who reads no table."""
    rows = [cells.at(place) for place in cells.places() if place.is_there]
    states = Counter(row.state for row in rows)
    hidden = states[State.SUPPRESSED]
    missing = sum(n for state, n in states.items() if state not in NUMBERED_STATES) - hidden
    provisional = sum(row.value is not None and Flag.PROVISIONAL in row.flags for row in rows)
    counts = (("hidden", hidden), ("missing", missing), ("provisional", provisional))
    told = [t["said_all"].format(n=number_text(len(rows), lang))]
    told += [_counted(t, f"said_{name}", n, lang) for name, n in counts if n]
    yield " ".join(told)
    if hidden > len(rows) / 2:
        yield t["said_mostly_hidden"]
    if len(cells.choice.cards) <= FEW:
        yield from (_range_of(card, rows, t, lang) for card in cells.choice.cards)


def _counted(t: Words, key: str, n: int, lang: Lang) -> str:
    return t[f"{key}_one"] if n == 1 else t[key].format(n=number_text(n, lang))


def _range_of(card: IndicatorCard, rows: Sequence[ReleasableRow], t: Words, lang: Lang) -> str:
    """Between what the figures lie, without naming who has which: that would be a rank."""
    values = [row.value for row in rows if row.indicator == card.id and row.value is not None]
    title, unit = card.short_title.in_(lang), card.unit_text.in_(lang)
    if not values:
        return t["said_range_none"].format(title=title)
    low, high = (writing_of(card).value(one, lang) for one in (min(values), max(values)))
    key = "said_range" if low != high else "said_range_one"
    return t[key].format(title=title, low=low, high=high, unit=unit)


def _notes(cells: Cells, t: Words, lang: Lang) -> Iterator[str]:
    choice = cells.choice
    yield from _nobody_in(cells, t, lang)
    if choice.show != "tabel" and len(choice.periods) == 1:
        yield t["one_period"]
    yield t["no_sums"]
    if len(choice.places) > 1:
        yield t["no_ranks"]
    dates = [one for one in choice.organisations if one != AS_WAS]
    for one in dates:
        day = date_text(date.fromisoformat(one), lang)
        moved = [p.name.in_(lang) for p in choice.places if not _is_in_both(p.organisations, one)]
        key = "organisation_changes" if moved else "organisation_same"
        if len(choice.organisations) > 1:
            yield t[key].format(day=day, names=join_words(moved, lang))


def _nobody_in(cells: Cells, t: Words, lang: Lang) -> Iterator[str]:
    """Rows that were asked for and are not there: an indicator of the oldest has no children."""
    labels = {band.id: band.label.in_(lang) for band in AGE_BANDS}
    told = [
        t["nobody_in_one"].format(
            title=card.short_title.in_(lang), ages=", ".join(labels[one] for one in ages)
        )
        for card in cells.choice.cards
        if (ages := cells.ages_without(card))
    ]
    if told:
        yield t["nobody_in"].format(names="; ".join(told))


def _is_in_both(organisations: Sequence[str], day: str) -> bool:
    return AS_WAS in organisations and day in organisations


def _pictures(asked: Asked, result: Result | None) -> tuple[tuple[str, str], ...]:
    """One for each indicator of small charts, named where there are several."""
    if result is None:
        return ()
    if result.charts.lines:
        return (("", asked.address),)
    panels = result.charts.panels
    return tuple(
        (group.title if len(panels) > 1 else "", f"{asked.address}&kun={group.indicator}")
        for group in panels
    )
