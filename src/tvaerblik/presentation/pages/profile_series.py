"""Every indicator's series for one unit by its finest period, each with its assessment.

Nothing is assessed here by rules of its own: a monthly series has its record in the release, and any
other is assessed by the function that made those.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tvaerblik.core.cells import State
from tvaerblik.core.periods import PeriodKind
from tvaerblik.core.rows import AS_WAS
from tvaerblik.presentation.pages.names import theme_order
from tvaerblik.presentation.pages.places import organisation_of
from tvaerblik.release.assessments import AssessmentRecord, assess_rows
from tvaerblik.release.cards import IndicatorCard, UnitCard
from tvaerblik.release.reader import Release
from tvaerblik.release.rows import ReleasableRow

# Weeks and days are too many for a page of all indicators; what has them has months too
FINEST_FIRST: tuple[PeriodKind, ...] = ("month", "quarter", "year")

Series = Mapping[str, Sequence[ReleasableRow]]


@dataclass(frozen=True, slots=True)
class UnitSeries:
    """`rows` are in the order of time, `record` None where it is not assessed."""

    card: IndicatorCard
    kind: PeriodKind
    rows: tuple[ReleasableRow, ...]
    record: AssessmentRecord | None

    @property
    def newest(self) -> ReleasableRow | None:
        """The newest period that anybody could have a figure for."""
        covered = (row for row in reversed(self.rows) if row.state is not State.NOT_SETTLED)
        return next(covered, None)


def series_of_profile(
    release: Release, place: UnitCard
) -> tuple[list[UnitSeries], list[IndicatorCard]]:
    """In the order of themes; and the indicators that have none for the unit."""
    organisation = organisation_of(place)
    cards = sorted(release.indicators(), key=lambda card: theme_order(card.theme))
    finest, months = _finest_kind(release, place, organisation)
    found, without = [], []
    for card in cards:
        kind, rows = finest, tuple(months.get(card.id, ()))
        if not rows:
            kind, rows = _coarser(release, card, place, organisation)
        if rows:
            found.append(_series(release, card, kind, rows))
        else:
            without.append(card)
    return found, without


def _finest_kind(release: Release, place: UnitCard, organisation: str) -> tuple[PeriodKind, Series]:
    """Months; a unit that is shown as a future organisation may have quarters only."""
    for kind in FINEST_FIRST:
        found = release.series_of_unit(place.id, kind, organisation=organisation)
        if found:
            return kind, found
    return FINEST_FIRST[0], {}


def _coarser(
    release: Release, card: IndicatorCard, place: UnitCard, organisation: str
) -> tuple[PeriodKind, tuple[ReleasableRow, ...]]:
    """The few that the question about all did not answer; of a profile the week of the event."""
    for kind in FINEST_FIRST:
        if kind in card.periods:
            step = 0 if card.is_profile else None
            rows = release.series(card.id, place.id, kind, step=step, organisation=organisation)
            if rows:
                return kind, rows
    return FINEST_FIRST[0], ()


def _series(
    release: Release, card: IndicatorCard, kind: PeriodKind, rows: tuple[ReleasableRow, ...]
) -> UnitSeries:
    if kind == "month" and rows[0].organisation == AS_WAS:
        record = release.assessment(card.id, rows[0].unit)
    else:
        record = assess_rows(rows, card, vintage=release.manifest.vintage)
    return UnitSeries(card, kind, rows, record)
