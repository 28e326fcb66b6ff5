"""How pages are sent: packed, and those that are the same for everybody built once.

A page is kept by the mark that tells it from every other (web/caching.py), and only when it was made for a
reader of whom nothing is known: no session, no message, no token of a form. So nothing of one reader can
be sent to another.
"""

import gzip
import re
from collections.abc import Callable, Mapping
from typing import TypeGuard

import brotli
from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from tvaerblik.config.middleware import language_of
from tvaerblik.web.caching import mark_for_anybody
from tvaerblik.web.page_store import KeptPage, PageStore

Handler = Callable[[HttpRequest], HttpResponseBase]

# A page packed is 5 to 30 KB: a release's pages for every unit that people look at
MOST_BYTES = 32 * 1024 * 1024
# Shorter answers do not get shorter by it
WORTH_PACKING = 500
PACKABLE = re.compile(r"text/|image/svg\+xml|application/([\w.-]+\+)?(json|xml|sql)")
# Measured on a page of sixty tiles: these take a millisecond, and the last tenth takes a hundred
BROTLI_QUALITY, GZIP_LEVEL = 5, 6

PAGES = PageStore(MOST_BYTES)


def kept_pages(get_response: Handler) -> Handler:
    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not _is_from_anybody(request):
            return get_response(request)
        mark = mark_for_anybody(request, language_of(request))
        key = (mark.etag, _encoding_for(request), request.scheme, request.get_host())
        kept = PAGES.get(mark.release, key)
        if kept is not None:
            return _answer(request, kept)
        response = get_response(request)
        # A release that was switched meanwhile has given the page another mark
        if _is_for_anybody(response) and _etag_of(response) == mark.etag:
            PAGES.put(mark.release, key, KeptPage(response.content, dict(response.headers)))
        return response

    return middleware


def packed(get_response: Handler) -> Handler:
    """Brotli or gzip, whichever the reader's browser can unpack. A form's token is masked anew in each
    page, so that nothing can be learnt of it from how well the page is packed."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if isinstance(response, HttpResponse) and _can_be_packed(response):
            patch_vary_headers(response, ("Accept-Encoding",))
            _pack(response, _encoding_for(request))
        return response

    return middleware


def _is_from_anybody(request: HttpRequest) -> bool:
    personal = (settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name)
    return (
        request.method == "GET"
        and not any(name in request.COOKIES for name in personal)
        and "Authorization" not in request.headers
    )


def _is_for_anybody(response: HttpResponseBase) -> TypeGuard[HttpResponse]:
    """A token of a form comes with a cookie, as a session and a message do."""
    return (
        isinstance(response, HttpResponse)
        and response.status_code == 200
        and not response.cookies
        and getattr(response, "depends_on_mark_alone", False)
    )


def _answer(request: HttpRequest, kept: KeptPage) -> HttpResponseBase:
    page = HttpResponse(kept.content, headers=kept.headers)
    answer: HttpResponseBase = get_conditional_response(request, kept.headers["ETag"], None, page)
    for name, value in kept.headers.items():
        if not name.startswith("Content-") or name == "Content-Language":
            answer.headers.setdefault(name, value)
    return answer


def _etag_of(response: HttpResponse) -> str:
    return response.headers.get("ETag", "").removeprefix("W/")


def _can_be_packed(response: HttpResponse) -> bool:
    return (
        len(response.content) >= WORTH_PACKING
        and "Content-Encoding" not in response.headers
        and PACKABLE.match(response.headers.get("Content-Type", "")) is not None
    )


def _pack(response: HttpResponse, encoding: str) -> None:
    if not encoding:
        return
    response.content = PACKERS[encoding](response.content)
    response.headers["Content-Encoding"] = encoding
    response.headers["Content-Length"] = str(len(response.content))
    etag = response.headers.get("ETag")
    if etag and not etag.startswith("W/"):
        # The same page in other bytes
        response.headers["ETag"] = f"W/{etag}"


def _encoding_for(request: HttpRequest) -> str:
    """The best that the reader can unpack; none is as good."""
    accepted = {
        name.strip().lower()
        for name, _, quality in (
            part.partition(";") for part in request.headers.get("Accept-Encoding", "").split(",")
        )
        if quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    }
    return next((name for name in PACKERS if name in accepted), "")


PACKERS: Mapping[str, Callable[[bytes], bytes]] = {
    "br": lambda content: brotli.compress(content, quality=BROTLI_QUALITY),
    # Without the time, so that the same page is the same bytes
    "gzip": lambda content: gzip.compress(content, GZIP_LEVEL, mtime=0),
}
