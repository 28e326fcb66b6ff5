"""A case's documents: journal number, files in and out, and the one document for the archive."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from tvaerblik.core.errors import BadInput, Blocked, NotKnown, UserError
from tvaerblik.governance.actions.attach_file import attach_file
from tvaerblik.governance.actions.set_journal_number import set_journal_number
from tvaerblik.governance.actions.withdraw_attachment import withdraw_attachment
from tvaerblik.governance.attachments import refusals
from tvaerblik.governance.attachments.kept import check_whole
from tvaerblik.governance.attachments.kinds import MAX_FILES, MAX_MB, MB, MIMES, FileKind
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.permissions_of_documents import (
    user_may_attach_file,
    user_may_set_journal_number,
)
from tvaerblik.governance.policies_of_documents import LONGEST_JOURNAL_NUMBER
from tvaerblik.governance.viewing_of_attachments import visible_attachment
from tvaerblik.governance.viewing_of_cases import visible_case, works_with_cases
from tvaerblik.presentation.pages.case_document import build_case_document
from tvaerblik.presentation.pages.documents import build_documents
from tvaerblik.presentation.pages.documents_texts import TEXTS
from tvaerblik.report.apart import make_pdf_apart
from tvaerblik.web.document_facts import (
    read_document,
    read_files,
    read_shared,
    why_open_is_marked,
)
from tvaerblik.web.refused import sentence_of, status_of
from tvaerblik.web.request_case_views import Refused
from tvaerblik.web.request_views import serial_of
from tvaerblik.web.uploads import (
    MARGIN,
    Upload,
    cleaned_name,
    cut_short,
    declared_bytes,
    read_upload,
    upload_folder,
)

# What is fetched is not shown in the site's name: it runs nothing, loads nothing, and is no page
SANDBOX = "sandbox; default-src 'none'"
INTERNAL = "intern"


@require_safe
@never_cache
def documents(request: HttpRequest, *, number: str) -> HttpResponse:
    return _page(request, _case(request, number))


@require_POST
@never_cache
def journal_number(request: HttpRequest, *, number: str) -> HttpResponse:
    def act(case: Case) -> None:
        typed, seen = request.POST.get("nummer", ""), serial_of(request.POST.get("serial", ""))
        set_journal_number(case.number, typed, seen=seen, by=request.user)

    return _acted(request, number, "journal", act)


# The token stands in the form, and the form is read into a folder of ours: who asks, and how much comes, is
# looked at before a byte of it is read. `_taken_in` then asks for the token as every other form does.
@csrf_exempt
@require_POST
@never_cache
def added(request: HttpRequest, *, number: str) -> HttpResponse:
    case = _case(request, number)
    if not user_may_attach_file(request.user, case):
        raise Http404
    if declared_bytes(request) > MAX_MB * MB + MARGIN:
        return _page(request, case, _refusal(request, "bilag", refusals.too_large()))
    with upload_folder(settings.HOME.uploads) as upload:
        try:
            kept = read_upload(request, upload.files)
        except (MultiPartParserError, UnreadablePostError, SuspiciousOperation):
            return _page(request, case, _refusal(request, "bilag", BadInput(cut_short())))
        problems = kept.problems or ([cut_short()] if kept.is_cut else [])
        return _taken_in(request, number, upload, tuple(kept.files), problems)


@csrf_protect
def _taken_in(
    request: HttpRequest, number: str, upload: Upload, names: tuple[str, ...], problems: list[Any]
) -> HttpResponse:
    def act(case: Case) -> None:
        if problems:
            raise BadInput(*problems)
        if len(names) != 1:
            raise refusals.none_chosen()
        attach_file(
            case.number,
            (upload.files / names[0]).read_bytes(),
            name=cleaned_name(names[0]),
            title=request.POST.get("titel", ""),
            internal=request.POST.get("intern") == "ja",
            by=request.user,
        )

    return _acted(request, number, "bilag", act)


@require_POST
@never_cache
def withdrawn(request: HttpRequest, *, number: str, attachment: int) -> HttpResponse:
    def act(case: Case) -> None:
        withdraw_attachment(
            case.number,
            attachment,
            reason=request.POST.get("hvorfor", ""),
            held_persons=request.POST.get("personer") == "ja",
            by=request.user,
        )

    return _acted(request, number, f"traek-{attachment}", act)


@require_safe
@never_cache
def attachment(request: HttpRequest, *, number: str, attachment: int) -> HttpResponseBase:
    case = _case(request, number)
    try:
        found = visible_attachment(case, attachment, request.user)
    except NotKnown as error:
        raise Http404(error.in_(request.LANGUAGE_CODE)) from None
    if found.is_withdrawn:
        raise Http404(refusals.gone_already(attachment).in_(request.LANGUAGE_CODE))
    try:
        content = check_whole(found.sha256).read_bytes()
    except Blocked as error:
        return _page(request, case, _refusal(request, "bilagene", error))
    answer = HttpResponse(content, content_type=MIMES[FileKind(found.kind)])
    return _as_a_file(answer, found.name)


@require_safe
@never_cache
def one_document(request: HttpRequest, *, number: str) -> HttpResponseBase:
    """The case as one PDF/A; `?udgave=intern` for those who work with cases."""
    case = _case(request, number)
    for_workers = request.GET.get("udgave") == INTERNAL
    if case.stage == Stage.KLADDE or (for_workers and not works_with_cases(request.user)):
        raise Http404
    lang = request.LANGUAGE_CODE
    now = timezone.now()
    with upload_folder(settings.HOME.uploads) as upload:
        path = upload.files / "sag.pdf"
        try:
            facts = read_document(case, request.user, for_workers=for_workers, at=now, lang=lang)
            make_pdf_apart(build_case_document(facts, lang), path)
        except UserError as error:
            return _page(request, case, _refusal(request, "dokument", error))
        # Read from the open file while it is sent: its name goes with the folder
        answer = FileResponse(path.open("rb"), content_type="application/pdf")
    of_version = f"-{INTERNAL}" if for_workers else ""
    return _as_a_file(answer, f"sag-{case.number}{of_version}.pdf")


def _as_a_file(answer: HttpResponseBase, name: str) -> HttpResponseBase:
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["Content-Security-Policy"] = SANDBOX
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


# The page ----------------------------------------------------------------------------------------


def _case(request: HttpRequest, number: str) -> Case:
    try:
        return visible_case(number, request.user)
    except NotKnown as error:
        raise Http404(error.in_(request.LANGUAGE_CODE)) from None


def _acted(
    request: HttpRequest, number: str, form: str, act: Callable[[Case], None]
) -> HttpResponse:
    try:
        act(_case(request, number))
    except UserError as error:
        return _page(request, _case(request, number), _refusal(request, form, error))
    messages.success(request, TEXTS["done"].in_(request.LANGUAGE_CODE))
    return redirect("sagens-dokumenter", number=number)


def _refusal(request: HttpRequest, form: str, error: UserError) -> Refused:
    return Refused(form, sentence_of(error, request.LANGUAGE_CODE), status_of(error))


def _page(request: HttpRequest, case: Case, refused: Refused | None = None) -> HttpResponse:
    by, lang = request.user, request.LANGUAGE_CODE
    page = build_documents(
        case.number,
        read_files(case, by),
        shared=read_shared(case, by),
        why_marked=why_open_is_marked(case),
        limits=(MAX_MB, MAX_FILES),
        kinds=[kind.upper() for kind in FileKind],
        lang=lang,
    )
    context = {
        "page": page,
        "t": page.t,
        "case": case,
        "refused": refused,
        "typed": request.POST if refused else {},
        "is_draft": case.stage == Stage.KLADDE,
        "may_journal": user_may_set_journal_number(by),
        "may_add": user_may_attach_file(by, case),
        "works": works_with_cases(by),
        "longest": LONGEST_JOURNAL_NUMBER,
    }
    status = refused.status if refused else 200
    return render(request, "web/documents.html", context, status=status)
