from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..permissions import Right
from .scope import within
from .user import nip_form


class OfficeQuerySet(models.QuerySet["Office"]):
    def manageable_by(self, user: Any) -> "OfficeQuerySet":
        """Offices that the user may set up: an administrator of a region keeps every office in it."""
        return self.filter(within(user, Right.MANAGE_OFFICE, region_field="region", office_field=None))

    def of(self, user: Any, right: Right) -> "OfficeQuerySet":
        """Offices for which the user holds the right."""
        return self.filter(within(user, right, region_field="region", office_field="pk"))

    def payers(self) -> "OfficeQuerySet":
        return self.filter(is_payer=True)


class Office(models.Model):
    """An office with its letterhead. Several payers in one region are normal, each with its own proposals."""

    class Kind(models.TextChoices):
        DISNAKER = "disnaker", _("Dinas tenaga kerja")
        KPU = "kpu", _("KPU")
        BAWASLU = "bawaslu", _("Bawaslu")
        SATPOLPP = "satpolpp", _("Satpol PP")
        BPJS = "bpjs", _("BPJS Ketenagakerjaan")
        SETDA = "setda", _("Sekretariat daerah / TAPD")
        INSPEKTORAT = "inspektorat", _("Inspektorat")
        OTHER = "other", _("Perangkat daerah lain")

    class Paper(models.TextChoices):
        A4 = "A4", _("A4 (210 × 297 mm)")
        F4 = "F4", _("F4 (215 × 330 mm)")

    name = models.CharField(_("nama kantor"), max_length=200)
    kind = models.CharField(_("jenis"), max_length=20, choices=Kind)
    region = models.CharField(_("kode wilayah"), max_length=13, db_index=True)
    address = models.CharField(_("alamat"), max_length=300, blank=True)
    city = models.CharField(_("tempat pada surat"), max_length=100, blank=True)
    postal_code = models.CharField(_("kode pos"), max_length=5, blank=True)
    phone = models.CharField(_("telepon"), max_length=50, blank=True)
    email = models.EmailField(_("surel"), blank=True)
    website = models.CharField(_("situs"), max_length=200, blank=True)
    logo = models.FileField(_("lambang"), upload_to="logos/", blank=True)
    npp = models.CharField(_("NPP BPJS Ketenagakerjaan"), max_length=20, blank=True)
    agency_code = models.CharField(_("kode perangkat daerah"), max_length=40, blank=True)
    letter_number_pattern = models.CharField(
        _("pola nomor surat"), max_length=80, blank=True, default="500.15.14/{nomor}/{tahun}"
    )
    paper = models.CharField(_("ukuran kertas"), max_length=2, choices=Paper, default=Paper.A4)
    is_payer = models.BooleanField(_("membayar iuran"), default=False)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("kantor")
        verbose_name_plural = _("kantor")
        ordering = ("region", "name")
        constraints = [models.UniqueConstraint(fields=("region", "name"), name="office_name_once_a_region")]

    def __str__(self) -> str:
        return self.name

    def signatory(self, role_key: str, *, on: date) -> "Signatory | None":
        """Who signs in that capacity on that day: the one whose time began last."""
        begun = self.signatories.filter(role_key=role_key, active_from__lte=on)
        return begun.order_by("-active_from").first()


class Signatory(models.Model):
    """Who signs for an office, in which capacity, from when."""

    class Key(models.TextChoices):
        HEAD = "head", _("Kepala / Pengguna Anggaran")
        PPTK = "pptk", _("PPTK")
        TREASURER = "treasurer", _("Bendahara pengeluaran")
        PLANNER = "planner", _("Penyusun")

    office = models.ForeignKey(Office, models.CASCADE, related_name="signatories", verbose_name=_("kantor"))
    role_key = models.CharField(_("peran"), max_length=20, choices=Key, default=Key.HEAD)
    title_line = models.CharField(_("baris jabatan"), max_length=200)
    name = models.CharField(_("nama dan gelar"), max_length=150)
    rank = models.CharField(_("pangkat, golongan"), max_length=100, blank=True)
    nip = models.CharField(_("NIP"), max_length=18, blank=True, validators=[nip_form])
    active_from = models.DateField(_("berlaku sejak"))

    class Meta:
        verbose_name = _("penanda tangan")
        verbose_name_plural = _("penanda tangan")
        ordering = ("office", "role_key", "-active_from")
        constraints = [
            models.UniqueConstraint(fields=("office", "role_key", "active_from"), name="signatory_once_a_day"),
            models.CheckConstraint(condition=~Q(name=""), name="signatory_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.title_line})"
