"""*Fora*: the bodies of a day and each of them; set up, appointed to and left by the secretariat.

For those who are logged in, and never kept by anybody: a form's token is its reader's.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tvaerblik.core.errors import UserError
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.actions.change_organisation import appoint, end_membership, set_up_body
from tvaerblik.governance.organisation.kinds import BodyKind, Capacity, Level
from tvaerblik.governance.organisation.models import Body, Membership
from tvaerblik.governance.permissions_of_cases import user_may_manage_organisation
from tvaerblik.governance.policies_of_organisation import stamp_of
from tvaerblik.presentation.pages.body_form import BodyForm, build_body_form, read_body_form
from tvaerblik.presentation.pages.case_texts import TEXTS as OF_CASES
from tvaerblik.presentation.pages.fora import build_bodies, build_body, read_day
from tvaerblik.presentation.pages.fora_texts import TEXTS
from tvaerblik.web.body_facts import read_bodies, read_seats, read_units
from tvaerblik.web.case_facts import read_entries
from tvaerblik.web.refused import sentence_of, status_of


@require_safe
@never_cache
def bodies(request: HttpRequest) -> HttpResponse:
    asked = read_day(request.GET.get("dato", ""), timezone.localdate())
    units = read_units(request.release)
    page = build_bodies(read_bodies(), read_seats(), units, asked, request.LANGUAGE_CODE)
    context = {"page": page, "t": page.t, "may_manage": user_may_manage_organisation(request.user)}
    return render(request, "web/fora.html", context)


@require_safe
@never_cache
def one_body(request: HttpRequest, *, body: str) -> HttpResponse:
    return _body(request, get_object_or_404(Body, pk=body))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    return _set_up(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def change(request: HttpRequest, *, body: str) -> HttpResponse:
    return _set_up(request, get_object_or_404(Body, pk=body))


@require_POST
@never_cache
def appointed(request: HttpRequest, *, body: str) -> HttpResponse:
    of = get_object_or_404(Body, pk=body)
    typed, lang = request.POST, request.LANGUAGE_CODE
    user = User.objects.filter(username=typed.get("konto", "")).first()
    capacity = typed.get("rolle", "")
    if user is None or capacity not in Capacity.values:
        return _body(request, of, TEXTS["no_account"].in_(lang), status=400)
    seat = typed.get("afloeser", "")
    try:
        appoint(
            user,
            of,
            Capacity(capacity),
            instead_of=get_object_or_404(Membership, pk=seat) if seat.isdecimal() else None,
            valid_from=_day(typed.get("fra", "")),
            valid_to=_day(typed.get("til", "")),
            by=request.user,
        )
    except UserError as error:
        return _body(request, of, sentence_of(error, lang), status=status_of(error))
    messages.success(request, TEXTS["appointed"].in_(lang).format(name=user.get_username()))
    return redirect("forum", body=of.id)


@require_POST
@never_cache
def ended(request: HttpRequest, *, body: str, seat: int) -> HttpResponse:
    membership = get_object_or_404(Membership, pk=seat, body=body)
    lang = request.LANGUAGE_CODE
    try:
        on = _day(request.POST.get("dato", "")) or timezone.localdate()
        end_membership(membership, on=on, by=request.user)
    except UserError as error:
        return _body(request, membership.body, sentence_of(error, lang), status=status_of(error))
    name = membership.user.get_username()
    messages.success(request, TEXTS["has_ended"].in_(lang).format(name=name))
    return redirect("forum", body=body)


def _body(
    request: HttpRequest, body: Body, problem: str = "", *, status: int = 200
) -> HttpResponse:
    lang, asked = request.LANGUAGE_CODE, read_day(request.GET.get("dato", ""), timezone.localdate())
    units = read_units(request.release)
    entries = read_entries(body=body.id)
    page = build_body(body.id, read_bodies(), read_seats(), units, entries, asked, lang)
    context = {"page": page, "t": page.t, "problem": problem, "may_manage": False}
    if user_may_manage_organisation(request.user):
        context |= {"may_manage": True, **_choices(request)}
    return render(request, "web/forum.html", context, status=status)


def _choices(request: HttpRequest) -> Mapping[str, Any]:
    lang, typed = request.LANGUAGE_CODE, request.POST
    return {
        "accounts": tuple(
            User.objects.filter(is_active=True)
            .order_by("username")
            .values_list("username", flat=True)
        ),
        "capacities": [(one, OF_CASES[f"capacity_{one}"].in_(lang)) for one in Capacity.values],
        "typed": {
            name: typed.get(name, "") for name in ("konto", "rolle", "afloeser", "fra", "til")
        },
        "today": timezone.localdate(),
    }


def _set_up(request: HttpRequest, body: Body | None) -> HttpResponse:
    """The same form for a new one and for one that is changed."""
    if not user_may_manage_organisation(request.user):
        raise Http404
    lang, units = request.LANGUAGE_CODE, read_units(request.release)
    if request.method != "POST":
        return _form(request, body, _typed_of(body))
    typed = {name: request.POST.get(name, "") for name in request.POST}
    form = read_body_form(typed, body.id if body else "", units, BodyKind.values, lang)
    if form.problem:
        return _form(request, body, typed, form.problem, status=400)
    try:
        stored = _stored(form, typed.get("stempel", ""), request.user)
    except UserError as error:
        return _form(request, body, typed, sentence_of(error, lang), status=status_of(error))
    messages.success(request, TEXTS["saved"].in_(lang).format(name=stored.name.in_(lang)))
    return redirect("forum", body=stored.id)


def _stored(form: BodyForm, seen: str, by: User) -> Body:
    return set_up_body(
        form.id,
        form.name,
        BodyKind(form.kind),
        level=Level(form.level if form.level in Level.values else ""),
        units=form.units,
        refers_to=Body.objects.filter(pk=form.above).exclude(pk=form.id).first(),
        valid_from=form.valid_from,
        valid_to=form.valid_to,
        seen=seen,
        by=by,
    )


def _typed_of(body: Body | None) -> Mapping[str, str]:
    if body is None:
        return {}
    return {
        "id": body.id,
        "navn": body.name_da,
        "navn-en": body.name_en,
        "art": body.kind,
        "niveau": body.level,
        "over": body.refers_to_id or "",
        "enheder": " ".join(body.units),
        "fra": body.valid_from.isoformat() if body.valid_from else "",
        "til": body.valid_to.isoformat() if body.valid_to else "",
        "stempel": stamp_of(body),
    }


def _form(
    request: HttpRequest,
    body: Body | None,
    typed: Mapping[str, str],
    problem: str = "",
    *,
    status: int = 200,
) -> HttpResponse:
    page = build_body_form(read_bodies(), typed, request.LANGUAGE_CODE)
    back = reverse("forum", kwargs={"body": body.id}) if body else reverse("fora")
    context = {"page": page, "t": page.t, "problem": problem, "of": body, "back": back}
    return render(request, "web/forum_form.html", context, status=status)


def _day(text: str) -> date | None:
    """What the browser's own field for a day sends; anything else is as if it were empty."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
