"""*Min side*. Each form leads back to it; nothing of it is kept by anybody else's cache."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tvaerblik.core.errors import UserError
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.actions.give_task import end_task, give_task
from tvaerblik.governance.actions.mail_address import (
    confirm_address,
    give_address,
    remove_address,
)
from tvaerblik.governance.notifications.budget import MAILS_A_WEEK
from tvaerblik.governance.notifications.models import MailAddress
from tvaerblik.governance.permissions_of_hearings import user_may_give_task
from tvaerblik.presentation.pages.my_page import build_my_page
from tvaerblik.web.forms import day_in, person_named
from tvaerblik.web.mailing_views import own_mails
from tvaerblik.web.my_duties import overdue_with_others
from tvaerblik.web.my_facts import told_to, waiting_for
from tvaerblik.web.refused import sentence_of, status_of


@require_safe
@never_cache
def my_page(request: HttpRequest) -> HttpResponse:
    return _shown(request)


@require_POST
@never_cache
def new_task(request: HttpRequest) -> HttpResponse:
    asked = request.POST
    try:
        give_task(
            asked.get("titel", ""),
            person_named(asked.get("ejer", "")),
            day_in(asked.get("frist", "")),
            by=request.user,
        )
    except UserError as error:
        return _shown(request, form="opgave", error=error)
    return redirect("min-side")


@require_POST
@never_cache
def task_done(request: HttpRequest, *, task: int) -> HttpResponse:
    seen = request.POST.get("set", "")
    try:
        end_task(task, seen=int(seen) if seen.isdecimal() else 0, by=request.user)
    except UserError as error:
        return _shown(request, form="liste", error=error)
    return redirect("min-side")


@require_POST
@never_cache
def mark_seen(request: HttpRequest) -> HttpResponse:
    request.user.notifications.filter(seen_at__isnull=True).update(seen_at=timezone.now())
    return redirect("min-side")


@require_POST
@never_cache
def give_mail(request: HttpRequest) -> HttpResponse:
    try:
        give_address(request.POST.get("adresse", ""), request.LANGUAGE_CODE, by=request.user)
    except UserError as error:
        return _shown(request, form="mail", error=error)
    return redirect("min-side")


@require_POST
@never_cache
def remove_mail(request: HttpRequest) -> HttpResponse:
    try:
        remove_address(by=request.user)
    except UserError as error:
        return _shown(request, form="mail", error=error)
    return redirect("min-side")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def confirm_mail(request: HttpRequest, *, token: str) -> HttpResponse:
    """A programme that looks at links in mails opens them too, so the person presses a button."""
    if request.method == "POST":
        try:
            confirm_address(token, by=request.user)
        except UserError as error:
            return _shown(request, form="mail", error=error)
        return redirect("min-side")
    page = build_my_page((), (), timezone.localdate(), request.LANGUAGE_CODE)
    return render(request, "web/mail_confirm.html", {"t": page.t, "token": token})


def _shown(request: HttpRequest, *, form: str = "", error: UserError | None = None) -> HttpResponse:
    """`form`: which of the page's forms the error belongs to; what was typed in it is kept."""
    lang, today = request.LANGUAGE_CODE, timezone.localdate()
    page = build_my_page(
        waiting_for(request.user, today),
        told_to(request.user),
        today,
        lang,
        overdue=overdue_with_others(request.user, today),
    )
    context = {
        "page": page,
        "t": page.t,
        # A task can be begun from elsewhere, with its title in the address
        "typed": request.POST or request.GET,
        "form": form,
        "error": sentence_of(error, lang) if error else "",
        **_of_tasks(request),
        **_of_mail(request, page.t),
    }
    return render(request, "web/my_page.html", context, status=status_of(error) if error else 200)


def _of_tasks(request: HttpRequest) -> dict[str, Any]:
    may = user_may_give_task(request.user)
    names = User.objects.filter(is_active=True).order_by("username")
    return {
        "may_give": may,
        "people": list(names.values_list("username", flat=True)) if may else [],
    }


def _of_mail(request: HttpRequest, t: Any) -> dict[str, Any]:
    given = MailAddress.objects.filter(user=request.user).first()
    state = "mail_on" if given and given.confirmed_at else "mail_waits"
    return {
        "mail_is_on": settings.MAIL_IS_ON,
        "mail_rules": t["mail_rules"].format(count=MAILS_A_WEEK),
        "mail_state": t[state].format(address=given.address) if given else "",
        "mails": own_mails(request.user, request.LANGUAGE_CODE),
    }
