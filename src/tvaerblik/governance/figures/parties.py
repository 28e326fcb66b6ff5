"""For whom a person answers: the unit of the account, and the organisations it sits in."""

from dataclasses import dataclass
from datetime import date

from tvaerblik.catalogue.language import Owner
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.organisation.asking import bodies_of
from tvaerblik.governance.organisation.kinds import BodyKind
from tvaerblik.governance.organisation.models import Body
from tvaerblik.release.cards import IndicatorCard
from tvaerblik.release.reader import Release

UNIT, BODY = "enhed:", "forum:"

# Owners of the definitions that are no single unit: which organisations speak for general practice
PRACTICE = frozenset({f"{BODY}plo", f"{BODY}plo-k", f"{BODY}nordkap"})


@dataclass(frozen=True, slots=True)
class Party:
    """`unit`: whose figures it is shown."""

    id: str
    unit: str


def parties_of(user: User, release: Release, day: date) -> tuple[Party, ...]:
    """Only those whose unit has figures in the release."""
    known = {place.id for place in release.units()}
    own = [Party(f"{UNIT}{user.unit}", user.unit)] if user.unit in known else []
    organisations = [body for body in bodies_of(user, day) if body.kind == BodyKind.ORGANISATION]
    for body in organisations:
        own += [Party(f"{BODY}{body.id}", unit) for unit in body.units[:1] if unit in known]
    return tuple(own)


def owns_data(party: str, card: IndicatorCard, release: Release) -> bool:
    """By the definition's owners. A municipality is one of *kommunerne*."""
    return any(_is_owner(party, owner, release) for owner in card.owners)


def _is_owner(party: str, owner: Owner, release: Release) -> bool:
    if owner.body == "almen-praksis":
        return party in PRACTICE
    unit = party.removeprefix(UNIT)
    if owner.body == "kommunerne":
        kinds = {place.id: place.kind for place in release.register()}
        return party.startswith(UNIT) and kinds.get(unit) == "municipality"
    return party == f"{UNIT}{owner.body}"


def party_name(party: str, release: Release) -> Text:
    """A place that neither the register nor the forums have is told by its id."""
    if party.startswith(UNIT):
        names = {place.id: place.name for place in release.register()}
        return names.get(party.removeprefix(UNIT), Text(party, party))
    body = Body.objects.filter(pk=party.removeprefix(BODY)).first()
    return body.name if body else Text(party, party)
