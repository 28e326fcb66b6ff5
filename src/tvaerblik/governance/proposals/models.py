"""A built package on its way to being shown. What it says is in the package; here is who did what."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from tvaerblik.governance.proposals.kinds import ChangeCode, ProposalState
from tvaerblik.governance.releases.models import ReleaseRecord


class Proposal(models.Model):
    """`previous`: the release it was compared with. `differences`: what `release.diff` found, in counts
    and with the first changed cells. `approved_by` with `publish_at`: the switch is done by itself
    then, if the checklist still passes; `stopped_because`: it did not. `serial` rises at each change."""

    id = models.CharField(max_length=100, primary_key=True)  # the package's
    manifest_sha256 = models.CharField(max_length=64)
    folder = models.CharField(max_length=500)
    previous = models.CharField(max_length=100, blank=True)
    state = models.CharField(
        max_length=20, choices=ProposalState.choices, default=str(ProposalState.FORESLAAET)
    )
    note = models.TextField()
    code = models.CharField(max_length=20, choices=ChangeCode.choices)
    differences = models.JSONField(default=dict)
    proposed_by = models.CharField(max_length=100)
    proposed_at = models.DateTimeField(default=timezone.now)
    review_until = models.DateField()
    hurried_because = models.TextField(blank=True)
    incomplete_because = models.TextField(blank=True)  # deliveries are missing, and it is said
    checked_by = models.CharField(max_length=100, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=100, blank=True)
    publish_at = models.DateTimeField(null=True, blank=True)
    stopped_because = models.TextField(blank=True)
    given_up_because = models.TextField(blank=True)
    serial = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="proposal_state_is_known", condition=Q(state__in=ProposalState.values)
            ),
            models.CheckConstraint(
                name="proposal_code_is_known", condition=Q(code__in=ChangeCode.values)
            ),
            models.CheckConstraint(
                name="proposal_is_checked_by_another",
                condition=~Q(checked_by=models.F("proposed_by")),
            ),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def path(self) -> Path:
        return Path(settings.RELEASES_FOLDER) / self.folder


class PreviewLink(models.Model):
    """The address itself is told once, to who made it; kept is only what tells it again."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="previews")
    token_sha256 = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=200)
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    opened = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="preview_expires", condition=Q(expires_at__gt=models.F("made_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.purpose}"


class Withdrawal(models.Model):
    """When and of what kind; the reason in words stands with the release."""

    release = models.OneToOneField(
        ReleaseRecord, on_delete=models.PROTECT, related_name="withdrawal"
    )
    code = models.CharField(max_length=20, choices=ChangeCode.choices)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="withdrawal_code_is_known", condition=Q(code__in=ChangeCode.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release_id}: {self.code}"
