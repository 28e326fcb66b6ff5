from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class TaskState(models.TextChoices):
    AABEN = "aaben", "Åben"
    UDFOERT = "udfoert", "Udført"
    BORTFALDET = "bortfaldet", "Bortfaldet"


class Task(models.Model):
    """`subject_kind` and `subject_id`: what it is about, such as `case` and `2026-0007`; empty for a task
    that stands alone. `serial` rises at each change."""

    title = models.CharField(max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tasks"
    )
    deadline = models.DateField(null=True, blank=True)
    subject_kind = models.CharField(max_length=40, blank=True)
    subject_id = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=20, choices=TaskState.choices, default=str(TaskState.AABEN))
    given_by = models.CharField(max_length=100)
    given_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)
    serial = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["deadline", "id"]
        constraints = [
            models.CheckConstraint(
                name="task_state_is_known", condition=Q(state__in=TaskState.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.title}"
