"""What an agreement says on a day."""

from datetime import date

from tvaerblik.core.errors import NotKnown, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.agreements.models import Agreement, AgreementVersion


def agreement(id_: str) -> Agreement:
    """Raises NotKnown."""
    found = Agreement.objects.filter(id=id_).first()
    if found is None:
        raise NotKnown(unknown_agreement(id_))
    return found


def version_on(of: Agreement, day: date) -> AgreementVersion | None:
    """The one that counts; None before the first does."""
    begun = of.versions.filter(counts_from__lte=day)
    return begun.order_by("-counts_from", "-number").first()


def newest_version(of: Agreement) -> AgreementVersion:
    return of.versions.latest("number")


def unknown_agreement(id_: str) -> Problem:
    return Problem(
        "G-AGREEMENT",
        Text(f"Der er ingen samarbejdsaftale »{id_}«.", f"There is no agreement '{id_}'."),
        Text("Vælg en fra listen.", "Choose one from the list."),
    )
