"""What has happened around a series, in one list: whoever asks why a month changed reads it here.

Everything that the chart marks stands in it, and what a chart cannot mark: deliveries, trouble at a
source, new versions of the definition, and what happened in the municipalities of a larger unit.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from tvaerblik.core.cells import Flag, State
from tvaerblik.presentation.charts import RunChartPicture
from tvaerblik.presentation.numbers import Lang, date_text, period_text
from tvaerblik.presentation.pages.about import span_text
from tvaerblik.presentation.pages.data import TroubleFacts
from tvaerblik.presentation.pages.figures import coverage_of
from tvaerblik.presentation.pages.happenings_texts import TEXTS
from tvaerblik.presentation.pages.source import writing_of
from tvaerblik.presentation.pages.words_of_pages import Words, words_in
from tvaerblik.release.cards import DeliveryCard, IndicatorCard, UnitCard
from tvaerblik.release.reader import Release
from tvaerblik.release.rows import ReleasableRow

CAUTIONS: dict[str, Callable[[ReleasableRow], bool]] = {
    "not_delivered": lambda row: row.state is State.NOT_DELIVERED,
    "partial": lambda row: Flag.PARTIAL in row.flags,
    "provisional": lambda row: Flag.PROVISIONAL in row.flags and row.value is not None,
}


@dataclass(frozen=True, slots=True)
class Happening:
    """`day` orders the list and is not shown; None comes last, of what holds of the whole series."""

    day: date | None
    kind: str
    when: str
    what: str
    told: str


@dataclass(frozen=True, slots=True)
class Happenings:
    t: Words
    caption: str
    lines: tuple[Happening, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One unit's series as the page shows it: its cells, its chart, and what is known of the sources."""

    card: IndicatorCard
    place: UnitCard
    rows: Sequence[ReleasableRow]
    picture: RunChartPicture | None
    troubles: Sequence[TroubleFacts] = ()


def build_happenings(release: Release, series: Series, lang: Lang) -> Happenings:
    found = _Found(release, series, lang)
    lines = sorted(found.all(), key=lambda one: (one.day or date.min, one.kind), reverse=True)
    t = found.t
    caption = t["caption"].format(
        title=series.card.title.in_(lang), unit=series.place.name.in_(lang)
    )
    return Happenings(t, caption, tuple(lines))


