"""Answers that a client may keep: an unchanged release is answered by 304 before any work is done."""

import functools
import inspect
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

from tvaerblik import __version__
from tvaerblik.api.problems import bad_parameter, check_can_be_shown
from tvaerblik.governance.sources.models import SourceStatus
from tvaerblik.governance.viewing import viewer_class
from tvaerblik.release.reader import Release

View = Callable[..., Any]
CACHE_CONTROL = "private, no-cache"


def release_of(request: HttpRequest) -> Release:
    """Raises NotKnown while there is no release."""
    release: Release | None = request.release
    check_can_be_shown(release)
    assert release is not None
    return release


def release_mark(request: HttpRequest) -> str:
    return release_of(request).id


def deliveries_mark(request: HttpRequest) -> str:
    """Each report replaces what was said of a source, so their times tell all of them apart."""
    times = SourceStatus.objects.order_by("source").values_list("source", "reported_at")
    return ",".join(f"{source}@{at:%Y%m%dT%H%M%S%f}" for source, at in times) or "none"


def kept_while(mark_of: Callable[[HttpRequest], str]) -> Callable[[View], View]:
    """An answer stays the same as long as its mark does, for readers of one kind and language.

    Parameters that nobody reads are refused: a misspelt one would be answered by another figure.
    """

    def decorate(view: View) -> View:
        known = set(inspect.signature(view).parameters) - {"request"}

        @functools.wraps(view)
        def answer(request: HttpRequest, **values: Any) -> Any:
            _check_parameters(request, known)
            request.etag = _etag(mark_of(request), request)
            unchanged: HttpResponse | None = get_conditional_response(request, etag=request.etag)
            return view(request, **values) if unchanged is None else unchanged

        return answer

    return decorate


def with_headers(view: View) -> View:
    """What every answer of the API says about being kept; errors are never given a mark."""

    @functools.wraps(view)
    def answer(request: HttpRequest, *args: Any, **values: Any) -> HttpResponseBase:
        response: HttpResponseBase = view(request, *args, **values)
        response.headers["Cache-Control"] = CACHE_CONTROL
        if response.status_code in (200, 304) and hasattr(request, "etag"):
            response.headers["ETag"] = request.etag
        return response

    return answer


def _etag(mark: str, request: HttpRequest) -> str:
    return f'"{mark}.{viewer_class(request.user)}.{get_language()}.{__version__}"'


def _check_parameters(request: HttpRequest, known: set[str]) -> None:
    unknown = ", ".join(sorted(set(request.GET) - known))
    if unknown:
        readable = ", ".join(sorted(known)) or "–"
        raise bad_parameter(
            f"Ukendt parameter: {unknown}.",
            f"Unknown parameter: {unknown}.",
            f"Kendte: {readable}.",
            f"Known: {readable}.",
        )
