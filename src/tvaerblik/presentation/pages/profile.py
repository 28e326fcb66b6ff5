"""The profile of a unit: where it belongs, its key figures, and a tartan of all indicators."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tvaerblik.core.periods import PeriodKind
from tvaerblik.core.rows import AS_WAS
from tvaerblik.presentation.charts.axes import GAP_SIGNS
from tvaerblik.presentation.numbers import Lang, date_text, period_text
from tvaerblik.presentation.pages.overview import chance_text
from tvaerblik.presentation.pages.overview_texts import TEXTS as OVERVIEW
from tvaerblik.presentation.pages.overview_tiles import Tile, tiles_of
from tvaerblik.presentation.pages.places import (
    ChoiceGroup,
    choices_of,
    organisation_of,
    place_of,
)
from tvaerblik.presentation.pages.profile_findings import Findings, build_findings
from tvaerblik.presentation.pages.profile_place import (
    Belonging,
    PlaceSection,
    belongings_of,
    build_place,
    cards_of,
    kind_text,
    validity_text,
)
from tvaerblik.presentation.pages.profile_series import FINEST_FIRST, UnitSeries, series_of_profile
from tvaerblik.presentation.pages.profile_tartan import Tartan, axis_of, build_tartan, is_on
from tvaerblik.presentation.pages.profile_texts import TEXTS
from tvaerblik.presentation.pages.words_of_pages import Words, words_in
from tvaerblik.presentation.words import state_sentence, synthetic_text
from tvaerblik.release.cards import IndicatorCard, UnitCard
from tvaerblik.release.reader import Release

# In the order of the key: what the assessment says, then other numbers, then what is no number
KEY_OF_NUMBERS = ("high", "low", "up", "down", "moved", "within", "provisional", "unjudged")


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A sample cell of the key and what it means."""

    looks: str
    text: str
    told: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A tartan with what stands around it."""

    tartan: Tartan
    heading: str
    caption: str
    span: str


@dataclass(frozen=True, slots=True)
class Profile:
    """`asked_of_indicators` is what the link of a tile takes along."""

    t: Words
    unit: UnitCard
    unit_name: str
    asked_of_indicators: str
    to_overview: str
    kind: str
    validity: str
    belongs: tuple[Belonging, ...]
    organisation: str  # empty when it is shown as it was
    choices: tuple[ChoiceGroup, ...]
    place: PlaceSection | None
    findings: Findings
    figures_title: str
    key_figures: tuple[Tile, ...]
    said: tuple[str, ...]
    chance: str
    tartans: tuple[Drawn, ...]
    synthetic: str
    key: tuple[KeyLine, ...]
    without: tuple[str, ...]


def build_profile(release: Release, unit: str, today: date, lang: Lang) -> Profile:
    """Raises NotKnown for a unit that the release has no figures for."""
    place = place_of(release, unit)
    t = words_in(TEXTS, lang)
    series, empty = series_of_profile(release, place)
    axis = axis_of(series, _finest(series))
    years = [one for one in series if one.kind == "year" and axis and axis[0].kind != "year"]
    fine = [one for one in series if one not in years]
    tartan = build_tartan(fine, axis, t, lang)
    year_axis = axis_of(years, "year")
    of_years = build_tartan(years, year_axis, t, lang)
    shown = [one for one in fine if is_on(one, axis)]
    return Profile(
        t=t,
        unit=place,
        unit_name=place.name.in_(lang),
        asked_of_indicators=f"?enhed={place.id}",
        to_overview=t["to_overview"].format(unit=place.name.in_(lang)),
        kind=kind_text(place, t),
        validity=validity_text(place, today, lang),
        belongs=belongings_of(cards_of(release), place, today, lang),
        organisation=_organisation_text(organisation_of(place), t, lang),
        choices=choices_of(release, place.id, lang),
        place=build_place(release, place, today, lang),
        findings=build_findings(shown, axis, t, lang),
        figures_title=_figures_title(release, t, lang),
        key_figures=_key_figures(release, place, lang),
        said=said_of(tartan, t),
        chance=_chance(shown, t, lang),
        tartans=tuple(
            Drawn(one, t[title], t[caption].format(unit=place.name.in_(lang)), _span(one, t))
            for one, title, caption in (
                (tartan, "tartan", "caption"),
                (of_years, "years", "caption_years"),
            )
            if one is not None
        ),
        synthetic=_synthetic(shown, lang),
        key=_key(tartan, t, lang),
        without=_without(
            [one for one in series if one not in shown and one not in years],
            empty,
            t,
            lang,
        ),
    )


def _finest(series: Sequence[UnitSeries]) -> PeriodKind:
    found = {one.kind for one in series}
    return next((kind for kind in FINEST_FIRST if kind in found), FINEST_FIRST[0])


def _figures_title(release: Release, t: Words, lang: Lang) -> str:
    front = release.front()
    return f"{t['key_figures']}: {front.title.in_(lang)}" if front else t["key_figures"]


def _key_figures(release: Release, place: UnitCard, lang: Lang) -> tuple[Tile, ...]:
    """The tiles that were agreed on, as the overview makes them; none where nobody has agreed."""
    front = release.front()
    if front is None:
        return ()
    tiles = tiles_of(release, place, organisation_of(place), lang)
    by_id = {tile.indicator: tile for tile in tiles}
    return tuple(by_id[one] for one in front.tiles if one in by_id)


def _organisation_text(organisation: str, t: Words, lang: Lang) -> str:
    if organisation == AS_WAS:
        return ""
    return t["as_of"].format(day=date_text(date.fromisoformat(organisation), lang))


def said_of(tartan: Tartan | None, t: Words) -> tuple[str, ...]:
    """How many rows have a sign, and how many cannot have one."""
    if tartan is None:
        return ()
    rows = tartan.rows
    signed, unassessed = (
        sum(row.has_sign for row in rows),
        sum(not row.is_assessed for row in rows),
    )
    key = {0: "said_none", 1: "said_one"}.get(signed, "said")
    told = [t[key].format(n=signed, all=len(rows))]
    if unassessed:
        told.append(t["unassessed_one" if unassessed == 1 else "unassessed"].format(n=unassessed))
    return tuple(told)


def _span(tartan: Tartan, t: Words) -> str:
    return t[f"span_{tartan.kind}"].format(first=tartan.first, last=tartan.last)


def _chance(shown: Sequence[UnitSeries], t: Words, lang: Lang) -> str:
    """Of so many series some have a sign by chance alone; said in the overview's own words."""
    records = [one.record.assessment for one in shown if one.record is not None]
    return t["chance"].format(told=chance_text(records, words_in(OVERVIEW, lang)))


