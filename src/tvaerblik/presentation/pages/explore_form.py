"""The form of *Udforsk*, and the suggestions on an empty page. A choice is plain addresses: no script."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tvaerblik.catalogue.strata import AGE_BANDS
from tvaerblik.core.periods import month_of, periods_between
from tvaerblik.core.rows import AS_WAS
from tvaerblik.presentation.numbers import Lang, date_text, period_text
from tvaerblik.presentation.pages.explore_choice import (
    FIRST_TRIED,
    NEWEST_PERIODS,
    Choice,
    members_of,
)
from tvaerblik.presentation.pages.explore_query import (
    ALL_AGES,
    BOTH_ORGANISATIONS,
    BOTH_SEXES,
    DIMENSIONS,
    GROUPS,
    INSIDE,
    SHOWS,
    Asked,
)
from tvaerblik.presentation.pages.explore_table import organisation_name
from tvaerblik.presentation.pages.names import PERIOD_KINDS, SEXES, THEMES, name_in, theme_order
from tvaerblik.presentation.pages.places import Choice as Option
from tvaerblik.presentation.pages.places import ChoiceGroup as OptionGroup
from tvaerblik.presentation.pages.places import alphabetical, choices_of, places_of
from tvaerblik.presentation.pages.words_of_pages import Words
from tvaerblik.release.cards import IndicatorCard
from tvaerblik.release.reader import Release

# In the closed part of the form
MOST_TOLD = 2

ROLLING = (1, 6, NEWEST_PERIODS, 24, 36, 60)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the form that can be folded: its name, and how much of it is chosen."""

    name: str
    label: str
    count: str
    groups: tuple[OptionGroup, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Select:
    name: str
    label: str
    groups: tuple[OptionGroup, ...]  # of options; a group without a label is none to the reader


@dataclass(frozen=True, slots=True)
class Form:
    indicators: Part
    has_profiles: bool  # which have a page of their own and are not offered here
    units: Part
    quick: OptionGroup
    periods: tuple[Select, ...]
    ages: OptionGroup
    sexes: OptionGroup
    strata_told: str
    organisations: OptionGroup
    organisation_told: str
    sides: tuple[Select, ...]
    shows: tuple[Option, ...]


def build_form(release: Release, asked: Asked, choice: Choice | None, t: Words, lang: Lang) -> Form:
    """`choice`: what became of the question, so that the form shows what is seen."""
    is_open = choice is None
    ages = OptionGroup(t["ages"], tuple(_ages(asked, t, lang)))
    sexes = OptionGroup(t["sexes"], tuple(_sexes(asked, t, lang)))
    organisations = tuple(_organisations(release, asked, choice, t, lang))
    return Form(
        indicators=_part(
            "indikator", _indicators(release, asked, lang), t["indicators"], is_open, t
        ),
        has_profiles=any(card.is_profile for card in release.indicators()),
        units=_part("enhed", _units(release, asked, lang), t["units"], is_open, t, choice),
        quick=OptionGroup(t["quick"], tuple(_quick(release, asked, t, lang))),
        periods=_periods(release, asked, choice, t, lang),
        ages=ages,
        sexes=sexes,
        strata_told=", ".join(_told(group, t) for group in (ages, sexes)),
        organisations=OptionGroup(t["organisation"], organisations),
        organisation_told=next((one.label for one in organisations if one.chosen), ""),
        sides=_sides(asked, choice, t),
        shows=tuple(Option(one, t[f"show_{one}"], one == _shown(asked)) for one in SHOWS),
    )


def _told(group: OptionGroup, t: Words) -> str:
    """What is chosen, or of more than two how many."""
    chosen = [one.label.lower() for one in group.choices if one.chosen]
    return (
        ", ".join(chosen) if len(chosen) <= MOST_TOLD else t["chosen_count"].format(n=len(chosen))
    )


def _shown(asked: Asked) -> str:
    return asked.show if asked.show in SHOWS else SHOWS[0]


def _part(
    name: str,
    groups: tuple[OptionGroup, ...],
    label: str,
    is_open: bool,
    t: Words,
    choice: Choice | None = None,
) -> Part:
    """Of units those of the groups are counted too."""
    count = sum(one.chosen for group in groups for one in group.choices)
    count = len(choice.places) if choice else count
    return Part(name, label, t["chosen_count"].format(n=count) if count else "", groups, is_open)


def _indicators(release: Release, asked: Asked, lang: Lang) -> tuple[OptionGroup, ...]:
    """By theme, as on the overview. Profiles have a page of their own and are not offered."""
    cards = [card for card in release.indicators() if not card.is_profile]
    themes = sorted({card.theme for card in cards}, key=theme_order)
    return tuple(
        OptionGroup(name_in(THEMES, theme, lang), tuple(_of_theme(cards, theme, asked, lang)))
        for theme in themes
    )


def _of_theme(
    cards: Iterable[IndicatorCard], theme: str, asked: Asked, lang: Lang
) -> Iterator[Option]:
    for card in cards:
        if card.theme == theme:
            yield Option(card.id, card.short_title.in_(lang), card.id in asked.indicators)


def _units(release: Release, asked: Asked, lang: Lang) -> tuple[OptionGroup, ...]:
    chosen = set(asked.units)
    return tuple(
        OptionGroup(
            group.label,
            tuple(Option(one.id, one.label, one.id in chosen) for one in group.choices),
        )
        for group in choices_of(release, "", lang)
    )


def _quick(release: Release, asked: Asked, t: Words, lang: Lang) -> Iterator[Option]:
    """Groups of which the release has at least two units."""
    places = places_of(release)
    for group in GROUPS:
        if len(members_of(group, places)) > 1:
            yield Option(group, t[f"group_{group}"], group in asked.groups)
    every = members_of("kommuner", places)
    wholes = [p for p in places if p.kind != "municipality" and p.municipalities]
    for place in sorted(wholes, key=lambda one: alphabetical(one.name.in_(lang))):
        group = f"{INSIDE}{place.id}"
        if 1 < len(members_of(group, places)) < len(every):
            label = t["group_inside"].format(name=place.name.in_(lang))
            yield Option(group, label, group in asked.groups)


def _periods(
    release: Release, asked: Asked, choice: Choice | None, t: Words, lang: Lang
) -> tuple[Select, ...]:
    offered = {kind for card in release.indicators() for kind in card.periods}
    chosen = asked.period_kind or (choice.kind if choice else "")
    kinds = [
        Option(kind, name_in(PERIOD_KINDS, kind, lang), kind == chosen)
        for kind in FIRST_TRIED
        if kind in offered
    ]
    years = _months(release, lang)
    return (
        Select("periodetype", t["period_kind"], (OptionGroup("", tuple(kinds)),)),
        Select("fra", t["since"], tuple(_since(asked, years, t, lang))),
        Select("til", t["until"], tuple(_until(asked, years, t, lang))),
    )


# A year, and the id and name of each of its months
Years = Sequence[tuple[str, Sequence[tuple[str, str]]]]


def _months(release: Release, lang: Lang) -> Years:
    """Of what the deliveries hold until the release was made, newest year first."""
    starts = [one.start for card in release.indicators() for one in card.coverage]
    end = month_of(release.manifest.made_at.date()).end
    months = periods_between("month", min(starts, default=end), end)
    years = sorted({month.start.year for month in months}, reverse=True)
    return [
        (
            str(year),
            [(m.id, period_text(m.id, lang)) for m in months if m.start.year == year],
        )
        for year in years
    ]


def _since(asked: Asked, years: Years, t: Words, lang: Lang) -> Iterator[OptionGroup]:
    chosen = asked.since or f"seneste-{NEWEST_PERIODS}"
    rolling = [
        (f"seneste-{n}", t["newest_one"] if n == 1 else t["newest"].format(n=n)) for n in ROLLING
    ]
    known = [one for one, _ in rolling] + [id_ for _, months in years for id_, _ in months]
    yield _group(t["rolling"], [*_as_typed(chosen, known), *rolling], chosen)
    for year, months in years:
        yield _group(year, months, chosen)


def _until(asked: Asked, years: Years, t: Words, lang: Lang) -> Iterator[OptionGroup]:
    known = ["", *(id_ for _, months in years for id_, _ in months)]
    yield _group(t["rolling"], [("", t["until_open"]), *_as_typed(asked.until, known)], asked.until)
    for year, months in years:
        yield _group(year, months, asked.until)


def _as_typed(chosen: str, known: Sequence[str]) -> list[tuple[str, str]]:
    """What stands in the address and is not offered is kept when the form is sent again."""
    return [] if chosen in known else [(chosen, chosen)]


def _group(label: str, pairs: Iterable[tuple[str, str]], chosen: str) -> OptionGroup:
    return OptionGroup(label, tuple(Option(id_, text, id_ == chosen) for id_, text in pairs))


def _ages(asked: Asked, t: Words, lang: Lang) -> Iterator[Option]:
    yield Option(ALL_AGES, t["all_ages"], ALL_AGES in asked.ages or not asked.ages)
    for band in AGE_BANDS:
        yield Option(band.id, band.label.in_(lang), band.id in asked.ages)


def _sexes(asked: Asked, t: Words, lang: Lang) -> Iterator[Option]:
    yield Option(BOTH_SEXES, t["both_sexes"], BOTH_SEXES in asked.sexes or not asked.sexes)
    for sex, name in SEXES.items():
        yield Option(sex, name.in_(lang), sex in asked.sexes)


def _organisations(
    release: Release, asked: Asked, choice: Choice | None, t: Words, lang: Lang
) -> Iterator[Option]:
    known = sorted(release.manifest.organisations, key=lambda one: (one != AS_WAS, one))
    shown = choice.organisations[0] if choice and len(choice.organisations) == 1 else AS_WAS
    chosen = asked.organisation or shown
    for one in known:
        yield Option(one, organisation_name(one, t, lang), one == chosen)
    if len(known) > 1:
        yield Option(BOTH_ORGANISATIONS, t["both_organisations"], chosen == BOTH_ORGANISATIONS)


def _sides(asked: Asked, choice: Choice | None, t: Words) -> tuple[Select, ...]:
    rows = choice.rows if choice else asked.rows or "enhed"
    columns = choice.columns if choice else asked.columns or "periode"
    pairs = [(one, t[f"dimension_{one}"]) for one in DIMENSIONS]
    return (
        Select("raekker", t["rows"], (_group("", pairs, rows),)),
        Select("kolonner", t["columns"], (_group("", pairs, columns),)),
    )


@dataclass(frozen=True, slots=True)
class Preset:
    title: str
    text: str
    address: str


def presets_of(release: Release, t: Words, lang: Lang) -> tuple[Preset, ...]:
    """Questions that the release can answer, to begin with."""
    return tuple(_Presets(release, t, lang).all())


class _Presets:
    def __init__(self, release: Release, t: Words, lang: Lang) -> None:
        self.release, self.t, self.lang = release, t, lang
        self.places = places_of(release)
        front = release.front()
        cards = {card.id: card for card in release.indicators() if not card.is_profile}
        agreed = [cards[one] for one in (front.tiles if front else ()) if one in cards]
        self.agreed = agreed or list(cards.values())
        self.divided = [card for card in self.agreed if len(card.breakdowns) == 2]

    def all(self) -> Iterator[Preset]:
        makers = (
            self._front, self._side_by_side, self._clusters,
            self._ages, self._all_municipalities, self._before_and_after,
        )  # fmt: skip
        for make in makers:
            yield from make()

    def _make(self, key: str, asked: Asked, **values: str) -> Preset:
        title, text = (self.t[name].format(**values) for name in (key, f"{key}_text"))
        return Preset(title, text, asked.address)

    def _names(self, cards: Sequence[IndicatorCard], kind: str) -> tuple[str, ...]:
        return tuple(card.id for card in cards if kind in card.periods)

    def _region(self) -> tuple[str, str] | None:
        """The one with most municipalities here: of others only a national source tells."""
        found = [place for place in self.places if place.kind == "region"]
        here = {place.id for place in self.places}
        most = max(found, key=lambda one: len(here & set(one.municipalities)), default=None)
        return (most.id, most.name.in_(self.lang)) if most else None

    def _largest_cluster(self) -> tuple[str, str] | None:
        found = [p for p in self.places if p.kind == "sundhedsklynge"]
        most = max(found, key=lambda one: len(one.municipalities), default=None)
        return (most.id, most.name.in_(self.lang)) if most else None

    def _front(self) -> Iterator[Preset]:
        unit = self._region()
        if unit and self.agreed:
            names = self._names(self.agreed, "month")
            asked = Asked(indicators=names, units=(unit[0],), rows="indikator", period_kind="month")
            yield self._make("preset_front", asked, unit=unit[1])

    def _side_by_side(self) -> Iterator[Preset]:
        unit = self._largest_cluster()
        if unit and self.divided:
            card = self.divided[0]
            asked = Asked(
                indicators=(card.id,),
                groups=(f"{INSIDE}{unit[0]}",),
                period_kind="quarter",
                since="seneste-24",
                show="smaa",
            )
            title = card.short_title.in_(self.lang)
            yield self._make("preset_side", asked, unit=unit[1], title=title)

    def _clusters(self) -> Iterator[Preset]:
        if len(members_of("sundhedsklynger", self.places)) > 1 and self.divided:
            card = self.divided[0]
            asked = Asked(
                indicators=(card.id,),
                groups=("sundhedsklynger",),
                period_kind="quarter",
                since="seneste-24",
                show="diagram",
            )
            yield self._make("preset_clusters", asked, title=card.short_title.in_(self.lang))

    def _ages(self) -> Iterator[Preset]:
        unit = self._region()
        if unit and self.divided:
            card = self.divided[0]
            asked = Asked(
                indicators=(card.id,),
                units=(unit[0],),
                period_kind="year",
                ages=(ALL_AGES, *(band.id for band in AGE_BANDS)),
                sexes=(BOTH_SEXES, *SEXES),
                rows="alder",
                columns="periode",
                since="seneste-6",
            )
            title = card.short_title.in_(self.lang)
            yield self._make("preset_ages", asked, unit=unit[1], title=title)

    def _all_municipalities(self) -> Iterator[Preset]:
        if len(members_of("kommuner", self.places)) > 1 and self.agreed:
            asked = Asked(
                indicators=self._names(self.agreed, "year"),
                groups=("kommuner",),
                period_kind="year",
                since="seneste-1",
                columns="indikator",
            )
            yield self._make("preset_map", asked)

    def _before_and_after(self) -> Iterator[Preset]:
        dates = [one for one in self.release.manifest.organisations if one != AS_WAS]
        if dates and self.divided and len(members_of("sundhedsraad", self.places)) > 1:
            asked = Asked(
                indicators=(self.divided[0].id,),
                groups=("sundhedsklynger", "sundhedsraad"),
                period_kind="year",
                since="seneste-6",
                organisation=BOTH_ORGANISATIONS,
            )
            day = date_text(date.fromisoformat(dates[0]), self.lang)
            yield self._make("preset_before_after", asked, day=day)
