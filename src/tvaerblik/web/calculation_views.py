"""How a figure was computed, as a page and as a file of SQL."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from tvaerblik.presentation.pages.calculation import build_calculation, sql_file
from tvaerblik.web.answers import needs_release, public, unit_of


@public
@needs_release
def calculation(request: HttpRequest, *, indicator: str) -> HttpResponse:
    page = build_calculation(request.release, indicator, unit_of(request), request.LANGUAGE_CODE)
    context = {"page": page, "t": page.t, "unit": unit_of(request)}
    return render(request, "web/calculation.html", context)


@public
@needs_release
def statements(request: HttpRequest, *, indicator: str) -> HttpResponse:
    content = sql_file(request.release, indicator)
    if not content:
        raise Http404(indicator)
    headers = {"Content-Disposition": f'attachment; filename="{indicator}.sql"'}
    return HttpResponse(content, content_type="application/sql; charset=utf-8", headers=headers)
