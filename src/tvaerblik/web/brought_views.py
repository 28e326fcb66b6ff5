"""*Medbragte tal*: the form, the list beside the agreed figures, and what becomes of each."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tvaerblik.core.errors import NotKnown, UserError
from tvaerblik.governance.actions.bring_figure import bring_figure, close_brought, make_item_of
from tvaerblik.governance.figures.kinds import Differs
from tvaerblik.governance.figures.models import BroughtFigure
from tvaerblik.governance.permissions_of_proposals import user_may_settle_brought
from tvaerblik.presentation.pages.brought import BroughtFacts, build_brought
from tvaerblik.presentation.pages.brought_texts import TEXTS
from tvaerblik.web.answers import needs_release, unit_of
from tvaerblik.web.forms import day_in
from tvaerblik.web.refused import sentence_of, status_of


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs_release
def brought(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request)
    posted = request.POST
    try:
        bring_figure(
            request.release,
            posted.get("indikator", ""),
            posted.get("enhed", ""),
            posted.get("periode", "").strip(),
            value=posted.get("tal", ""),
            source=posted.get("kilde", ""),
            source_date=day_in(posted.get("dato", "")) or timezone.localdate(),
            differs=posted.getlist("forskel"),
            words=posted.get("ord", ""),
            by=request.user,
        )
    except UserError as error:
        # An indicator, unit or period that is none was typed here, and is mended here
        status = 400 if isinstance(error, NotKnown) else status_of(error)
        return _page(request, sentence_of(error, request.LANGUAGE_CODE), status=status)
    messages.success(request, TEXTS["stored"].in_(request.LANGUAGE_CODE))
    return redirect("medbragte-tal")


@require_POST
@never_cache
@needs_release
def settle(request: HttpRequest, *, brought: int) -> HttpResponse:
    """Which of the two buttons was pressed."""
    posted = request.POST
    serial = posted.get("serial", "")
    seen = int(serial) if serial.isdecimal() else 0
    try:
        if posted.get("bliver") == "sag":
            make_item_of(brought, posted.get("titel", ""), seen=seen, by=request.user)
        else:
            close_brought(brought, posted.get("hvorfor", ""), seen=seen, by=request.user)
    except NotKnown:
        raise Http404 from None
    except UserError as error:
        return _page(
            request,
            sentence_of(error, request.LANGUAGE_CODE),
            settling=brought,
            status=status_of(error),
        )
    messages.success(request, TEXTS["done"].in_(request.LANGUAGE_CODE))
    return redirect("medbragte-tal")


def _page(
    request: HttpRequest, problem: str = "", *, settling: int = 0, status: int = 200
) -> HttpResponse:
    typed = request.POST if not settling else {}
    unit = typed.get("enhed") or unit_of(request)
    indicator = typed.get("indikator") or request.GET.get("indikator", "")
    page = build_brought(
        request.release, _facts(), (indicator, unit), Differs.values, request.LANGUAGE_CODE
    )
    context: dict[str, Any] = {
        "page": page,
        "t": page.t,
        "problem": problem,
        "settling": settling,
        "typed": typed,
        "ticked": request.POST.getlist("forskel") if not settling else (),
        "period": typed.get("periode", request.GET.get("periode", page.period)),
        "today": timezone.localdate().isoformat(),
        "may_settle": user_may_settle_brought(request.user),
    }
    return render(request, "web/brought.html", context, status=status)


def _facts() -> list[BroughtFacts]:
    return [
        BroughtFacts(
            id=one.pk,
            indicator=one.indicator,
            unit=one.unit,
            period=one.period,
            value=one.value,
            source=one.source,
            source_date=one.source_date,
            differs=tuple(one.differs),
            words=one.words,
            on=timezone.localtime(one.at).date(),
            state=one.state,
            case=one.case,
            closed_because=one.closed_because,
            serial=one.serial,
        )
        for one in BroughtFigure.objects.all()
    ]
