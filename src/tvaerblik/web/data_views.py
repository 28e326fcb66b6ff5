"""Data: what has been delivered, and where those who deliver hand it in."""

import re
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from tvaerblik.core.cpr import masked, masked_name
from tvaerblik.core.errors import NotAllowed, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.actions.record_upload import record_upload
from tvaerblik.governance.permissions import (
    check_may_deliver,
    unit_delivered_for,
    user_may_deliver,
)
from tvaerblik.presentation.pages.data import Chosen, build_data, source_to_show
from tvaerblik.presentation.pages.delivery import (
    Answer,
    Limits,
    build_delivery,
    build_forbidden,
)
from tvaerblik.web.answers import public
from tvaerblik.web.facts import (
    read_source_names,
    read_sources,
    read_switches,
    read_troubles,
    read_windows,
)
from tvaerblik.web.receiving import receive_upload
from tvaerblik.web.uploads import (
    MARGIN,
    MAX_ALL_MB,
    MAX_FILE_MB,
    MAX_FILES,
    MB,
    Kept,
    Upload,
    cut_short,
    declared_bytes,
    read_upload,
    sweep_uploads,
    too_large_in_all,
    upload_folder,
)

MONTH = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")


@public
def data(request: HttpRequest) -> HttpResponse:
    today, sources = timezone.localdate(), read_sources()
    name = source_to_show(sources, request.GET.get("kilde", ""), today=today)
    page = build_data(
        sources,
        read_troubles(),
        request.release,
        today=today,
        lang=request.LANGUAGE_CODE,
        chosen=Chosen(name, read_windows(name), _month(request.GET.get("til", ""))),
        switches=read_switches(),
    )
    context = {"page": page, "t": page.t, "may_deliver": user_may_deliver(request.user)}
    return render(request, "web/data.html", context)


def _month(said: str) -> date | None:
    """What is no month is left out: the newest months are shown."""
    return date.fromisoformat(f"{said}-01") if MONTH.fullmatch(said) else None


LIMITS = Limits(MAX_FILE_MB, MAX_ALL_MB, MAX_FILES)
STATUSES = {"refused": 422, "failed": 500}


# The token stands in the form, and the form is read into a folder of ours: who asks, and how much comes, is
# looked at before a byte of it is read. `_taken_in` then asks for the token as every other form does.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delivery(request: HttpRequest) -> HttpResponse:
    try:
        check_may_deliver(request.user)
    except NotAllowed as error:
        page = build_forbidden(error.problems, lang=request.LANGUAGE_CODE)
        return render(request, "web/data_delivery.html", {"page": page, "t": page.t}, status=403)
    if request.method != "POST":
        sweep_uploads(settings.HOME.uploads)
        return _page(request)
    if declared_bytes(request) > MAX_ALL_MB * MB + MARGIN:
        return _page(request, _refused(too_large_in_all()), status=413)
    with upload_folder(settings.HOME.uploads) as upload:
        return _received(request, upload)


def _received(request: HttpRequest, upload: Upload) -> HttpResponse:
    try:
        kept = read_upload(request, upload.files)
    except (MultiPartParserError, UnreadablePostError, SuspiciousOperation):
        return _page(request, _refused(cut_short()), status=400)
    except OSError:
        return _page(request, _refused(_no_room()), status=507)
    return _taken_in(request, upload, kept)


@csrf_protect
def _taken_in(request: HttpRequest, upload: Upload, kept: Kept) -> HttpResponse:
    source = request.POST.get("kilde", "")
    problems = kept.problems or ([cut_short()] if kept.is_cut else _unreadable_day(request))
    if problems:
        answer = Answer("refused", problems=tuple(problems))
    else:
        answer = receive_upload(
            upload,
            home=settings.HOME.folder,
            source=source,
            published=request.POST.get("offentliggjort", "").strip(),
            by=request.user.get_username(),
            unit=unit_delivered_for(request.user),
        )
    record_upload(
        masked(source)[:60] or "-",
        outcome=answer.outcome,
        delivery=answer.delivery,
        files=kept.files,
        problems=sorted({one.code for one in answer.problems}),
        by=request.user,
    )
    return _page(request, answer, kept)


def _unreadable_day(request: HttpRequest) -> list[Problem]:
    """The command line cannot be given a day that is none; here it is a refusal."""
    said = request.POST.get("offentliggjort", "").strip()
    try:
        date.fromisoformat(said or "2026-01-01")
    except ValueError:
        return [
            Problem(
                "K-PUBLISHED",
                Text("Offentliggjort er ikke en dag.", "Published is not a day."),
                Text("Skriv fx 2026-10-10.", "Write for instance 2026-10-10."),
            )
        ]
    return []


def _no_room() -> Problem:
    return Problem(
        "K-UPLOAD-ROOM",
        Text(
            "Filerne kunne ikke skrives på serverens disk; det, der kom, er fjernet.",
            "The files could not be written to the server's disk; what came has been removed.",
        ),
        Text(
            "Prøv igen senere, eller bed driften se efter.", "Try later, or ask operations to look."
        ),
    )


def _refused(problem: Problem) -> Answer:
    return Answer("refused", problems=(problem,))


def _page(
    request: HttpRequest,
    answer: Answer | None = None,
    kept: Kept | None = None,
    *,
    status: int | None = None,
) -> HttpResponse:
    if answer is not None and kept is not None:
        names = tuple(masked_name(name) for name in kept.files)
        answer = replace(answer, files=names, renamed=tuple(kept.renamed))
    page = build_delivery(
        read_source_names(),
        lang=request.LANGUAGE_CODE,
        limits=LIMITS,
        unit=_unit_name(request),
        # The form has been read, or is not to be read any more
        chosen=request.POST.get("kilde", "") if kept else request.GET.get("kilde", ""),
        answer=answer,
    )
    found = status or (STATUSES.get(answer.outcome, 200) if answer else 200)
    return render(request, "web/data_delivery.html", {"page": page, "t": page.t}, status=found)


def _unit_name(request: HttpRequest) -> str | None:
    unit = unit_delivered_for(request.user)
    known = {one.id: one.name for one in request.release.units()} if request.release else {}
    return known[unit].in_(request.LANGUAGE_CODE) if unit in known else unit
