"""What every source hands over in the end: its tables, with what the delivery says of itself."""

from collections.abc import Iterable, Mapping

from tvaerblik.catalogue.received import ReadDelivery, ReadTable
from tvaerblik.catalogue.registers import SourceCard
from tvaerblik.core.deliveries import Aside
from tvaerblik.sources.files import Received


def delivered(
    received: Received,
    card: SourceCard,
    tables: Iterable[ReadTable],
    asides: Iterable[Aside] = (),
    *,
    originals: Mapping[str, bytes] | None = None,
) -> ReadDelivery:
    """`originals` are kept where nobody's number is in them. Invented is what its note says is."""
    assert received.published is not None, received.place
    return ReadDelivery(
        card,
        received.published,
        received.note is not None and received.note.synthetic,
        received.sha256,
        received.facts,
        tuple(tables),
        tuple(asides),
        dict(originals or {}),
    )
