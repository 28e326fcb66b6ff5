"""A contribution and its answers, each with the figure as it stood when it was written."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from tvaerblik.governance.discussions.kinds import TextState, ThreadState


class Contribution(models.Model):
    """`thread`: what it answers; empty for what begins a thread, which alone has a place and a state.
    `unit` and `period` are empty where it is about the whole indicator.

    `figure`: the released cell as it was, numbers as text; empty where no single figure is meant.
    `role`, `organisation`: the writer's when it was written, an id of the unit register.
    `text` and `salt` are emptied together, so that nobody can try texts against the audit log's digest.
    """

    thread = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="answers"
    )
    indicator = models.SlugField(max_length=100)
    unit = models.CharField(max_length=100, blank=True)
    period = models.CharField(max_length=20, blank=True)
    age_band = models.CharField(max_length=20, blank=True)
    sex = models.CharField(max_length=10, blank=True)
    release = models.CharField(max_length=100)
    figure = models.JSONField(default=dict)
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="contributions"
    )
    role = models.CharField(max_length=300)
    organisation = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField(default=timezone.now)
    text = models.TextField(blank=True)
    salt = models.CharField(max_length=64, blank=True)
    text_state = models.CharField(
        max_length=20, choices=TextState.choices, default=str(TextState.SYNLIG)
    )
    hidden_because = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        max_length=20, choices=ThreadState.choices, default=str(ThreadState.AABEN)
    )
    ended_because = models.CharField(max_length=500, blank=True)
    ended_by = models.CharField(max_length=100, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    serial = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="thread_state_is_known", condition=Q(state__in=ThreadState.values)
            ),
            models.CheckConstraint(
                name="text_state_is_known", condition=Q(text_state__in=TextState.values)
            ),
            # What has been withdrawn or removed is not kept anywhere in the row
            models.CheckConstraint(
                name="what_is_gone_has_no_text",
                condition=Q(text_state=TextState.SYNLIG) | Q(text="", salt=""),
            ),
        ]
        indexes = [models.Index(name="contributions_of_it", fields=["indicator", "id"])]

    def __str__(self) -> str:
        return f"{self.indicator} {self.pk}"

    @property
    def is_thread(self) -> bool:
        return self.thread_id is None

    @property
    def is_shown(self) -> bool:
        return self.text_state == TextState.SYNLIG
