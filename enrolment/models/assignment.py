"""Who sits where, from when to when."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enrolment.models.election import Election
from enrolment.models.person import Person, PersonRecord
from enrolment.models.roster import RosterLine, RosterUpload
from enrolment.models.scope import people_within
from pemilu_bpjs.models.sealed import SealedField
from pemilu_bpjs.permissions import Right


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, user: Any, right: Right = Right.VIEW_PERSON) -> Self:
        """Those of the user's institution in his region; never another institution's."""
        return self.filter(people_within(user, right, region_field="region_code"))

    def standing(self) -> Self:
        """Those that were not withdrawn as a mistake; who left in time still stands until the day he left."""
        return self.filter(voided_at=None)

    def seated(self) -> Self:
        """Those that take a seat: reserves do not."""
        return self.standing().filter(is_reserve=False)


class Assignment(models.Model):
    """A person on a seat of a unit for a time. `institution` is the sender's, whose people these are.

    `region_code` is the unit's kecamatan or desa; `tps` 0 where the unit is no TPS. Who is not insured says why.
    """

    class StopReason(models.TextChoices):
        """PKPU 8/2022 Ps 43; Kep KPU 534/2022 Bab IV."""

        DEATH = "death", _("meninggal dunia")
        UNABLE = "unable", _("berhalangan tetap")
        RESIGNED = "resigned", _("mengundurkan diri")
        DISMISSED = "dismissed", _("diberhentikan")
        MOVED = "moved", _("pindah tugas")

    class NotInsured(models.TextChoices):
        ASN = "asn", _("ASN/TNI/Polri, dijamin aturan lain")
        MEMBER = "member", _("sudah peserta aktif")
        RESERVE = "reserve", _("cadangan, belum bertugas")

    # Always the record's own person, whom the record's constraint keeps: to look him up once more for each row would
    # cost PostgreSQL 2 % of a roster's whole way.
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="assignments", db_constraint=False, verbose_name=_("orang")
    )
    record = models.ForeignKey(PersonRecord, models.PROTECT, related_name="assignments", verbose_name=_("data diri"))
    # Election and upload are the same for all rows of a roster, and neither is deleted while people stand by it. To
    # look them up for each row again would cost PostgreSQL 3 % of a roster's whole way each.
    election = models.ForeignKey(
        Election, models.PROTECT, related_name="assignments", db_index=False, db_constraint=False
    )
    institution = models.CharField(_("lembaga"), max_length=20)
    body = models.SlugField(_("badan"), max_length=40, db_index=False)
    position = models.SlugField(_("jabatan"), max_length=40, db_index=False)
    region_code = models.CharField(_("kode wilayah"), max_length=13)
    tps = models.PositiveSmallIntegerField(_("nomor TPS"), default=0)
    start = models.DateField(_("mulai"))
    end = models.DateField(_("sampai"))
    is_reserve = models.BooleanField(_("cadangan"), default=False)
    not_insured = models.CharField(_("tidak diiurkan karena"), max_length=10, choices=NotInsured, blank=True)
    decree_number = models.CharField(_("nomor SK"), max_length=100, blank=True)
    decree_date = models.DateField(_("tanggal SK"), null=True, blank=True)
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        db_index=False,
        verbose_name=_("menggantikan"),
    )
    stop_reason = models.CharField(_("berhenti karena"), max_length=10, choices=StopReason, blank=True)
    upload = models.ForeignKey(RosterUpload, models.PROTECT, null=True, related_name="assignments", db_constraint=False)
    # Neither index nor constraint: both databases would look through all assignments for each line that is removed, and
    # PostgreSQL locks each line that it looks up (5 %).
    line = models.ForeignKey(
        RosterLine, models.SET_NULL, null=True, related_name="+", db_index=False, db_constraint=False
    )
    # The same for all rows of a roster as well, and nobody who has a name here is deleted (8 % of accepting).
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    voided_at = models.DateTimeField(null=True, editable=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("penugasan")
        verbose_name_plural = _("penugasan")
        ordering = ("election", "region_code", "tps", "body", "position", "pk")
        indexes = [
            models.Index(fields=("election", "region_code", "body", "tps"), name="assignment_unit"),
            # Few replace anybody: those who come by a roster pay nothing for it.
            models.Index(fields=("replaces",), condition=Q(replaces__isnull=False), name="assignment_replaces"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="assignment_ends_after_start"),
            models.UniqueConstraint(
                fields=("person", "election", "institution", "body", "region_code", "tps", "start"),
                condition=Q(voided_at__isnull=True),
                name="assignment_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.region_code} {self.tps or ''}".strip()


class SeatEnding(models.Model):
    """What a seat said before a person ended it: taking that back puts it there again, and takes this away.

    `referred` is how many rows of later stages referred to the seat then (enrolment/later_stages.py): more of them mean
    that something was built on the end since. Where the seat never was served, it was withdrawn at that very moment.
    """

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="endings")
    end_before = models.DateField()
    reason_before = models.CharField(max_length=10, blank=True)
    referred = models.JSONField(default=dict)
    at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("pencatatan berhenti")
        verbose_name_plural = _("pencatatan berhenti")

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.end_before}"


class OverlapDecision(models.Model):
    """Two posts of one person at one time, and why both stand. Ending one of them needs no decision."""

    first = models.ForeignKey(Assignment, models.CASCADE, related_name="+")
    second = models.ForeignKey(Assignment, models.CASCADE, related_name="+")
    reason = models.CharField(_("alasan"), max_length=300)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("keputusan tumpang tindih")
        verbose_name_plural = _("keputusan tumpang tindih")
        constraints = [
            models.UniqueConstraint(fields=("first", "second"), name="overlap_decided_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="overlap_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id}–{self.second_id}"


class RosterChange(models.Model):
    """What a row of an upload changed, and what stood there before: undoing puts it back.

    `before` is the JSON of the assignment's plain columns (null: there was none); `record_before` that of the record's
    plain columns, `sealed_before` its sealed particulars (null: there was no record).
    """

    upload = models.ForeignKey(RosterUpload, models.CASCADE, related_name="changes")
    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="changes", null=True)
    record = models.ForeignKey(PersonRecord, models.CASCADE, related_name="changes", null=True)
    before = models.JSONField(null=True)
    record_before = models.JSONField(null=True)
    sealed_before = SealedField("particulars", null=True)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("perubahan daftar")
        verbose_name_plural = _("perubahan daftar")

    def __str__(self) -> str:
        return f"{self.upload_id}: {self.assignment_id}"
