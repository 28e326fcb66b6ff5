"""Whether the law as the catalogue states it lets a figure be computed from these deliveries."""

from collections.abc import Iterable

from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.linkages import Linkage, roots_of
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.core.errors import Blocked, Problem
from tvaerblik.core.texts import Text
from tvaerblik.store.records import DeliveryRecord


def check_linkages(
    indicators: Iterable[Indicator], catalogue: Catalogue, deliveries: Iterable[DeliveryRecord]
) -> None:
    """Raises Blocked when rows of real persons would be joined without a legal basis. A table of which one
    delivery is real is real. Invented persons may be joined freely: that is how a basis is prepared."""
    real = real_tables(deliveries)
    for indicator in indicators:
        behind = {
            root
            for table in catalogue.tables_behind(indicator)
            for root in roots_of(table, catalogue.registers)
        }
        for linkage in catalogue.linkages_of(indicator):
            if linkage.legal_basis is None and real & behind & set(linkage.tables):
                raise Blocked(_lawless(indicator, linkage))


def real_tables(deliveries: Iterable[DeliveryRecord]) -> frozenset[str]:
    """A table of which one accepted delivery is real is real."""
    return frozenset(
        summary.table
        for record in deliveries
        if record.state == "accepted" and not record.synthetic
        for summary in record.tables
    )


def _lawless(indicator: Indicator, linkage: Linkage) -> Problem:
    return Problem(
        "K-LINK-LAW",
        Text(
            f"»{indicator.id}« kobler registre på person ({linkage.title.da}), og koblingen har intet "
            "retsgrundlag. Den beregnes kun på syntetiske leverancer.",
            f"'{indicator.id}' joins registers by person ({linkage.title.en}), and the linkage has no "
            "legal basis. It is computed on synthetic deliveries only.",
        ),
        Text(
            f"Skriv legal_basis og approved_by i linkages/{linkage.id}.yaml, når den dataansvarlige har "
            "godkendt koblingen, eller udelad indikatoren.",
            f"Write legal_basis and approved_by into linkages/{linkage.id}.yaml when the controller has "
            "approved the linkage, or leave the indicator out.",
        ),
    )
