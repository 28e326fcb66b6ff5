"""The discussion of an indicator or a figure: one page, and what its buttons do.

For those who are logged in with a role, and never kept by anybody.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tvaerblik.core.cpr import masked
from tvaerblik.core.errors import UserError
from tvaerblik.governance.actions.discuss_figure import answer_thread, begin_thread
from tvaerblik.governance.actions.end_discussion import end_thread, hide_text, withdraw_text
from tvaerblik.governance.discussions.frozen import Spot, checked_spot
from tvaerblik.governance.discussions.kinds import ThreadState
from tvaerblik.governance.discussions.mentions import names_in
from tvaerblik.governance.discussions.models import Contribution
from tvaerblik.governance.permissions_of_cases import user_may_open_case
from tvaerblik.governance.permissions_of_discussions import user_may_discuss
from tvaerblik.governance.permissions_of_hearings import user_may_give_task
from tvaerblik.governance.permissions_of_proposals import user_may_answer_figures
from tvaerblik.governance.policies_of_discussions import LONGEST_TEXT
from tvaerblik.presentation.numbers import number_text
from tvaerblik.presentation.pages.discussion import (
    Asked,
    DiscussionPage,
    build_discussion,
    newest_period,
    query_text,
)
from tvaerblik.presentation.pages.discussion_texts import TEXTS
from tvaerblik.presentation.pages.places import place_of
from tvaerblik.web.answers import needs_release
from tvaerblik.web.discussion_facts import (
    bodies_to_mention,
    cell_now,
    note_as_seen,
    people_to_mention,
    read_threads,
    site_of,
)
from tvaerblik.web.refused import sentence_of, status_of

NEW = "ny"  # the form that begins a thread; the others are named by their contribution


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs_release
def discussion(request: HttpRequest, *, indicator: str) -> HttpResponse:
    spot = _spot(request, indicator)
    if request.method != "POST":
        return _page(request, spot, is_read=request.method == "GET")
    if request.POST.get("goer") == "indsaet":
        return _page(request, spot, typed=_with_mention(request.POST))
    try:
        written = _act(request, spot)
    except UserError as error:
        return _page(request, spot, error=error)
    messages.success(request, TEXTS["done"].in_(request.LANGUAGE_CODE))
    return redirect(f"{_address(spot)}#indlaeg-{written.pk}")


def _act(request: HttpRequest, spot: Spot) -> Contribution:
    """Which button was pressed. Raises Http404 for one that is none."""
    posted, release, by = request.POST, request.release, request.user
    to, because = posted.get("goer", ""), posted.get("begrundelse", "")
    one, seen = _number(posted.get("indlaeg", "")), _number(posted.get("serial", ""))
    if to in ThreadState.values:
        return end_thread(one, ThreadState(to), because, seen=seen, by=by)
    acts: Mapping[str, Callable[[], Contribution]] = {
        "skriv": lambda: begin_thread(release, spot, _with_mention(posted)["tekst"], by=by),
        "svar": lambda: answer_thread(release, one, posted.get("tekst", ""), by=by),
        "traek": lambda: withdraw_text(one, seen=seen, by=by),
        "fjern": lambda: hide_text(one, because, seen=seen, by=by),
    }
    if to not in acts:
        raise Http404
    return acts[to]()


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _with_mention(posted: Mapping[str, str]) -> dict[str, str]:
    """The text with who was chosen in the list, unless it has the name already."""
    text, chosen = posted.get("tekst", ""), posted.get("naevn", "").strip()
    if not chosen or chosen in names_in(text):
        return {"tekst": text, "naevn": ""}
    return {"tekst": f"@{chosen} {text}".rstrip(), "naevn": ""}


def _spot(request: HttpRequest, indicator: str) -> Spot:
    """Raises Http404 for a unit, period or indicator that are none. A unit without a period: its newest."""
    asked, release = request.GET, request.release
    unit = asked.get("enhed", "")
    try:
        card = next((one for one in release.indicators() if one.id == indicator), None)
        if card is None:
            return _forgotten(indicator)
        if not unit or card.is_profile:
            return Spot(card.id)
        place = place_of(release, unit)
        period = asked.get("periode", "") or newest_period(release, card, place.id)
        wish = Spot(card.id, place.id, period, asked.get("alder", ""), asked.get("koen", ""))
        return checked_spot(release, wish if period else Spot(card.id))
    except UserError as error:
        raise Http404(error.in_(request.LANGUAGE_CODE)) from None


def _forgotten(indicator: str) -> Spot:
    """An indicator that is shown no more keeps what was said of it."""
    if not Contribution.objects.filter(indicator=indicator).exists():
        raise Http404
    return Spot(indicator)


def _asked(spot: Spot) -> Asked:
    return Asked(spot.indicator, spot.unit, spot.period, spot.age_band, spot.sex)


def _address(spot: Spot) -> str:
    query = query_text(_asked(spot))
    address = reverse("droeftelse", kwargs={"indicator": spot.indicator})
    return f"{address}?{query}" if query else address


def _page(
    request: HttpRequest,
    spot: Spot,
    *,
    error: UserError | None = None,
    typed: Mapping[str, str] | None = None,
    is_read: bool = False,
) -> HttpResponse:
    lang, release, reader = request.LANGUAGE_CODE, request.release, request.user
    facts = read_threads(spot.indicator, release, reader, lang)
    page = build_discussion(
        release, _asked(spot), facts, cell_now(release, spot), site_of(request), lang
    )
    if is_read:
        note_as_seen(spot.indicator, (one.id for one in page.threads), reader)
    kept = typed if typed is not None else request.POST
    where = _form_of(request, page)
    context: dict[str, Any] = {
        "page": page,
        "t": page.t,
        "spot": spot,
        "address": _address(spot),
        "may_write": user_may_discuss(reader) and page.is_shown,
        "people": people_to_mention(reader),
        "bodies": bodies_to_mention(lang),
        "help": page.t["text_help"].format(n=number_text(LONGEST_TEXT, lang)),
        "longest": LONGEST_TEXT,
        # What was typed is shown again where it was typed, without a number that could be a person's
        "typed": {name: masked(kept.get(name, "")) for name in ("tekst", "naevn", "begrundelse")},
        "typed_in": where,
        "error": sentence_of(error, lang) if error else "",
        "onward": _onward(request, spot, page),
    }
    status = status_of(error) if error else 200
    # A number that was typed or a thing that has gone is told on the page, which is there
    return render(request, "web/discussion.html", context, status=400 if status == 404 else status)


def _form_of(request: HttpRequest, page: DiscussionPage) -> str:
    """The form that was sent; nothing where it is not on the page any more, and the error stands on top."""
    sent = request.POST.get("indlaeg", "") or NEW
    there = {one.id for thread in page.threads for one in (thread.head, *thread.answers)}
    return sent if sent == NEW or _number(sent) in there else ""


def _onward(request: HttpRequest, spot: Spot, page: DiscussionPage) -> dict[str, str]:
    """What else can be done with it, by whom may."""
    t, reader = page.t, request.user
    found = {}
    if user_may_open_case(reader):
        asked = {
            "indikator": spot.indicator,
            "titel": t["request_title"].format(title=page.title),
        }
        found["request"] = f"{reverse('henvendelse-ny')}?{urlencode(asked)}"
    if user_may_give_task(reader):
        asked = {"titel": t["task_title"].format(title=page.title)}
        found["task"] = f"{reverse('min-side')}?{urlencode(asked)}#ny-opgave"
    if spot.is_figure and user_may_answer_figures(reader):
        found["report"] = f"{reverse('mine-tal')}#{spot.indicator}"
    return found
