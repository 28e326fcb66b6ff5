"""The API's addresses. Each is open, read-only, and answers from the release of its request."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.timezone import localtime
from ninja import NinjaAPI

from tvaerblik import __version__
from tvaerblik.api import schemas
from tvaerblik.api.conditional import (
    deliveries_mark,
    kept_while,
    release_mark,
    release_of,
    with_headers,
)
from tvaerblik.api.deliveries import deliveries_answer
from tvaerblik.api.figures import envelope, figure
from tvaerblik.api.problems import handle_problems
from tvaerblik.api.questions import Question, ask, check_known, check_organisation, check_stratum
from tvaerblik.core.periods import PERIOD_KINDS
from tvaerblik.core.rows import AS_WAS
from tvaerblik.presentation.spreadsheet import DIALECTS, csv_text
from tvaerblik.release.cards import IndicatorCard

api = NinjaAPI(
    title="Tværblik",
    version=__version__,
    description="Everything published, read-only. Every answer names the release it comes from; "
    "figures marked `synthetic` are invented.",
    docs_url=None,  # its page needs inline scripts, which the site's policy refuses
    urls_namespace="api",
)
handle_problems(api)


@api.get("/indikatorer", response=schemas.Indicators, summary="Indikatorer")
@kept_while(release_mark)
def list_indicators(request: HttpRequest) -> dict[str, Any]:
    release = release_of(request)
    briefs = [_brief(card) for card in release.indicators()]
    found = {"indicators": briefs, "without_figures": release.listed()}
    return {**envelope(release, release.manifest.sources), **found}


@api.get(
    "/indikatorer/{indikator}.csv", summary="En indikators tal som CSV", include_in_schema=True
)
@kept_while(release_mark)
def download_csv(
    request: HttpRequest,
    indikator: str,
    enhed: str | None = None,
    periodetype: str | None = None,
    alder: str | None = None,
    koen: str | None = None,
    organisation: str = AS_WAS,
    opdelt: bool = True,
    dialect: str = "excel",
) -> StreamingHttpResponse:
    """Everything the release has of an indicator, or of one unit; with `alder` or `koen` that group
    alone, with `opdelt=false` the totals alone."""
    release = release_of(request)
    card = release.indicator(indikator)
    check_known("dialect", dialect, DIALECTS)
    check_stratum(alder, koen, card)
    check_known("periodetype", periodetype, PERIOD_KINDS)
    check_organisation(organisation, release)
    if enhed is not None:
        release.unit(enhed)
    one_stratum = bool(alder or koen)
    rows = release.csv_rows(
        indikator,
        unit=enhed,
        period_kind=periodetype,
        organisation=organisation,
        strata=opdelt or one_stratum,
    )
    if one_stratum:
        rows = (row for row in rows if (row.age_band, row.sex) == (alder, koen))
    response = StreamingHttpResponse(
        csv_text(release, rows, DIALECTS[dialect]), content_type="text/csv; charset=utf-8"
    )
    name = f"{card.id}_{release.id}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@api.get("/indikatorer/{indikator}", response=schemas.IndicatorAnswer, summary="En indikator")
@kept_while(release_mark)
def get_indicator(request: HttpRequest, indikator: str) -> dict[str, Any]:
    release = release_of(request)
    card = release.indicator(indikator)
    return {**envelope(release, card.sources), "indicator": _full(card)}


@api.get("/enheder", response=schemas.Units, summary="Enheder med tal")
@kept_while(release_mark)
def list_units(request: HttpRequest, enhedstype: str | None = None) -> dict[str, Any]:
    release = release_of(request)
    units = release.units()
    check_known("enhedstype", enhedstype, sorted({unit.kind for unit in units}))
    chosen = [unit for unit in units if enhedstype in (None, unit.kind)]
    return {**envelope(release, release.manifest.sources), "units": chosen}


@api.get("/vaerdier", response=schemas.Figures, summary="Tal")
@kept_while(release_mark)
def list_figures(
    request: HttpRequest,
    indikator: str,
    enhed: str | None = None,
    enhedstype: str | None = None,
    periode: str | None = None,
    fra: str | None = None,
    til: str | None = None,
    periodetype: str | None = None,
    alder: str | None = None,
    koen: str | None = None,
    organisation: str = AS_WAS,
    uge: int | None = None,
) -> dict[str, Any]:
    """Of a profile: every week in one period, or one week (`uge`) through time or across units."""
    release = release_of(request)
    question = Question(
        indicator=indikator,
        unit=enhed,
        unit_kind=enhedstype,
        period=periode,
        from_period=fra,
        to_period=til,
        period_kind=periodetype,
        age_band=alder,
        sex=koen,
        organisation=organisation,
        step=uge,
    )
    values = [figure(row, release) for row in ask(release, question)]
    return {**envelope(release, release.indicator(indikator).sources), "values": values}


@api.get("/udgivelse", response=schemas.ReleaseAnswer, summary="Udgivelsen")
@kept_while(release_mark)
def get_release(request: HttpRequest) -> dict[str, Any]:
    release = release_of(request)
    manifest = release.manifest
    same = ("previous", "policy", "definitions", "sources", "deliveries", "organisations")
    return {
        **envelope(release, manifest.sources),
        **{name: getattr(manifest, name) for name in (*same, "cells", "cells_sha256", "files")},
        "made_at": localtime(manifest.made_at),
        "manifest_sha256": release.manifest_sha256,
    }


@api.get("/leverancer", response=schemas.Deliveries, summary="Leverancer, også de holdte")
@kept_while(deliveries_mark)
def list_deliveries(request: HttpRequest) -> dict[str, Any]:
    return deliveries_answer()


def _brief(card: IndicatorCard) -> dict[str, Any]:
    same = (*("id", "version", "status", "title", "short_title", "unit_text", "theme"),)
    also = ("polarity", "measure", "periods", "breakdowns")
    return {
        **{name: getattr(card, name) for name in (*same, *also)},
        "synthetic": card.is_synthetic,
        "provisional": card.is_provisional,
    }


def _full(card: IndicatorCard) -> dict[str, Any]:
    own = set(schemas.IndicatorFull.model_fields) - set(schemas.IndicatorBrief.model_fields)
    return {**_brief(card), **{name: getattr(card, name) for name in own}}


def _open(patterns: list[Any]) -> list[Any]:
    """Every address of the API can be read without logging in."""
    for pattern in patterns:
        pattern.callback = login_not_required(with_headers(pattern.callback))
    return patterns


_patterns, _app, _namespace = api.urls
urls = (_open(_patterns), _app, _namespace)
