from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tvaerblik.catalogue.digest import digest_of
from tvaerblik.catalogue.drafts import read_draft
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.core.errors import Blocked
from tvaerblik.governance.approvals.files import place_of, sha256_in
from tvaerblik.governance.approvals.kept import keep
from tvaerblik.governance.approvals.models import Approval
from tvaerblik.governance.approvals.parties import organisation_of, parties_of
from tvaerblik.governance.approvals.signing import sign
from tvaerblik.governance.approvals.steps import OVER, Act, Step
from tvaerblik.governance.approvals.telling import tell_case
from tvaerblik.governance.audit.chain import hold_log
from tvaerblik.governance.cases.changing import locked
from tvaerblik.governance.freetext import check_words
from tvaerblik.governance.permissions_of_approvals import (
    MAY_SUBMIT_DEFINITION,
    check_may_submit_definition,
)
from tvaerblik.governance.policies_of_drafts import (
    check_can_submit,
    check_is_not_under_way,
    under_way,
)
from tvaerblik.governance.policies_of_requests import check_can_draft


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
    check_words(text)
    written, day = catalogue.get(indicator), timezone.localdate()
    digest = digest_of(written, catalogue)
    with transaction.atomic():
        hold_log()
        of_folder = Q(draft__isnull=True) | Q(step=Step.GODKENDT)
        rounds = Approval.objects.filter(of_folder, indicator=indicator, digest=digest)
        if rounds.exclude(step__in=OVER).exists():
            raise Blocked(under_way())
        approval = Approval(
            indicator=indicator,
            version=written.version,
            digest=digest,
            parties=list(parties_of(written, day)),
            folder=keep(folder),
            demo=demo,
            serial=0,
        )
        _sign(approval, catalogue, text, by)
    return approval


def submit_draft(
    number: str,
    version: int,
    *,
    catalogue: Catalogue,
    folder: Path,
    text: str = "",
    demo: bool = False,
    by: Any,
) -> Approval:
    """Sends the newest draft of a case, as it reads against the folder today. `version`: the one that
    was read; another may have written a newer. Raises NotKnown, Blocked, and DefinitionError for a
    draft that the folder no longer lets be read."""
    check_may_submit_definition(by)
    check_words(text)
    with transaction.atomic():
        case = locked(number, seen=None)
        check_can_draft(case)
        draft = check_can_submit(case, version)
        read = read_draft(draft.text, catalogue)
        check_is_not_under_way(draft, read.digest)
        approval = Approval(
            indicator=read.indicator.id,
            version=read.indicator.version,
            digest=read.digest,
            parties=list(parties_of(read.indicator, timezone.localdate())),
            folder=keep(folder, {place_of(read.indicator.id): draft.text}),
            draft=draft,
            demo=demo,
            replaces=sha256_in(folder, read.indicator.id),
            serial=0,
        )
        _sign(approval, catalogue, text, by)
        tell_case(approval, f"Udkast {version} er sendt til faglig kontrol.", by=by)
    return approval


def _sign(approval: Approval, catalogue: Catalogue, text: str, by: Any) -> None:
    sign(
        approval,
        Act.SKREV,
        roles=MAY_SUBMIT_DEFINITION,
        organisation=organisation_of(by, catalogue.units, timezone.localdate()),
        text=text,
        by=by,
    )
