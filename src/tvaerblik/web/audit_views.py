"""*Loggen*: the audit log for auditors and systemadministrators, to be read and checked and nothing else."""

from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tvaerblik.core.cpr import masked
from tvaerblik.governance.audit.chain import verify_audit
from tvaerblik.governance.audit.models import AuditEntry
from tvaerblik.governance.permissions import user_may_read_audit
from tvaerblik.presentation.pages.audit import (
    Asked,
    AuditFact,
    build_audit,
    read_asked,
    whole_sentence,
)
from tvaerblik.web.refused import sentence_of_problem

A_PAGE = 100
# What is longer is no name of anything
LONGEST_ASKED = 200
# Nothing was logged before or will be after, and databases keep every day between
FIRST_YEAR, LAST_YEAR = 1900, 3000
ASKED = ("hvem", "omraade", "emne", "fra", "til")


@require_safe
@never_cache
def log(request: HttpRequest) -> HttpResponse:
    if not user_may_read_audit(request.user):
        raise Http404
    lang = request.LANGUAGE_CODE
    typed = {name: request.GET.get(name, "")[:LONGEST_ASKED].replace("\0", "") for name in ASKED}
    asked = read_asked(typed)
    fitting = _fitting(asked)
    rows = list(_from(fitting, request.GET.get("til-nr", ""))[: A_PAGE + 1])
    page = build_audit(
        [_fact(row) for row in rows[:A_PAGE]],
        _areas(),
        asked,
        found=fitting.count(),
        count=AuditEntry.objects.count(),
        lang=lang,
    )
    context = {
        "page": page,
        "t": page.t,
        "typed": {name: masked(value) for name, value in typed.items()},
        "older": _older(typed, rows[A_PAGE].number) if len(rows) > A_PAGE else "",
        "is_first": "til-nr" not in request.GET,
        **_verdict(request),
    }
    return render(request, "web/audit.html", context)


def _fitting(asked: Asked) -> QuerySet[AuditEntry]:
    found = AuditEntry.objects.order_by("-number")
    if asked.who:
        found = found.filter(by__icontains=asked.who)
    if asked.area:
        found = found.filter(action__startswith=f"{asked.area}.")
    if asked.subject:
        found = found.filter(subject__icontains=asked.subject)
    if asked.start:
        found = found.filter(at__gte=_midnight(asked.start))
    if asked.end:
        found = found.filter(at__lt=_midnight(asked.end, days=1))
    return found


def _midnight(day: date, *, days: int = 0) -> datetime:
    """When the day, or one so many days after it, begins. The calendar's own ends are no days to ask of."""
    year = min(max(day.year, FIRST_YEAR), LAST_YEAR)
    near = day if year == day.year else date(year, 1, 1)
    return timezone.make_aware(datetime.combine(near + timedelta(days=days), time()))


def _from(found: QuerySet[AuditEntry], number: str) -> QuerySet[AuditEntry]:
    """By numbers and not by pages: what is added meanwhile moves nothing."""
    if number.isdecimal() and len(number) < 12:
        return found.filter(number__lte=int(number))
    return found


def _older(typed: dict[str, str], number: int) -> str:
    kept = {name: value for name, value in typed.items() if value}
    return "?" + urlencode({**kept, "til-nr": number})


def _areas() -> list[str]:
    actions = AuditEntry.objects.order_by().values_list("action", flat=True).distinct()
    return sorted({action.partition(".")[0] for action in actions})


def _fact(row: AuditEntry) -> AuditFact:
    return AuditFact(
        number=row.number,
        at=timezone.localtime(row.at),
        by=row.by,
        role=row.role,
        action=row.action,
        subject=row.subject,
        detail=row.detail,
        link=_link(row),
    )


def _link(row: AuditEntry) -> str:
    """To what has a page of its own; what it concerned may be gone."""
    area = row.action.partition(".")[0]
    if area == "case":
        return reverse("sagens-log", kwargs={"number": row.subject})
    if area == "hearing" and row.subject.isdecimal():
        return reverse("hoering", kwargs={"hearing": int(row.subject)})
    return ""


def _verdict(request: HttpRequest) -> dict[str, str]:
    """Reading the whole log takes a while, so it is done when it is asked for."""
    if "efterse" not in request.GET:
        return {}
    verdict, lang = verify_audit(), request.LANGUAGE_CODE
    if verdict.problem is not None:
        return {"broken": sentence_of_problem(verdict.problem, lang)}
    return {"whole": whole_sentence(verdict.entries, timezone.localtime(verdict.checked_at), lang)}
