from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.core.deliveries import Window
from tvaerblik.core.texts import Text
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import hold_log, record
from tvaerblik.governance.permissions import check_may_report_deliveries
from tvaerblik.governance.sources.models import DeliveryStatus, SourceStatus
from tvaerblik.governance.sources.reports import DeliveryReport, SourceReport, Span
from tvaerblik.governance.statuses import DeliveryState

# Of 1-4 persons' rows only that they are few is kept, as in figures
FEW, FEWEST_SHOWN = "<5", 5


def record_deliveries(sources: Sequence[SourceReport], *, by: Any) -> None:
    """What is said of each of these sources is replaced, in one transaction; others stay."""
    check_may_report_deliveries(by)
    with transaction.atomic():
        hold_log()  # two who report the same source at once replace it one after the other
        for source in sources:
            before = _states(source.source)
            SourceStatus.objects.filter(source=source.source).delete()
            status = SourceStatus.objects.create(**_source_fields(source))
            DeliveryStatus.objects.bulk_create(
                _delivery(status, source, it) for it in source.deliveries
            )
            detail = _changes(before, source)
            record(actor_of(by), "deliveries.report", source.source, detail)


def _states(source: str) -> dict[str, str]:
    return dict(DeliveryStatus.objects.filter(source=source).values_list("delivery", "state"))


def _source_fields(source: SourceReport) -> dict[str, Any]:
    counts = Counter(delivery.state for delivery in source.deliveries)
    used = [it for it in source.deliveries if it.state != DeliveryState.HELD]
    spans = [span for delivery in used for span in delivery.covers.values()]
    return {
        "source": source.source,
        "title_da": source.title.da,
        "title_en": source.title.en,
        "already_public": source.already_public,
        "synthetic": source.synthetic,
        "promise_days": source.promise_days,
        "restates": source.restates,
        "switches": [
            [table, one.unit, _day(one.last_old), _day(one.first_new)]
            for table, found in source.switches.items()
            for one in found
        ],
        "newest_published": max((delivery.published for delivery in used), default=None),
        "newest_received": max((delivery.received for delivery in used), default=None),
        "covers_from": min((start for start, _ in spans if start), default=None),
        "covers_to": max((end for _, end in spans if end), default=None),
        **{state.value: counts[state] for state in DeliveryState},
        "reported_at": timezone.now(),
    }


def _delivery(status: SourceStatus, source: SourceReport, it: DeliveryReport) -> DeliveryStatus:
    return DeliveryStatus(
        delivery=it.delivery,
        source=status,
        published=it.published,
        received=it.received,
        state=it.state,
        rows=_counts(it.rows, source),
        set_aside=_counts(it.set_aside, source),
        unlinked=_count(it.unlinked, source),
        covers={table: _span(span) for table, span in it.covers.items()},
        windows={table: [_window(one) for one in found] for table, found in it.windows.items()},
        warnings=[_text(text) for text in it.warnings],
        reasons=[_text(text) for text in it.reasons],
        override_by=it.override_by,
        override_reason=it.override_reason,
    )


def _counts(counts: dict[str, int], source: SourceReport) -> dict[str, int | str]:
    return {name: _count(count, source) for name, count in counts.items()}


def _count(count: int, source: SourceReport) -> int | str:
    return FEW if source.about_persons and 0 < count < FEWEST_SHOWN else count


def _span(span: Span) -> list[str | None]:
    return [_day(day) for day in span]


def _window(window: Window) -> list[Any]:
    units = None if window.units is None else sorted(window.units)
    return [_day(window.start), _day(window.end), units]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _text(text: Text) -> dict[str, str]:
    return {"da": text.da, "en": text.en}


def _changes(before: dict[str, str], source: SourceReport) -> dict[str, Any]:
    """New deliveries and those whose state moved; the thousand that stayed are only counted."""
    after = {delivery.delivery: str(delivery.state) for delivery in source.deliveries}
    return {
        "deliveries": len(after),
        "held": sum(state == DeliveryState.HELD for state in after.values()),
        "moved": {name: state for name, state in after.items() if before.get(name) != state},
        "gone": sorted(before.keys() - after.keys()),
    }
