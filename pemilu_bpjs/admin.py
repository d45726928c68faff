"""The operator's view of the base at /kelola/: people, offices, memberships. What happened is only ever read there."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .models import ApiToken, AuditEvent, Document, Job, Membership, Office, Signatory, User


class ReadOnlyAdmin(admin.ModelAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class MembershipInline(admin.TabularInline):
    model = Membership
    extra = 0
    autocomplete_fields = ("office",)


class SignatoryInline(admin.TabularInline):
    model = Signatory
    extra = 0


@admin.register(User)
class PersonAdmin(UserAdmin):
    list_display = ("username", "full_name", "is_active", "last_login")
    search_fields = ("username", "full_name")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Orang"), {"fields": ("full_name", "nip", "email", "phone")}),
        (_("Akun"), {"fields": ("is_active", "is_staff", "is_superuser")}),
    )
    inlines = (MembershipInline,)


@admin.register(Office)
class OfficeAdmin(admin.ModelAdmin):
    list_display = ("name", "kind", "region", "is_payer")
    list_filter = ("kind", "is_payer")
    search_fields = ("name", "region")
    inlines = (SignatoryInline,)


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    list_display = ("kind", "state", "owner", "attempts", "worker", "created_at")
    list_filter = ("state", "kind")
    list_select_related = ("owner",)


@admin.register(Document)
class DocumentAdmin(ReadOnlyAdmin):
    list_display = ("title", "kind", "office", "created_at")
    list_select_related = ("office",)


@admin.register(AuditEvent)
class AuditAdmin(ReadOnlyAdmin):
    list_display = ("at", "actor", "action", "subject", "region")
    search_fields = ("actor", "action", "subject")


@admin.register(ApiToken)
class ApiTokenAdmin(ReadOnlyAdmin):
    list_display = ("name", "user", "office", "region", "last_used_on", "revoked_at")
    list_select_related = ("user", "office")
