"""Bodies and memberships. A period is from a day until, and not including, another."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tvaerblik.core.texts import Text
from tvaerblik.governance.organisation.kinds import BodyKind, Capacity, Level

HOLDS_FOR_A_TIME = Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from"))


class Dated(models.Model):
    """Without an end until further notice; without a beginning since before anybody wrote it down."""

    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    def valid_on(self, day: date) -> bool:
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day < self.valid_to)


def valid_on(day: date) -> Q:
    """The same as a condition for the database."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    return begun & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


class Body(Dated):
    """`units`: ids of the unit register it speaks for. `refers_to`: the body above it."""

    id = models.SlugField(max_length=80, primary_key=True)
    kind = models.CharField(max_length=30, choices=BodyKind.choices)
    level = models.CharField(max_length=20, choices=Level.choices, blank=True)
    name_da = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    units = models.JSONField(default=list)
    refers_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ["name_da"]
        verbose_name_plural = "bodies"
        constraints = [
            models.CheckConstraint(
                name="body_kind_is_known", condition=Q(kind__in=BodyKind.values)
            ),
            models.CheckConstraint(name="body_level_is_known", condition=Q(level__in=Level.values)),
            models.CheckConstraint(
                name="body_ends_after_it_begins",
                condition=Q(valid_from__isnull=True) | HOLDS_FOR_A_TIME,
            ),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def name(self) -> Text:
        return Text(self.name_da, self.name_en)


class Membership(Dated):
    """`instead_of`: whom a substitute stands in for; nobody in particular where it is empty."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    capacity = models.CharField(max_length=20, choices=Capacity.choices)
    instead_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ["body", "capacity", "user"]
        constraints = [
            models.CheckConstraint(
                name="capacity_is_known", condition=Q(capacity__in=Capacity.values)
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_begins",
                condition=Q(valid_from__isnull=True) | HOLDS_FOR_A_TIME,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body_id}: {self.user} ({self.capacity})"
