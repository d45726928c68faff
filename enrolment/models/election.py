"""An election in one region: its stages, its unit counts and its TPS lists."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enrolment.models.body import ElectionPreset
from enrolment.models.region import Region
from pemilu_bpjs.models.scope import within
from pemilu_bpjs.permissions import Right


class ElectionQuerySet(models.QuerySet["Election"]):
    def visible_to(self, user: Any) -> "ElectionQuerySet":
        """Elections of the regions in which the user may look at elections."""
        return self.filter(within(user, Right.VIEW_ELECTION, region_field="region__code"))

    def editable_by(self, user: Any) -> "ElectionQuerySet":
        return self.filter(within(user, Right.EDIT_ELECTION, region_field="region__code"))


class Election(models.Model):
    """One preset in one kabupaten/kota or province. `preset` is the code of an ElectionPreset.

    A revote after the tenures ended is an election of its own, with a code of its own.
    """

    code = models.CharField(_("kode"), max_length=60, unique=True)  # "pemilu-2024-16.09": no slug, it has dots
    preset = models.SlugField(_("preset pemilihan"), max_length=40)
    kind = models.CharField(_("jenis"), max_length=10, choices=ElectionPreset.Kind)
    name = models.CharField(_("nama"), max_length=200)
    region = models.ForeignKey(Region, models.PROTECT, related_name="elections", verbose_name=_("wilayah"))
    voting_day = models.DateField(_("hari pemungutan suara"))
    # Goes up with whatever changes who serves where (enrolment/serving.py): what was worked out before is out of date.
    people_version = models.PositiveBigIntegerField(default=0, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ElectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("pemilihan")
        verbose_name_plural = _("pemilihan")
        ordering = ("-voting_day", "region", "pk")

    def __str__(self) -> str:
        return self.name


class StageCode(models.TextChoices):
    """The stages at which TPS are counted; each has its own number (domain/bodies.md §4)."""

    COKLIT = "coklit", _("Coklit")
    DPS = "dps", _("DPS")
    DPT = "dpt", _("DPT")


class Stage(models.Model):
    """A stage that the region's election has, and the day its number was fixed."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="stages")
    code = models.CharField(_("tahapan"), max_length=10, choices=StageCode)
    on = models.DateField(_("tanggal"), null=True, blank=True)

    class Meta:
        ordering = ("election", "code")
        constraints = [models.UniqueConstraint(fields=("election", "code"), name="stage_once_an_election")]

    def __str__(self) -> str:
        return self.get_code_display()


class CountKind(models.TextChoices):
    """What a number counts. Coklit, DPS and DPT are kept apart, always."""

    KECAMATAN = "kecamatan", _("Kecamatan")
    DESA = "desa", _("Desa/kelurahan")
    TPS = "tps", _("TPS (DPT)")
    TPS_DPS = "tps_dps", _("TPS (DPS)")
    TPS_COKLIT = "tps_coklit", _("TPS coklit")
    TPS_OVER_400 = "tps_over_400", _("TPS coklit di atas 400 pemilih")


class UnitCount(models.Model):
    """A number somebody entered for a region: who, when, from which source. Replaced, never overwritten."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="unit_counts")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("wilayah"))
    kind = models.CharField(_("yang dihitung"), max_length=12, choices=CountKind)
    count = models.PositiveIntegerField(_("jumlah"))
    source = models.CharField(_("sumber"), max_length=300, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    replaced_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ("election", "kind", "region", "-entered_at")
        constraints = [
            models.UniqueConstraint(
                fields=("election", "region", "kind"), condition=Q(replaced_at__isnull=True), name="unit_count_current"
            )
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.kind} {self.count}"


class TpsList(models.Model):
    """A TPS list that was loaded: the file it came from. Its stations replace those of the list before it."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="tps_lists")
    stage = models.CharField(_("tahapan"), max_length=10, choices=StageCode)
    file_name = models.CharField(_("nama berkas"), max_length=255)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField(_("baris"))
    source = models.CharField(_("sumber"), max_length=300, blank=True)
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    loaded_at = models.DateTimeField(default=timezone.now, editable=False)
    replaced_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ("election", "stage", "-loaded_at")
        constraints = [
            models.UniqueConstraint(
                fields=("election", "stage"), condition=Q(replaced_at__isnull=True), name="tps_list_current"
            )
        ]

    def __str__(self) -> str:
        return self.file_name


class PollingStation(models.Model):
    """A TPS of one election and stage."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="polling_stations", db_index=False)
    stage = models.CharField(_("tahapan"), max_length=10, choices=StageCode)
    desa = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False, verbose_name=_("desa/kelurahan"))
    number = models.PositiveSmallIntegerField(_("nomor TPS"))
    voters = models.PositiveIntegerField(_("pemilih"), null=True, blank=True)

    class Meta:
        verbose_name = _("TPS")
        verbose_name_plural = _("TPS")
        ordering = ("election", "stage", "desa", "number")
        # The one index serves look-ups of a unit and the count per desa alike; `voters` rides along for the latter.
        constraints = [
            models.UniqueConstraint(fields=("election", "stage", "desa", "number"), name="polling_station_once")
        ]

    def __str__(self) -> str:
        return f"{self.desa_id} TPS {self.number}"


class SeatException(models.Model):
    """A unit with another number of seats than the ratio gives, with its reason. Replaced, never overwritten."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="seat_exceptions")
    position = models.SlugField(_("jabatan"), max_length=40)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("wilayah"))
    # 0 where the unit is a desa or kecamatan rather than one TPS in it.
    tps_number = models.PositiveSmallIntegerField(_("nomor TPS"), default=0, blank=True)
    seats = models.PositiveSmallIntegerField(_("kursi"))
    reason = models.CharField(_("alasan"), max_length=300)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    replaced_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("pengecualian kursi")
        verbose_name_plural = _("pengecualian kursi")
        ordering = ("election", "position", "region", "tps_number")
        constraints = [
            models.UniqueConstraint(
                fields=("election", "position", "region", "tps_number"),
                condition=Q(replaced_at__isnull=True),
                name="seat_exception_current",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="seat_exception_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.region_id}: {self.seats}"
