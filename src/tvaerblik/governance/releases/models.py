"""Packages that were published, and the pointer to the one that is shown."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q

from tvaerblik.governance.statuses import ReleaseState


class ReleaseRecord(models.Model):
    id = models.CharField(max_length=100, primary_key=True)
    manifest_sha256 = models.CharField(max_length=64)
    folder = models.CharField(max_length=500)  # inside the releases folder where it can be
    made_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=ReleaseState.choices)
    note = models.TextField(blank=True)
    by = models.CharField(max_length=100)
    previous = models.CharField(max_length=100, blank=True)  # what was shown until then
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="release_state_is_known", condition=Q(state__in=ReleaseState.values)
            ),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def path(self) -> Path:
        """Where the package lies now: an installation can be moved as a whole."""
        return Path(settings.RELEASES_FOLDER) / self.folder


class ReleasePointer(models.Model):
    """One row. `serial` rises at each switch, so that the newer of two sightings can be told."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    release = models.ForeignKey(ReleaseRecord, on_delete=models.PROTECT, null=True)
    serial = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(name="one_release_pointer", condition=Q(id=1))]

    def __str__(self) -> str:
        return f"{self.serial}: {self.release_id}"
