"""That rows of a roster were taken over: what the receipt says."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enrolment.models.roster import RosterUpload
from pemilu_bpjs.models import Document


class Acceptance(models.Model):
    """One taking over of an upload's good rows; the rows mended afterwards are the next one's.

    Written in the transaction in which the people come to stand: it is there if, and only if, all of them do. Its lines
    are told right after (`lines_told_at`), in transactions of their own.
    """

    upload = models.ForeignKey(RosterUpload, models.PROTECT, related_name="acceptances", db_index=False)
    number = models.PositiveSmallIntegerField(_("nomor"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(_("waktu"), default=timezone.now, editable=False)
    new = models.PositiveIntegerField(_("baru"))
    changed = models.PositiveIntegerField(_("berubah"))
    unchanged = models.PositiveIntegerField(_("tetap"))
    sha256 = models.CharField("SHA-256", max_length=64)
    lines_told_at = models.DateTimeField(null=True, editable=False)
    undone_at = models.DateTimeField(_("dibatalkan"), null=True, editable=False)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("tanda terima")
    )

    class Meta:
        verbose_name = _("penerimaan daftar")
        verbose_name_plural = _("penerimaan daftar")
        ordering = ("upload", "number")
        constraints = [
            models.UniqueConstraint(fields=("upload", "number"), name="acceptance_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="acceptance_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.upload_id}: {self.number}"

    @property
    def rows(self) -> int:
        """The rows that it took over or found standing."""
        return self.new + self.changed + self.unchanged
