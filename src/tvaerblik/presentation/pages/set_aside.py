"""Rows set aside, by reason and year: what the deliveries of a source say, added up without their few."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tvaerblik.presentation.numbers import Lang, number_text
from tvaerblik.presentation.pages.data_texts import REASONS
from tvaerblik.presentation.pages.names import name_in
from tvaerblik.presentation.pages.words_of_pages import Words

Count = int | str  # a number, or `<5`

# Of a source that has come for decades; the years before stand together.
YEARS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class AsideRow:
    reason: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AsideTable:
    heads: tuple[str, ...]  # years, and all of them
    rows: tuple[AsideRow, ...]


@dataclass
class _Sum:
    known: int = 0
    few: int = 0  # in how many deliveries there were 1 to 4, of which no more is known

    def add(self, count: Count) -> None:
        if isinstance(count, int):
            self.known += count
        else:
            self.few += 1


def build_set_aside(
    deliveries: Iterable[tuple[int, Mapping[str, Count]]], t: Words, lang: Lang
) -> AsideTable | None:
    """`deliveries`: the year each was published in, and its rows set aside by reason."""
    sums: dict[tuple[str, int], _Sum] = {}
    years: set[int] = set()
    for year, counts in deliveries:
        years.add(year)
        for reason, count in counts.items():
            if count:
                sums.setdefault((reason, year), _Sum()).add(count)
    if not sums:
        return None
    shown = sorted(years)[-YEARS_SHOWN:]
    earlier = sorted(years - set(shown))
    heads = [t["aside_before"].format(year=shown[0])] if earlier else []
    columns = [earlier] if earlier else []
    heads += [str(year) for year in shown]
    columns += [[year] for year in shown]
    rows = (
        AsideRow(
            name_in(REASONS, reason, lang),
            tuple(_told(sums, reason, column, t, lang) for column in [*columns, sorted(years)]),
        )
        for reason in dict.fromkeys(reason for reason, _ in sorted(sums))
    )
    return AsideTable((*heads, t["aside_all"]), tuple(rows))


def _told(
    sums: Mapping[tuple[str, int], _Sum], reason: str, years: list[int], t: Words, lang: Lang
) -> str:
    """`1.204 + 3 × under 5`: what is not known of few persons is not added to what is."""
    found = [sums[reason, year] for year in years if (reason, year) in sums]
    known, few = sum(one.known for one in found), sum(one.few for one in found)
    parts = [number_text(known, lang)] if known else []
    if few:
        parts.append(t["count_few"] if few == 1 else f"{few} × {t['count_few']}")
    return " + ".join(parts) or number_text(0, lang)
