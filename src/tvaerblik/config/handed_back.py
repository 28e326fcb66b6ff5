"""What a reader typed is handed back without its CPR numbers, whichever form or address it stood in.

A form that is refused shows again what was typed, and the form for the language leads back to the
address it stands on. Each page would have to remember to mask; here it is done once, for the pages that
are not written yet too.
"""

import json
from collections.abc import Callable, Iterator
from urllib.parse import quote, quote_plus, unquote_plus

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict

from tvaerblik.config.delivery import PACKABLE
from tvaerblik.core.cpr import masked, numbers_in

Handler = Callable[[HttpRequest], HttpResponseBase]


def without_numbers_typed(get_response: Handler) -> Handler:
    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        typed = {number for text in _typed_in(request) for number in numbers_in(text)}
        if typed:
            _mask(response, typed)
        return response

    return middleware


def _typed_in(request: HttpRequest) -> Iterator[str]:
    yield request.path
    # As it was sent: a sign that is no field's still stands in the address
    yield unquote_plus(request.META.get("QUERY_STRING", ""))
    # A form that no view has read is not read here, since a delivery may lie in it
    sent = getattr(request, "_post", None)
    for fields in (request.GET, sent):
        if isinstance(fields, QueryDict):
            for name, values in fields.lists():
                yield from (name, *values)


def _mask(response: HttpResponseBase, numbers: set[str]) -> None:
    spelled = {
        write(number): write(masked(number))
        for number in numbers
        for write in (str, quote, quote_plus, _in_json)
    }
    if "Location" in response.headers:
        response.headers["Location"] = _without(response.headers["Location"], spelled)
    if isinstance(response, HttpResponse) and PACKABLE.match(response.get("Content-Type", "")):
        # A file of a case can be in another alphabet than it is sent as, and keeps its bytes
        content = response.content.decode(response.charset, "surrogateescape")
        plain = _without(content, spelled)
        response.content = plain.encode(response.charset, "surrogateescape")


def _without(text: str, spelled: dict[str, str]) -> str:
    for number, instead in spelled.items():
        text = text.replace(number, instead)
    return text


def _in_json(text: str) -> str:
    return json.dumps(text)[1:-1]
