"""Contact patterns: the weeks around an event, by sector."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode

from tvaerblik.presentation.pages.pattern import PATTERNS, build_pattern, patterns_of
from tvaerblik.presentation.pages.query import Query
from tvaerblik.web.answers import needs_release, public, query_of


@public
@needs_release
def pattern(request: HttpRequest, *, pattern: str) -> HttpResponse:
    page = build_pattern(request.release, pattern, query_of(request), request.LANGUAGE_CODE)
    downloads = [_files(part.indicator, page.query) for part in page.parts]
    context = {"page": page, "t": page.t, "parts": list(zip(page.parts, downloads, strict=True))}
    return render(request, "web/pattern.html", context)


@public
@needs_release
def patterns(request: HttpRequest) -> HttpResponse:
    """To the first one, with what was chosen: as yet there is no other."""
    first = next(iter([*patterns_of(request.release), *PATTERNS]))
    asked = request.GET.urlencode()
    answer = redirect("kontaktmoenster", pattern=first)
    answer["Location"] += f"?{asked}" if asked else ""
    return answer


def _files(indicator: str, query: Query) -> dict[str, str]:
    """Addresses of one sector's figures as files; the file has every week, age and sex of the unit."""
    kind = "year" if len(query.period) == 4 else "quarter"
    asked = {"enhed": query.unit, "periodetype": kind, "organisation": query.organisation}
    csv = f"/api/v1/indikatorer/{indicator}.csv"
    return {
        "danish": f"{csv}?{urlencode(asked)}",
        "machine": f"{csv}?{urlencode({**asked, 'dialect': 'machine'})}",
    }
