"""What a wish for an indicator still lacks before it is prioritised, and before it is ready."""

from django.conf import settings

from tvaerblik.catalogue.digest import digest_of
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.core.errors import DefinitionError
from tvaerblik.governance.approvals.standing import approval_of
from tvaerblik.governance.approvals.steps import Step
from tvaerblik.governance.approvals.written import newest_draft
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.definitions import catalogue_of_site
from tvaerblik.governance.requests.filtering import (
    DataAnswer,
    Judgement,
    data_answers_of,
    judgements_of,
)
from tvaerblik.governance.requests.found_data import find_data
from tvaerblik.governance.requests.models import DraftDefinition, TableCover


def judgements_missing(case: Case) -> tuple[Judgement, ...]:
    found = judgements_of(case.log.all())
    return tuple(one for one in Judgement if one not in found)


def data_is_answered(case: Case) -> bool:
    """By somebody who knows, or by the machine. That nobody knows is no answer."""
    answers = {said.answer for said in data_answers_of(case.log.all()).values()}
    return bool(answers - {DataAnswer.VED_IKKE}) or _machine_answers(case)


def definition_is_approved(case: Case) -> bool:
    """Its newest draft with its file in place; where none is drafted, the folder's definition."""
    draft = newest_draft(case)
    if draft is not None:
        return _is_filed(draft)
    catalogue = _catalogue()
    if catalogue is None or case.indicator not in catalogue.indicators:
        return False
    digest = digest_of(catalogue.get(case.indicator), catalogue)
    return approval_of(case.indicator, digest).is_approved


def _is_filed(draft: DraftDefinition) -> bool:
    """Also where another draft of the same digest was: the number is the same. What has changed in the
    folder since is the folder's digest."""
    catalogue = _catalogue()
    if catalogue is None or draft.indicator not in catalogue.indicators:
        return False
    digest = digest_of(catalogue.get(draft.indicator), catalogue)
    own = draft.approvals.filter(step=Step.GODKENDT, filed_at__isnull=False)
    same = digest == draft.digest or own.filter(digest=digest).exists()
    return same and approval_of(draft.indicator, digest).is_approved


def _machine_answers(case: Case) -> bool:
    draft = newest_draft(case)
    if draft is not None:
        return bool(draft.digest) and TableCover.objects.exists()
    catalogue = _catalogue()
    if catalogue is None or case.indicator not in catalogue.indicators:
        return False
    answer = find_data(catalogue.get(case.indicator), catalogue, scope=settings.SCOPE)
    return answer.told_at is not None


def _catalogue() -> Catalogue | None:
    """None while a file of the folder is wrong: then nothing is known of it."""
    try:
        return catalogue_of_site()
    except DefinitionError:
        return None
