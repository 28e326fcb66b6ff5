"""What is known of deliveries: what the worker reported, those held back among them."""

from typing import Any

from tvaerblik.api.figures import SYNTHETIC_NOTE
from tvaerblik.governance.sources.models import DeliveryStatus, SourceStatus

_SAME_OF_DELIVERY = (
    *("delivery", "published", "received", "state", "rows", "set_aside", "unlinked"),
    *("covers", "warnings", "reasons"),
)
_SAME_OF_SOURCE = (
    *("source", "already_public", "synthetic", "newest_published", "covers_from", "covers_to"),
)


def deliveries_answer() -> dict[str, Any]:
    statuses = list(SourceStatus.objects.prefetch_related("deliveries"))
    synthetic = any(status.synthetic for status in statuses)
    return {
        "synthetic": synthetic,
        "synthetic_note": SYNTHETIC_NOTE if synthetic else None,
        "sources": [_source(status) for status in statuses],
    }


def _source(status: SourceStatus) -> dict[str, Any]:
    return {
        **{name: getattr(status, name) for name in _SAME_OF_SOURCE},
        "title": {"da": status.title_da, "en": status.title_en},
        "deliveries": [_delivery(delivery, status) for delivery in status.deliveries.all()],
    }


def _delivery(delivery: DeliveryStatus, status: SourceStatus) -> dict[str, Any]:
    return {
        **{name: getattr(delivery, name) for name in _SAME_OF_DELIVERY},
        "source": status.source,
    }
