"""The pages. A view reads what was asked, has the page built, and lays it out."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from tvaerblik.presentation.pages.approval import ApprovalNote, build_approval
from tvaerblik.presentation.pages.good_examples_texts import TEXTS as OF_EXAMPLES
from tvaerblik.presentation.pages.help import build_help, build_help_index
from tvaerblik.presentation.pages.indicator import build_indicator
from tvaerblik.presentation.pages.prose import ABOUT, ACCESSIBILITY
from tvaerblik.presentation.pages.query import MAP_FORMS, Query
from tvaerblik.presentation.pages.words_of_pages import words_in
from tvaerblik.web.answers import needs_release, public, query_of
from tvaerblik.web.approval_facts import read_approval
from tvaerblik.web.boundaries import boundaries_of_site
from tvaerblik.web.chart_views import chart_addresses
from tvaerblik.web.contact import contact_of_site
from tvaerblik.web.example_facts import examples_of
from tvaerblik.web.facts import read_troubles


@public
@needs_release
def indicator(request: HttpRequest, *, indicator: str) -> HttpResponse:
    query = query_of(request)
    page = build_indicator(
        request.release,
        indicator,
        query,
        request.LANGUAGE_CODE,
        boundaries=boundaries_of_site(),
        troubles=read_troubles(),
    )
    context = {
        "page": page,
        "t": page.t,
        "about": page.about,
        "downloads": _downloads(indicator, page.query),
        "contact": contact_of_site(),
        "approval": _approval(request, indicator),
        "good_examples": examples_of(indicator),
        "of_examples": words_in(OF_EXAMPLES, request.LANGUAGE_CODE),
    }
    return render(request, "web/indicator.html", context)


def _approval(request: HttpRequest, indicator: str) -> ApprovalNote:
    """Of the very definition that the release's figures are of."""
    card = request.release.indicator(indicator)
    facts = read_approval(card.id, card.digest, card.next_review)
    today = timezone.localdate()
    return build_approval(facts, card.next_review, today, request.LANGUAGE_CODE)


@public
def explanations(request: HttpRequest) -> HttpResponse:
    page = build_help_index(request.LANGUAGE_CODE)
    return render(request, "web/help_index.html", {"page": page})


@public
def explanation(request: HttpRequest, *, topic: str) -> HttpResponse:
    page = build_help(topic, request.LANGUAGE_CODE)
    return render(request, "web/help.html", {"page": page})


@public
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "web/prose.html", {"page": ABOUT.in_(request.LANGUAGE_CODE)})


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "web/prose.html", {"page": ACCESSIBILITY.in_(request.LANGUAGE_CODE)})


@login_not_required
def was(request: HttpRequest) -> HttpResponse:
    """The accessibility statement: the organisation's own on was.digst.dk when it is configured."""
    return redirect(settings.ACCESSIBILITY_STATEMENT or reverse("tilgaengelighed"))


def _downloads(indicator: str, query: Query) -> Mapping[str, Any]:
    """Addresses of the same choice as files."""
    asked = {
        "enhed": query.unit,
        "periodetype": query.period_kind,
        "alder": query.age_band,
        "koen": query.sex,
        "organisation": query.organisation,
        "periode": query.period,
        "kort": query.map,
    }
    chosen = {name: value for name, value in asked.items() if value}
    of_file = {name: value for name, value in chosen.items() if name not in ("periode", "kort")}
    as_file = of_file if query.age_band or query.sex else {**of_file, "opdelt": "false"}
    csv = f"/api/v1/indikatorer/{indicator}.csv"
    return {
        "danish": f"{csv}?{urlencode(as_file)}",
        "machine": f"{csv}?{urlencode({**as_file, 'dialect': 'machine'})}",
        "charts": chart_addresses(indicator, chosen),
        "maps": {one: f"?{urlencode({**chosen, 'kort': one})}#kort" for one in MAP_FORMS},
    }
