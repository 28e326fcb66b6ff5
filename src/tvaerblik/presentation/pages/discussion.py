"""A discussion of an indicator or a figure: what was written, and the figure then and now."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tvaerblik.catalogue.strata import AGE_BANDS
from tvaerblik.core.cells import NUMBERED_STATES, State
from tvaerblik.presentation.numbers import Lang, number_text, period_text
from tvaerblik.presentation.pages.discussion_texts import TEXTS
from tvaerblik.presentation.pages.figures import DASH, Writing, latest_settled
from tvaerblik.presentation.pages.names import PERIOD_KINDS, SEXES, name_in
from tvaerblik.presentation.pages.places import (
    Choice,
    ChoiceGroup,
    choices_of,
    organisation_of,
)
from tvaerblik.presentation.pages.releases import moment_text
from tvaerblik.presentation.pages.words_of_pages import Words, join_words, words_in
from tvaerblik.presentation.words import state_mark, state_sentence, synthetic_text
from tvaerblik.release.cards import IndicatorCard
from tvaerblik.release.reader import Release
from tvaerblik.release.rows import ReleasableRow

# Of each kind of period, newest first: two years of months
OFFERED = 24
FLAGGED = "provisional"

# An address of this site from its root, or with its name; a full stop after it is not a part of it
ADDRESS = re.compile(r"(?<![\w/.:@])(?:https?://[\w.:-]+)?/(?!/)[\w/?=&#%.,~+-]*[\w/=#]")
NAMED = re.compile(r"(?<![\w.+@-])@\w(?:[\w.+-]*\w)?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as plain values, as it was kept or as it is now. `value` None: there is no number."""

    release: str
    state: str
    value: str | None
    numerator: int | None
    denominator: str | None
    flags: tuple[str, ...]
    is_share: bool
    decimals: int


@dataclass(frozen=True, slots=True)
class WrittenFacts:
    """`text_state`: synlig, trukket or skjult. `cell`: of a discussion of one figure only.
    `is_recalled`: the release has been withdrawn, so that its figure is no longer to be seen."""

    id: int
    serial: int
    who: str
    roles: tuple[str, ...]
    organisation: str
    at: datetime
    text: str
    text_state: str
    hidden_because: str
    release: str
    cell: Cell | None
    is_recalled: bool = False
    can_withdraw: bool = False
    can_hide: bool = False


@dataclass(frozen=True, slots=True)
class ThreadFacts:
    """`now`: the figure in the release that is shown; None where it has none, or none is meant.
    `can_become`: the states the reader can bring it to."""

    head: WrittenFacts
    answers: tuple[WrittenFacts, ...]
    unit: str
    period: str
    age_band: str
    sex: str
    state: str
    ended_because: str
    ended_by: str
    ended_at: datetime | None
    now: Cell | None
    can_become: tuple[str, ...] = ()
    can_answer: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text: plain, an address to follow, or a name that was mentioned."""

    text: str
    href: str = ""
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class WrittenLine:
    id: int
    serial: int
    who: str
    belongs: str
    when: str
    pieces: tuple[Piece, ...]
    gone: str
    figure: str
    has_moved: bool
    can_withdraw: bool
    can_hide: bool


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """`place`: what it is about, said where several are listed. `query`: of its own figure's page."""

    id: int
    serial: int
    place: str
    query: str
    state: str
    is_open: bool
    told: str
    head: WrittenLine
    answers: tuple[WrittenLine, ...]
    moves: tuple[tuple[str, str], ...]
    can_answer: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page is about: `unit` and `period` are empty for the whole indicator."""

    indicator: str
    unit: str = ""
    period: str = ""
    age_band: str = ""
    sex: str = ""

    @property
    def is_figure(self) -> bool:
        return bool(self.unit and self.period)


@dataclass(frozen=True, slots=True)
class Site:
    """`is_page`: whether an address of this site is one of its pages; `host`: its own name."""

    host: str
    is_page: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class DiscussionPage:
    t: Words
    indicator: str
    title: str
    heading: str
    lead: str
    is_figure: bool
    is_shown: bool
    now: str
    now_unit: str
    now_release: str
    units: tuple[ChoiceGroup, ...]
    periods: tuple[ChoiceGroup, ...]
    threads: tuple[ThreadLine, ...]
    others: str
    synthetic: str


def build_discussion(
    release: Release,
    asked: Asked,
    facts: Sequence[ThreadFacts],
    now: Cell | None,
    site: Site,
    lang: Lang,
) -> DiscussionPage:
    """`facts`: all threads of the indicator; those of other figures are counted, on a figure's page."""
    t = words_in(TEXTS, lang)
    card = next((one for one in release.indicators() if one.id == asked.indicator), None)
    title = card.title.in_(lang) if card else asked.indicator
    own = [one for one in facts if not asked.is_figure or _is_of(one, asked)]
    n = len(facts) - len(own)
    place = _place_text(release, asked, lang)
    return DiscussionPage(
        t=t,
        indicator=asked.indicator,
        title=title,
        heading=t["heading"].format(title=title),
        lead=place or t["lead_all"],
        is_figure=asked.is_figure,
        is_shown=card is not None,
        now=cell_text(now, t, lang) if now else "",
        now_unit=card.unit_text.in_(lang) if card and now and now.value is not None else "",
        now_release=t["now_release"].format(release=release.id),
        units=choices_of(release, asked.unit, lang),
        periods=_periods(release, card, asked, lang) if card else (),
        threads=tuple(_thread(release, one, asked, site, t, lang) for one in own),
        others=t["others_one"] if n == 1 else t["others"].format(n=n) if n else "",
        synthetic=synthetic_text(lang) if card and card.is_synthetic else "",
    )


