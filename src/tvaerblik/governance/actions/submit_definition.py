from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.catalogue.digest import digest_of
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.core.errors import Blocked, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.approvals.kept import keep
from tvaerblik.governance.approvals.models import Approval
from tvaerblik.governance.approvals.parties import organisation_of, parties_of
from tvaerblik.governance.approvals.signing import sign
from tvaerblik.governance.approvals.steps import Act, Step
from tvaerblik.governance.audit.chain import hold_log
from tvaerblik.governance.freetext import check_no_cpr
from tvaerblik.governance.permissions_of_approvals import check_may_submit_definition


def submit_definition(
    indicator: str,
    *,
    catalogue: Catalogue,
    folder: Path,
    text: str = "",
    demo: bool = False,
    by: Any,
) -> Approval:
    """Sends the definition as it stands to be checked; who does so answers for having written it.

    `folder`: where `catalogue` was read. Raises NotKnown, and Blocked when that very version is
    under way or approved."""
    check_may_submit_definition(by)
    check_no_cpr(text)
    written, day = catalogue.get(indicator), timezone.localdate()
    digest = digest_of(written, catalogue)
    with transaction.atomic():
        hold_log()
        rounds = Approval.objects.filter(indicator=indicator, digest=digest)
        if rounds.exclude(step=Step.SENDT_TILBAGE).exists():
            raise Blocked(_under_way())
        approval = Approval(
            indicator=indicator,
            version=written.version,
            digest=digest,
            parties=list(parties_of(written, day)),
            folder=keep(folder),
            demo=demo,
            serial=0,
        )
        sign(
            approval,
            Act.SKREV,
            roles=(Role.INDIKATORANSVARLIG, Role.ANALYTIKER),
            organisation=organisation_of(by, catalogue.units, day),
            text=text,
            by=by,
        )
    return approval


def _under_way() -> Problem:
    return Problem(
        "G-UNDER-WAY",
        Text(
            "Denne udgave er allerede sendt til kontrol eller godkendt.",
            "This version has been sent for checks or approved already.",
        ),
        Text("Se, hvad den venter på.", "See what it waits for."),
    )
