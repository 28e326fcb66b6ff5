"""Where the installation wants questions of figures to go: by mail, or to a page of its own."""

from collections.abc import Mapping

from django.conf import settings


def contact_of_site() -> Mapping[str, str] | None:
    contact = stamp_of_contact()
    if not contact:
        return None
    return {"address": f"mailto:{contact}" if "@" in contact else contact, "name": contact}


def stamp_of_contact() -> str:
    """Pages that tell of it are other pages when it is another."""
    return getattr(getattr(settings, "SITE", None), "contact", "")
