from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from tvaerblik.core.cpr import masked_name
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import record
from tvaerblik.governance.permissions import check_may_deliver


def record_upload(
    source: str,
    *,
    outcome: str,
    delivery: str,
    files: Mapping[str, str],
    problems: Sequence[str],
    by: Any,
) -> None:
    """Who handed in which bytes, and what became of them. Of a refused delivery nothing else is kept.

    `files` has the SHA-256 by name, `problems` the ids of what was wrong."""
    check_may_deliver(by)
    detail = {
        "outcome": outcome,
        "delivery": delivery,
        "files": {masked_name(name): sha256 for name, sha256 in files.items()},
        "problems": list(problems),
    }
    with transaction.atomic():
        record(actor_of(by), "delivery.upload", source, detail)