def _synthetic(shown: Sequence[UnitSeries], lang: Lang) -> str:
    """Said once where it holds of all; otherwise each row says it."""
    invented = bool(shown) and all(one.card.is_synthetic for one in shown)
    return synthetic_text(lang) if invented else ""


def _key(tartan: Tartan | None, t: Words, lang: Lang) -> tuple[KeyLine, ...]:
    """Of what is in the table and nothing else: a key of what is not there is only to be read past."""
    if tartan is None:
        return ()
    cells = [cell for row in tartan.rows for cell in row.cells]
    looks = {look for cell in cells for look in cell.looks.split()}
    numbers = [
        KeyLine(f"is-{one}", "12", t[f"key_{one}"])
        for one in KEY_OF_NUMBERS
        if f"is-{one}" in looks
    ]
    gaps = [
        KeyLine(f"gap is-{state}", sign, state_sentence(state, lang))
        for state, sign in GAP_SIGNS.items()
        if f"is-{state}" in looks
    ]
    others = [
        KeyLine("is-zero", "0", t["key_zero"]) if "is-zero" in looks else None,
        KeyLine("", "12*", t["key_partial"]) if any(cell.notes for cell in cells) else None,
        KeyLine("is-break", "12", t["key_break"]) if "is-break" in looks else None,
    ]
    return (*numbers, *(line for line in others if line is not None), *gaps)


def _without(
    beyond: Sequence[UnitSeries], empty: Sequence[IndicatorCard], t: Words, lang: Lang
) -> tuple[str, ...]:
    """Nobody looks for a row in vain: what is too old for the table, and what has no figures here."""
    older = [
        t["without_series"].format(
            title=one.card.short_title.in_(lang), period=period_text(one.newest.period, lang)
        )
        if one.newest
        else t["without_any"].format(title=one.card.short_title.in_(lang))
        for one in beyond
    ]
    none = [t["without_any"].format(title=card.short_title.in_(lang)) for card in empty]
    return (*older, *none)
