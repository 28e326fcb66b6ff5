"""The overview: a unit's tiles as the address asks for them."""

from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tvaerblik.presentation.numbers import Lang
from tvaerblik.presentation.pages.data import notices_of
from tvaerblik.presentation.pages.overview import build_overview
from tvaerblik.presentation.pages.overview_choice import OverviewQuery
from tvaerblik.web.answers import demo_of_site, needs_release, public, unit_of
from tvaerblik.web.facts import read_sources, read_troubles, stamp_of_facts


@public
@needs_release
def overview(request: HttpRequest) -> HttpResponse:
    lang = request.LANGUAGE_CODE
    page = build_overview(request.release, asked_of_overview(request), lang)
    notices = _notices(stamp_of_facts(), lang)
    context = {"page": page, "t": page.t, "notices": notices, "demo": demo_of_site()}
    return render(request, "web/overview.html", context)


@lru_cache(maxsize=4)
def _notices(stamp: str, lang: Lang) -> tuple[str, ...]:
    """Of the newest facts in both languages: reading every delivery there has been took as long as all
    the rest of the page. The stamp is another when they are."""
    return notices_of(read_sources(), read_troubles(), today=timezone.localdate(), lang=lang)


def asked_of_overview(request: HttpRequest) -> OverviewQuery:
    asked = request.GET
    return OverviewQuery(
        unit=unit_of(request),
        organisation=asked.get("organisation", ""),
        group=asked.get("gruppe", ""),
        order=asked.get("raekkefoelge", ""),
        theme=asked.get("tema", ""),
        source=asked.get("kilde", ""),
        sector=asked.get("sektor", ""),
        signal=asked.get("signal", ""),
    )
