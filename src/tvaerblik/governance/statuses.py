"""The states things can be in, and the moves between them, as tables."""

from django.db import models


class ReleaseState(models.TextChoices):
    PUBLISHED = "published", "Udgivet"
    WITHDRAWN = "withdrawn", "Trukket tilbage"


# None: not there before. A withdrawn release is never shown again: what is right is published anew.
RELEASE_MOVES: dict[ReleaseState | None, frozenset[ReleaseState]] = {
    None: frozenset({ReleaseState.PUBLISHED}),
    ReleaseState.PUBLISHED: frozenset({ReleaseState.WITHDRAWN}),
    ReleaseState.WITHDRAWN: frozenset(),
}


class DeliveryState(models.TextChoices):
    ACCEPTED = "accepted", "Modtaget"
    HELD = "held", "Holdt tilbage"
    SUPERSEDED = "superseded", "Afløst"
