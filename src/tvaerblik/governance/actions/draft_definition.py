from typing import Any

from django.db import transaction

from tvaerblik.catalogue.drafts import read_draft
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.core.errors import DefinitionError, Problem
from tvaerblik.core.texts import Language
from tvaerblik.governance.cases.changing import change, locked
from tvaerblik.governance.cases.kinds import EntryKind
from tvaerblik.governance.freetext import check_no_cpr
from tvaerblik.governance.permissions_of_requests import check_may_draft_definition
from tvaerblik.governance.policies_of_requests import check_can_draft, check_is_of_a_size
from tvaerblik.governance.requests.models import DraftDefinition

LANGUAGES: tuple[Language, ...] = ("da", "en")


def draft_definition(
    number: str, text: str, *, seen: int, catalogue: Catalogue, by: Any
) -> DraftDefinition:
    """The next version. One that cannot be read is kept too, with what is wrong and without a digest:
    work is not lost because a line is, and nothing can be approved without a digest."""
    check_may_draft_definition(by)
    check_no_cpr(text)
    check_is_of_a_size(text)
    plain = text.replace("\r\n", "\n").rstrip() + "\n"
    with transaction.atomic():
        case = locked(number, seen=seen)
        check_can_draft(case)
        newest = case.drafts.order_by("-version").first()
        draft = DraftDefinition(
            case=case,
            version=newest.version + 1 if newest else 1,
            text=plain,
            **_read(plain, catalogue),
        )
        if draft.indicator:
            case.indicator = draft.indicator
        facts = {"draft": draft.version, "digest": draft.digest}
        entry = change(
            case, EntryKind.NOTE, facts, text=f"Udkast {draft.version} til definition.", by=by
        )
        draft.by = entry.by
        draft.save()
    return draft


def _read(text: str, catalogue: Catalogue) -> dict[str, Any]:
    try:
        read = read_draft(text, catalogue)
    except DefinitionError as error:
        return {"problems": [_told(problem) for problem in error.problems]}
    return {"indicator": read.indicator.id, "digest": read.digest}


def _told(problem: Problem) -> dict[str, str]:
    """A sentence in each language with its place in the text."""
    told = {}
    for lang in LANGUAGES:
        place = ", ".join(
            str(part) for part in (problem.where.path, problem.where.row) if part is not None
        )
        place = f" ({place})" if place else ""
        told[lang] = f"{problem.what.in_(lang)}{place} {problem.remedy.in_(lang)}"
    return told
