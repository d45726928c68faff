"""Statements of one person's cover on a day, from our records; the certificate of cover itself is BPJS's to give."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgeting.models import Arrangement, Bill
from enrolment.models import Assignment
from pemilu_bpjs.models import Document
from reports.models.batch import Batch


class Certificate(models.Model):
    """What was stated, frozen. `initials` is all that the public page shows of him; the document has the code."""

    class Cover(models.TextChoices):
        COVERED = "covered", _("terlindungi")
        PAID_UNCONFIRMED = "unconfirmed", _("diiurkan, belum dijawab BPJS")
        NOT_COVERED = "not-covered", _("tidak terlindungi")

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="certificates")
    arrangement = models.ForeignKey(Arrangement, models.PROTECT, null=True, related_name="certificates")
    day = models.DateField(_("pada tanggal"))
    cover = models.CharField(_("perlindungan"), max_length=12, choices=Cover)
    initials = models.CharField(_("inisial"), max_length=20)
    since = models.DateField(_("sejak"), null=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="+")
    bill = models.ForeignKey(Bill, models.PROTECT, null=True, related_name="+")
    document = models.OneToOneField(Document, models.PROTECT, related_name="certificate")
    purpose = models.CharField(_("keperluan"), max_length=200)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("surat keterangan")
        verbose_name_plural = _("surat keterangan")
        ordering = ("-issued_at", "-pk")

    def __str__(self) -> str:
        return f"{self.initials} {self.day}"