def newest_period(release: Release, card: IndicatorCard, unit: str) -> str:
    """The newest that is covered, of the finest kind in which the unit has a number to be seen."""
    organisation = organisation_of(release.unit(unit))
    newest = ""
    for kind in ("month", "quarter", "year", "week", "day"):
        if kind not in card.periods:
            continue
        rows = list(release.series(card.id, unit, kind, organisation=organisation))
        found = latest_settled(rows)
        if found and any(row.state in NUMBERED_STATES for row in rows):
            return found.period
        newest = newest or (found.period if found else "")
    return newest


def cell_of(row: ReleasableRow, card: IndicatorCard, release: str) -> Cell:
    return Cell(
        release=release,
        state=str(row.state),
        value=None if row.value is None else str(row.value),
        numerator=row.numerator,
        denominator=None if row.denominator is None else str(row.denominator),
        flags=tuple(sorted(map(str, row.flags))),
        is_share=card.is_share,
        decimals=card.decimals,
    )


def cell_text(cell: Cell, t: Words, lang: Lang) -> str:
    """The number with its parts where they may be seen, or the mark of why there is none."""
    state = State(cell.state)
    if cell.value is None or state not in NUMBERED_STATES:
        mark, reason = state_mark(state.value, lang), state_sentence(state.value, lang)
        return t["with_reason"].format(mark=mark, reason=reason) if mark == DASH else mark
    text = Writing(cell.is_share, cell.decimals).value(Decimal(cell.value), lang)
    if cell.is_share and cell.numerator is not None and cell.denominator is not None:
        text = t["parts"].format(
            value=text,
            numerator=number_text(cell.numerator, lang),
            denominator=number_text(Decimal(cell.denominator), lang),
        )
    return t[FLAGGED].format(value=text) if FLAGGED in cell.flags else text


def pieces_of(text: str, site: Site) -> tuple[Piece, ...]:
    """Plain text, but for addresses of this site's own pages and names that were mentioned."""
    marks = sorted([*ADDRESS.finditer(text), *NAMED.finditer(text)], key=lambda one: one.start())
    pieces, at = [], 0
    for mark in marks:
        if mark.start() < at:
            continue
        piece = _piece(mark.group(), site)
        if piece is not None:
            pieces += [Piece(text[at : mark.start()]), piece]
            at = mark.end()
    return tuple(one for one in (*pieces, Piece(text[at:])) if one.text)


def _piece(found: str, site: Site) -> Piece | None:
    if found.startswith("@"):
        return Piece(found, is_name=True)
    path = found
    if not found.startswith("/"):
        host, _, rest = found.split("://", 1)[1].partition("/")
        if host != site.host:
            return None
        path = f"/{rest}"
    # What begins with two slashes would lead to another site
    if path.startswith("//") or not site.is_page(re.split(r"[?#]", path)[0]):
        return None
    return Piece(found, href=path)


def _thread(
    release: Release, one: ThreadFacts, asked: Asked, site: Site, t: Words, lang: Lang
) -> ThreadLine:
    own = Asked(asked.indicator, one.unit, one.period, one.age_band, one.sex)
    moves = tuple((to, t[f"to_{to}"]) for to in one.can_become)
    return ThreadLine(
        id=one.head.id,
        serial=one.head.serial,
        place="" if asked.is_figure else _place_text(release, own, lang),
        query=query_text(own),
        state=t[f"state_{one.state}"],
        is_open=one.state == "aaben",
        told=_ended(one, t, lang),
        head=_written(one.head, one, site, t, lang),
        answers=tuple(_written(each, one, site, t, lang) for each in one.answers),
        moves=moves,
        can_answer=one.can_answer and one.state == "aaben",
    )


