"""*Konti*: accounts made, changed and closed by a systemadministrator; a password chosen by its owner."""

from collections.abc import Mapping

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.hashers import is_password_usable
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tvaerblik.core.cpr import masked
from tvaerblik.core.errors import BadInput, NotKnown, Problem, UserError
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.links import LINK_DAYS
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.change_account import change_account
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.give_link import choose_password, give_link, owner_of_link
from tvaerblik.governance.definitions import catalogue_of_site
from tvaerblik.governance.permissions import user_may_manage_accounts
from tvaerblik.governance.policies_of_accounts import stamp_of_account
from tvaerblik.presentation.pages.accounts import (
    AccountFacts,
    GrantFacts,
    build_account_form,
    build_accounts,
)
from tvaerblik.presentation.pages.accounts_texts import TEXTS
from tvaerblik.presentation.pages.words_of_pages import words_in
from tvaerblik.web.refused import sentence_of, status_of

ROLES = {str(role): str(role.label) for role in Role}
# Where a link waits to be shown: once, to who made it
WAITING_LINK = "account-link"


@require_safe
@never_cache
def accounts(request: HttpRequest) -> HttpResponse:
    _check_may(request)
    found = [_facts(one) for one in User.objects.prefetch_related("grants")]
    lang = request.LANGUAGE_CODE
    page = build_accounts(found, ROLES, _units(), timezone.localdate(), lang)
    return render(request, "web/accounts.html", {"page": page, "t": page.t})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    _check_may(request)
    if request.method != "POST":
        return _form(request, None, {str(Role.BRUGER)}, "")
    typed = request.POST
    roles, unit = typed.getlist("rolle"), typed.get("enhed", "")
    try:
        made = create_account(
            typed.get("brugernavn", "").strip(),
            None,
            roles=_read(roles),
            unit=_unit(unit),
            by=request.user,
        )
        _show_link(request, made)
    except UserError as error:
        return _form(request, None, set(roles), unit, error=error)
    messages.success(request, TEXTS["made"].in_(request.LANGUAGE_CODE).format(name=made.username))
    return redirect("konto", account=made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def one_account(request: HttpRequest, *, account: int) -> HttpResponse:
    _check_may(request)
    of = get_object_or_404(User, pk=account)
    if request.method != "POST":
        return _form(request, of, set(of.roles_on_today()), of.unit)
    typed = request.POST
    roles, unit = typed.getlist("rolle"), typed.get("enhed", "")
    try:
        change_account(
            of.username,
            roles=_read(roles),
            unit=unit if unit == of.unit else _unit(unit),
            is_active="aaben" in typed,
            seen=typed.get("stempel", ""),
            by=request.user,
        )
    except UserError as error:
        return _form(request, of, set(roles), unit, error=error)
    messages.success(request, TEXTS["saved"].in_(request.LANGUAGE_CODE).format(name=of.username))
    return redirect("konto", account=of.pk)


@require_POST
@never_cache
def new_link(request: HttpRequest, *, account: int) -> HttpResponse:
    _check_may(request)
    _show_link(request, get_object_or_404(User, pk=account, is_active=True))
    return redirect("konto", account=account)


@sensitive_post_parameters("adgangskode", "igen")
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def password(request: HttpRequest, *, token: str) -> HttpResponse:
    """Opening the link uses nothing up: programmes that look at links open them too."""
    try:
        owner = owner_of_link(token)
        if request.method != "POST":
            return _password(request, owner)
        typed = request.POST
        choose_password(token, typed.get("adgangskode", ""), typed.get("igen", ""))
    except NotKnown as error:
        return _password(request, None, error)
    except UserError as error:
        return _password(request, owner, error)
    return _password(request, owner, is_chosen=True)


def _password(
    request: HttpRequest,
    owner: User | None,
    error: UserError | None = None,
    *,
    is_chosen: bool = False,
) -> HttpResponse:
    t = words_in(TEXTS, request.LANGUAGE_CODE)
    context = {
        "t": t,
        "owner": owner,
        "lead": t["password_lead"].format(name=owner.username) if owner else "",
        "error": sentence_of(error, request.LANGUAGE_CODE) if error else "",
        "is_chosen": is_chosen,
    }
    return render(request, "web/password.html", context, status=status_of(error) if error else 200)


def _check_may(request: HttpRequest) -> None:
    """To others the pages are not there."""
    if not user_may_manage_accounts(request.user):
        raise Http404


def _show_link(request: HttpRequest, user: User) -> None:
    token = give_link(user, by=request.user)
    address = request.build_absolute_uri(reverse("konto-adgangskode", kwargs={"token": token}))
    request.session[WAITING_LINK] = [user.pk, address]


def _form(
    request: HttpRequest,
    of: User | None,
    roles: set[str],
    unit: str,
    *,
    error: UserError | None = None,
) -> HttpResponse:
    lang, typed = request.LANGUAGE_CODE, request.POST
    page = build_account_form(ROLES, _units(), {str(one) for one in roles}, masked(unit), lang)
    context = {
        "page": page,
        "t": page.t,
        "of": of,
        "stamp": stamp_of_account(of) if of else "",
        "is_open": "aaben" in typed if error else of is None or of.is_active,
        "name": masked(typed.get("brugernavn", "")),
        "error": sentence_of(error, lang) if error else "",
        "link": _link_of(request, of),
        "link_here": page.t["link_here"].format(name=of.username if of else ""),
        "link_lead": page.t["link_lead"].format(days=LINK_DAYS),
    }
    status = status_of(error) if error else 200
    return render(request, "web/account_form.html", context, status=status)


def _link_of(request: HttpRequest, of: User | None) -> str:
    key, address = request.session.get(WAITING_LINK, (0, ""))
    if of is None or key != of.pk:
        return ""
    del request.session[WAITING_LINK]
    return str(address)


def _facts(user: User) -> AccountFacts:
    grants = sorted(user.grants.all(), key=lambda one: list(ROLES).index(one.role))
    return AccountFacts(
        key=user.pk,
        name=user.username,
        unit=user.unit,
        grants=tuple(GrantFacts(one.role, one.valid_from, one.valid_to) for one in grants),
        is_open=user.is_active,
        has_password=is_password_usable(user.password),
    )


def _units() -> Mapping[str, Text]:
    """Those there are, and those to come."""
    today, units = timezone.localdate(), catalogue_of_site().units.units.values()
    return {one.id: one.name for one in units if one.valid_to is None or one.valid_to > today}


def _read(roles: list[str]) -> list[Role]:
    return [Role(one) for one in roles if one in Role.values]


def _unit(text: str) -> str:
    if text and text not in _units():
        raise BadInput(
            Problem(
                "G-UNIT", TEXTS["bad_unit"], Text("Vælg en fra listen.", "Choose from the list.")
            )
        )
    return text
