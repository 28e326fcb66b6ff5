"""A choice as a pivot table: any dimension down, any across, the rest as groups of rows.

No sum is made: every number in the table is a released cell.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import product

from tvaerblik.catalogue.strata import AGE_BANDS
from tvaerblik.core.cells import NUMBERED_STATES, Flag, State
from tvaerblik.core.rows import AS_WAS
from tvaerblik.presentation.charts.axes import GAP_SIGNS
from tvaerblik.presentation.numbers import Lang, date_text, period_text
from tvaerblik.presentation.pages.explore_cells import Cells, Place
from tvaerblik.presentation.pages.explore_choice import Choice
from tvaerblik.presentation.pages.explore_query import DIMENSIONS, Dimension
from tvaerblik.presentation.pages.figures import coverage_of
from tvaerblik.presentation.pages.names import SEXES
from tvaerblik.presentation.pages.source import writing_of
from tvaerblik.presentation.pages.words_of_pages import Words
from tvaerblik.presentation.words import CellState, flag_text, state_mark, state_sentence
from tvaerblik.release.cards import UnitCard
from tvaerblik.release.rows import ReleasableRow

# More remarks on coverage than this are not told apart by number: nobody would look them up
MOST_COVERAGES = 9
# As many columns of figures as a sheet of paper holds, upright and on its side
WIDEST_ON_PAPER, WIDEST_ON_ITS_SIDE = 14, 36

ABSENT_SIGN = "∅"
DIFFERS_SIGN = "≠"

# A field of Place, by the dimension it belongs to
Fields = dict[str, object]


@dataclass(frozen=True, slots=True)
class Member:
    """One value of a dimension: what it sets in a place, and how it is named."""

    fields: tuple[tuple[str, object], ...]
    name: str
    detail: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """`text` is the number or its sign; `marks` are explained in the legend, and `said` by ear."""

    text: str
    marks: str = ""
    said: str = ""
    css: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    detail: str
    link: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """`name` is empty where the table has one group only; `link` is an indicator's id."""

    name: str
    detail: str
    link: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    name: str
    detail: str
    span: int = 1


@dataclass(frozen=True, slots=True)
class Pivot:
    corner: str
    top: tuple[Heading, ...]
    below: tuple[Heading, ...]  # the second line of headings; empty where there is one only
    groups: tuple[RowGroup, ...]
    legend: tuple[tuple[str, str], ...]
    width: int  # columns of figures

    @property
    def is_wide(self) -> bool:
        return self.width > WIDEST_ON_PAPER

    @property
    def is_too_wide(self) -> bool:
        return self.width > WIDEST_ON_ITS_SIDE


def build_pivot(cells: Cells, t: Words, lang: Lang) -> Pivot:
    return _Builder(cells, t, lang).pivot()


class Names:
    """The members of each dimension of a choice, named in a language."""

    def __init__(self, choice: Choice, t: Words, lang: Lang) -> None:
        self.choice, self.t, self.lang = choice, t, lang

    def of(self, dimension: Dimension) -> tuple[Member, ...]:
        made: dict[Dimension, Iterator[Member]] = {
            "indikator": self._indicators(),
            "enhed": self._units(),
            "periode": self._periods(),
            "alder": self._ages(),
            "koen": self._sexes(),
            "organisation": self._organisations(),
        }
        return tuple(made[dimension])

    def _indicators(self) -> Iterator[Member]:
        for card in self.choice.cards:
            unit = card.unit_text.in_(self.lang)
            yield Member((("card", card),), card.short_title.in_(self.lang), unit, card.id)

    def _units(self) -> Iterator[Member]:
        for place in self.choice.places:
            yield Member((("unit", place),), place.name.in_(self.lang), self._validity(place))

    def _validity(self, place: UnitCard) -> str:
        """`til 1. januar 2027`, where a unit begins or ends within what is shown or after it."""
        begins, ends = place.valid_from, place.valid_to
        if ends is not None:
            return self.t["unit_ends"].format(day=date_text(ends, self.lang))
        if begins > self.choice.periods[0].start:
            return self.t["unit_begins"].format(day=date_text(begins, self.lang))
        return ""

    def _periods(self) -> Iterator[Member]:
        for period in self.choice.periods:
            yield Member((("period", period),), period_text(period.id, self.lang, short=True))

    def _ages(self) -> Iterator[Member]:
        labels = {band.id: band.label.in_(self.lang) for band in AGE_BANDS}
        for age in self.choice.ages:
            yield Member((("age", age),), labels[age] if age else self.t["all_ages"])

    def _sexes(self) -> Iterator[Member]:
        for sex in self.choice.sexes:
            name = SEXES[sex].in_(self.lang) if sex else self.t["both_sexes"]
            yield Member((("sex", sex),), name)

    def _organisations(self) -> Iterator[Member]:
        for one in self.choice.organisations:
            yield Member((("organisation", one),), organisation_name(one, self.t, self.lang))


