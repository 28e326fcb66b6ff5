"""One answer for each release, reader, language and question; what has not changed is not sent."""

import hashlib
from collections.abc import Callable
from functools import wraps
from importlib.metadata import version

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition

from tvaerblik.governance.viewing import viewer_class
from tvaerblik.web.boundaries import stamp_of_boundaries
from tvaerblik.web.facts import stamp_of_facts

View = Callable[..., HttpResponse]


def etag_of(request: HttpRequest, **kwargs: str) -> str:
    parts = (
        version("tvaerblik"),
        request.release.id if request.release else "",
        viewer_class(request.user),
        request.user.get_username(),
        request.LANGUAGE_CODE,
        request.get_full_path(),
        stamp_of_facts(),
        stamp_of_boundaries(),
    )
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f'"{digest[:32]}"'


def conditional(view: View) -> View:
    """Kept by the reader's browser alone, and asked for again each time."""

    @wraps(view)
    def kept_privately(request: HttpRequest, **kwargs: str) -> HttpResponse:
        response = condition(etag_func=etag_of)(view)(request, **kwargs)
        patch_cache_control(response, private=True, no_cache=True)
        return response

    return kept_privately
