from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.catalogue.availability import Covered
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import record
from tvaerblik.governance.permissions_of_requests import check_may_report_covers
from tvaerblik.governance.requests.models import TableCover


def record_covers(covers: Iterable[Covered], *, by: Any) -> None:
    """What the deliveries cover now, table by table and unit by unit; what was told before goes."""
    check_may_report_covers(by)
    at = timezone.now()
    rows = [
        TableCover(
            table=one.table, unit=one.unit or "", start=one.start, end=one.end, reported_at=at
        )
        for one in covers
    ]
    with transaction.atomic():
        TableCover.objects.all().delete()
        TableCover.objects.bulk_create(rows, batch_size=500)
        tables = sorted({row.table for row in rows})
        record(actor_of(by), "covers.report", "covers", {"tables": tables, "covers": len(rows)})
