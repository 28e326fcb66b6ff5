"""One answer for each release, reader, language and question; what has not changed is not sent."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from importlib.metadata import version
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition

from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.unchanged import WhileUnchanged
from tvaerblik.governance.viewing import viewer_class, visible_release_for
from tvaerblik.release.reader import Release
from tvaerblik.web.boundaries import stamp_of_boundaries
from tvaerblik.web.contact import stamp_of_contact
from tvaerblik.web.facts import stamp_of_facts

View = Callable[..., HttpResponse]

VERSION = version("tvaerblik")
_ANYBODY = AnonymousUser()
_stamp = WhileUnchanged(stamp_of_facts)


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells a page from every other, and the release it is of."""

    release: str
    etag: str


def etag_of(request: HttpRequest, **kwargs: str) -> str:
    return _etag(request, request.user, request.release, request.LANGUAGE_CODE, _login_of(request))


def mark_for_anybody(request: HttpRequest, language: str) -> Mark:
    """What `etag_of` will say of a reader who is not logged in, before a session is looked for."""
    release = visible_release_for(_ANYBODY)
    etag = _etag(request, _ANYBODY, release, language)
    return Mark(release.id if release else "", etag)


def _login_of(request: HttpRequest) -> str:
    """Of a reader who is logged in: a page kept from an earlier login has a form whose token is refused,
    and one kept from before the account was changed offers what it no longer may."""
    if not request.user.is_authenticated:
        return ""
    secret = request.META.get("CSRF_COOKIE", "")
    return f"{secret} {request.user.unit} {actor_of(request.user).role}"


def _etag(
    request: HttpRequest, reader: Any, release: Release | None, language: str, login: str = ""
) -> str:
    parts = (
        VERSION,
        release.id if release else "",
        viewer_class(reader),
        reader.get_username(),
        login,
        language,
        request.get_full_path(),
        # Pages tell how long ago something was
        timezone.localdate().isoformat(),
        _stamp(),
        stamp_of_boundaries(),
        stamp_of_contact(),
    )
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f'"{digest[:32]}"'


def conditional(view: View) -> View:
    """Kept by the reader's browser alone, and asked for again each time."""

    @wraps(view)
    def kept_privately(request: HttpRequest, **kwargs: str) -> HttpResponse:
        response = condition(etag_func=etag_of)(view)(request, **kwargs)
        patch_cache_control(response, private=True, no_cache=True)
        # All that it depends on is in its mark, so that it can be given to whoever asks the same
        response.depends_on_mark_alone = True
        return response

    return kept_privately
