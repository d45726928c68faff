"""Batches for BPJS: people frozen into SIPP files, numbered, and each person's row in them."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgeting.models import Arrangement, Registration
from budgeting.models.payer_scope import payer_within
from enrolment.models import Assignment
from enrolment.models.person import FINGERPRINT_BYTES
from pemilu_bpjs.models import Document, Office
from pemilu_bpjs.models.sealed import SealedField
from pemilu_bpjs.permissions import Right


class FileKind(models.TextChoices):
    """What a SIPP file tells; layouts are in reports/rules/sipp_layout.py (domain/bpjs.md §7)."""

    NEW = "new", _("TK Mendaftar (peserta baru)")
    CONTINUING = "continuing", _("TK Lanjutan (sudah punya KPJ)")
    LEAVER = "leaver", _("TK Nonaktif (berhenti)")
    WAGE = "wage", _("Perubahan upah")
    CORRECTION = "correction", _("Koreksi data")


CHANGES = (FileKind.WAGE, FileKind.CORRECTION)
"""Of somebody whom BPJS has taken already: told in files that SIPP gives out with the people in them."""


class BatchQuerySet(models.QuerySet["Batch"]):
    def visible_to(self, user: Any, right: Right = Right.VIEW_BATCH) -> Self:
        """Batches of the user's payer; for a branch of BPJS those of every payer of its region."""
        return self.filter(
            payer_within(user, right, region_field="arrangement__region", office_field="arrangement__office")
        )


class Batch(models.Model):
    """What was sent to BPJS at one time: a delta, frozen. Its number is the election's; its files are sealed.

    `held_back`: [{"code", "people"}] as it was then. `totals`: people by kind and body, {"new": {"kpps": 9464}}.
    After `expires_at` its files can be taken only when the payer opens it again.
    """

    arrangement = models.ForeignKey(Arrangement, models.PROTECT, related_name="batches", db_index=False)
    number = models.PositiveIntegerField(_("nomor"))
    body = models.SlugField(_("badan"), max_length=40, blank=True)
    people = models.PositiveIntegerField(_("orang"))
    totals = models.JSONField(default=dict)
    held_back = models.JSONField(default=list)
    control = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+", verbose_name=_("kontrol"))
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    frozen_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("dapat diunduh sampai"))

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("kiriman")
        verbose_name_plural = _("kiriman")
        ordering = ("-frozen_at", "-pk")
        constraints = [models.UniqueConstraint(fields=("arrangement", "number"), name="batch_once")]

    def __str__(self) -> str:
        return f"#{self.number}"


class BatchFile(models.Model):
    """One SIPP file of a batch: at most as many rows as its layout allows; the file lies sealed in `document`.

    `name` is the path in the download: a folder for each part, the file name that of the template.
    """

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="files", db_index=False)
    kind = models.CharField(_("jenis"), max_length=10, choices=FileKind)
    part = models.PositiveSmallIntegerField(_("bagian"))
    layout = models.SlugField(_("tata letak"), max_length=40)
    name = models.CharField(_("nama berkas"), max_length=200)
    rows = models.PositiveIntegerField(_("baris"))
    sha256 = models.CharField("SHA-256", max_length=64)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name=_("berkas"))

    class Meta:
        verbose_name = _("berkas SIPP")
        verbose_name_plural = _("berkas SIPP")
        ordering = ("batch", "kind", "part")
        constraints = [models.UniqueConstraint(fields=("batch", "kind", "part"), name="batch_file_once")]

    def __str__(self) -> str:
        return self.name


class BatchRow(models.Model):
    """One person in one file of a batch, and BPJS's answer to it. `row` is the one that the branch sees.

    `reason` is BPJS's own words, sealed: they may name anybody. `reason_code` is what we understood of them.
    """

    class State(models.TextChoices):
        SENT = "sent", _("belum dijawab")
        ACCEPTED = "accepted", _("diterima")
        REJECTED = "rejected", _("ditolak")

    file = models.ForeignKey(BatchFile, models.PROTECT, related_name="lines", db_index=False)
    row = models.PositiveIntegerField(_("baris"))
    kind = models.CharField(_("jenis"), max_length=10, choices=FileKind)
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="rows")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    wage = models.PositiveIntegerField(_("upah"), null=True)
    content_fp = models.BinaryField(max_length=FINGERPRINT_BYTES, null=True, editable=False)
    state = models.CharField(_("jawaban"), max_length=8, choices=State, default=State.SENT)
    reason_code = models.SlugField(_("sebab"), max_length=40, blank=True, db_index=False)
    reason = SealedField("answer-reason", null=True)
    answered_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("baris kiriman")
        verbose_name_plural = _("baris kiriman")
        constraints = [models.UniqueConstraint(fields=("file", "row"), name="batch_row_once")]

    def __str__(self) -> str:
        return f"{self.file_id}: {self.row}"


class SippTemplate(models.Model):
    """A newer template of the branch: its empty file, and which of our values stands in which of its columns.

    `columns`: [{"header": "NAMA_LENGKAP", "value": "name"}] in the file's order; `value` "" leaves a column empty.
    """

    office = models.ForeignKey(Office, models.CASCADE, related_name="+", verbose_name=_("kantor pembayar"))
    kind = models.CharField(_("jenis"), max_length=10, choices=FileKind)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name=_("berkas"))
    file_name = models.CharField(_("nama berkas"), max_length=200)
    sheet = models.CharField(_("lembar"), max_length=100)
    header_row = models.PositiveSmallIntegerField(_("baris judul"), default=1)
    columns = models.JSONField(default=list)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    replaced_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("templat SIPP")
        verbose_name_plural = _("templat SIPP")
        ordering = ("office", "kind", "-entered_at")
        constraints = [
            models.UniqueConstraint(
                fields=("office", "kind"), condition=models.Q(replaced_at__isnull=True), name="sipp_template_current"
            )
        ]

    def __str__(self) -> str:
        return self.file_name
