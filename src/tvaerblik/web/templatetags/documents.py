"""The mark of what is not finished, wherever a case is shown."""

from django import template

from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.policies_of_documents import is_working_paper
from tvaerblik.presentation.pages.documents_texts import TEXTS

register = template.Library()


@register.inclusion_tag("web/_working_paper.html", takes_context=True)
def working_paper(context: template.Context, case: Case) -> dict[str, str]:
    """Empty for a case that has been decided on."""
    lang = getattr(context.get("request"), "LANGUAGE_CODE", "da")
    if not is_working_paper(Stage(case.stage)):
        return {}
    return {"mark": TEXTS["mark"].in_(lang), "why": TEXTS["mark_why"].in_(lang)}


@register.inclusion_tag("web/_working_paper.html", takes_context=True)
def working_draft(context: template.Context) -> dict[str, str]:
    """Of a definition that is not approved yet."""
    lang = getattr(context.get("request"), "LANGUAGE_CODE", "da")
    return {"mark": TEXTS["mark"].in_(lang), "why": TEXTS["mark_draft"].in_(lang)}


@register.inclusion_tag("web/_documents_link.html", takes_context=True)
def documents_link(context: template.Context, case: Case) -> dict[str, object]:
    lang = getattr(context.get("request"), "LANGUAGE_CODE", "da")
    return {"case": case, "words": TEXTS["link"].in_(lang)}
