from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from tvaerblik.core.texts import Text
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import record
from tvaerblik.governance.permissions import check_may_report_deliveries
from tvaerblik.governance.sources.models import JobResult


def record_job(
    kind: str,
    *,
    started_at: datetime,
    finished_at: datetime,
    succeeded: bool,
    counts: Mapping[str, int],
    reasons: Sequence[Text] = (),
    by: Any,
) -> JobResult:
    """Keeps what came of a piece of work: counts and reasons, never rows."""
    check_may_report_deliveries(by)
    with transaction.atomic():
        result = JobResult.objects.create(
            kind=kind,
            started_at=started_at,
            finished_at=finished_at,
            succeeded=succeeded,
            counts=dict(counts),
            reasons=[{"da": reason.da, "en": reason.en} for reason in reasons],
            by=actor_of(by).name,
        )
        record(actor_of(by), "job.record", kind, {"succeeded": succeeded, "counts": dict(counts)})
    return result
