"""Statements of one person's cover on a day, from our records; the certificate of cover itself is BPJS's to give."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgeting.models import Arrangement, Bill
from enrolment.models import Assignment
from enrolment.models.scope import people_within
from pemilu_bpjs.models import Document
from pemilu_bpjs.permissions import Right
from reports.models.batch import Batch

MASKED_KIND, FULL_KIND = "certificate", "certificate-full"
"""The kinds of documents that hold letters: NIK in part, or in full."""

BODY_SOURCE = "certificates:"
"""What the documents of a whole body's letters are found by, before the key of the job that made them."""

_SEAT = {"region_field": "assignment__region_code", "institution_field": "assignment__institution"}


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def visible_to(self, user: Any) -> Self:
        """Letters about people of whom the user may ask; those with a whole NIK only where he may see it so."""
        asks = people_within(user, Right.ASK_COVER, **_SEAT)
        in_full = people_within(user, Right.REVEAL_PERSON, **_SEAT)
        return self.filter(asks & (Q(document__kind=MASKED_KIND) | in_full))


class Certificate(models.Model):
    """What was stated, frozen. `initials` is all that the public page shows of him.

    The document holds one letter, or those of a whole body, a page each; every page has its own code.
    """

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
    document = models.ForeignKey(Document, models.PROTECT, related_name="certificates")
    page = models.PositiveIntegerField(_("halaman"), default=1)
    code_hash = models.CharField(_("sidik kode verifikasi"), max_length=64, blank=True, editable=False)
    purpose = models.CharField(_("keperluan"), max_length=200)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("surat keterangan")
        verbose_name_plural = _("surat keterangan")
        ordering = ("-issued_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("document", "page"), name="certificate_page_once"),
            models.UniqueConstraint(fields=("code_hash",), condition=~Q(code_hash=""), name="certificate_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.initials} {self.day}"
