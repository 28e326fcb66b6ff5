"""The profile of a unit, at an address that says what kind of unit it is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from tvaerblik.presentation.pages.places import place_of
from tvaerblik.presentation.pages.profile import build_profile
from tvaerblik.presentation.pages.profile_place import ADDRESSES, OTHER_ADDRESS, address_of
from tvaerblik.web.answers import needs_release, public, unit_of

KINDS = "|".join([*ADDRESSES.values(), OTHER_ADDRESS])
ADDRESS = rf"^(?P<kind>{KINDS})/(?P<unit>[-\w]+)$"


@public
@needs_release
def profile(request: HttpRequest, *, kind: str, unit: str) -> HttpResponse:
    place = place_of(request.release, unit)
    if kind != address_of(place):
        return redirect("profil", kind=address_of(place), unit=place.id)
    page = build_profile(request.release, unit, timezone.localdate(), request.LANGUAGE_CODE)
    return render(request, "web/profile.html", {"page": page, "t": page.t})


@public
@needs_release
def chosen(request: HttpRequest) -> HttpResponse:
    """From the choice of a unit to its profile."""
    place = place_of(request.release, unit_of(request))
    return redirect("profil", kind=address_of(place), unit=place.id)