class _Found:
    def __init__(self, release: Release, series: Series, lang: Lang) -> None:
        self.release, self.series, self.lang = release, series, lang
        self.card, self.place, self.rows = series.card, series.place, series.rows
        self.t = words_in(TEXTS, lang)

    def all(self) -> Iterator[Happening]:
        yield from self._notes()
        yield from self._phases()
        yield from self._targets()
        yield from self._signals()
        yield from self._stretches()
        yield from self._hidden()
        yield from self._seen()
        yield from self._troubles()
        yield from self._versions()
        yield from self._deliveries()

    # What people have written --------------------------------------------------------------------

    def _notes(self) -> Iterator[Happening]:
        """Those about everybody and about the unit, and about municipalities it is made of."""
        for note in self.card.annotations:
            if note.concerns(self.place.id):
                yield self._on(note.date, note.kind, note.text.in_(self.lang))
            elif note.unit in self.place.municipalities:
                name = self.release.unit(note.unit).name.in_(self.lang)
                text = self.t["of_member"].format(unit=name, text=note.text.in_(self.lang))
                yield self._on(note.date, note.kind, text)

    def _phases(self) -> Iterator[Happening]:
        for phase in self.card.phases:
            if phase.concerns(self.place.id):
                told = self.t["phase_text"].format(
                    reason=phase.reason.in_(self.lang),
                    by=phase.by,
                    day=date_text(phase.on, self.lang),
                )
                yield self._on(phase.from_, "phase", told)

    def _targets(self) -> Iterator[Happening]:
        for target in self.card.targets:
            if target.unit == self.place.id:
                value = writing_of(self.card).value(target.value, self.lang)
                told = self.t["target_text"].format(
                    value=value, source=target.source.in_(self.lang)
                )
                yield self._on(target.from_, "target", told)

    def _versions(self) -> Iterator[Happening]:
        """The first version is no change of anything."""
        for change in sorted(self.card.changes, key=lambda one: one.date)[1:]:
            text = change.text.in_(self.lang).rstrip(".")
            told = self.t["version_text"].format(version=change.version, text=text)
            yield self._on(change.date, "version", told)

    def _troubles(self) -> Iterator[Happening]:
        """Not what was over before the series begins."""
        own = {source.name for source in self.card.sources}
        begins = self.rows[0].period_start if self.rows else date.max
        for trouble in self.series.troubles:
            is_over = trouble.solved_on is not None and trouble.solved_on < begins
            touches = not trouble.indicators or self.card.id in trouble.indicators
            if trouble.source in own and touches and not is_over:
                text = trouble.text.in_(self.lang)
                if trouble.solved_on is not None:
                    day = date_text(trouble.solved_on, self.lang)
                    text = self.t["solved"].format(text=text, day=day)
                yield self._on(trouble.since, "trouble", text)

    # What is seen in the series ------------------------------------------------------------------

    def _signals(self) -> Iterator[Happening]:
        picture = self.series.picture
        if picture is None or not picture.is_series:
            return
        drawn = self.rows_of(picture)
        if picture.signal is not None:
            first, last = drawn[picture.signal.first], drawn[picture.signal.last]
            yield self._stretch(first, last, "shift", picture.signal.text)
        for point, row in zip(picture.points, drawn, strict=True):
            if point.outside:
                told = self.t["unusual_text"].format(value=point.text)
                yield self._stretch(row, row, "unusual", told)

    def rows_of(self, picture: RunChartPicture) -> list[ReleasableRow]:
        """The cells behind the points: the chart leaves out old periods, and an unfinished end."""
        named = {period_text(row.period, self.lang): row for row in self.rows}
        return [named[point.long] for point in picture.points]

    def _stretches(self) -> Iterator[Happening]:
        """Neighbouring periods that share a caution are one line, from the first to the last."""
        for kind, has_it in CAUTIONS.items():
            for found, group in groupby(self.rows, key=has_it):
                rows = list(group)
                if found:
                    told = self.t.get(f"{kind}_text") or coverage_of(rows[-1], self.lang)
                    yield self._stretch(rows[0], rows[-1], kind, told)

    def _hidden(self) -> Iterator[Happening]:
        hidden = sum(row.state is State.SUPPRESSED for row in self.rows)
        if hidden:
            told = self.t["hidden_text"].format(n=hidden, of=len(self.rows))
            yield Happening(None, "hidden", self.t["whole"], self.t["hidden"], told)

    def _seen(self) -> Iterator[Happening]:
        for warning in self.card.warnings:
            if warning.unit in (None, self.place.id, *self.place.municipalities):
                first = period_text(warning.first, self.lang)
                last = period_text(warning.last, self.lang)
                when = first if first == last else self._between(first, last)
                day = _first_day(self.rows, warning.last)
                yield Happening(day, "seen", when, self.t["seen"], warning.text.in_(self.lang))

    def _deliveries(self) -> Iterator[Happening]:
        """The newest of each source."""
        newest: dict[str, DeliveryCard] = {}
        for one in self.release.deliveries():
            used = one.used and one.source in {source.name for source in self.card.sources}
            if used and (one.source not in newest or newest[one.source].published < one.published):
                newest[one.source] = one
        for one in newest.values():
            covers = span_text(one.covers, self.lang)
            told = self.t["delivery_text"].format(source=one.title.in_(self.lang), covers=covers)
            yield Happening(
                one.published,
                "delivery",
                date_text(one.published, self.lang),
                self.t["delivery"],
                told if covers else f"{one.title.in_(self.lang)}.",
            )

    # How it is written ---------------------------------------------------------------------------

    def _on(self, day: date, kind: str, told: str) -> Happening:
        when = self.t["since"].format(day=date_text(day, self.lang))
        return Happening(day, kind, when, self.t[kind], told)

    def _stretch(
        self, first: ReleasableRow, last: ReleasableRow, kind: str, told: str
    ) -> Happening:
        names = [period_text(row.period, self.lang) for row in (first, last)]
        when = names[0] if first.period == last.period else self._between(*names)
        return Happening(last.period_start, kind, when, self.t[kind], told)

    def _between(self, first: str, last: str) -> str:
        return self.t["stretch"].format(first=first, last=last)


def _first_day(rows: Iterable[ReleasableRow], period: str) -> date | None:
    return next((row.period_start for row in rows if row.period == period), None)
