"""What people are told, the addresses of those who want it by mail, and every attempt to send."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from tvaerblik.core.texts import Text
from tvaerblik.governance.notifications.kinds import MailKind, MailState, Outcome


class MailAddress(models.Model):
    """A person's own, given and removed by that person; here alone, and in no log. Used for nothing but
    its confirmation until `confirmed_at`."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    address = models.EmailField(max_length=254)
    language = models.CharField(max_length=2, choices=[("da", "Dansk"), ("en", "English")])
    asked_at = models.DateTimeField(default=timezone.now)
    link_sent_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "mail addresses"

    def __str__(self) -> str:
        return f"{self.user_id}"


class Notification(models.Model):
    """`key`: what is told once only, such as a reminder of a deadline, has one. `link`: an address of
    this site, which also says who may see what it tells of (`rights`)."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications"
    )
    kind = models.SlugField(max_length=40)
    key = models.CharField(max_length=120, blank=True)
    subject_da = models.CharField(max_length=200)
    subject_en = models.CharField(max_length=200)
    body_da = models.TextField(blank=True)
    body_en = models.TextField(blank=True)
    link = models.CharField(max_length=300)
    by = models.CharField(max_length=100)
    created_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True, blank=True)
    mail_state = models.CharField(
        max_length=20, choices=MailState.choices, default=str(MailState.VENTER)
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="mail_state_is_known", condition=Q(mail_state__in=MailState.values)
            ),
            models.UniqueConstraint(
                name="told_once", fields=["recipient", "key"], condition=~Q(key="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient_id} {self.kind}"

    @property
    def subject(self) -> Text:
        return Text(self.subject_da, self.subject_en)

    @property
    def body(self) -> Text:
        return Text(self.body_da, self.body_en)


class Delivery(models.Model):
    """One attempt to send one mail: to whom and with how much, never where to or what it said."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=20, choices=MailKind.choices)
    at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    notifications = models.ManyToManyField(Notification, related_name="deliveries")

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name_plural = "deliveries"
        constraints = [
            models.CheckConstraint(
                name="mail_kind_is_known", condition=Q(kind__in=MailKind.values)
            ),
            models.CheckConstraint(
                name="mail_outcome_is_known", condition=Q(outcome__in=Outcome.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient_id} {self.at} {self.outcome}"
