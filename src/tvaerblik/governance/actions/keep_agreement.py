"""A samarbejdsaftale is made and changed, what happened to it is noted, and requests are tied to it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.core.errors import BadInput, Blocked, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.agreements.changing import change, locked
from tvaerblik.governance.agreements.content import Content, as_json
from tvaerblik.governance.agreements.models import Agreement, AgreementEntryKind, AgreementVersion
from tvaerblik.governance.audit.chain import hold_log
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.freetext import check_no_cpr, check_reason
from tvaerblik.governance.organisation.models import Body
from tvaerblik.governance.permissions_of_approvals import check_may_keep_agreements
from tvaerblik.governance.viewing_of_cases import visible_case

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})
LONGEST_TITLE = 200


def make_agreement(
    content: Content,
    *,
    catalogue: Catalogue,
    text: str = "",
    on: date | None = None,
    by: Any,
) -> Agreement:
    """Its address is made of its title, once and for all."""
    check_may_keep_agreements(by)
    _check(content, catalogue)
    check_no_cpr(text)
    id_, day = slugify(content.title.translate(_LETTERS))[:80], on or timezone.localdate()
    with transaction.atomic():
        hold_log()
        if not id_ or Agreement.objects.filter(id=id_).exists():
            raise Blocked(_taken())
        agreement = Agreement(id=id_)
        agreement.save(force_insert=True)
        _add_version(agreement, content, day, by)
        facts = {"version": 1, **as_json(content)}
        change(agreement, AgreementEntryKind.OPRETTET, facts, text=text, on=day, by=by)
    return agreement


def change_agreement(
    id_: str,
    content: Content,
    *,
    reason: str,
    seen: int,
    catalogue: Catalogue,
    counts_from: date | None = None,
    by: Any,
) -> AgreementVersion:
    """A new version; the one before it keeps what it said, and counted until this one does."""
    check_may_keep_agreements(by)
    check_reason(reason)
    _check(content, catalogue)
    day = counts_from or timezone.localdate()
    with transaction.atomic():
        agreement = locked(id_, seen=seen)
        version = _add_version(agreement, content, day, by)
        facts = {"version": version.number, **as_json(content)}
        change(agreement, AgreementEntryKind.UDGAVE, facts, text=reason, on=day, by=by)
    return version


def note_in_agreement(
    id_: str,
    text: str,
    *,
    body: Body | None = None,
    on: date | None = None,
    by: Any,
) -> Agreement:
    """What has happened; of a meeting with the body that met."""
    check_may_keep_agreements(by)
    check_reason(text)
    kind = AgreementEntryKind.BEHANDLET if body else AgreementEntryKind.NOTE
    with transaction.atomic():
        agreement = locked(id_, seen=None)
        change(agreement, kind, {}, text=text, on=on, body=body, by=by)
    return agreement


def tie_case(id_: str, number: str, *, by: Any) -> Agreement:
    """A request that belongs to it. Raises NotKnown for one that is not there or is a draft."""
    check_may_keep_agreements(by)
    with transaction.atomic():
        agreement = locked(id_, seen=None)
        case = visible_case(number, by)
        if case.stage == Stage.KLADDE or agreement.cases.filter(pk=case.pk).exists():
            raise Blocked(_tied(number))
        agreement.cases.add(case)
        change(agreement, AgreementEntryKind.SAG, {"case": number}, text=case.title, by=by)
    return agreement


def _add_version(
    agreement: Agreement, content: Content, counts_from: date, by: Any
) -> AgreementVersion:
    return AgreementVersion.objects.create(
        agreement=agreement,
        number=agreement.versions.count() + 1,
        counts_from=counts_from,
        said=as_json(content),
        by=actor_of(by).name,
    )


def _check(content: Content, catalogue: Catalogue) -> None:
    """Raises NotKnown for an indicator or a unit that is not there."""
    check_no_cpr(" ".join(content.texts))
    if not 0 < len(content.title.strip()) <= LONGEST_TITLE:
        raise BadInput(_untitled())
    if content.valid_from and content.valid_to and content.valid_to <= content.valid_from:
        raise BadInput(_backwards())
    if any(not goal.text.strip() for goal in content.goals):
        raise BadInput(_wordless())
    for indicator in content.indicators:
        catalogue.get(indicator)
    for unit in filter(None, (content.unit, *(party.unit for party in content.parties))):
        catalogue.units.get(unit)


def _untitled() -> Problem:
    return Problem(
        "G-AGREEMENT-TITLE",
        Text("Aftalen mangler et navn.", "The agreement has no name."),
        Text(
            f"Skriv et på højst {LONGEST_TITLE} tegn.",
            f"Write one of at most {LONGEST_TITLE} characters.",
        ),
    )


def _taken() -> Problem:
    return Problem(
        "G-AGREEMENT-TITLE",
        Text("Der er allerede en aftale med det navn.", "There is an agreement of that name."),
        Text(
            "Ret den i stedet, eller vælg et andet navn.",
            "Change it instead, or choose another name.",
        ),
    )


def _backwards() -> Problem:
    return Problem(
        "G-AGREEMENT-VALIDITY",
        Text("Aftalen ophører, før den begynder.", "The agreement ends before it begins."),
        Text("Ret datoerne, eller lad dem stå tomme.", "Change the dates, or leave them empty."),
    )


def _wordless() -> Problem:
    return Problem(
        "G-AGREEMENT-GOAL",
        Text("Et mål har indikatorer, men ingen ord.", "A goal has indicators, but no words."),
        Text("Skriv, hvad målet er.", "Write what the goal is."),
    )


def _tied(number: str) -> Problem:
    return Problem(
        "G-AGREEMENT-CASE",
        Text(
            f"Sag {number} er en kladde eller hører allerede til aftalen.",
            f"Case {number} is a draft or belongs to the agreement already.",
        ),
        Text("Vælg en anden sag.", "Choose another case."),
    )
