"""What a reader has chosen on an indicator's page, checked against what the indicator offers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from tvaerblik.catalogue.strata import AGE_BANDS
from tvaerblik.core.cells import NUMBERED_STATES
from tvaerblik.core.errors import NotKnown, Problem
from tvaerblik.core.periods import PeriodKind
from tvaerblik.core.rows import AS_WAS
from tvaerblik.core.texts import Text
from tvaerblik.presentation.numbers import Lang, date_text
from tvaerblik.presentation.pages.indicator_texts import TEXTS
from tvaerblik.presentation.pages.names import PERIOD_KINDS, SEXES, name_in
from tvaerblik.presentation.pages.places import Choice, organisation_of
from tvaerblik.release.cards import IndicatorCard, UnitCard
from tvaerblik.release.reader import Release

# Municipalities of one size, or with their boundaries
MAP_FORMS = ("felter", "landkort")

# Days last: a day says little, and they are many
FIRST_TRIED: tuple[PeriodKind, ...] = ("month", "quarter", "year", "week", "day")


@dataclass(frozen=True, slots=True)
class Query:
    """`period_kind` and `organisation` may be left empty; see `settle_query`."""

    unit: str
    period_kind: PeriodKind | Literal[""] = ""
    age_band: str | None = None
    sex: str | None = None
    organisation: str = ""
    period: str = ""  # of a profile, which has one chart for each
    map: str = ""  # its form, where boundaries are configured: see MAP_FORMS

    @property
    def is_everybody(self) -> bool:
        return self.age_band is None and self.sex is None


@dataclass(frozen=True, slots=True)
class Chooser:
    """One select of the form. With a single choice there is nothing to choose."""

    name: str
    label: str
    choices: tuple[Choice, ...]


def settle_query(query: Query, release: Release, card: IndicatorCard, place: UnitCard) -> Query:
    """The query with what was left open filled in. An organisation under which the unit has no
    figures is replaced, since the form keeps it when another unit is chosen."""
    organisation = query.organisation
    if organisation not in place.organisations:
        organisation = organisation_of(place)
    kind = query.period_kind or _finest_kind(release, card, place, organisation)
    return replace(query, period_kind=kind, organisation=organisation)


def _finest_kind(
    release: Release, card: IndicatorCard, place: UnitCard, organisation: str
) -> PeriodKind:
    """Where every month of a small unit is hidden, its quarters or years may be seen: a page without
    a single number is nothing to open on."""
    kinds = [kind for kind in FIRST_TRIED if kind in card.periods]
    step = 0 if card.is_profile else None
    with_cells = []
    for kind in kinds:
        rows = release.series(card.id, place.id, kind, step=step, organisation=organisation)
        if any(row.state in NUMBERED_STATES for row in rows):
            return kind
        with_cells += [kind] if rows else []
    return (with_cells or kinds)[0]


def check_query(query: Query, card: IndicatorCard) -> None:
    _check(query.period_kind, card.periods)
    _check(query.map or MAP_FORMS[0], MAP_FORMS)
    if query.age_band is not None:
        _check(query.age_band, _bands(card))
    if query.sex is not None:
        _check(query.sex, _sexes(card))


def _check(value: str, known: tuple[str, ...]) -> None:
    if value in known:
        return
    raise unknown_choice(value, known)


def unknown_choice(value: str, known: tuple[str, ...]) -> NotKnown:
    what, remedy = TEXTS["unknown_choice"], TEXTS["unknown_choice_remedy"]
    names = ", ".join(known) or "–"
    return NotKnown(
        Problem(
            "K-CHOICE",
            Text(what.da.format(value=value), what.en.format(value=value)),
            Text(remedy.da.format(known=names), remedy.en.format(known=names)),
        )
    )


def _bands(card: IndicatorCard) -> tuple[str, ...]:
    return tuple(band.id for band in AGE_BANDS) if "age_band" in card.breakdowns else ()


def _sexes(card: IndicatorCard) -> tuple[str, ...]:
    return tuple(SEXES) if "sex" in card.breakdowns else ()


def choosers_of(
    query: Query, card: IndicatorCard, place: UnitCard, lang: Lang, *, bands: Sequence[str] = ()
) -> tuple[Chooser, ...]:
    """The selects beside that of the unit, without those that offer one choice only.

    `bands` are those that there is anybody in; where that is not known, all are offered."""
    text = {key: value.in_(lang) for key, value in TEXTS.items()}
    labels = {band.id: band.label.in_(lang) for band in AGE_BANDS}
    periods = [(kind, name_in(PERIOD_KINDS, kind, lang)) for kind in card.periods]
    offered = [one for one in _bands(card) if not bands or one in (*bands, query.age_band)]
    ages = [("", text["all_ages"]), *((band, labels[band]) for band in offered)]
    sexes = [("", text["both_sexes"]), *((sex, SEXES[sex].in_(lang)) for sex in _sexes(card))]
    ordered = sorted(place.organisations, key=lambda one: (one != AS_WAS, one))
    organisations = [(one, _organisation(one, lang)) for one in ordered]
    if place.kind == "municipality":
        organisations = []  # its figures are the same, whatever it is a part of
    found = (
        _chooser("periodetype", text["period_kind"], periods, query.period_kind),
        _chooser("alder", text["age"], ages, query.age_band or ""),
        _chooser("koen", text["sex"], sexes, query.sex or ""),
        _chooser("organisation", text["organisation"], organisations, query.organisation),
    )
    return tuple(chooser for chooser in found if len(chooser.choices) > 1)


def _organisation(organisation: str, lang: Lang) -> str:
    if organisation == AS_WAS:
        return TEXTS["as_was"].in_(lang)
    day = date_text(date.fromisoformat(organisation), lang)
    return TEXTS["as_of"].in_(lang).format(day=day)


def _chooser(name: str, label: str, pairs: Sequence[tuple[str, str]], chosen: str) -> Chooser:
    return Chooser(name, label, tuple(Choice(id_, text, id_ == chosen) for id_, text in pairs))
