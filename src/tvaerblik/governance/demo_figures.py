"""A figure brought along to a meeting, beside the agreed one: 79 % against 75 % was what a steering group
once sat with. That indicator is shown to the parties of an agreement alone, so the demonstration's is of
another one, invented, and says so."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tvaerblik.governance.actions.bring_figure import bring_figure
from tvaerblik.governance.figures.kinds import Differs
from tvaerblik.governance.figures.models import BroughtFigure
from tvaerblik.governance.releases.current import get_current_release
from tvaerblik.release.reader import Release
from tvaerblik.release.rows import ReleasableRow

INDICATOR, UNIT = "opfoelgende-hjemmebesoeg-7-dage", "kommune-0851"
# As far apart as the two that the steering group had
APART = 4
SOURCE = "Opdigtet: oplæg på et klyngemøde"
WORDS = "Kommunens eget system tæller også besøg, der var aftalt før udskrivelsen."
DAYS_AGO = 14


def seed_brought(by: Any) -> None:
    """Once there is a release to lay it beside. Doing it again changes nothing."""
    release = get_current_release()
    if release is None or BroughtFigure.objects.exists():
        return
    newest = _newest(release)
    if newest is None or newest.value is None:
        return
    bring_figure(
        release,
        INDICATOR,
        UNIT,
        newest.period,
        value=f"ca. {round(newest.value * 100) + APART} %",
        source=SOURCE,
        source_date=timezone.localdate() - timedelta(days=DAYS_AGO),
        differs=[Differs.POPULATION, Differs.KILDE],
        words=WORDS,
        by=by,
    )


def _newest(release: Release) -> ReleasableRow | None:
    """None where the catalogue has no such share, or its newest figure cannot be seen."""
    cards = {card.id: card for card in release.indicators()}
    is_there = INDICATOR in cards and UNIT in {place.id for place in release.units()}
    if not is_there or not cards[INDICATOR].is_share:
        return None
    return next(
        (row for row in reversed(list(release.series(INDICATOR, UNIT, "month"))) if row.value), None
    )
