"""Cover: how a payer insures an election's workers, and which person's month is paid at which price.

Person-months are a ledger. What a run of the computation finds new is added, what holds no longer is marked removed by
that run; no row is ever rewritten, so that every bill can be traced to what was known on its day.
"""

import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgeting.models.law import MEMBERSHIP
from budgeting.models.payer_scope import payer_within
from budgeting.models.plan import Plan
from enrolment.models import Assignment, Election, Person
from pemilu_bpjs.models.office import Office
from pemilu_bpjs.permissions import Right

# A lifetime KTP has no last day and SIPP wants one; one firm writes this (domain/bpjs.md §7.1 P, unverified).
_LIFELONG = datetime.date(2090, 1, 1)


class ArrangementQuerySet(models.QuerySet["Arrangement"]):
    def visible_to(self, user: Any, right: Right = Right.VIEW_COVER) -> Self:
        """Those of the user's payer; of every payer of the region for TAPD, Inspektorat and the branch of BPJS."""
        return self.filter(payer_within(user, right, region_field="region", office_field="office"))


class Arrangement(models.Model):
    """How one payer insures the people of one election: for which months, at what base, and how SIPP is told.

    `plan` says which positions, months and bases; without one the preset's own hold: every position, each month that
    the tenure touches, the honorarium. `office` is null only where a command works in a home without offices.
    """

    class Carrier(models.TextChoices):
        """Which of several posts of one person carries a month."""

        HIGHEST = "highest", _("dasar upah tertinggi")
        PLAN_ORDER = "order", _("urutan jabatan dalam rencana")

    class FirstDay(models.TextChoices):
        """What SIPP is told as the first working day (domain/bpjs.md §7.1 AC)."""

        TENURE = "tenure", _("hari pertama masa kerja")
        COVER = "cover", _("hari pertama bulan yang diiurkan")

    class ContractStatus(models.TextChoices):
        PKWT = "Y", _("PKWT (kontrak)")
        PKWTT = "T", _("PKWTT (tetap)")

    election = models.ForeignKey(Election, models.PROTECT, related_name="arrangements", verbose_name=_("pemilihan"))
    office = models.ForeignKey(
        Office, models.PROTECT, null=True, related_name="arrangements", verbose_name=_("kantor pembayar")
    )
    region = models.CharField(_("kode wilayah"), max_length=13, db_index=True, editable=False)
    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="arrangements", verbose_name=_("rencana")
    )
    takes_members = models.BooleanField(_("mengiurkan yang sudah peserta"), default=True)
    carrier = models.CharField(_("tugas yang memikul iuran"), max_length=8, choices=Carrier, default=Carrier.HIGHEST)
    first_day = models.CharField(_("hari pertama kerja"), max_length=8, choices=FirstDay, default=FirstDay.TENURE)
    contract_status = models.CharField(
        _("status pegawai"), max_length=1, choices=ContractStatus, default=ContractStatus.PKWT
    )
    identity_valid_until = models.DateField(_("masa laku identitas"), default=_LIFELONG)
    work_location = models.CharField(_("kode lokasi pekerjaan BPJS"), max_length=4, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ArrangementQuerySet.as_manager()

    class Meta:
        verbose_name = _("pengaturan iuran")
        verbose_name_plural = _("pengaturan iuran")
        ordering = ("election", "pk")
        constraints = [
            models.UniqueConstraint(fields=("election", "office"), name="arrangement_once"),
            models.UniqueConstraint(
                fields=("election",), condition=Q(office__isnull=True), name="arrangement_once_without_office"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office or '–'}: {self.election}"


class CoverPrice(models.Model):
    """One person's premium for one position and month under an arrangement, with what it is made of. Never changed.

    `base`: rupiah, null for BPU. A change of plan or law is a new row; `replaced_at` takes the old one out of force.
    `first` and `last` are the days of the month, `order` the position's place in the plan.
    """

    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="prices", db_index=False)
    position = models.SlugField(max_length=40, db_index=False)
    body = models.SlugField(max_length=40, db_index=False)
    month = models.CharField(max_length=7)
    first = models.DateField()
    last = models.DateField()
    order = models.PositiveSmallIntegerField(default=0)
    membership = models.CharField(max_length=3, choices=MEMBERSHIP)
    base = models.PositiveIntegerField(null=True)
    jkk = models.PositiveIntegerField()
    jkm = models.PositiveIntegerField()
    jkk_rate = models.DecimalField(max_digits=12, decimal_places=4)
    jkm_rate = models.DecimalField(max_digits=12, decimal_places=4)
    sources = models.JSONField(default=list)
    replaced_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("iuran per orang")
        verbose_name_plural = _("iuran per orang")
        ordering = ("arrangement", "month", "order")
        constraints = [
            models.UniqueConstraint(
                fields=("arrangement", "position", "month"),
                condition=Q(replaced_at__isnull=True),
                name="cover_price_current",
            ),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="cover_price_month"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.month}: {self.jkk + self.jkm}"


class CoverRun(models.Model):
    """One computation of an election's person-months: what it added and removed, and what it found twice.

    `saved_*`: months (people x months, rupiah) that would have been paid a second time for people with several posts.
    `people_version` is the election's when it was computed: a higher one now means that people have changed since.
    """

    election = models.ForeignKey(Election, models.PROTECT, related_name="cover_runs")
    number = models.PositiveIntegerField(_("nomor"))
    added = models.PositiveIntegerField(_("bertambah"), default=0)
    removed = models.PositiveIntegerField(_("berkurang"), default=0)
    standing = models.PositiveIntegerField(_("orang-bulan"), default=0)
    saved_months = models.PositiveIntegerField(_("orang-bulan ganda"), default=0)
    saved_rupiah = models.PositiveBigIntegerField(_("rupiah yang tidak dibayar dua kali"), default=0)
    people_version = models.PositiveBigIntegerField(default=0)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("perhitungan perlindungan")
        verbose_name_plural = _("perhitungan perlindungan")
        ordering = ("election", "-number")
        constraints = [models.UniqueConstraint(fields=("election", "number"), name="cover_run_once")]

    def __str__(self) -> str:
        return f"{self.election_id}/{self.number}"


class CoverSaving(models.Model):
    """What one payer does not pay for an election, as a run found it: person-months that somebody pays already.

    What its posts would cost less what is saved is what it pays: a person's month counts under one ground a post.
    """

    class Ground(models.TextChoices):
        BODY = "body", _("jabatan lain pada bulan yang sama")
        PAYER = "payer", _("dibayar kantor lain dalam pemilihan ini")
        ELECTION = "election", _("dibayar dalam pemilihan lain")

    run = models.ForeignKey(CoverRun, models.CASCADE, related_name="savings", db_index=False)
    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="savings", db_index=False)
    ground = models.CharField(_("sebab"), max_length=8, choices=Ground)
    people = models.PositiveIntegerField(_("orang"))
    months = models.PositiveIntegerField(_("orang-bulan"))
    rupiah = models.PositiveBigIntegerField(_("rupiah"))

    class Meta:
        verbose_name = _("iuran yang tidak dibayar dua kali")
        verbose_name_plural = _("iuran yang tidak dibayar dua kali")
        constraints = [models.UniqueConstraint(fields=("run", "arrangement", "ground"), name="cover_saving_once")]

    def __str__(self) -> str:
        return f"{self.run_id}/{self.arrangement_id}: {self.ground}"


