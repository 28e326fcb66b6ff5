"""From what was asked to what the release can answer; what cannot be answered is said, thing by thing.

Nothing is left out in silence, and nothing is refused for one name too many: a question that was
saved last year still answers with what there is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

from tvaerblik.catalogue.strata import AGE_BANDS
from tvaerblik.core.cpr import masked
from tvaerblik.core.errors import NotKnown
from tvaerblik.core.periods import Period, PeriodKind, parse_period, period_of, periods_between
from tvaerblik.core.rows import AS_WAS
from tvaerblik.presentation.numbers import Lang
from tvaerblik.presentation.pages.explore_query import (
    ALL_AGES,
    BOTH_ORGANISATIONS,
    BOTH_SEXES,
    DIMENSIONS,
    GROUPS,
    INSIDE,
    NEWEST,
    SHOWS,
    Asked,
    Dimension,
    Show,
)
from tvaerblik.presentation.pages.explore_texts import TEXTS
from tvaerblik.presentation.pages.names import PERIOD_KINDS, SEXES, UNIT_KINDS, name_in
from tvaerblik.presentation.pages.places import alphabetical, places_of
from tvaerblik.presentation.pages.words_of_pages import join_words
from tvaerblik.release.cards import IndicatorCard, UnitCard
from tvaerblik.release.exploring import Wanted, newest_cells
from tvaerblik.release.reader import Release

# Days last, as on an indicator's page
FIRST_TRIED: tuple[PeriodKind, ...] = ("month", "quarter", "year", "week", "day")
# A year and the same month of the year before
NEWEST_PERIODS = 13
# No release has as many; an address may ask for days since the year 1
MOST_PERIODS = 1_500
DAYS: dict[PeriodKind, int] = {"day": 1, "week": 7, "month": 28, "quarter": 90, "year": 365}
# More names than this are counted, not told
MOST_TOLD = 5
LONGEST_TOLD = 60

T = TypeVar("T", bound=str)


@dataclass(frozen=True, slots=True)
class Choice:
    """What is shown: every combination that an indicator has. In the release's order, units by name."""

    cards: tuple[IndicatorCard, ...]
    places: tuple[UnitCard, ...]
    kind: PeriodKind
    periods: tuple[Period, ...]
    ages: tuple[str | None, ...]
    sexes: tuple[str | None, ...]
    organisations: tuple[str, ...]
    rows: Dimension
    columns: Dimension
    show: Show
    is_rolling: bool = False  # counted back from the newest, not from a given period

    def ages_of(self, card: IndicatorCard) -> tuple[str | None, ...]:
        return _offered(self.ages, "age_band" in card.breakdowns)

    def sexes_of(self, card: IndicatorCard) -> tuple[str | None, ...]:
        return _offered(self.sexes, "sex" in card.breakdowns)

    @property
    def strata(self) -> int:
        """How many strata, over all indicators."""
        return sum(len(self.ages_of(card)) * len(self.sexes_of(card)) for card in self.cards)

    @property
    def size(self) -> int:
        """How many cells are asked for."""
        return self.strata * len(self.places) * len(self.periods) * len(self.organisations)

    @property
    def wanted(self) -> Wanted:
        return Wanted(
            indicators=tuple(card.id for card in self.cards),
            units=tuple(place.id for place in self.places),
            period_kind=self.kind,
            age_bands=self.ages,
            sexes=self.sexes,
            organisations=self.organisations,
            start=self.periods[0].start,
            end=self.periods[-1].end,
        )


@dataclass(frozen=True, slots=True)
class Settled:
    """`choice` is None while there is nothing to show. `left_out`: a sentence each."""

    choice: Choice | None
    left_out: tuple[str, ...]


def settle(asked: Asked, release: Release, lang: Lang) -> Settled:
    told = _Told(lang)
    choice = _choice(asked, release, told)
    return Settled(choice, tuple(told.sentences))