def organisation_name(organisation: str, t: Words, lang: Lang) -> str:
    if organisation == AS_WAS:
        return t["as_was"]
    return t["as_of"].format(day=date_text(date.fromisoformat(organisation), lang))


class _Builder:
    def __init__(self, cells: Cells, t: Words, lang: Lang) -> None:
        self.cells, self.choice, self.t, self.lang = cells, cells.choice, t, lang
        self.names = Names(cells.choice, t, lang)
        self.signs: dict[str, str] = {}
        self.strata = {card.id: frozenset(cells.strata_of(card)) for card in self.choice.cards}
        self.writings = {card.id: writing_of(card) for card in self.choice.cards}

    def pivot(self) -> Pivot:
        top = self.names.of(self.choice.columns)
        below = self._inner()
        columns = [_both(a, b) for a in top for b in below] if below else list(top)
        groups = tuple(group for group in self._groups(columns) if group.rows)
        return Pivot(
            corner=self.t[f"one_{self.choice.rows}"],
            top=tuple(Heading(one.name, one.detail, max(len(below), 1)) for one in top),
            below=tuple(Heading(one.name, one.detail) for _ in top for one in below),
            groups=groups,
            legend=self._legend(),
            width=len(columns),
        )

    def _inner(self) -> tuple[Member, ...]:
        """Organisations stand side by side under each column, where they stand nowhere else."""
        has_own_place = "organisation" in (self.choice.rows, self.choice.columns)
        if has_own_place or len(self.choice.organisations) < 2:
            return ()
        return self.names.of("organisation")

    def _groups(self, columns: Sequence[Member]) -> Iterator[RowGroup]:
        taken = {self.choice.rows, self.choice.columns}
        if self._inner():
            taken.add("organisation")
        outer = [self.names.of(one) for one in DIMENSIONS if one not in taken]
        for members in product(*outer):
            told = [m for m, all_ in zip(members, outer, strict=True) if len(all_) > 1]
            group = _all_of(members)
            yield RowGroup(
                name=in_a_line(told),
                detail=next((m.detail for m in told if m.link), ""),
                link=next((m.link for m in told if m.link), ""),
                rows=tuple(self._rows(group, columns)),
            )

    def _rows(self, group: Fields, columns: Sequence[Member]) -> Iterator[Row]:
        for member in self.names.of(self.choice.rows):
            line = {**group, **dict(member.fields)}
            found = [self._cell(Place(**{**line, **dict(one.fields)})) for one in columns]
            if any(found):
                cells = tuple(cell or self._not_divided for cell in found)
                yield Row(member.name, member.detail, member.link, cells)

    @cached_property
    def _not_divided(self) -> Cell:
        sentence = state_sentence("not_collected", self.lang)
        return self._sign(
            GAP_SIGNS["not_collected"], sentence, state_mark("not_collected", self.lang)
        )

    def _cell(self, place: Place) -> Cell | None:
        """None for a stratum that the indicator has not, or nobody is in."""
        card = place.card
        if (place.age, place.sex) not in self.strata[card.id]:
            return None
        if not place.is_there:
            return self._sign(ABSENT_SIGN, self.t["legend_absent"], self.t["absent"])
        row = self.cells.at(place)
        if row.state not in NUMBERED_STATES:
            return self._missing(row)
        assert row.value is not None, place.key
        text = self.writings[card.id].value(row.value, self.lang)
        if row.state is State.ZERO:
            self.signs["0"] = self.t["said_zero"]
        if not row.flags and len(self.choice.organisations) == 1:
            return Cell(text)
        return self._marked(text, row, place)

    def _missing(self, row: ReleasableRow) -> Cell:
        state: CellState = row.state.value
        said = self.t["hidden"] if row.state is State.SUPPRESSED else state_mark(state, self.lang)
        return self._sign(GAP_SIGNS[state], state_sentence(state, self.lang), said)

    def _sign(self, sign: str, sentence: str, said: str) -> Cell:
        """`said` is short, for it is heard in every cell; the legend has the sentence."""
        self.signs[sign] = sentence
        return Cell(sign, said=said, css="sign")

    def _marked(self, text: str, row: ReleasableRow, place: Place) -> Cell:
        marks, said = [], []
        if Flag.PROVISIONAL in row.flags:
            marks.append(
                self._mark("f" if self.lang == "da" else "p", flag_text("provisional", self.lang))
            )
            said.append(flag_text("provisional", self.lang))
        if Flag.PARTIAL in row.flags:
            coverage = coverage_of(row, self.lang)
            marks.append(self._coverage_mark(coverage))
            said.append(coverage)
        if Flag.BREAK in row.flags:
            marks.append(self._mark("b", flag_text("break", self.lang)))
            said.append(flag_text("break", self.lang))
        if self._differs(row, place):
            marks.append(self._mark(DIFFERS_SIGN, self.t["legend_differs"]))
            said.append(self.t["differs"])
        return Cell(text, "".join(marks), ", ".join(said))

    def _mark(self, sign: str, sentence: str) -> str:
        self.signs[sign] = sentence
        return sign

    def _coverage_mark(self, coverage: str) -> str:
        known = [text for sign, text in self.signs.items() if sign.isdigit() and sign != "0"]
        told = self.t["legend_numbered"].format(coverage=coverage)
        if told in known:
            return str(known.index(told) + 1)
        if len(known) < MOST_COVERAGES:
            return self._mark(str(len(known) + 1), told)
        return self._mark("d", self.t["legend_partial_many"])

    def _differs(self, row: ReleasableRow, place: Place) -> bool:
        """From the figure with the organisation as it was, where both are shown."""
        shown = self.choice.organisations
        if place.organisation == AS_WAS or AS_WAS not in shown:
            return False
        before = replace(place, organisation=AS_WAS)
        if not before.is_there:
            return False
        was = self.cells.at(before)
        return was.value is not None and was.value != row.value

    def _legend(self) -> tuple[tuple[str, str], ...]:
        order = [*GAP_SIGNS.values(), ABSENT_SIGN]
        signs = sorted(self.signs, key=lambda one: (one not in order, one))
        return tuple((sign, self.signs[sign]) for sign in signs)


def in_a_line(members: Sequence[Member]) -> str:
    """`Aalborg, alle aldre, kvinder`: a group by age or sex is no proper name."""
    return ", ".join(
        one.name.lower() if at and one.fields[0][0] in ("age", "sex") else one.name
        for at, one in enumerate(members)
    )


def _both(one: Member, other: Member) -> Member:
    return Member((*one.fields, *other.fields), f"{one.name}, {other.name}")


def _all_of(members: Sequence[Member]) -> Fields:
    return {name: value for member in members for name, value in member.fields}
