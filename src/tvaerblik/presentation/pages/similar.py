"""A municipality beside those of its size, by a rule that is stated and uses released figures alone.

There is no agreed grouping of municipalities in the data. Size is what the release itself knows, and
what decides how far a figure swings by chance; that it is not all is said on the page.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tvaerblik.presentation.numbers import Lang, number_text, period_text
from tvaerblik.presentation.pages.explore_query import Asked
from tvaerblik.presentation.pages.figures import figure_of, interval_of
from tvaerblik.presentation.pages.places import alphabetical
from tvaerblik.presentation.pages.similar_texts import TEXTS
from tvaerblik.presentation.pages.source import writing_of
from tvaerblik.presentation.pages.words_of_pages import Words, words_in
from tvaerblik.release.cards import IndicatorCard, UnitCard
from tvaerblik.release.reader import Release
from tvaerblik.release.rows import ReleasableRow

# A rate of everybody: below its line stand the residents of each municipality
RESIDENTS_OF = "indlaeggelser-pr-1000"
NEAREST = 4
# With fewer there is nobody to choose among
FEWEST_TO_CHOOSE_FROM = 6


@dataclass(frozen=True, slots=True)
class SimilarLine:
    unit: str
    name: str
    chosen: bool
    residents: str
    figure: str
    interval: str
    remark: str


@dataclass(frozen=True, slots=True)
class Similar:
    t: Words
    finding: str
    rule: str
    caption: str
    has_intervals: bool
    has_remarks: bool
    lines: tuple[SimilarLine, ...]
    explore: str


def build_similar(
    release: Release,
    card: IndicatorCard,
    place: UnitCard,
    rows: Sequence[ReleasableRow],
    lang: Lang,
) -> Similar | None:
    """None for a unit that is no municipality, and where the release does not tell its residents.
    `rows` are the municipalities' cells of the period that is compared."""
    if place.kind != "municipality" or not rows:
        return None
    year, residents = _residents(release, place.id)
    near = nearest(place.id, residents)
    shown = {row.unit: row for row in rows if row.unit in (place.id, *near)}
    numbered = [row for unit, row in shown.items() if unit != place.id and row.value is not None]
    if place.id not in shown or len(numbered) < 2:
        return None
    names = {unit: release.unit(unit).name.in_(lang) for unit in shown}
    order = sorted(shown, key=lambda unit: alphabetical(names[unit]))
    t = words_in(TEXTS, lang)
    lines = tuple(_line(shown[unit], names[unit], residents, card, place, lang) for unit in order)
    return Similar(
        t=t,
        finding=_finding(shown[place.id], numbered, card, names[place.id], t, lang),
        rule=t["rule"].format(n=number_text(len(near), lang), year=year),
        caption=t["caption"].format(
            title=card.title.in_(lang),
            unit=names[place.id],
            period=period_text(rows[0].period, lang),
        ),
        has_intervals=any(line.interval for line in lines),
        has_remarks=any(line.remark for line in lines),
        lines=lines,
        explore=_question(card, order, rows[0]),
    )


def _question(card: IndicatorCard, units: Sequence[str], row: ReleasableRow) -> str:
    """The same municipalities through time, as it is asked of Udforsk."""
    asked = Asked(
        indicators=(card.id,),
        units=tuple(units),
        period_kind=row.period_kind,
        organisation=row.organisation,
        show="smaa",
    )
    return asked.address


def nearest(unit: str, residents: Mapping[str, Decimal]) -> tuple[str, ...]:
    """The few whose number is the fewest times larger or smaller; nobody where the unit's is not known."""
    own = residents.get(unit)
    if own is None or len(residents) < FEWEST_TO_CHOOSE_FROM:
        return ()
    others = [one for one in residents if one != unit]
    return tuple(
        sorted(others, key=lambda one: (abs(math.log(residents[one] / own)), one))[:NEAREST]
    )


def _residents(release: Release, unit: str) -> tuple[str, Mapping[str, Decimal]]:
    """By municipality, of the newest year in which the unit's own are told."""
    if RESIDENTS_OF not in {card.id for card in release.indicators()}:
        return "", {}
    own = [row for row in release.series(RESIDENTS_OF, unit, "year") if row.denominator]
    if not own:
        return "", {}
    year = own[-1].period
    others = release.comparison(RESIDENTS_OF, year, "municipality")
    return year, {row.unit: row.denominator for row in others if row.denominator}


def _line(
    row: ReleasableRow,
    name: str,
    residents: Mapping[str, Decimal],
    card: IndicatorCard,
    place: UnitCard,
    lang: Lang,
) -> SimilarLine:
    figure = figure_of(row, writing_of(card), lang)
    known = residents.get(row.unit)
    return SimilarLine(
        unit=row.unit,
        name=name,
        chosen=row.unit == place.id,
        residents="" if known is None else number_text(known, lang),
        figure=figure.text,
        interval=interval_of(row, writing_of(card), lang),
        remark="; ".join(part for part in (figure.remark, *figure.notes) if part),
    )


def _finding(
    own: ReleasableRow,
    others: Sequence[ReleasableRow],
    card: IndicatorCard,
    name: str,
    t: Words,
    lang: Lang,
) -> str:
    write = writing_of(card).value
    values = [row.value for row in others if row.value is not None]
    said = {
        "unit": name,
        "n": number_text(len(values), lang),
        "low": write(min(values), lang),
        "high": write(max(values), lang),
    }
    if own.value is None:
        return t["finding_hidden"].format(**said)
    unit_text = card.unit_text.in_(lang)
    return t["finding"].format(own=write(own.value, lang), unit_text=unit_text, **said)
