"""Answers of BPJS: the file that came back, each of its rows, and what it was found to mean."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgeting.models import Arrangement
from budgeting.models.payer_scope import payer_within
from pemilu_bpjs.models import Document, Office
from pemilu_bpjs.models.sealed import SealedField
from pemilu_bpjs.permissions import Right
from reports.models.batch import Batch, BatchRow


class AnswerQuerySet(models.QuerySet["Answer"]):
    def visible_to(self, user: Any, right: Right = Right.VIEW_BATCH) -> Self:
        return self.filter(
            payer_within(user, right, region_field="arrangement__region", office_field="arrangement__office")
        )


class Answer(models.Model):
    """One file of answers. Counts add up: accepted + rejected + unchanged + unknown + doubled + contradictory = rows.

    Nothing of it counts before it is applied, and then all of it does. `layout`: which column holds what, and what its
    status words mean. `batch`: the one that it answers; null where it answers whatever was sent last of each person.
    """

    class State(models.TextChoices):
        RECEIVED = "received", _("Sedang dibaca")
        ASKING = "asking", _("Menunggu konfirmasi kolom")
        READY = "ready", _("Siap diterapkan")
        APPLIED = "applied", _("Diterapkan")
        REFUSED = "refused", _("Tidak dapat dibaca")

    arrangement = models.ForeignKey(Arrangement, models.PROTECT, related_name="answers")
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="answers", verbose_name=_("kiriman"))
    file_name = models.CharField(_("nama berkas"), max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+", verbose_name=_("berkas"))
    state = models.CharField(_("keadaan"), max_length=8, choices=State)
    layout = models.JSONField(default=dict)
    problem = models.JSONField(default=dict)
    rows = models.PositiveIntegerField(_("baris"), default=0)
    accepted = models.PositiveIntegerField(_("diterima"), default=0)
    rejected = models.PositiveIntegerField(_("ditolak"), default=0)
    unchanged = models.PositiveIntegerField(_("sudah tercatat"), default=0)
    unknown = models.PositiveIntegerField(_("tidak dikenal"), default=0)
    doubled = models.PositiveIntegerField(_("berulang"), default=0)
    contradictory = models.PositiveIntegerField(_("bertentangan"), default=0)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(default=timezone.now, editable=False)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True, editable=False)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("jawaban BPJS")
        verbose_name_plural = _("jawaban BPJS")
        ordering = ("-given_at", "-pk")

    def __str__(self) -> str:
        return self.file_name


class AnswerRow(models.Model):
    """One row of an answer as it was given (sealed), the row of ours that it answers, and what it comes to."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("diterima")
        REJECTED = "rejected", _("ditolak")
        UNCHANGED = "unchanged", _("sudah tercatat")
        UNKNOWN = "unknown", _("tidak dikenal")
        DOUBLED = "doubled", _("berulang")
        CONTRADICTORY = "contradictory", _("bertentangan")

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="lines", db_index=False)
    sheet = models.PositiveSmallIntegerField(_("lembar"), default=0)
    row = models.PositiveIntegerField(_("baris"))
    batch_row = models.ForeignKey(BatchRow, models.PROTECT, null=True, related_name="answers")
    outcome = models.CharField(_("hasil"), max_length=13, choices=Outcome)
    why = models.SlugField(_("keterangan"), max_length=40, blank=True, db_index=False)
    sealed = SealedField("answer-cells")

    class Meta:
        verbose_name = _("baris jawaban")
        verbose_name_plural = _("baris jawaban")
        ordering = ("answer", "sheet", "row")
        constraints = [models.UniqueConstraint(fields=("answer", "sheet", "row"), name="answer_row_once")]

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.row}"


class RememberedAnswer(models.Model):
    """The columns that were confirmed for a layout of answers: the next file of that layout is read without asking."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    layout = models.JSONField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("tata letak jawaban yang diingat")
        verbose_name_plural = _("tata letak jawaban yang diingat")
        constraints = [models.UniqueConstraint(fields=("office", "key"), name="answer_remembered_once")]

    def __str__(self) -> str:
        return self.key
