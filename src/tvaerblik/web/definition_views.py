"""*Definitioner*: which are approved and which wait; one with its words, its steps and whose turn it is; and
the draft of a case on its way to be one.

For those who are logged in, and never kept by anybody: a form's token is its reader's.
"""

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tvaerblik.core.errors import DefinitionError, NotAllowed, NotKnown
from tvaerblik.governance.actions.remind_of_reviews import remind_of_reviews
from tvaerblik.governance.approvals.written import newest_draft
from tvaerblik.governance.definitions import catalogue_of_site
from tvaerblik.governance.permissions_of_approvals import user_may_remind_of_reviews
from tvaerblik.governance.viewing_of_cases import visible_case
from tvaerblik.presentation.pages.approval_texts import TEXTS
from tvaerblik.presentation.pages.definitions import build_definitions
from tvaerblik.web.approval_facts import (
    read_definitions,
    read_drafts_under_way,
    read_reminders,
)
from tvaerblik.web.definition_signing import (
    DOING,
    do_act,
    signing_page,
    subject_of_draft,
    subject_of_folder,
)


@require_safe
@never_cache
def definitions(request: HttpRequest) -> HttpResponse:
    today, catalogue = timezone.localdate(), catalogue_of_site()
    page = build_definitions(
        read_definitions(catalogue, request.release, today),
        tuple(read_reminders(catalogue)),
        today,
        request.LANGUAGE_CODE,
        drafts=tuple(read_drafts_under_way(Path(settings.DEFINITIONS))),
    )
    context = {"page": page, "t": page.t, "may_remind": user_may_remind_of_reviews(request.user)}
    return render(request, "web/definitions.html", context)


@require_POST
@never_cache
def remind(request: HttpRequest) -> HttpResponse:
    try:
        made = remind_of_reviews(catalogue=catalogue_of_site(), by=request.user)
    except NotAllowed:
        raise Http404 from None
    said = TEXTS["reminded_n"].in_(request.LANGUAGE_CODE)
    messages.success(request, said.format(n=len(made)))
    return redirect("definitioner")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def definition(request: HttpRequest, *, indicator: str) -> HttpResponse:
    """Sending a form does what its button says."""
    catalogue = catalogue_of_site()
    if indicator not in catalogue.indicators:
        # Not a definition yet, and perhaps a draft of one
        drafts = tuple(read_drafts_under_way(Path(settings.DEFINITIONS), indicator))
        if drafts:
            return redirect("henvendelse-definition", number=drafts[0].number)
    try:
        subject = subject_of_folder(indicator, catalogue)
    except NotKnown as error:
        raise Http404(error.in_(request.LANGUAGE_CODE)) from None
    if request.method != "POST":
        return signing_page(request, subject)
    if request.POST.get("handling") not in DOING:
        raise Http404
    refused = do_act(request, subject)
    if refused is not None:
        return signing_page(request, subject, refused)
    return redirect("definition", indicator=indicator)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def drafted(request: HttpRequest, *, number: str) -> HttpResponse:
    """The newest draft of a case, signed as the folder's definitions are."""
    lang = request.LANGUAGE_CODE
    try:
        case = visible_case(number, request.user)
    except NotKnown as error:
        raise Http404(error.in_(lang)) from None
    draft, catalogue = newest_draft(case), catalogue_of_site()
    try:
        subject = subject_of_draft(draft, catalogue) if draft and draft.digest else None
    except DefinitionError:  # it could be read once: the folder has changed since
        subject = None
    if subject is None:
        messages.info(request, TEXTS["draft_none"].in_(lang))
        return redirect("henvendelse", number=number)
    if request.method != "POST":
        return signing_page(request, subject)
    if request.POST.get("handling") not in DOING:
        raise Http404
    refused = do_act(request, subject)
    if refused is not None:
        return signing_page(request, subject, refused)
    return redirect("henvendelse-definition", number=number)
