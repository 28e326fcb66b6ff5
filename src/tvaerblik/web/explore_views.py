"""*Udforsk*: the page, its files, and the views that people have saved."""

from collections.abc import Iterator, Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse

from tvaerblik.presentation.charts import file_svg, png_of
from tvaerblik.presentation.pages.chart_files import stamp_of
from tvaerblik.presentation.pages.explore import (
    ExplorePage,
    build_explore,
    picture_of_file,
    rows_of_file,
)
from tvaerblik.presentation.pages.explore_query import Asked, read_asked
from tvaerblik.presentation.spreadsheet import DIALECTS, csv_text
from tvaerblik.web.answers import needs_release, public

TYPES = {"svg": "image/svg+xml; charset=utf-8", "png": "image/png"}


@public
@needs_release
def explore(request: HttpRequest) -> HttpResponse:
    page = build_explore(request.release, asked_of(request), request.LANGUAGE_CODE)
    return render(request, "web/explore.html", context_of(request, page))


@public
@needs_release
def explore_csv(request: HttpRequest) -> HttpResponseBase:
    """Exactly what the page shows. What cannot be answered is a sentence and no half file."""
    rows = rows_of_file(request.release, asked_of(request), request.LANGUAGE_CODE)
    if isinstance(rows, str):
        return _refused(rows)
    dialect = DIALECTS["machine" if request.GET.get("dialect") == "machine" else "excel"]
    lines = csv_text(request.release, rows, dialect)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = (
        f'attachment; filename="udforsk_{request.release.id}.csv"'
    )
    return response


@public
@needs_release
def explore_picture(request: HttpRequest, *, form: str) -> HttpResponse:
    release, lang = request.release, request.LANGUAGE_CODE
    only = request.GET.get("kun", "")
    picture = picture_of_file(release, asked_of(request), lang, only=only)
    if isinstance(picture, str):
        return _refused(picture)
    svg = file_svg(picture, stamp=stamp_of(release, lang))
    content = png_of(svg) if form == "png" else svg
    headers = {"Content-Disposition": f'attachment; filename="udforsk.{form}"'}
    return HttpResponse(content, content_type=TYPES[form], headers=headers)


def asked_of(request: HttpRequest) -> Asked:
    return read_asked(dict(request.GET.lists()))


def context_of(request: HttpRequest, page: ExplorePage) -> Mapping[str, object]:
    return {
        "page": page,
        "t": page.t,
        "result": page.result,
        "files": tuple(_files(page)),
        "here": request.build_absolute_uri(f"{reverse('udforsk')}?{page.address}"),
    }


def _files(page: ExplorePage) -> Iterator[tuple[str, str]]:
    """Name and address of each file of the same choice."""
    t = page.t
    if page.can_be_fetched:
        csv = f"{reverse('udforsk-csv')}?{page.address}"
        yield t["csv_danish"], csv
        yield t["csv_machine"], f"{csv}&dialect=machine"
    for title, query in page.pictures:
        for form in TYPES:
            name = t["of"].format(form=t[form], title=title) if title else t[form]
            yield name, f"{reverse('udforsk-billede', kwargs={'form': form})}?{query}"


def _refused(sentence: str) -> HttpResponse:
    return HttpResponse(f"{sentence}\n", content_type="text/plain; charset=utf-8", status=400)
