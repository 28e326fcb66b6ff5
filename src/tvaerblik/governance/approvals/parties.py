"""Which organisations answer for an indicator, and which of them a person can approve for.

An indicator is shared when its definition names owners of more than one organisation, those to come
included. It then takes an approver from each of two of them. The municipalities are one organisation
here, as definitions write them: two municipalities do not make two.
"""

from datetime import date

from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.owners import owners_coming, owners_on
from tvaerblik.catalogue.units import UnitRegister
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.approvals.steps import ORGANISATIONS_OF_SHARED
from tvaerblik.governance.organisation.asking import bodies_of

# By the kind of the account's unit. A sundhedsklynge or a sundhedsråd is of several organisations, so
# that one who acts for it speaks for none of them alone.
MUNICIPALITIES = "kommunerne"
# By membership, for those who have no unit of the register
ORGANISATION_OF_BODY = {"plo": "almen-praksis", "plo-k": "almen-praksis"}


def parties_of(indicator: Indicator, day: date) -> tuple[str, ...]:
    """The bodies that own it on the day and those to come, each once."""
    owners = (*owners_on(indicator.owners, day), *owners_coming(indicator.owners, day))
    return tuple(dict.fromkeys(owner.body for owner in owners))


def organisations_needed(parties: tuple[str, ...]) -> int:
    return ORGANISATIONS_OF_SHARED if len(parties) > 1 else 1


def organisation_of(by: object, units: UnitRegister, day: date) -> str:
    """Empty for one who speaks for no single organisation."""
    if not isinstance(by, User):
        return ""
    if by.unit in units.units:
        unit = units.get(by.unit)
        named = {"region": unit.id, "municipality": MUNICIPALITIES}.get(unit.kind, "")
        if named:
            return named
    seats = (ORGANISATION_OF_BODY.get(body.id, "") for body in bodies_of(by, day))
    return next(filter(None, seats), "")