def _choice(asked: Asked, release: Release, told: "_Told") -> Choice | None:
    places = _places(asked, release, told)
    cards = _cards(asked, release, told)
    kind = _kind(asked, cards, told)
    ages, sexes = _ages(asked, told), _sexes(asked, told)
    cards = _with_strata(_with_kind(cards, kind, told), ages, sexes, told)
    if not cards or not places:
        return None
    organisations = _organisations(asked, release, places, told)
    names = (tuple(card.id for card in cards), tuple(place.id for place in places))
    wanted = Wanted(*names, kind, ages, sexes, organisations)
    periods = _periods(asked, release, wanted, told)
    if not periods:
        return None
    rows, columns = _sides(asked, told)
    show = _one_of(asked.show, SHOWS, told) or "tabel"
    return Choice(
        cards,
        places,
        kind,
        periods,
        ages,
        sexes,
        organisations,
        rows=rows,
        columns=columns,
        show=show,
        is_rolling=_bound(asked.since, _Told(told.lang)) is None,
    )


class _Told:
    """Sentences about what could not be used, in the reader's language."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self.sentences: list[str] = []

    def say(self, key: str, names: Sequence[str], **values: str) -> None:
        if not names:
            return
        shown = list(names[:MOST_TOLD])
        if len(names) > MOST_TOLD:
            shown.append(TEXTS["more"].in_(self.lang).format(n=len(names) - MOST_TOLD))
        told = join_words(shown, self.lang)
        self.sentences.append(TEXTS[key].in_(self.lang).format(names=told, **values))

    def plain(self, key: str) -> None:
        self.sentences.append(TEXTS[key].in_(self.lang))

    def unknown(self, names: Sequence[str]) -> None:
        """What a person typed: a CPR number among it is never shown again."""
        self.say("unknown", [self._quoted(masked(name)[:LONGEST_TOLD]) for name in names])

    def titles(self, cards: Sequence[IndicatorCard]) -> list[str]:
        return [self._quoted(card.short_title.in_(self.lang)) for card in cards]

    def _quoted(self, name: str) -> str:
        return f"»{name}«" if self.lang == "da" else f"'{name}'"


def _one_of(value: str, known: Sequence[T], told: _Told) -> T | None:
    for one in known:
        if one == value:
            return one
    told.unknown([value] if value else [])
    return None


def _cards(asked: Asked, release: Release, told: _Told) -> tuple[IndicatorCard, ...]:
    known = {card.id: card for card in release.indicators()}
    told.unknown([one for one in asked.indicators if one not in known])
    chosen = [card for card in known.values() if card.id in asked.indicators]
    told.say("left_out_profiles", told.titles([card for card in chosen if card.is_profile]))
    return tuple(card for card in chosen if not card.is_profile)


def _places(asked: Asked, release: Release, told: _Told) -> tuple[UnitCard, ...]:
    """Units that were named, and those of the groups, each once; ordered by kind and name."""
    places = places_of(release)
    known = {place.id: place for place in places}
    chosen = {one for one in asked.units if one in known}
    unknown = [one for one in asked.units if one not in known]
    for group in asked.groups:
        members = members_of(group, places)
        chosen |= members
        unknown += [] if members else [group]
    told.unknown(unknown)
    return tuple(sorted((known[one] for one in chosen), key=lambda place: _order(place, told.lang)))


def members_of(group: str, places: Sequence[UnitCard]) -> set[str]:
    """The units of a group that have figures; none of a group that is not known."""
    if group in GROUPS:
        return {place.id for place in places if place.kind == GROUPS[group]}
    known = {place.id: place for place in places}
    whole = known.get(group.removeprefix(INSIDE)) if group.startswith(INSIDE) else None
    return {one for one in whole.municipalities if one in known} if whole else set()


def _order(place: UnitCard, lang: Lang) -> tuple[int, str]:
    kinds = [*UNIT_KINDS]
    at = kinds.index(place.kind) if place.kind in kinds else len(kinds)
    return at, alphabetical(place.name.in_(lang))


def _kind(asked: Asked, cards: Sequence[IndicatorCard], told: _Told) -> PeriodKind:
    """The one asked for; else the first that most of the indicators have."""
    wanted = _one_of(asked.period_kind, FIRST_TRIED, told)
    if wanted:
        return wanted
    return max(FIRST_TRIED, key=lambda kind: sum(kind in card.periods for card in cards))


def _with_kind(
    cards: Sequence[IndicatorCard], kind: PeriodKind, told: _Told
) -> tuple[IndicatorCard, ...]:
    without = [card for card in cards if kind not in card.periods]
    word = name_in(PERIOD_KINDS, kind, told.lang).lower()
    told.say("left_out_kind", told.titles(without), kind=word)
    return tuple(card for card in cards if kind in card.periods)


def _ages(asked: Asked, told: _Told) -> tuple[str | None, ...]:
    known = [band.id for band in AGE_BANDS]
    told.unknown([one for one in asked.ages if one not in (ALL_AGES, *known)])
    bands = tuple(band for band in known if band in asked.ages)
    return (None, *bands) if ALL_AGES in asked.ages or not bands else bands


def _sexes(asked: Asked, told: _Told) -> tuple[str | None, ...]:
    told.unknown([one for one in asked.sexes if one not in (BOTH_SEXES, *SEXES)])
    sexes = tuple(sex for sex in SEXES if sex in asked.sexes)
    return (None, *sexes) if BOTH_SEXES in asked.sexes or not sexes else sexes


def _with_strata(
    cards: Sequence[IndicatorCard],
    ages: tuple[str | None, ...],
    sexes: tuple[str | None, ...],
    told: _Told,
) -> tuple[IndicatorCard, ...]:
    """Those that have a cell for at least one of the strata; of the others it is said."""
    kept = tuple(cards)
    for name, chosen, whole in (("age_band", ages, "alder"), ("sex", sexes, "koen")):
        lacking = [card for card in kept if name not in card.breakdowns]
        if any(chosen):
            key = f"undivided_{whole}" if None in chosen else f"left_out_undivided_{whole}"
            told.say(key, told.titles(lacking))
        if None not in chosen:
            kept = tuple(card for card in kept if name in card.breakdowns)
    return kept


def _offered(chosen: tuple[str | None, ...], is_divided: bool) -> tuple[str | None, ...]:
    return chosen if is_divided else tuple(one for one in chosen if one is None)


def _organisations(
    asked: Asked, release: Release, places: Sequence[UnitCard], told: _Told
) -> tuple[str, ...]:
    """As it was first. Left open: as it was, unless none of the units had been made then."""
    known = sorted(release.manifest.organisations, key=lambda one: (one != AS_WAS, one))
    if asked.organisation == BOTH_ORGANISATIONS:
        return tuple(known)
    wanted = _one_of(asked.organisation, known, told)
    if wanted:
        return (wanted,)
    if any(place.is_as_was for place in places):
        return (AS_WAS,)
    return (places[0].organisations[0],)


def _periods(asked: Asked, release: Release, wanted: Wanted, told: _Told) -> tuple[Period, ...]:
    since, until = _bound(asked.since, told), _bound(asked.until, told)
    if since is not None and until is not None:
        return _between(wanted.period_kind, since, until, told)
    newest = newest_cells(release, replace(wanted, end=until.end if until else None))
    if not newest:
        told.plain("no_figures")
        return ()
    last = period_of(newest[0].period_start, wanted.period_kind)
    if since is not None:
        return _between(wanted.period_kind, since, last, told)
    rolling = NEWEST.fullmatch(asked.since)
    return _newest(last, int(rolling[1]) if rolling else NEWEST_PERIODS)


def _bound(text: str, told: _Told) -> Period | None:
    """A period of any kind; None where it is left open, or counted back from the newest."""
    if not text or NEWEST.fullmatch(text):
        return None
    try:
        return parse_period(text)
    except NotKnown:
        told.unknown([text])
        return None


def _between(kind: PeriodKind, since: Period, until: Period, told: _Told) -> tuple[Period, ...]:
    if since.start >= until.end:
        told.plain("backwards")
        since, until = until, since
    if (until.end - since.start).days > MOST_PERIODS * DAYS[kind]:
        told.plain("too_long")
        return ()
    return tuple(periods_between(kind, since.start, until.end))


def _newest(last: Period, count: int) -> tuple[Period, ...]:
    found = [last]
    while len(found) < count and found[-1].start.year > 1:
        found.append(period_of(found[-1].start - timedelta(days=1), last.kind))
    return tuple(reversed(found))


def _sides(asked: Asked, told: _Told) -> tuple[Dimension, Dimension]:
    rows = _one_of(asked.rows, DIMENSIONS, told) or "enhed"
    columns = _one_of(asked.columns, DIMENSIONS, told)
    if columns is not None and columns != rows:
        return rows, columns
    if columns is not None:
        told.plain("same_sides")
    return rows, "periode" if rows != "periode" else "enhed"
