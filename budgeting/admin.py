"""The operator's view of law and plans at /kelola/: read only. Law is replaced on the pages, with its source."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from budgeting.models import Confirmation, Plan, PlanEntry, Proposal, ProposalMove
from budgeting.reference_tables import TABLES
from pemilu_bpjs.admin import ReadOnlyAdmin


class DatedRowAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "valid_from", "valid_to", "confidence", "source", "entered_by", "superseded_by")
    list_filter = ("confidence", "is_seed")
    list_select_related = ("entered_by", "superseded_by")


for table in TABLES.values():
    admin.site.register(table.model, DatedRowAdmin, search_fields=table.searched)


class ReadOnlyInline(admin.TabularInline):
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class PlanEntryInline(ReadOnlyInline):
    model = PlanEntry


class ProposalMoveInline(ReadOnlyInline):
    model = ProposalMove


class ConfirmationInline(ReadOnlyInline):
    model = Confirmation


@admin.register(Plan)
class PlanAdmin(ReadOnlyAdmin):
    list_display = ("name", "region", "election", "office")
    list_select_related = ("election", "office")
    search_fields = ("name", "region")
    inlines = (PlanEntryInline,)


@admin.register(Proposal)
class ProposalAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "state", "office")
    list_filter = ("state",)
    list_select_related = ("plan", "office")
    inlines = (ProposalMoveInline, ConfirmationInline)
