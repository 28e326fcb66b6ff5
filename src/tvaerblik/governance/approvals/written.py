"""What an approval is of: a definition of the folder, or the newest draft of a case, as it reads today."""

from collections.abc import Iterator
from pathlib import Path

from tvaerblik.catalogue.digest import digest_of
from tvaerblik.catalogue.drafts import read_draft
from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.governance.approvals.files import sha256_in
from tvaerblik.governance.approvals.models import Approval
from tvaerblik.governance.approvals.steps import OVER, Step
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.requests.models import DraftDefinition


def read_of(approval: Approval, catalogue: Catalogue) -> tuple[Indicator, Catalogue]:
    """Once it is approved it is the folder's. Raises DefinitionError for a draft that the folder no
    longer lets be read."""
    if approval.draft is None or approval.filed_at is not None:
        return catalogue.get(approval.indicator), catalogue
    read = read_draft(approval.draft.text, catalogue)
    return read.indicator, read.catalogue


def digest_today(approval: Approval, catalogue: Catalogue) -> str:
    return digest_of(*read_of(approval, catalogue))


def newest_draft(case: Case) -> DraftDefinition | None:
    return case.drafts.order_by("-version").first()


def round_of_draft(draft: DraftDefinition, digest: str) -> Approval | None:
    """The one under way or done. After a change of the folder the draft has another digest, and stands
    anew."""
    return draft.approvals.filter(digest=digest).exclude(step__in=OVER).first()


def dropped_round(case: Case, current: Approval | None) -> Approval | None:
    """The newest on a draft of the case that was under way and holds no more."""
    under_way = Approval.objects.filter(
        draft__case=case, step__in=(Step.SKREVET, Step.KONTROLLERET)
    )
    found = under_way.exclude(pk=current.pk if current else None).order_by("-id").first()
    if found is not None and current is not None and found.pk < current.pk:
        return None
    return found


def latest_of_drafts() -> Iterator[Approval]:
    """Of each indicator the approval of a draft that came last, and whose file should be the folder's."""
    approved = Approval.objects.filter(draft__isnull=False, step=Step.GODKENDT)
    newest = {one.indicator: one for one in approved.select_related("draft").order_by("id")}
    yield from newest.values()


def lacks_its_file(approval: Approval, folder: Path) -> bool:
    """A file that people have mended since is told of by its digest; this is one that is not there, or
    was never seen to be."""
    if approval.draft is None or approval.step != Step.GODKENDT:
        return False
    return approval.filed_at is None or not sha256_in(folder, approval.indicator)