def query_text(asked: Asked) -> str:
    """Names of units and periods need no escaping: they are ids."""
    named = {
        "enhed": asked.unit,
        "periode": asked.period,
        "alder": asked.age_band,
        "koen": asked.sex,
    }
    return "&".join(f"{name}={value}" for name, value in named.items() if value)


def _ended(one: ThreadFacts, t: Words, lang: Lang) -> str:
    if one.ended_at is None:
        return ""
    key = "state_again" if one.state == "aaben" else "state_told"
    return t[key].format(
        state=t[f"state_{one.state}"],
        day=moment_text(one.ended_at, lang),
        who=one.ended_by,
        because=one.ended_because,
    )


def _written(
    one: WrittenFacts, thread: ThreadFacts, site: Site, t: Words, lang: Lang
) -> WrittenLine:
    is_shown = one.text_state == "synlig"
    figure, has_moved = _figure(one, thread.now, t, lang)
    return WrittenLine(
        id=one.id,
        serial=one.serial,
        who=one.who,
        belongs=_belongs(one, t, lang),
        when=moment_text(one.at, lang),
        pieces=pieces_of(one.text, site) if is_shown else (),
        gone="" if is_shown else t[f"gone_{one.text_state}"].format(because=one.hidden_because),
        figure=figure,
        has_moved=has_moved,
        can_withdraw=one.can_withdraw and is_shown,
        can_hide=one.can_hide and is_shown,
    )


def _belongs(one: WrittenFacts, t: Words, lang: Lang) -> str:
    """Everybody is a user; what somebody is besides is said, and where they are from."""
    special = [role for role in one.roles if role != "bruger"] or list(one.roles)
    roles = join_words([t[f"role_{role}"] for role in special], lang)
    return ", ".join(filter(None, (roles, one.organisation)))


def _figure(one: WrittenFacts, now: Cell | None, t: Words, lang: Lang) -> tuple[str, bool]:
    """The figure as it was, and whether another is shown today. What is hidden today, or was taken back
    with its release, is hidden here as well."""
    if one.is_recalled:
        return t["figure_recalled"].format(release=one.release), True
    if one.cell is None:
        return t["of_release"].format(release=one.release), False
    then = cell_text(one.cell, t, lang)
    if now is None:
        return t["figure_gone"].format(then=then, release=one.release), True
    today = cell_text(now, t, lang)
    if now.state == State.SUPPRESSED and one.cell.value is not None:
        return t["figure_hidden"].format(release=one.release, now=today), True
    if today == then:
        return t["figure_then"].format(then=then, release=one.release), False
    return t["figure_moved"].format(then=then, release=one.release, now=today), True


def _is_of(one: ThreadFacts, asked: Asked) -> bool:
    own = (one.unit, one.period, one.age_band, one.sex)
    return own == (asked.unit, asked.period, asked.age_band, asked.sex)


def _place_text(release: Release, asked: Asked, lang: Lang) -> str:
    if not asked.is_figure:
        return ""
    names: Mapping[str, str] = {one.id: one.name.in_(lang) for one in release.register()}
    bands = {band.id: band.label.in_(lang) for band in AGE_BANDS}
    told = (
        names.get(asked.unit, asked.unit),
        period_text(asked.period, lang),
        bands.get(asked.age_band, asked.age_band),
        name_in(SEXES, asked.sex, lang) if asked.sex else "",
    )
    return ", ".join(filter(None, told))


def _periods(
    release: Release, card: IndicatorCard, asked: Asked, lang: Lang
) -> tuple[ChoiceGroup, ...]:
    """Of the unit, by kind; with the one that is asked for, whatever its age."""
    if not asked.unit or card.is_profile:
        return ()
    organisation = organisation_of(release.unit(asked.unit))
    groups = []
    for kind in card.periods:
        rows = release.series(card.id, asked.unit, kind, organisation=organisation)
        periods = [row.period for row in reversed(rows) if row.state is not State.NOT_SETTLED]
        offered = [one for n, one in enumerate(periods) if n < OFFERED or one == asked.period]
        choices = tuple(Choice(one, period_text(one, lang), one == asked.period) for one in offered)
        groups.append(ChoiceGroup(name_in(PERIOD_KINDS, kind, lang), choices))
    return tuple(group for group in groups if group.choices)
