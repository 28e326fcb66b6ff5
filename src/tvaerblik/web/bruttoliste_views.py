"""*Bruttolisten* of a day, as page and workbook; a colour changed on its row; the decision log.

For those who are logged in, and never kept by anybody: a form's token is its reader's.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tvaerblik.core.errors import NotKnown, UserError
from tvaerblik.governance.actions.colour_case import colour_case
from tvaerblik.governance.actions.record_meeting import record_meeting
from tvaerblik.governance.cases.kinds import Colour, EntryKind
from tvaerblik.governance.organisation.asking import body
from tvaerblik.governance.permissions_of_cases import (
    user_may_colour_case,
    user_may_log_decision,
)
from tvaerblik.presentation.pages.bruttoliste import ListPage, build_list, read_list_query
from tvaerblik.presentation.pages.bruttoliste_texts import TEXTS
from tvaerblik.presentation.pages.bruttoliste_workbook import workbook_of
from tvaerblik.presentation.pages.case_texts import TEXTS as OF_CASES
from tvaerblik.presentation.pages.decision_form import build_form, read_form
from tvaerblik.presentation.pages.decisions import build_case_log, build_log
from tvaerblik.web.case_facts import body_names, read_cases, read_days, read_entries
from tvaerblik.web.refused import sentence_of, status_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Refused:
    """A colour that was not given: of which case, why, and what was typed."""

    number: str
    sentence: str
    typed: str
    status: int


@require_safe
@never_cache
def bruttoliste(request: HttpRequest) -> HttpResponse:
    return _list(request, _page(request))


@require_safe
@never_cache
def workbook(request: HttpRequest) -> HttpResponse:
    """What the page shows, with the log up to the same day."""
    page = _page(request)
    entries = [entry for entry in read_entries() if entry.on <= page.query.day]
    log = build_log(entries, today=page.query.day, lang=request.LANGUAGE_CODE)
    name = f"bruttoliste_{page.query.day.isoformat()}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(workbook_of(page, log), content_type=XLSX, headers=headers)


@require_POST
@never_cache
def colour(request: HttpRequest, *, number: str) -> HttpResponse:
    """The row's form: which of the three buttons was pressed, and why."""
    chosen, reason = request.POST.get("farve", ""), request.POST.get("begrundelse", "")
    if chosen not in (Colour.GROEN, Colour.GUL, Colour.ROED):
        raise Http404
    try:
        case = colour_case(
            number,
            Colour(chosen),
            reason=reason,
            seen=_serial(request.POST.get("serial", "")),
            by=request.user,
        )
    except NotKnown:
        raise Http404 from None
    except UserError as error:
        lang = request.LANGUAGE_CODE
        refused = Refused(number, sentence_of(error, lang), reason, status_of(error))
        return _list(request, _page(request), refused)
    _say(request, "changed", number=number, title=case.title, colour=_word(request, chosen))
    query = request.GET.urlencode()
    return redirect(f"{reverse('bruttoliste')}{'?' if query else ''}{query}#sag-{number}")


@require_safe
@never_cache
def log(request: HttpRequest) -> HttpResponse:
    today, lang = timezone.localdate(), request.LANGUAGE_CODE
    page = build_log(read_entries(), forum=request.GET.get("forum", ""), today=today, lang=lang)
    may_write = user_may_log_decision(request.user)
    return render(
        request, "web/decisions.html", {"page": page, "t": page.t, "may_write": may_write}
    )


@require_safe
@never_cache
def case_log(request: HttpRequest, *, number: str) -> HttpResponse:
    entries, lang = read_entries(case=number), request.LANGUAGE_CODE
    if not entries:
        raise Http404(TEXTS["no_such_case"].in_(lang).format(number=number))
    today, title = timezone.localdate(), entries[0].title
    page = build_case_log(entries, number, title, today=today, lang=lang)
    return render(request, "web/case_log.html", {"page": page, "t": page.t})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def write(request: HttpRequest) -> HttpResponse:
    """One meeting, one wording, the cases it is about."""
    if not user_may_log_decision(request.user):
        raise Http404
    if request.method != "POST":
        return _form(request)
    form = read_form(_typed(request), body_names(), request.LANGUAGE_CODE)
    if form.problem:
        return _form(request, form.problem, status=400)
    try:
        written = record_meeting(
            EntryKind(form.kind),
            body(form.forum),
            form.wording,
            cases=form.cases,
            meeting_on=form.day,
            excepted=form.excepted,
            priority=form.priority,
            asked_instead=body(form.instead) if form.instead else None,
            by=request.user,
        )
    except UserError as error:
        return _form(request, sentence_of(error, request.LANGUAGE_CODE), status=status_of(error))
    _say(request, "saved_one" if len(written) == 1 else "saved", n=len(written))
    return redirect("beslutningslog")


def _page(request: HttpRequest) -> ListPage:
    query = read_list_query(request.GET, timezone.localdate())
    try:
        return build_list(
            read_cases(query.day),
            request.release,
            query,
            request.LANGUAGE_CODE,
            days=read_days(query.today),
        )
    except NotKnown as error:
        raise Http404(error.in_(request.LANGUAGE_CODE)) from None


def _list(request: HttpRequest, page: ListPage, refused: Refused | None = None) -> HttpResponse:
    """A day that has been is looked at and not changed."""
    may_colour = page.query.is_today and user_may_colour_case(request.user)
    # Another may have changed it so that the choice of the list leaves it out
    rows = {line.number for group in page.groups for line in group.lines} if may_colour else set()
    context = {
        "page": page,
        "t": page.t,
        "refused": refused,
        "refused_above": refused is not None and refused.number not in rows,
        "you_wrote": page.t["you_wrote"].format(text=refused.typed) if refused else "",
        "may_colour": may_colour,
        "may_write": user_may_log_decision(request.user),
        "colours": [(one, _word(request, one)) for one in ("groen", "gul", "roed")],
    }
    status = refused.status if refused else 200
    return render(request, "web/bruttoliste.html", context, status=status)


def _form(request: HttpRequest, problem: str = "", *, status: int = 200) -> HttpResponse:
    cases, bodies = read_cases(timezone.localdate()), tuple(body_names().values())
    page = build_form(cases, bodies, _typed(request), request.LANGUAGE_CODE)
    context = {"page": page, "t": page.t, "problem": problem}
    return render(request, "web/decision_form.html", context, status=status)


def _typed(request: HttpRequest) -> Mapping[str, list[str]]:
    return dict((request.POST or request.GET).lists())


def _serial(text: str) -> int:
    """What was not sent was not seen, and no case has ever had that serial."""
    return int(text) if text.isdecimal() else 0


def _word(request: HttpRequest, colour: str) -> str:
    return OF_CASES[f"colour_{colour}"].in_(request.LANGUAGE_CODE)


def _say(request: HttpRequest, key: str, **values: object) -> None:
    messages.success(request, TEXTS[key].in_(request.LANGUAGE_CODE).format(**values))
