"""Accounts know no person's name: a username, a unit of the unit register, and roles with dates."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from tvaerblik.governance.accounts.roles import Role


class User(AbstractBaseUser):
    username = models.CharField(
        max_length=100, unique=True, validators=[UnicodeUsernameValidator()]
    )
    unit = models.CharField(max_length=100, blank=True)  # an id of the unit register
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = BaseUserManager()

    def __str__(self) -> str:
        return self.username

    def roles_on(self, day: date) -> frozenset[Role]:
        return frozenset(Role(grant.role) for grant in self.grants.all() if grant.valid_on(day))

    def roles_on_today(self) -> frozenset[Role]:
        """Those given, also to an account that is closed."""
        return self.roles_on(timezone.localdate())

    @property
    def roles(self) -> frozenset[Role]:
        return self.roles_on_today() if self.is_active else frozenset()

    # What Django's admin asks. It only shows here, and only to those who look after the installation.

    @property
    def is_staff(self) -> bool:
        return bool(self.roles & {Role.SYSTEMADMINISTRATOR, Role.AUDITOR})

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return False


class RoleGrant(models.Model):
    """A role from a day until, and not including, another; without an end until further notice."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=30, choices=Role.choices)
    valid_from = models.DateField(default=timezone.localdate)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="role_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=models.F("valid_from")),
            ),
            models.CheckConstraint(name="role_is_known", condition=Q(role__in=Role.values)),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"

    def valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)
