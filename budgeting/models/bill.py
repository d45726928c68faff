"""Bills of BPJS by month and payer, what was paid on them, and the holidays that move their due days."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgeting.models.cover import Arrangement, CoverRun
from budgeting.models.payer_scope import payer_within
from enrolment.models import Person
from enrolment.models.person import FINGERPRINT_BYTES
from pemilu_bpjs.models import Document
from pemilu_bpjs.models.sealed import SealedField
from pemilu_bpjs.permissions import Right


class Holiday(models.Model):
    """A day on which nothing falls due (domain/bpjs.md §4: the next working day). Kept by an administrator."""

    day = models.DateField(_("tanggal"), unique=True)
    name = models.CharField(_("hari libur"), max_length=120)
    source = models.CharField(_("sumber"), max_length=300, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("hari libur")
        verbose_name_plural = _("hari libur")
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class BillQuerySet(models.QuerySet["Bill"]):
    def visible_to(self, user: Any, right: Right = Right.VIEW_BILL) -> Self:
        return self.filter(
            payer_within(user, right, region_field="arrangement__region", office_field="arrangement__office")
        )

    def standing(self) -> Self:
        """Those that were not withdrawn."""
        return self.filter(voided_at=None)


class Bill(models.Model):
    """What BPJS asks of a payer for one month (BLTH), beside what we expected of it on that day. Never changed.

    People and whole rupiah. `expected_*` and `run` are copied when the bill is posted: later additions and credits are
    what the ledger of person-months says since that run. A wrong bill is withdrawn with a reason and posted anew.
    """

    arrangement = models.ForeignKey(Arrangement, models.PROTECT, related_name="bills", db_index=False)
    month = models.CharField("BLTH", max_length=7)
    payment_code = models.CharField(_("kode iuran"), max_length=40)
    people = models.PositiveIntegerField(_("orang"))
    jkk = models.PositiveBigIntegerField("JKK")
    jkm = models.PositiveBigIntegerField("JKM")
    expected_people = models.PositiveIntegerField(_("orang menurut kami"))
    expected_jkk = models.PositiveBigIntegerField(_("JKK menurut kami"))
    expected_jkm = models.PositiveBigIntegerField(_("JKM menurut kami"))
    run = models.ForeignKey(CoverRun, models.PROTECT, null=True, related_name="+")
    due = models.DateField(_("jatuh tempo"))
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+", verbose_name=_("berkas"))
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    posted_at = models.DateTimeField(default=timezone.now, editable=False)
    voided_at = models.DateTimeField(null=True, editable=False)
    void_reason = models.CharField(_("alasan pencabutan"), max_length=300, blank=True)

    objects = BillQuerySet.as_manager()

    class Meta:
        verbose_name = _("tagihan")
        verbose_name_plural = _("tagihan")
        ordering = ("arrangement", "-month", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("arrangement", "month"), condition=Q(voided_at__isnull=True), name="bill_once_a_month"
            )
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.payment_code}"

    @property
    def total(self) -> int:
        """JKK + JKM, rupiah."""
        return self.jkk + self.jkm


class BillLine(models.Model):
    """One person of the list that BPJS gives beside a bill; `person` null where we know nobody by that number.

    `jkk` and `jkm` null where the list gives their `total` alone.
    """

    bill = models.ForeignKey(Bill, models.CASCADE, related_name="lines", db_index=False)
    row = models.PositiveIntegerField(_("baris"))
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    nik_fp = models.BinaryField(max_length=FINGERPRINT_BYTES, null=True, editable=False)
    kpj_fp = models.BinaryField(max_length=FINGERPRINT_BYTES, null=True, editable=False)
    base = models.PositiveIntegerField(_("dasar upah"), null=True)
    jkk = models.PositiveIntegerField("JKK", null=True)
    jkm = models.PositiveIntegerField("JKM", null=True)
    total = models.PositiveBigIntegerField(_("jumlah (rupiah)"))
    sealed = SealedField("bill-cells")

    class Meta:
        verbose_name = _("rincian tagihan")
        verbose_name_plural = _("rincian tagihan")
        constraints = [models.UniqueConstraint(fields=("bill", "row"), name="bill_line_once")]

    def __str__(self) -> str:
        return f"{self.bill_id}: {self.row}"


class Payment(models.Model):
    """What was paid on a bill on one day, with its proof. Withdrawn where it was typed wrongly, never changed."""

    bill = models.ForeignKey(Bill, models.PROTECT, related_name="payments")
    amount = models.PositiveBigIntegerField(_("jumlah (rupiah)"))
    paid_on = models.DateField(_("dibayar tanggal"))
    reference = models.CharField(_("nomor bukti"), max_length=60, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+", verbose_name=_("bukti"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    voided_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("pembayaran")
        verbose_name_plural = _("pembayaran")
        ordering = ("bill", "paid_on", "pk")
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="payment_is_one")]

    def __str__(self) -> str:
        return f"{self.bill_id}: {self.amount}"
