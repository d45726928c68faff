"""The ad hoc bodies as law knows them: dated rows, tied to each other by their codes.

Codes rather than foreign keys join these rows, so that a row which supersedes another serves at once
everywhere the code stands.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enrolment.rules.bodies import Unit
from pemilu_bpjs.models.dated import Confidence, DatedRow, unique_while_current

UNITS = [
    (Unit.KECAMATAN.value, _("kecamatan")),
    (Unit.DESA.value, _("desa/kelurahan")),
    (Unit.TPS.value, _("TPS")),
    (Unit.TPS_COKLIT.value, _("TPS coklit")),
]


class ElectionPreset(DatedRow):
    """An election as the nation holds it: its kind, voting day and bounds of voters per TPS."""

    class Kind(models.TextChoices):
        PEMILU = "pemilu", _("Pemilu")
        PILKADA = "pilkada", _("Pilkada")

    code = models.SlugField(_("kode"), max_length=40)
    kind = models.CharField(_("jenis"), max_length=10, choices=Kind)
    name = models.CharField(_("nama"), max_length=200)
    voting_day = models.DateField(_("hari pemungutan suara"))
    funding = models.CharField(_("pendanaan"), max_length=300, blank=True)
    max_voters_per_tps = models.PositiveIntegerField(_("pemilih per TPS paling banyak"), null=True, blank=True)
    legal_max_voters_per_tps = models.PositiveIntegerField(_("batas undang-undang"), null=True, blank=True)

    class Meta:
        verbose_name = _("preset pemilihan")
        verbose_name_plural = _("preset pemilihan")
        ordering = ("-voting_day",)
        constraints = [unique_while_current("code", name="election_preset_code_current")]

    def __str__(self) -> str:
        return self.name


class Body(DatedRow):
    """An ad hoc body: PPK, PPS, KPPS, Panwascam and so on, or its secretariat."""

    code = models.SlugField(_("kode"), max_length=40)
    name = models.CharField(_("nama"), max_length=200)
    short_name = models.CharField(_("singkatan"), max_length=60)
    institution = models.CharField(_("lembaga"), max_length=20)
    unit = models.CharField(_("per"), max_length=12, choices=UNITS)
    is_secretariat = models.BooleanField(_("sekretariat"), default=False)
    serves = models.SlugField(_("melayani"), max_length=40, blank=True)
    synonyms = models.JSONField(_("sebutan lain"), default=list, blank=True)
    order = models.PositiveSmallIntegerField(_("urutan"), default=0)

    class Meta:
        verbose_name = _("badan adhoc")
        verbose_name_plural = _("badan adhoc")
        ordering = ("order", "code")
        constraints = [unique_while_current("code", name="body_code_current")]

    def __str__(self) -> str:
        return self.short_name


class Position(DatedRow):
    """A post in a body. A missing age means that no rule is published, not that there is no limit."""

    code = models.SlugField(_("kode"), max_length=40)
    body = models.SlugField(_("badan"), max_length=40)
    name = models.CharField(_("jabatan"), max_length=200)
    institution = models.CharField(_("lembaga"), max_length=20)
    unit = models.CharField(_("per"), max_length=12, choices=UNITS)
    is_leader = models.BooleanField(_("ketua"), default=False)
    always_asn = models.BooleanField(_("selalu ASN"), default=False)
    min_age = models.PositiveSmallIntegerField(_("usia paling rendah"), null=True, blank=True)
    min_age_error = models.PositiveSmallIntegerField(_("usia yang ditolak di bawahnya"), null=True, blank=True)
    advised_max_age = models.PositiveSmallIntegerField(_("usia paling tinggi yang disarankan"), null=True, blank=True)
    synonyms = models.JSONField(_("sebutan lain"), default=list, blank=True)
    order = models.PositiveSmallIntegerField(_("urutan"), default=0)

    class Meta:
        verbose_name = _("jabatan")
        verbose_name_plural = _("jabatan")
        ordering = ("order", "code")
        constraints = [unique_while_current("code", name="position_code_current")]

    def __str__(self) -> str:
        return self.name


class Ratio(DatedRow):
    """People per unit of a position in one election; `extra_per_over_400` more per TPS over 400 voters."""

    election = models.SlugField(_("preset pemilihan"), max_length=40)
    position = models.SlugField(_("jabatan"), max_length=40)
    per_unit = models.PositiveSmallIntegerField(_("orang per unit"))
    extra_per_over_400 = models.PositiveSmallIntegerField(_("tambahan per TPS di atas 400 pemilih"), default=0)

    class Meta:
        verbose_name = _("rasio")
        verbose_name_plural = _("rasio")
        ordering = ("election", "position")
        constraints = [unique_while_current("election", "position", name="ratio_current")]

    def __str__(self) -> str:
        return f"{self.election}: {self.position} × {self.per_unit}"


class Tenure(DatedRow):
    """First and last day in office of a body in one election; each day with its own confidence."""

    election = models.SlugField(_("preset pemilihan"), max_length=40)
    body = models.SlugField(_("badan"), max_length=40)
    start = models.DateField(_("hari pertama"))
    end = models.DateField(_("hari terakhir"))
    honorarium_months = models.PositiveSmallIntegerField(_("bulan honorarium"), null=True, blank=True)
    start_confidence = models.CharField(_("keyakinan awal"), max_length=1, choices=Confidence)
    end_confidence = models.CharField(_("keyakinan akhir"), max_length=1, choices=Confidence)

    class Meta:
        verbose_name = _("masa kerja")
        verbose_name_plural = _("masa kerja")
        ordering = ("election", "start", "body")
        constraints = [
            unique_while_current("election", "body", name="tenure_current"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="tenure_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.election}: {self.body} {self.start}–{self.end}"
