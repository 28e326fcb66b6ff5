"""Releases in the open: the list and each one's page for everybody; proposals, their checklist and
buttons for those who work with them; and what a preview link shows to who has it.

Never kept by anybody: a withdrawal is told from the next request on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tvaerblik.core.errors import IntegrityError, NotKnown, UserError
from tvaerblik.governance.actions.make_preview import (
    is_open,
    make_preview,
    revoke_preview,
)
from tvaerblik.governance.actions.propose_release import give_up, propose_package, say_incomplete
from tvaerblik.governance.actions.publish_proposal import (
    check_proposal,
    publish_proposal,
    schedule_proposal,
)
from tvaerblik.governance.actions.withdraw_release import withdraw_release
from tvaerblik.governance.permissions import user_may_publish
from tvaerblik.governance.permissions_of_proposals import (
    user_may_check_proposal,
    user_may_make_preview,
    user_may_propose,
    user_may_see_proposals,
)
from tvaerblik.governance.proposals.changing import code_named
from tvaerblik.governance.proposals.checklist import checklist_of
from tvaerblik.governance.proposals.kinds import REVIEW_DAYS, ChangeCode
from tvaerblik.governance.proposals.models import PreviewLink, Proposal
from tvaerblik.presentation.pages.releases import (
    ReleaseFacts,
    build_release_page,
    build_releases,
    moment_text,
)
from tvaerblik.presentation.pages.releases_texts import TEXTS
from tvaerblik.release.reader import Release
from tvaerblik.web.refused import sentence_of, status_of
from tvaerblik.web.release_facts import open_package, read_answers, read_releases, read_waiting

Posted = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """What is told on the page at once: a refused act with what was typed, or a new link's address."""

    sentence: str = ""
    act: str = ""
    typed: Posted | None = None
    address: str = ""
    status: int = 200


@login_not_required
@require_safe
@never_cache
def releases(request: HttpRequest) -> HttpResponse:
    return _list(request, Told())


@login_not_required
@require_safe
@never_cache
def release(request: HttpRequest, *, package: str) -> HttpResponse:
    return _page(request, package, Told())


@require_POST
@never_cache
def propose(request: HttpRequest) -> HttpResponse:
    """A built package, by the same action as `tvaerblik release propose`; what was refused is told beside
    its form."""
    if not user_may_see_proposals(request.user):
        raise Http404
    names = ("pakke", "note", "kode", "dage", "haster")
    typed = {name: request.POST.get(name, "") for name in names}
    try:
        made = propose_package(
            typed["pakke"],
            note=typed["note"],
            code=code_named(typed["kode"]),
            review_days=_number(typed["dage"]),
            hurried_because=typed["haster"],
            by=request.user,
        )
    except (UserError, IntegrityError) as error:
        sentence = sentence_of(error, request.LANGUAGE_CODE)
        return _list(request, Told(sentence, typed["pakke"], typed, status=status_of(error)))
    messages.success(request, TEXTS["proposed_done"].in_(request.LANGUAGE_CODE))
    return redirect("udgivelse", package=made.id)


@require_POST
@never_cache
def act(request: HttpRequest, *, package: str, act: str) -> HttpResponse:
    """One of the page's buttons. A link's address is shown in the answer itself: it is kept nowhere, so
    no redirect can carry it."""
    _facts(request, package)  # what may not be seen is not there
    typed = {name: request.POST.get(name, "") for name in ("why", "at", "code", "purpose", "days")}
    try:
        if act == "link":
            return _page(request, package, Told(address=_new_link(request, package, typed)))
        _ACTS[act](request, package, typed, _number(request.POST.get("serial", "")))
    except (KeyError, NotKnown):
        raise Http404 from None
    except UserError as error:
        told = Told(sentence_of(error, request.LANGUAGE_CODE), act, typed, status=status_of(error))
        return _page(request, package, told)
    messages.success(request, TEXTS["done"].in_(request.LANGUAGE_CODE))
    return redirect("udgivelse", package=package)


def _list(request: HttpRequest, told: Told) -> HttpResponse:
    may_see, lang = user_may_see_proposals(request.user), request.LANGUAGE_CODE
    waiting = read_waiting() if may_see else ()
    page = build_releases(read_releases(with_proposals=may_see), waiting, lang)
    context = {
        "page": page,
        "t": page.t,
        "told": told,
        "may_propose": user_may_propose(request.user),
        "codes": _codes(lang),
        "days": REVIEW_DAYS,
        "hurried": TEXTS["propose_hurried"].in_(lang).format(n=REVIEW_DAYS),
    }
    return render(request, "web/releases.html", context, status=told.status)


def _codes(lang: str) -> list[tuple[str, str]]:
    return [(code, TEXTS[f"code_{code}"].in_(lang)) for code in ChangeCode.values]


# The page ---------------------------------------------------------------------------------------------


