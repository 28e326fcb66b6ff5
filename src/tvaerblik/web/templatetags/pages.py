"""What templates need besides the page they lay out."""

from django import template
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from tvaerblik.presentation.pages.frame import Frame, build_frame

register = template.Library()


@register.simple_tag(takes_context=True)
def page_frame(context: template.Context) -> Frame:
    """Header and footer, on pages that no view of ours makes too: login and not found."""
    request: HttpRequest | None = context.get("request")
    release = getattr(request, "release", None)
    return build_frame(release, getattr(request, "LANGUAGE_CODE", "da"))


@register.filter
def drawn(svg: str) -> SafeString:
    """A chart made by our own drawing functions, which escape every text they are given."""
    return mark_safe(svg)  # noqa: S308
