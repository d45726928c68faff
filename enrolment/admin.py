"""The operator's view of elections at /kelola/: read only, since counts are entered on the pages, with their source."""

from django.contrib import admin

from enrolment.models import Election, Region, SeatException, TpsList, UnitCount
from pemilu_bpjs.admin import ReadOnlyAdmin


@admin.register(Region)
class RegionAdmin(ReadOnlyAdmin):
    list_display = ("code", "name", "level")
    list_filter = ("level",)
    search_fields = ("code", "name")


@admin.register(Election)
class ElectionAdmin(ReadOnlyAdmin):
    list_display = ("code", "name", "voting_day", "created_by", "created_at")
    search_fields = ("code", "name")


@admin.register(UnitCount)
class UnitCountAdmin(ReadOnlyAdmin):
    list_display = ("election", "region", "kind", "count", "source", "entered_by", "entered_at", "replaced_at")
    list_filter = ("kind",)
    list_select_related = ("election", "region", "entered_by")


@admin.register(TpsList)
class TpsListAdmin(ReadOnlyAdmin):
    list_display = ("election", "stage", "file_name", "rows", "source", "loaded_by", "loaded_at", "replaced_at")
    list_select_related = ("election", "loaded_by")


@admin.register(SeatException)
class SeatExceptionAdmin(ReadOnlyAdmin):
    list_display = ("election", "position", "region", "tps_number", "seats", "reason", "entered_by", "replaced_at")
    list_select_related = ("election", "region", "entered_by")
