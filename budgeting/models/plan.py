"""A plan: one scenario of who is insured, for which months, at what base. Its lines are computed, never stored."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgeting.models.law import MEMBERSHIP
from enrolment.models import Election
from pemilu_bpjs.models.office import Office
from pemilu_bpjs.models.scope import within
from pemilu_bpjs.permissions import Right


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user: Any) -> "PlanQuerySet":
        """Plans of the payers and regions for which the user may look at plans."""
        return self.filter(within(user, Right.VIEW_PLAN, region_field="region", office_field="office"))

    def editable_by(self, user: Any) -> "PlanQuerySet":
        return self.filter(within(user, Right.EDIT_PLAN, region_field="region", office_field="office"))

    def standing(self) -> "PlanQuerySet":
        return self.filter(archived_at=None)


class Plan(models.Model):
    """The plan file of design/contracts.md §2, stored. Amounts in rupiah, rates in per cent.

    `units` holds only the counts that this plan sets itself; the others come from the election.
    """

    name = models.CharField(_("nama rencana"), max_length=200)
    election = models.ForeignKey(Election, models.PROTECT, related_name="plans", verbose_name=_("pemilihan"))
    office = models.ForeignKey(Office, models.PROTECT, related_name="plans", verbose_name=_("kantor pembayar"))
    region = models.CharField(_("kode wilayah"), max_length=13, db_index=True, editable=False)
    membership = models.CharField(_("segmen kepesertaan"), max_length=3, choices=MEMBERSHIP, default="PU")
    wage_base = models.PositiveIntegerField(_("dasar upah"), null=True, blank=True)
    jkk_percent = models.DecimalField(_("tarif JKK (%)"), max_digits=7, decimal_places=4, null=True, blank=True)
    jkm_percent = models.DecimalField(_("tarif JKM (%)"), max_digits=7, decimal_places=4, null=True, blank=True)
    units = models.JSONField(_("jumlah unit"), default=dict, blank=True)
    sources = models.JSONField(_("sumber"), default=dict, blank=True)
    ceiling = models.PositiveBigIntegerField(_("pagu"), null=True, blank=True)
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="copies")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    archived_at = models.DateTimeField(null=True, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("rencana")
        verbose_name_plural = _("rencana")
        ordering = ("-updated_at",)

    def __str__(self) -> str:
        return self.name


class PlanEntry(models.Model):
    """One [[position]] of the plan file. Whatever is empty comes from the preset.

    `coverage`: list of months "2024-01". A line that is not in the preset names its own name, body and institution.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="entries")
    order = models.PositiveSmallIntegerField(_("urutan"), default=0)
    code = models.SlugField(_("kode"), max_length=40)
    coverage = models.JSONField(_("bulan perlindungan"), null=True, blank=True)
    start = models.DateField(_("hari pertama"), null=True, blank=True)
    end = models.DateField(_("hari terakhir"), null=True, blank=True)
    per_unit = models.PositiveSmallIntegerField(_("orang per unit"), null=True, blank=True)
    headcount = models.PositiveIntegerField(_("jumlah orang"), null=True, blank=True)
    wage = models.PositiveIntegerField(_("dasar upah"), null=True, blank=True)
    excluded = models.PositiveIntegerField(_("dikecualikan"), null=True, blank=True)
    reason = models.CharField(_("alasan"), max_length=300, blank=True)
    own_name = models.CharField(_("nama baris"), max_length=200, blank=True)
    own_body = models.CharField(_("badan"), max_length=60, blank=True)
    own_institution = models.CharField(_("lembaga"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("baris rencana")
        verbose_name_plural = _("baris rencana")
        ordering = ("plan", "order", "pk")
        constraints = [
            models.UniqueConstraint(fields=("plan", "code"), name="plan_entry_code_once"),
            models.CheckConstraint(
                condition=Q(start=None) | Q(end=None) | Q(end__gte=F("start")), name="plan_entry_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(per_unit=None) | Q(headcount=None), name="plan_entry_one_kind_of_number"
            ),
        ]

    def __str__(self) -> str:
        return self.code
