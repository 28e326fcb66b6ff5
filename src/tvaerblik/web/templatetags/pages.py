"""What templates need besides the page they lay out."""

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from tvaerblik.presentation.pages.frame import Frame, build_frame
from tvaerblik.presentation.pages.profile_place import address_of
from tvaerblik.presentation.pages.profile_texts import TEXTS as OF_PROFILES
from tvaerblik.presentation.pages.work import Entry
from tvaerblik.release.cards import UnitCard
from tvaerblik.web.work_views import current_of, line_for

register = template.Library()


@register.simple_tag(takes_context=True)
def page_frame(context: template.Context) -> Frame:
    """Header and footer, on pages that no view of ours makes too: login and not found."""
    request: HttpRequest | None = context.get("request")
    release = getattr(request, "release", None)
    return build_frame(release, getattr(request, "LANGUAGE_CODE", "da"))


@register.simple_tag(takes_context=True)
def work_line(context: template.Context) -> tuple[Entry, ...]:
    """Pages that no view of ours makes may be without a reader."""
    request: HttpRequest | None = context.get("request")
    return line_for(request) if hasattr(request, "user") else ()


@register.simple_tag(takes_context=True)
def current(context: template.Context, name: str) -> SafeString:
    """The attribute that tells where in the menu the page is: on it, or below it."""
    request: HttpRequest | None = context.get("request")
    told = current_of(request.path, name) if request else ""
    return format_html(' aria-current="{}"', told) if told else SafeString("")


@register.filter
def drawn(svg: str) -> SafeString:
    """A chart made by our own drawing functions, which escape every text they are given."""
    return mark_safe(svg)  # noqa: S308 - escaped where it is drawn


@register.simple_tag(takes_context=True)
def profile_link(context: template.Context, place: UnitCard) -> SafeString:
    """To the profile of a unit, from wherever the unit is named."""
    lang = getattr(context.get("request"), "LANGUAGE_CODE", "da")
    address = reverse("profil", kwargs={"kind": address_of(place), "unit": place.id})
    text = OF_PROFILES["to_profile"].in_(lang).format(unit=place.name.in_(lang))
    return format_html('<a href="{}">{}</a>', address, text)
