"""Illness, accident, death: what happened to a worker on duty, and how far the family's claim has come.

Health data. All that happened, was claimed and was decided is sealed: in the clear stands of whom something was
reported and how far it has come, so that a stolen disk says neither who died nor who fell ill. Whether the day is
covered is kept nowhere, since BPJS may still answer: it is read off the ledger (reports/incidents.py).
"""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enrolment.models import Assignment, Election
from enrolment.models.scope import people_within
from pemilu_bpjs.models.sealed import SealedField
from pemilu_bpjs.permissions import Right


class IncidentQuerySet(models.QuerySet["Incident"]):
    def visible_to(self, user: Any, right: Right = Right.VIEW_INCIDENT) -> Self:
        """Of the people whom he answers for, as everywhere; TAPD, Inspektorat and BPJS have no such right at all."""
        return self.filter(
            people_within(user, right, region_field="region", institution_field="assignment__institution")
        )


class Incident(models.Model):
    """One event of one person. `sealed`: reports.incident_details.Details. `region` is the election's kabupaten."""

    class State(models.TextChoices):
        REPORTED = "reported", _("dilaporkan")
        PAPERS = "papers", _("melengkapi berkas")
        CLAIMED = "claimed", _("klaim diajukan")
        DECIDED = "decided", _("diputuskan BPJS")
        CLOSED = "closed", _("selesai")

    election = models.ForeignKey(Election, models.PROTECT, related_name="incidents", verbose_name=_("pemilihan"))
    region = models.CharField(_("kode wilayah"), max_length=13, db_index=True)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="incidents", verbose_name=_("petugas"))
    state = models.CharField(_("keadaan"), max_length=8, choices=State, default=State.REPORTED)
    sealed = SealedField("incident")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        verbose_name = _("kejadian")
        verbose_name_plural = _("kejadian")
        ordering = ("-entered_at", "-pk")

    def __str__(self) -> str:
        return f"{self.pk}: {self.state}"


class IncidentStep(models.Model):
    """Who moved an incident on, when; what he wrote is sealed."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="steps")
    state = models.CharField(_("keadaan"), max_length=8, choices=Incident.State)
    sealed_note = SealedField("incident", null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("langkah kejadian")
        verbose_name_plural = _("langkah kejadian")
        ordering = ("incident", "at", "pk")

    def __str__(self) -> str:
        return f"{self.incident_id}: {self.state}"
