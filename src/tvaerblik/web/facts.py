"""What was reported of sources, from the database's rows to what a page is built from."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils import timezone

from tvaerblik.core.texts import Text
from tvaerblik.governance.sources.models import DeliveryStatus, KnownTrouble, SourceStatus
from tvaerblik.presentation.pages.data import DeliveryFacts, SourceFacts, TroubleFacts

Span = tuple[date | None, date | None]


def read_sources() -> tuple[SourceFacts, ...]:
    statuses = SourceStatus.objects.prefetch_related("deliveries")
    return tuple(_source(status) for status in statuses)


def read_troubles() -> tuple[TroubleFacts, ...]:
    return tuple(
        TroubleFacts(
            one.source, Text(one.text_da, one.text_en), one.since, one.expected, one.solved_on
        )
        for one in KnownTrouble.objects.all()
    )


def stamp_of_facts() -> str:
    """Changes whenever a page that tells of sources or trouble could change."""
    reported = SourceStatus.objects.values_list("source", "reported_at")
    trouble = KnownTrouble.objects.values_list("id", "solved_on", "expected", "text_da", "text_en")
    return f"{timezone.localdate()}{list(reported)}{list(trouble)}"


def _source(status: SourceStatus) -> SourceFacts:
    return SourceFacts(
        name=status.source,
        title=Text(status.title_da, status.title_en),
        synthetic=status.synthetic,
        already_public=status.already_public,
        newest_published=status.newest_published,
        covers=(status.covers_from, status.covers_to),
        promise_days=status.promise_days,
        deliveries=tuple(_delivery(one) for one in status.deliveries.all()),
    )


def _delivery(one: DeliveryStatus) -> DeliveryFacts:
    return DeliveryFacts(
        id=one.delivery,
        published=one.published,
        received=timezone.localtime(one.received).date(),
        state=one.state,
        rows=one.rows,
        set_aside=one.set_aside,
        unlinked=one.unlinked,
        covers=_widest(one.covers),
        remarks=tuple(Text(text["da"], text["en"]) for text in _texts(one)),
        override_by=one.override_by,
        override_reason=one.override_reason,
    )


def _texts(one: DeliveryStatus) -> Sequence[Mapping[str, str]]:
    return [*one.reasons, *one.warnings]


def _widest(covers: Mapping[str, Sequence[str | None]]) -> Span:
    """From the first day of any table to the last; without bound where one of them has none."""
    starts = [start for start, _ in covers.values()]
    ends = [end for _, end in covers.values()]
    return _bound(starts, min), _bound(ends, max)


def _bound(days: Sequence[str | None], choose: type[min] | type[max]) -> date | None:
    known = [date.fromisoformat(day) for day in days if day]
    return choose(known) if known and len(known) == len(days) else None
