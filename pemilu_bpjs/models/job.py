import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..permissions import Right
from .office import Office
from .scope import office_bound
from .user import User


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user: Any) -> "JobQuerySet":
        """One's own, and those of offices whose documents one may see."""
        if not user.is_authenticated:
            return self.none()
        offices = office_bound(user, Right.VIEW_DOCUMENT, region_field="region", office_field="office")
        return self.filter(Q(owner=user.pk) | offices)

    def unfinished(self) -> "JobQuerySet":
        return self.filter(state__in=(Job.State.QUEUED, Job.State.RUNNING))


class Job(models.Model):
    """Work that outlives a request. This row is the truth; whatever queue there is carries its id alone."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Menunggu")
        RUNNING = "running", _("Berjalan")
        DONE = "done", _("Selesai")
        FAILED = "failed", _("Gagal")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("jenis"), max_length=60, db_index=True)
    owner = models.ForeignKey(User, models.PROTECT, related_name="jobs", verbose_name=_("pemilik"))
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", verbose_name=_("kantor"))
    region = models.CharField(_("kode wilayah"), max_length=13, blank=True)
    params = models.JSONField(_("parameter"), default=dict)
    state = models.CharField(_("keadaan"), max_length=10, choices=State, default=State.QUEUED)
    done = models.PositiveIntegerField(_("selesai"), default=0)
    total = models.PositiveIntegerField(_("jumlah"), default=0)
    message = models.CharField(_("pesan"), max_length=300, blank=True)
    result = models.JSONField(_("hasil"), null=True)
    error = models.CharField(_("sebab gagal"), max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField(_("percobaan"), default=0)
    worker = models.CharField(_("pekerja"), max_length=120, blank=True)
    heartbeat = models.DateTimeField(_("tanda hidup"), default=timezone.now)
    created_at = models.DateTimeField(_("dibuat"), default=timezone.now)
    started_at = models.DateTimeField(_("mulai"), null=True)
    finished_at = models.DateTimeField(_("berakhir"), null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("pekerjaan")
        verbose_name_plural = _("pekerjaan")
        ordering = ("-created_at", "pk")
        indexes = [models.Index(fields=("state", "created_at"), name="job_queue")]
        constraints = [
            models.CheckConstraint(condition=Q(total=0) | Q(done__lte=F("total")), name="job_done_within_total"),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(error=""), name="job_failure_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_finished(self) -> bool:
        return self.state in (self.State.DONE, self.State.FAILED)