def _page(request: HttpRequest, id_: str, told: Told) -> HttpResponse:
    one, lang = _facts(request, id_), request.LANGUAGE_CODE
    proposal = Proposal.objects.filter(id=id_).first()
    answers = read_answers(id_, request.release)
    page = build_release_page(one, answers, _titles(request.release, lang), lang)
    context: dict[str, Any] = {"page": page, "t": page.t, "told": told, "one": one}
    if one.state == "foreslaaet" and proposal is not None:
        context |= _of_proposal(request, proposal)
    context["may_withdraw"] = one.state in ("now", "before") and user_may_publish(request.user)
    context["codes"] = _codes(lang)
    return render(request, "web/release.html", context, status=told.status)


def _facts(request: HttpRequest, id_: str) -> ReleaseFacts:
    found = read_releases(with_proposals=user_may_see_proposals(request.user))
    one = next((one for one in found if one.id == id_), None)
    if one is None:
        raise Http404
    return one


def _of_proposal(request: HttpRequest, proposal: Proposal) -> dict[str, Any]:
    lang, user = request.LANGUAGE_CODE, request.user
    with open_package(proposal) as package:
        points = checklist_of(proposal, package, today=timezone.localdate())
    blocking = sum(not point.passed for point in points)
    key = "some_block" if blocking else "all_passed"
    return {
        "serial": proposal.serial,
        "points": [_point(point, lang) for point in points],
        "summary": TEXTS[key].in_(lang).format(k=blocking, n=len(points)),
        "blocking": blocking,
        "is_scheduled": proposal.publish_at is not None,
        "may_check": user_may_check_proposal(user)
        and not proposal.checked_by
        and proposal.proposed_by != user.get_username(),
        "may_publish": user_may_publish(user) and proposal.proposed_by != user.get_username(),
        "may_propose": user_may_propose(user),
        "may_preview": user_may_make_preview(user),
        "previews": [_preview_line(link, lang) for link in proposal.previews.all()],
    }


def _point(point: Any, lang: str) -> dict[str, Any]:
    problem = point.problem
    return {
        "name": TEXTS[f"point_{point.id}"].in_(lang),
        "passed": point.passed,
        "is_warning": point.is_warning,
        "code": problem.code if problem else "",
        "told": point.told.in_(lang)
        if problem is None
        else f"{problem.what.in_(lang)} {problem.remedy.in_(lang)}",
    }


def _preview_line(link: PreviewLink, lang: str) -> dict[str, Any]:
    key = "preview_line" if is_open(link) else "preview_over"
    until = moment_text(timezone.localtime(link.expires_at), lang)
    told = TEXTS[key].in_(lang).format(purpose=link.purpose, until=until, n=link.opened)
    return {"id": link.pk, "told": told, "is_open": is_open(link)}


def _titles(release: Release | None, lang: str) -> Callable[[str], str]:
    cards = release.indicators() if release else ()
    titles = {card.id: card.title.in_(lang) for card in cards}
    return lambda id_: titles.get(id_, id_)


# The buttons ------------------------------------------------------------------------------------------


def _new_link(request: HttpRequest, id_: str, typed: Posted) -> str:
    days = _number(typed["days"])
    _, token = make_preview(id_, typed["purpose"], days=days, by=request.user)
    return str(request.build_absolute_uri(reverse("forhaandsvisning", kwargs={"token": token})))


def _check(request: HttpRequest, id_: str, typed: Posted, serial: int) -> None:
    check_proposal(id_, seen=serial, by=request.user)


def _publish(request: HttpRequest, id_: str, typed: Posted, serial: int) -> None:
    publish_proposal(id_, seen=serial, by=request.user)


def _schedule(request: HttpRequest, id_: str, typed: Posted, serial: int) -> None:
    schedule_proposal(id_, _moment(typed["at"]), seen=serial, by=request.user)


def _unschedule(request: HttpRequest, id_: str, typed: Posted, serial: int) -> None:
    schedule_proposal(id_, None, seen=serial, by=request.user)


def _incomplete(request: HttpRequest, id_: str, typed: Posted, serial: int) -> None:
    say_incomplete(id_, typed["why"], seen=serial, by=request.user)


def _give_up(request: HttpRequest, id_: str, typed: Posted, serial: int) -> None:
    give_up(id_, typed["why"], seen=serial, by=request.user)


def _withdraw(request: HttpRequest, id_: str, typed: Posted, serial: int) -> None:
    withdraw_release(id_, by=request.user, reason=typed["why"], code=code_named(typed["code"]))


def _revoke(request: HttpRequest, id_: str, typed: Posted, serial: int) -> None:
    revoke_preview(_number(request.POST.get("link", "")), by=request.user)


_ACTS: Mapping[str, Callable[[HttpRequest, str, Posted, int], None]] = {
    "set-efter": _check,
    "udgiv": _publish,
    "planlaeg": _schedule,
    "plan-tilbage": _unschedule,
    "ufuldstaendig": _incomplete,
    "opgiv": _give_up,
    "traek-tilbage": _withdraw,
    "link-tilbage": _revoke,
}


def _number(text: str) -> int:
    """What is no number is one that nothing has."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _moment(text: str) -> datetime:
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    # No moment at all has passed, and is refused as one that has
    if found is None:
        return timezone.now()
    return found if timezone.is_aware(found) else timezone.make_aware(found)
