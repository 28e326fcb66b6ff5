"""A file of a case. The row is the line that stays; the bytes lie in the home, under their own SHA-256."""

from typing import Any, NoReturn

from django.db import models
from django.db.models import Q
from django.utils import timezone

from tvaerblik.governance.attachments.kinds import LONGEST_NAME, FileKind
from tvaerblik.governance.cases.models import AppendOnlyLog, Case
from tvaerblik.governance.freetext import LONGEST_LINE


class Attachment(models.Model):
    """`number`: 1, 2, … of its case. `internal`: for those who work with cases. `removed`: the bytes held
    something about a person; they, the file's name and its title are gone, and nobody can add them again."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="attachments")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=LONGEST_LINE, blank=True)
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    kind = models.CharField(max_length=10, choices=FileKind.choices)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    internal = models.BooleanField(default=False)
    by = models.CharField(max_length=100)
    at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=100, blank=True)
    withdrawn_why = models.TextField(blank=True)
    removed = models.BooleanField(default=False)

    objects = AppendOnlyLog.as_manager()

    class Meta:
        ordering = ["case", "number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="one_attachment_a_number"),
            models.CheckConstraint(
                name="attachment_kind_is_known", condition=Q(kind__in=FileKind.values)
            ),
            models.CheckConstraint(
                name="a_withdrawn_attachment_says_why",
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_why=""),
            ),
            models.CheckConstraint(
                name="what_is_removed_is_withdrawn_and_nameless",
                condition=Q(removed=False) | Q(withdrawn_at__isnull=False, name="", title=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} bilag {self.number}"

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("An attachment's line is never removed; it is withdrawn")
