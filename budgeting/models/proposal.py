"""A proposal: one fiscal year of a plan, on its way from draft to budget. Frozen once submitted."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgeting.models.plan import Plan
from budgeting.rules.status import OPEN_TO_REGION, State
from pemilu_bpjs.models.office import Office
from pemilu_bpjs.models.scope import office_bound, region_wide
from pemilu_bpjs.permissions import Right

STATES = [
    (State.DRAFT.value, _("Konsep")),
    (State.VERIFIKASI_INTERNAL.value, _("Verifikasi internal")),
    (State.DIAJUKAN.value, _("Diajukan")),
    (State.DITELAAH.value, _("Ditelaah")),
    (State.DIBAHAS_TAPD.value, _("Dibahas TAPD")),
    (State.PERLU_REVISI.value, _("Perlu revisi")),
    (State.DITOLAK.value, _("Ditolak")),
    (State.DISETUJUI_PARSIAL.value, _("Disetujui sebagian")),
    (State.DISETUJUI.value, _("Disetujui")),
    (State.DITETAPKAN.value, _("Ditetapkan")),
    (State.DPA_SAH.value, _("DPA sah")),
    (State.REALISASI.value, _("Realisasi")),
    (State.REKONSILIASI.value, _("Rekonsiliasi")),
    (State.SELESAI.value, _("Selesai")),
]


class BudgetKind(models.TextChoices):
    MURNI = "murni", _("APBD murni")
    PERUBAHAN = "perubahan", _("Perubahan APBD")
    PERGESERAN = "pergeseran", _("Pergeseran anggaran")


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, user: Any) -> "ProposalQuerySet":
        """The office's own proposals in every state; for TAPD and Inspektorat every payer's, once submitted."""
        own = office_bound(user, Right.VIEW_PROPOSAL, region_field="region", office_field="office")
        others = region_wide(user, Right.VIEW_PROPOSAL, region_field="region")
        return self.filter(own | (others & Q(state__in=OPEN_TO_REGION)))


class Proposal(models.Model):
    """One fiscal year + one budget kind of a plan, in one version. Amounts are whole rupiah.

    `frozen` holds every figure from the moment of submission on (budgeting.rules.figures.Figures as JSON, with its
    sha256); until then figures are computed from the plan. The four amounts are kept side by side: `pagu` (P1, what
    the budget holds already), `usulan` (P2), `diminta` (P3 = P1 + P2), `disepakati` (P4).
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="proposals", verbose_name=_("rencana"))
    office = models.ForeignKey(Office, models.PROTECT, related_name="proposals", verbose_name=_("kantor pembayar"))
    region = models.CharField(_("kode wilayah"), max_length=13, db_index=True, editable=False)
    fiscal_year = models.PositiveSmallIntegerField(_("tahun anggaran"))
    budget_kind = models.CharField(_("jenis anggaran"), max_length=12, choices=BudgetKind, default=BudgetKind.MURNI)
    version = models.PositiveSmallIntegerField(_("versi"), default=1)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    state = models.CharField(_("status"), max_length=20, choices=STATES, default=State.DRAFT.value)

    letter_number = models.CharField(_("nomor surat"), max_length=80, blank=True)
    letter_date = models.DateField(_("tanggal surat"), null=True, blank=True)
    sub_activity = models.CharField(_("sub kegiatan"), max_length=30, blank=True)
    jkk_account = models.CharField(_("rekening JKK"), max_length=30, blank=True)
    jkm_account = models.CharField(_("rekening JKM"), max_length=30, blank=True)
    account_note = models.TextField(_("dasar pemilihan rekening"), blank=True)
    fund_source = models.CharField(_("sumber dana"), max_length=20, blank=True)
    money_from = models.DateField(_("perkiraan DPA/DPPA sah"), null=True, blank=True)
    minutes_number = models.CharField(_("nomor berita acara"), max_length=80, blank=True)
    minutes_date = models.DateField(_("tanggal berita acara"), null=True, blank=True)

    before = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    before_jkk = models.PositiveBigIntegerField(_("JKK sebelum perubahan"), default=0)
    before_jkm = models.PositiveBigIntegerField(_("JKM sebelum perubahan"), default=0)
    pagu = models.BigIntegerField(_("pagu"), default=0)
    usulan = models.BigIntegerField(_("usulan"), null=True, blank=True)
    diminta = models.BigIntegerField(_("diminta"), null=True, blank=True)
    disepakati = models.BigIntegerField(_("disepakati"), null=True, blank=True)
    perda_number = models.CharField(_("nomor Perda APBD"), max_length=120, blank=True)
    perkada_number = models.CharField(_("nomor Perkada Penjabaran"), max_length=120, blank=True)
    dpa_number = models.CharField(_("nomor DPA"), max_length=120, blank=True)

    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    frozen = models.JSONField(null=True, editable=False)
    frozen_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    frozen_at = models.DateTimeField(null=True, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("usulan")
        verbose_name_plural = _("usulan")
        ordering = ("-fiscal_year", "-updated_at")
        constraints = [
            models.UniqueConstraint(
                fields=("plan", "fiscal_year", "budget_kind", "version"), name="proposal_version_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT.value, State.VERIFIKASI_INTERNAL.value]) | Q(frozen__isnull=False),
                name="proposal_frozen_once_submitted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} TA {self.fiscal_year} v{self.version}"

    @property
    def status(self) -> State:
        """The state as rules know it."""
        return State(self.state)

    def is_author(self, user: Any) -> bool:
        """Whether the user drafted this version or changed it last: he is not the second pair of eyes."""
        return user.pk in (self.drafted_by_id, self.edited_by_id)


class ProposalMove(models.Model):
    """One step of a proposal, in the ledger that only grows: who moved it, from where to where, and what was said."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="moves")
    from_state = models.CharField(_("dari"), max_length=20, choices=STATES)
    to_state = models.CharField(_("menjadi"), max_length=20, choices=STATES)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    comment = models.TextField(_("catatan"), blank=True)
    amount = models.BigIntegerField(_("jumlah"), null=True, blank=True)

    class Meta:
        ordering = ("proposal", "at", "pk")

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"


class Confirmation(models.Model):
    """A named person's word for one unverified figure or citation of a proposal."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="confirmations")
    key = models.CharField(max_length=120)
    value = models.CharField(_("nilai"), max_length=700)
    confirmed_by_name = models.CharField(_("dikonfirmasi oleh"), max_length=150)
    basis = models.CharField(_("dasar"), max_length=300)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("proposal", "key")
        constraints = [models.UniqueConstraint(fields=("proposal", "key"), name="confirmation_once_a_figure")]

    def __str__(self) -> str:
        return f"{self.key}: {self.confirmed_by_name}"
