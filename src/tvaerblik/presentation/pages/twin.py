"""An indicator beside its national twin, year by year: both as they were published, and what differs."""

from dataclasses import dataclass
from decimal import Decimal

from tvaerblik.core.texts import Text
from tvaerblik.presentation.numbers import MINUS, Lang, number_text, period_text, round_half_up
from tvaerblik.presentation.pages.about_texts import TEXTS as ABOUT
from tvaerblik.presentation.pages.figures import figure_of
from tvaerblik.presentation.pages.source import writing_of
from tvaerblik.presentation.pages.twin_texts import TEXTS
from tvaerblik.presentation.pages.words_of_pages import Words, words_in
from tvaerblik.release.cards import IndicatorCard, UnitCard
from tvaerblik.release.reader import Release
from tvaerblik.release.rows import ReleasableRow


@dataclass(frozen=True, slots=True)
class TwinLine:
    year: str
    own: str
    national: str
    difference: str


@dataclass(frozen=True, slots=True)
class Twin:
    """`finding` is empty where no year has both."""

    t: Words
    status: str
    deviation: str
    finding: str
    caption: str
    lines: tuple[TwinLine, ...]
    national: str
    title: str


def build_twin(
    release: Release, card: IndicatorCard, place: UnitCard, organisation: str, lang: Lang
) -> Twin | None:
    """None where no national figures stand beside the indicator, or none of the unit's are published."""
    other = next((one for one in release.indicators() if one.national.beside == card.id), None)
    if other is None or "year" not in card.periods:
        return None
    own = {
        row.period: row
        for row in release.series(card.id, place.id, "year", organisation=organisation)
    }
    national = release.series(other.id, place.id, "year", organisation=organisation)
    pairs = [(own[row.period], row) for row in reversed(national) if row.period in own]
    if not any(ours.value is not None or theirs.value is not None for ours, theirs in pairs):
        return None
    beside = _Beside(card, other, words_in(TEXTS, lang), lang)
    deviation = card.national.deviation
    return Twin(
        t=beside.t,
        status=ABOUT[f"national_{card.national.status}"].in_(lang),
        deviation=(deviation or Text("", "")).in_(lang),
        finding=beside.finding(pairs),
        caption=beside.t["caption"].format(title=card.title.in_(lang), unit=place.name.in_(lang)),
        lines=tuple(beside.line(*pair) for pair in pairs),
        national=other.id,
        title=other.title.in_(lang),
    )


class _Beside:
    """Two figures as their indicators write them. A share stands as per cent beside one that does."""

    def __init__(self, card: IndicatorCard, other: IndicatorCard, t: Words, lang: Lang) -> None:
        self.card, self.other, self.t, self.lang = card, other, t, lang

    def finding(self, pairs: list[tuple[ReleasableRow, ReleasableRow]]) -> str:
        """Of the newest year that has both."""
        for own, national in pairs:
            gap = self._gap(own, national)
            if gap is not None:
                key = "equal" if not gap else "higher" if gap > 0 else "lower"
                return self.t["finding"].format(
                    period=period_text(own.period, self.lang),
                    own=self._own(own),
                    national=self._national(national),
                    difference=self.t[key].format(n=self._size(abs(gap))),
                )
        return ""

    def line(self, own: ReleasableRow, national: ReleasableRow) -> TwinLine:
        gap = self._gap(own, national)
        sign = "" if not gap else "+" if gap > 0 else MINUS
        return TwinLine(
            year=period_text(own.period, self.lang),
            own=self._own(own),
            national=self._national(national),
            difference="" if gap is None else f"{sign}{self._size(abs(gap))}",
        )

    def _own(self, row: ReleasableRow) -> str:
        return figure_of(row, writing_of(self.card), self.lang).text

    def _national(self, row: ReleasableRow) -> str:
        """A per cent that came as a plain number is written like our share."""
        if row.value is not None and self._is_per_cent:
            return writing_of(self.card).value(row.value / 100, self.lang)
        return figure_of(row, writing_of(self.other), self.lang).text

    @property
    def _is_per_cent(self) -> bool:
        return self.card.is_share and not self.other.is_share and self.other.per == 100

    def _gap(self, own: ReleasableRow, national: ReleasableRow) -> Decimal | None:
        """As written, so that a reader who subtracts finds the same."""
        if own.value is None or national.value is None:
            return None
        ours = own.value * 100 if self.card.is_share else own.value
        theirs = national.value * 100 if self.other.is_share else national.value
        decimals = self.card.decimals
        return round_half_up(ours, decimals) - round_half_up(theirs, decimals)

    def _size(self, gap: Decimal) -> str:
        number = number_text(gap, self.lang, decimals=self.card.decimals)
        return self.t["points"].format(n=number) if self.card.is_share else number
