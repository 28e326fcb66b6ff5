"""Our figure beside the national one: as written, with what differs, and only where both may be seen."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tvaerblik.core.cells import State
from tvaerblik.presentation.pages.twin import Twin, build_twin
from tvaerblik.release.cards import IndicatorCard
from tvaerblik.release.reader import Release
from tvaerblik.release.rows import ReleasableRow
from unit.presentation.pages.cells_by_hand import cell

SHARE, NATIONAL = "genindlaeggelse-30-dage-somatik", "nationale-maal"


@dataclass
class Two:
    """A release of ours and the national one."""

    cards: tuple[IndicatorCard, ...]
    rows: dict[str, tuple[ReleasableRow, ...]]

    def indicators(self) -> tuple[IndicatorCard, ...]:
        return self.cards

    def series(self, indicator: str, *_: Any, **__: Any) -> tuple[ReleasableRow, ...]:
        return self.rows[indicator]


def year(period: str, value: str | None, state: State = State.SUPPRESSED) -> ReleasableRow:
    day = date(int(period), 1, 1)
    made = cell(State.OK if value else state, period_kind="year", period=period, period_start=day)
    return replace(made, value=None if value is None else Decimal(value))


def twin(
    release: Release,
    own: tuple[ReleasableRow, ...],
    national: tuple[ReleasableRow, ...],
    *,
    beside: str | None = SHARE,
) -> Twin | None:
    card = release.indicator(SHARE)
    other = replace(
        card,
        id=NATIONAL,
        measure="reported",
        per=100,
        national=replace(card.national, beside=beside),
    )
    two = Two((card, other), {SHARE: own, NATIONAL: national})
    return build_twin(two, card, release.unit("kommune-0851"), "as-was", "da")


def test_a_share_and_a_plain_per_cent_are_written_alike(release: Release) -> None:
    found = twin(release, (year("2025", "0.1118"),), (year("2025", "11.03"),))
    assert found is not None
    (line,) = found.lines
    assert (line.own, line.national) == ("11,2\u00a0%", "11,0\u00a0%")
    assert line.difference == "+0,2 procentpoint"
    assert found.finding == (
        "I 2025 var vores tal 11,2\u00a0% og det nationale 11,0\u00a0%: 0,2 procentpoint højere."
    )


def test_the_newest_year_that_has_both_is_told(release: Release) -> None:
    own = (year("2023", "0.10"), year("2024", "0.12"), year("2025", None))
    national = (year("2023", "10"), year("2024", "13"), year("2025", "12"))
    found = twin(release, own, national)
    assert found is not None and found.finding.startswith("I 2024 ")
    assert "1,0 procentpoint lavere" in found.finding
    assert [line.difference for line in found.lines] == [
        "",
        "−1,0 procentpoint",
        "0,0 procentpoint",
    ]
    assert found.lines[0].own == "–"


def test_a_national_figure_that_cannot_be_seen_gives_no_difference(release: Release) -> None:
    found = twin(release, (year("2025", "0.1"),), (year("2025", None, State.NOT_DELIVERED),))
    assert found is not None and found.finding == ""
    assert [(line.national, line.difference) for line in found.lines] == [("Ikke leveret", "")]


@pytest.mark.parametrize("beside", [None, "noget-andet"])
def test_an_indicator_without_a_twin_has_no_such_part(release: Release, beside: str) -> None:
    pair = (year("2025", "0.1"),), (year("2025", "10"),)
    assert twin(release, *pair, beside=beside) is None


def test_years_of_which_nothing_is_known_are_no_part(release: Release) -> None:
    assert twin(release, (year("2025", None),), (year("2025", None),)) is None
