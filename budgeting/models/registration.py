"""Who is known to BPJS under which payer, and from which day BPJS itself says that he is covered."""

from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgeting.models.cover import Arrangement
from budgeting.models.payer_scope import payer_within
from enrolment.models import Assignment, Person
from enrolment.models.person import FINGERPRINT_BYTES
from pemilu_bpjs.models.sealed import SealedField
from pemilu_bpjs.permissions import Right


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def visible_to(self, user: Any, right: Right = Right.VIEW_BATCH) -> Self:
        return self.filter(
            payer_within(user, right, region_field="arrangement__region", office_field="arrangement__office")
        )

    def confirmed(self) -> Self:
        """Those whom BPJS has taken."""
        return self.filter(state__in=(Registration.State.ACTIVE, Registration.State.ENDING))


class Registration(models.Model):
    """A person as a member under one payer's arrangement, as far as was sent and answered.

    `reference` is ours: it stands in SIPP's NO_PEGAWAI and comes back with answers. `sent_*` is what BPJS was told
    last; what differs from it now is the next delta. `confirmed_from` comes from BPJS alone. `ended_on` is the last day
    served, as BPJS was told it: whoever dies on his last day dies covered.
    """

    class State(models.TextChoices):
        SENT = "sent", _("dikirim, belum dijawab")
        ACTIVE = "active", _("diterima BPJS")
        REJECTED = "rejected", _("ditolak BPJS")
        ENDING = "ending", _("berhenti, belum dijawab")
        ENDED = "ended", _("nonaktif")

    arrangement = models.ForeignKey(Arrangement, models.PROTECT, related_name="registrations", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="registrations")
    reference = models.CharField(_("nomor pegawai"), max_length=30)
    state = models.CharField(_("keadaan"), max_length=8, choices=State)
    kpj = SealedField("kpj", null=True)
    kpj_fp = models.BinaryField(max_length=FINGERPRINT_BYTES, null=True, db_index=True, editable=False)
    confirmed_from = models.DateField(_("berlaku sejak"), null=True)
    ended_on = models.DateField(_("nonaktif sejak"), null=True)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    sent_wage = models.PositiveIntegerField(_("upah yang dilaporkan"), null=True)
    sent_content_fp = models.BinaryField(max_length=FINGERPRINT_BYTES, null=True, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("kepesertaan")
        verbose_name_plural = _("kepesertaan")
        constraints = [
            models.UniqueConstraint(fields=("arrangement", "person"), name="registration_once"),
            models.UniqueConstraint(fields=("arrangement", "reference"), name="registration_reference_once"),
        ]
        indexes = [models.Index(fields=("arrangement", "state"), name="registration_state")]

    def __str__(self) -> str:
        return self.reference
