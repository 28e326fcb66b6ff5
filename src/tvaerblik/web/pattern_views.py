"""Contact patterns: the weeks around an event, by sector."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from tvaerblik.presentation.charts import png_of
from tvaerblik.presentation.pages.pattern import PATTERNS, build_pattern, patterns_of
from tvaerblik.presentation.pages.pattern_files import build_course_file
from tvaerblik.presentation.pages.query import Query
from tvaerblik.web.answers import needs_release, public, query_of
from tvaerblik.web.chart_views import FORMS, TYPES


@public
@needs_release
def pattern(request: HttpRequest, *, pattern: str) -> HttpResponse:
    page = build_pattern(request.release, pattern, query_of(request), request.LANGUAGE_CODE)
    downloads = [_files(pattern, part.indicator, page.query) for part in page.parts]
    context = {"page": page, "t": page.t, "parts": list(zip(page.parts, downloads, strict=True))}
    return render(request, "web/pattern.html", context)


@public
@needs_release
def course(request: HttpRequest, *, pattern: str, indicator: str, form: str) -> HttpResponse:
    svg = build_course_file(
        request.release, pattern, indicator, query_of(request), request.LANGUAGE_CODE
    )
    headers = {"Content-Disposition": f'attachment; filename="{indicator}.{form}"'}
    content = png_of(svg) if form == "png" else svg
    return HttpResponse(content, content_type=TYPES[form], headers=headers)


@public
@needs_release
def patterns(request: HttpRequest) -> HttpResponse:
    """To the first one, with what was chosen: as yet there is no other."""
    first = next(iter([*patterns_of(request.release), *PATTERNS]))
    asked = request.GET.urlencode()
    answer = redirect("kontaktmoenster", pattern=first)
    answer["Location"] += f"?{asked}" if asked else ""
    return answer


def _files(pattern: str, indicator: str, query: Query) -> dict[str, str]:
    """Addresses of one sector's figures and chart as files; the figures are of every week, age and sex."""
    kind = "year" if len(query.period) == 4 else "quarter"
    asked = {"enhed": query.unit, "periodetype": kind, "organisation": query.organisation}
    csv = f"/api/v1/indikatorer/{indicator}.csv"
    return {
        "danish": f"{csv}?{urlencode(asked)}",
        "machine": f"{csv}?{urlencode({**asked, 'dialect': 'machine'})}",
        **{form: _picture(pattern, indicator, form, query) for form in FORMS},
    }


def _picture(pattern: str, indicator: str, form: str, query: Query) -> str:
    asked = {
        "enhed": query.unit,
        "periode": query.period,
        "alder": query.age_band,
        "koen": query.sex,
        "organisation": query.organisation,
    }
    chosen = urlencode({name: value for name, value in asked.items() if value})
    names = {"pattern": pattern, "indicator": indicator, "form": form}
    return f"{reverse('kontaktmoenster-billede', kwargs=names)}?{chosen}"