class PersonMonthQuerySet(models.QuerySet["PersonMonth"]):
    def standing(self) -> Self:
        """Those that no later run removed."""
        return self.filter(removed_by=None)

    def as_of(self, run: CoverRun) -> Self:
        """Those that stood after that run of its election."""
        return self.filter(
            Q(removed_by=None) | Q(removed_by__number__gt=run.number),
            added_by__election=run.election_id,
            added_by__number__lte=run.number,
        )


class PersonMonth(models.Model):
    """A person's month that a payer pays once, whatever posts the person holds; `assignment` is the one that carries.

    `region_code` is the unit's, so that sums by kecamatan and desa ask no other table.
    """

    class Removal(models.TextChoices):
        LEFT = "left", _("berhenti atau diganti")
        DIED = "died", _("meninggal dunia")
        EXCLUDED = "excluded", _("tidak lagi diiurkan")
        WITHDRAWN = "withdrawn", _("penugasan dibatalkan")
        CHANGED = "changed", _("dihitung kembali dengan jabatan, iuran, atau NIK lain")
        PLAN = "plan", _("bulan atau jabatan keluar dari rencana")

    person = models.ForeignKey(Person, models.PROTECT, related_name="months", db_index=False, db_constraint=False)
    month = models.CharField(_("bulan"), max_length=7)
    price = models.ForeignKey(CoverPrice, models.PROTECT, related_name="months", db_index=False, db_constraint=False)
    assignment = models.ForeignKey(
        Assignment, models.PROTECT, related_name="months", db_index=False, db_constraint=False
    )
    region_code = models.CharField(_("kode wilayah"), max_length=13)
    added_by = models.ForeignKey(CoverRun, models.PROTECT, related_name="added_months", db_constraint=False)
    removed_by = models.ForeignKey(
        CoverRun, models.PROTECT, null=True, related_name="removed_months", db_constraint=False
    )
    removal = models.CharField(_("sebab"), max_length=10, choices=Removal, blank=True)

    objects = PersonMonthQuerySet.as_manager()

    class Meta:
        verbose_name = _("orang-bulan")
        verbose_name_plural = _("orang-bulan")
        constraints = [
            # One premium a person and month, whoever pays: the promise, held by the database itself.
            models.UniqueConstraint(
                fields=("person", "month"), condition=Q(removed_by__isnull=True), name="person_month_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=("price", "region_code"), condition=Q(removed_by__isnull=True), name="person_month_sums"
            ),
            models.Index(fields=("assignment", "month"), name="person_month_carrier"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.month}"
