"""Links to a release that is not out: to whoever has one, until it expires or is revoked."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from tvaerblik.core.errors import Blocked, NotKnown, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import record
from tvaerblik.governance.freetext import check_line
from tvaerblik.governance.permissions_of_proposals import check_may_make_preview
from tvaerblik.governance.proposals.changing import locked_proposal
from tvaerblik.governance.proposals.kinds import ProposalState
from tvaerblik.governance.proposals.models import PreviewLink

# Long enough to print for a meeting, short enough to be forgotten in a mailbox
LONGEST_DAYS = 14


def make_preview(id_: str, purpose: str, *, days: int, by: Any) -> tuple[PreviewLink, str]:
    """The link and its token, which is told here and kept nowhere."""
    check_may_make_preview(by)
    for_what = check_line(purpose)
    if not 1 <= days <= LONGEST_DAYS:
        raise Blocked(
            Problem(
                "G-PREVIEW-DAYS",
                Text(
                    f"Et forhåndslink gælder 1 til {LONGEST_DAYS} dage.",
                    f"A preview link lasts 1 to {LONGEST_DAYS} days.",
                ),
                Text("Vælg et andet antal.", "Choose another number."),
            )
        )
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        proposal = locked_proposal(id_, seen=None)
        now = timezone.now()
        link = PreviewLink.objects.create(
            proposal=proposal,
            token_sha256=_hash(token),
            purpose=for_what,
            made_by=actor_of(by).name,
            made_at=now,
            expires_at=now + timedelta(days=days),
        )
        detail = {"link": link.pk, "purpose": for_what, "until": link.expires_at.isoformat()}
        record(actor_of(by), "preview.make", id_, detail)
    return link, token


def revoke_preview(link: int, *, by: Any) -> PreviewLink:
    """Doing it again changes nothing."""
    check_may_make_preview(by)
    with transaction.atomic():
        found = PreviewLink.objects.select_for_update().filter(pk=link).first()
        if found is None:
            raise _no_preview()
        if found.revoked_at is None:
            found.revoked_at = timezone.now()
            found.save()
            record(actor_of(by), "preview.revoke", found.proposal_id, {"link": found.pk})
    return found


def open_preview(token: str, *, by: Any) -> PreviewLink:
    """The link that the token opens, and a line in the log."""
    link = preview_of(token)
    with transaction.atomic():
        PreviewLink.objects.filter(pk=link.pk).update(opened=F("opened") + 1)
        record(actor_of(by), "preview.open", link.proposal_id, {"link": link.pk})
    return link


def open_page_of_preview(link: PreviewLink, page: str, *, by: Any) -> None:
    """A page behind the first is in the log too, and is no new opening."""
    with transaction.atomic():
        record(actor_of(by), "preview.open", link.proposal_id, {"link": link.pk, "page": page})


def preview_of(token: str) -> PreviewLink:
    """One answer to a token that never was, has expired, is revoked, or whose release is out or given up."""
    links = PreviewLink.objects.select_related("proposal")
    found = links.filter(token_sha256=_hash(token)).first()
    if found is None or not is_open(found):
        raise _no_preview()
    return found


def is_open(link: PreviewLink) -> bool:
    is_proposed = link.proposal.state == ProposalState.FORESLAAET
    return is_proposed and link.revoked_at is None and timezone.now() < link.expires_at


def _hash(token: str) -> str:
    """A random token of 256 bits needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def _no_preview() -> NotKnown:
    return NotKnown(
        Problem(
            "G-PREVIEW",
            Text("Linket virker ikke længere.", "The link no longer works."),
            Text("Bed afsenderen om et nyt.", "Ask the sender for a new one."),
        )
    )
