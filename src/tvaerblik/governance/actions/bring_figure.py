"""*Medbragt tal*: entered in half a minute, and made into an item or closed with a reason."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.core.errors import BadInput, Blocked, NotKnown, Problem
from tvaerblik.core.periods import parse_period
from tvaerblik.core.texts import Text
from tvaerblik.governance.actions.open_case import open_case
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import record
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.figures.kinds import BROUGHT_MOVES, BroughtState, Differs
from tvaerblik.governance.figures.models import BroughtFigure
from tvaerblik.governance.freetext import check_line, check_reason, check_words
from tvaerblik.governance.permissions_of_proposals import (
    check_may_bring_figure,
    check_may_settle_brought,
)
from tvaerblik.release.reader import Release


def bring_figure(
    release: Release,
    indicator: str,
    unit: str,
    period: str,
    *,
    value: str,
    source: str,
    source_date: date,
    differs: Sequence[str] = (),
    words: str = "",
    by: Any,
) -> BroughtFigure:
    """Raises NotKnown for an indicator, unit or period that are none; BadInput for what is missing."""
    check_may_bring_figure(by)
    check_words(words)
    card, place = release.indicator(indicator), release.unit(unit)
    asked = parse_period(period)
    if source_date > timezone.localdate():
        raise BadInput(_in_the_future())
    known = [one for one in Differs.values if one in differs]
    with transaction.atomic():
        brought = BroughtFigure.objects.create(
            indicator=card.id,
            unit=place.id,
            period=asked.id,
            value=check_line(value, 60),
            source=check_line(source),
            source_date=source_date,
            differs=known,
            words=words,
            by=actor_of(by).name,
        )
        detail = {"cell": f"{card.id} {place.id} {asked.id}", "value": brought.value}
        record(actor_of(by), "brought.enter", str(brought.pk), {**detail, "source": brought.source})
    return brought


def make_item_of(brought_id: int, title: str, *, seen: int, by: Any) -> BroughtFigure:
    """A case for the filter, asked for at a meeting by whoever settles it."""
    check_may_settle_brought(by)
    with transaction.atomic():
        brought = _locked(brought_id, BroughtState.SAG, seen)
        case = open_case(
            check_line(title),
            indicator=brought.indicator,
            asked_by=check_line(f"Medbragt tal {brought.pk}: {brought.source}"[:200]),
            stage=Stage.MODTAGET,
            by=by,
        )
        brought.state, brought.case = BroughtState.SAG, case.number
        _settle(brought, {"case": case.number}, by)
    return brought


def close_brought(brought_id: int, why: str, *, seen: int, by: Any) -> BroughtFigure:
    check_may_settle_brought(by)
    check_reason(why)
    with transaction.atomic():
        brought = _locked(brought_id, BroughtState.LUKKET, seen)
        brought.state, brought.closed_because = BroughtState.LUKKET, why
        _settle(brought, {"why": why}, by)
    return brought


def _settle(brought: BroughtFigure, detail: dict[str, str], by: Any) -> None:
    brought.serial += 1
    brought.save()
    record(actor_of(by), f"brought.{brought.state}", str(brought.pk), detail)


def _locked(brought_id: int, to: BroughtState, seen: int) -> BroughtFigure:
    brought = BroughtFigure.objects.select_for_update().filter(pk=brought_id).first()
    if brought is None:
        raise NotKnown(
            Problem(
                "G-BROUGHT",
                Text("Der er intet sådant medbragt tal.", "There is no such brought figure."),
                Text("Se listen over medbragte tal.", "See the list of brought figures."),
            )
        )
    if brought.serial != seen or to not in BROUGHT_MOVES[BroughtState(brought.state)]:
        raise Blocked(
            Problem(
                "G-SERIAL",
                Text(
                    "En anden har behandlet tallet, siden du åbnede siden. Intet er gemt.",
                    "Somebody else has settled it since you opened the page. Nothing is stored.",
                ),
                Text("Se det igen.", "Look at it again."),
            )
        )
    return brought


def _in_the_future() -> Problem:
    return Problem(
        "G-SOURCE-DATE",
        Text("Kildens dato ligger ude i fremtiden.", "The source's date is in the future."),
        Text("Ret datoen.", "Mend the date."),
    )
