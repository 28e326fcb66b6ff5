"""What happens to every request: its language, the release it is answered from, its headers."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_vary_headers

from tvaerblik.governance.viewing import visible_release_for

Handler = Callable[[HttpRequest], HttpResponseBase]

# Nothing of the browser's machinery is used, so nothing of it is allowed
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def more_security_headers(get_response: Handler) -> Handler:
    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


def chosen_language(get_response: Handler) -> Handler:
    """Danish, unless the reader has chosen otherwise.

    Django's own middleware follows the browser's list of languages; many Danes have an English
    browser, and a link sent to a colleague must look the same to both.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        language = language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie",))
        return response

    return middleware


def said_refusal(get_response: Handler) -> Handler:
    """Django answers a page that is sent to, or a form's address that is opened, with nothing at all."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            response.headers["Content-Type"] = "text/html; charset=utf-8"
            response.content = render_to_string("405.html")
        return response

    return middleware


def language_of(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def release_of_request(get_response: Handler) -> Handler:
    """Every figure of an answer comes from `request.release`, opened once: None when there is none
    that can be shown. A release that is switched meanwhile is seen by the next request."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        request.release = visible_release_for(request.user)
        return get_response(request)

    return middleware
