"""What was reported of sources, from the database's rows to what a page is built from."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Prefetch
from django.utils import timezone

from tvaerblik.core.texts import Text
from tvaerblik.governance.approvals.standing import stamp_of_approvals
from tvaerblik.governance.sources.models import DeliveryStatus, KnownTrouble, SourceStatus
from tvaerblik.presentation.pages.breaks import SwitchFacts
from tvaerblik.presentation.pages.coverage import WindowFacts
from tvaerblik.presentation.pages.data import DeliveryFacts, SourceFacts, TroubleFacts
from tvaerblik.web.example_facts import stamp_of_examples

Span = tuple[date | None, date | None]


def read_sources() -> tuple[SourceFacts, ...]:
    # Windows are many and told of one source at a time: see read_windows
    deliveries = Prefetch("deliveries", DeliveryStatus.objects.defer("windows"))
    statuses = SourceStatus.objects.prefetch_related(deliveries)
    return tuple(_source(status) for status in statuses)


def read_windows(source: str) -> tuple[WindowFacts, ...]:
    """Which days of which units the deliveries of one source cover."""
    deliveries = DeliveryStatus.objects.filter(source=source)
    return tuple(
        WindowFacts(
            delivery=one.delivery,
            published=one.published,
            state=one.state,
            table=table,
            start=date.fromisoformat(start) if start else date.min,
            end=date.fromisoformat(end) if end else one.published,
            units=None if units is None else frozenset(units),
        )
        for one in deliveries
        for table, windows in one.windows.items()
        for start, end, units in windows
    )


def read_switches() -> tuple[SwitchFacts, ...]:
    return tuple(
        SwitchFacts(status.source, table, unit, date.fromisoformat(first_new))
        for status in SourceStatus.objects.only("source", "switches")
        for table, unit, _, first_new in status.switches
    )


def read_source_names() -> tuple[tuple[str, Text], ...]:
    names = SourceStatus.objects.values_list("source", "title_da", "title_en")
    return tuple((source, Text(da, en)) for source, da, en in names)


def read_troubles() -> tuple[TroubleFacts, ...]:
    return tuple(
        TroubleFacts(
            one.source,
            Text(one.text_da, one.text_en),
            one.since,
            one.expected,
            one.solved_on,
            tuple(one.indicators),
        )
        for one in KnownTrouble.objects.all()
    )


def stamp_of_facts() -> str:
    """Changes whenever a page that tells of sources, trouble or approvals could change."""
    reported = SourceStatus.objects.values_list("source", "reported_at")
    trouble = KnownTrouble.objects.values_list("id", "serial", "text_da", "text_en")
    return f"{timezone.localdate()}{list(reported)}{list(trouble)}{stamp_of_approvals()}{stamp_of_examples()}"


def _source(status: SourceStatus) -> SourceFacts:
    return SourceFacts(
        name=status.source,
        title=Text(status.title_da, status.title_en),
        synthetic=status.synthetic,
        already_public=status.already_public,
        newest_published=status.newest_published,
        covers=(status.covers_from, status.covers_to),
        promise_days=status.promise_days,
        restates=status.restates,
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
