from collections.abc import Sequence
from typing import Any

from django.db import transaction

from tvaerblik.core.texts import Text
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import record
from tvaerblik.governance.freetext import check_reason
from tvaerblik.governance.permissions import check_may_publish


def check_may_accept_warnings(reason: str, *, by: Any) -> None:
    """Before anything is built: the reason will stand in the release for good."""
    check_may_publish(by)
    check_reason(reason)


def accept_warnings(release: str, reason: str, warnings: Sequence[Text], *, by: Any) -> None:
    """Remembers who let a release be built in spite of severe warnings, of which ones and why."""
    check_may_accept_warnings(reason, by=by)
    detail = {"reason": reason, "warnings": [{"da": one.da, "en": one.en} for one in warnings]}
    with transaction.atomic():
        record(actor_of(by), "release.accept_warnings", release, detail)
