"""A hearing, the seats that are asked in it, who may stand in for each, and their answers."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from tvaerblik.governance.cases.models import AppendOnlyLog, Case
from tvaerblik.governance.organisation.models import Body


class HearingState(models.TextChoices):
    AABEN = "aaben", "Åben"
    AFSLUTTET = "afsluttet", "Afsluttet"


class Position(models.TextChoices):
    ENIG = "enig", "Enig"
    BEMAERKNING = "bemaerkning", "Enig med bemærkninger"
    UENIG = "uenig", "Uenig"
    INGEN = "ingen", "Ingen bemærkninger"


class Hearing(models.Model):
    """`deadline`: the last day on which it can be answered. `case`: empty where it stands alone.
    `serial` rises when the hearing itself changes, not with the answers."""

    title = models.CharField(max_length=200)
    question = models.TextField()
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="hearings"
    )
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    deadline = models.DateField()
    started_on = models.DateField()
    state = models.CharField(
        max_length=20, choices=HearingState.choices, default=str(HearingState.AABEN)
    )
    summary = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=100, blank=True)
    serial = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-started_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="hearing_state_is_known", condition=Q(state__in=HearingState.values)
            ),
            models.CheckConstraint(
                name="hearing_lasts_a_day", condition=Q(deadline__gte=models.F("started_on"))
            ),
            models.CheckConstraint(
                name="a_closed_hearing_has_its_summary",
                condition=~Q(state=HearingState.AFSLUTTET) | ~Q(summary=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.title}"


class Seat(models.Model):
    """Who is asked, as it was on the day the hearing began; later changes of a body change nothing.
    `body`: empty for a person asked by name."""

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="seats")
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats"
    )
    stand_ins = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="stands_in_at")

    class Meta:
        ordering = ["body__name_da", "member__username"]
        constraints = [
            # One seat a body; without a body one seat a person
            models.UniqueConstraint(
                name="one_seat_in_a_body", fields=["hearing", "body", "member"]
            ),
            models.UniqueConstraint(
                name="one_seat_of_ones_own",
                fields=["hearing", "member"],
                condition=Q(body__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hearing_id}: {self.member_id}"


class Answer(models.Model):
    """The newest of a seat counts; the earlier ones stay. `by` is the member or who stood in."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="answers")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    position = models.CharField(max_length=20, choices=Position.choices)
    text = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    number = models.PositiveIntegerField()  # 1, 2, … of its seat

    objects = AppendOnlyLog.as_manager()

    class Meta:
        ordering = ["seat", "number"]
        constraints = [
            models.CheckConstraint(
                name="position_is_known", condition=Q(position__in=Position.values)
            ),
            models.UniqueConstraint(name="one_answer_a_number", fields=["seat", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id} {self.number} {self.position}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("An answer is never changed; a new one is given")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("An answer is never removed")
