from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from tvaerblik.governance.audit.models import AuditEntry
from tvaerblik.governance.permissions import user_may_read_audit


@admin.register(AuditEntry)
class AuditEntryAdmin(admin.ModelAdmin):
    """For reading. Nobody may change anything here."""

    list_display = ("number", "at", "by", "role", "action", "subject")
    list_filter = ("action", "role")
    search_fields = ("by", "subject")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return user_may_read_audit(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return user_may_read_audit(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
