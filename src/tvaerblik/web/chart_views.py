"""The charts of an indicator's page as files: SVG for print and web, PNG for slides and mails."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from tvaerblik.presentation.charts import png_of
from tvaerblik.presentation.pages.chart_files import build_chart_file
from tvaerblik.web.answers import needs_release, public, query_of
from tvaerblik.web.boundaries import boundaries_of_site

CHARTS = ("diagram", "sammenligning", "alder", "kort")
FORMS = ("svg", "png")
TYPES = {"svg": "image/svg+xml; charset=utf-8", "png": "image/png"}


@public
@needs_release
def chart(request: HttpRequest, *, indicator: str, chart: str, form: str) -> HttpResponse:
    lang = request.LANGUAGE_CODE
    query, boundaries = query_of(request), boundaries_of_site()
    svg = build_chart_file(request.release, indicator, chart, query, lang, boundaries=boundaries)
    name = indicator if chart == "diagram" else f"{indicator}-{chart}"
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    content = png_of(svg) if form == "png" else svg
    return HttpResponse(content, content_type=TYPES[form], headers=headers)


def chart_addresses(indicator: str, asked: Mapping[str, str]) -> Mapping[str, Mapping[str, str]]:
    """`addresses.kort.png`: each chart in each form, for the same choice as the page."""
    return {
        chart: {form: _address(indicator, chart, form, asked) for form in FORMS} for chart in CHARTS
    }


def _address(indicator: str, chart: str, form: str, asked: Mapping[str, str]) -> str:
    path = reverse("diagram", kwargs={"indicator": indicator, "chart": chart, "form": form})
    return f"{path}?{urlencode(asked)}"
