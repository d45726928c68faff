"""People, one per NIK; and what each institution says of them.

A person may serve KPU and Bawaslu in turn, or KPU of one kabupaten and then of another. What one of these offices wrote
(mother's name, phone) is never shown to another nor changed by it, so particulars hang on the person, the institution
and the kabupaten together.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enrolment.models.scope import people_within
from pemilu_bpjs.models.sealed import SealedField
from pemilu_bpjs.permissions import Right

FINGERPRINT_BYTES = 32


class Person(models.Model):
    """Whoever a NIK names. The NIK itself stands sealed in the records; here only its fingerprint."""

    nik_fp = models.BinaryField(max_length=FINGERPRINT_BYTES, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("orang")
        verbose_name_plural = _("orang")

    def __str__(self) -> str:
        return f"#{self.pk}"


class PersonRecordQuerySet(models.QuerySet["PersonRecord"]):
    def visible_to(self, user: Any, right: Right = Right.VIEW_PERSON) -> "PersonRecordQuerySet":
        """Records of the user's institution, of people who serve (or served) in his region."""
        reach = people_within(
            user, right, region_field="assignments__region_code", institution_field="assignments__institution"
        )
        return self.filter(pk__in=self.model.objects.filter(reach).values("pk"))


class PersonRecord(models.Model):
    """What one institution of one kabupaten says of a person: the name in the clear, the rest sealed.

    `sealed` is the JSON of `roster_fields.PARTICULARS`; `content_fp` tells whether a later file says the same;
    `lacks` has a bit for each of `roster_lacks.LACKS` that SIPP asks for and nobody has given.
    """

    # The constraint's index finds a person's records; a second one would cost every row of a roster.
    person = models.ForeignKey(Person, models.CASCADE, related_name="records", db_index=False, verbose_name=_("orang"))
    institution = models.CharField(_("lembaga"), max_length=20)
    # The first digits of the region codes of all its seats (region_code.kabupaten_of), whoever's election it is.
    region = models.CharField(_("kode kabupaten/kota"), max_length=5, default="")
    name = models.CharField(_("nama"), max_length=200)
    name_birth_fp = models.BinaryField(max_length=FINGERPRINT_BYTES, db_index=True, editable=False)
    sex = models.CharField(_("jenis kelamin"), max_length=1)
    civil = models.CharField(_("ASN/TNI/Polri"), max_length=10, blank=True)
    is_member = models.BooleanField(_("sudah peserta"), default=False)
    lacks = models.PositiveSmallIntegerField(_("belum ada"), default=0)
    sealed = SealedField("particulars")
    content_fp = models.BinaryField(max_length=FINGERPRINT_BYTES, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PersonRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("data diri")
        verbose_name_plural = _("data diri")
        constraints = [models.UniqueConstraint(fields=("person", "institution", "region"), name="person_record_once")]

    def __str__(self) -> str:
        return self.name


class SamePersonDecision(models.Model):
    """What a person decided about two people of one name and birth date: two people, or one with a wrong NIK."""

    first = models.ForeignKey(Person, models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, models.CASCADE, related_name="+")
    is_same = models.BooleanField(_("orang yang sama"))
    reason = models.CharField(_("alasan"), max_length=300)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("keputusan orang yang sama")
        verbose_name_plural = _("keputusan orang yang sama")
        constraints = [
            models.UniqueConstraint(fields=("first", "second"), name="same_person_decided_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="same_person_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id}–{self.second_id}"
