"""What law, ministries and BPJS set, as dated rows: rates, honoraria, benefits, accounts, legal bases."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pemilu_bpjs.models.dated import Confidence, DatedRow, unique_while_current

MEMBERSHIP = [("PU", _("PU (penerima upah)")), ("BPU", _("BPU (bukan penerima upah)"))]
PROGRAMMES = [("JKK", "JKK"), ("JKM", "JKM")]


class PremiumRate(DatedRow):
    """A premium rate: per cent of the wage base, or a flat amount in rupiah per person and month.

    `key` is the natural key of seed_data.toml: programme, membership, risk group, sector, kind, first day.
    """

    class Status(models.TextChoices):
        ACTIVE = "active", _("berlaku")
        NOT_APPLICABLE = "not-applicable", _("tidak berlaku di sini")
        UNVERIFIED = "unverified", _("belum dikonfirmasi")

    class Kind(models.TextChoices):
        PERCENT = "percent", _("persen upah")
        FLAT = "flat", _("rupiah per orang per bulan")
        PERCENT_OF_NORMAL = "percent-of-normal", _("persen dari iuran biasa")

    key = models.CharField(max_length=80, editable=False)
    programme = models.CharField(_("program"), max_length=3, choices=PROGRAMMES)
    membership = models.CharField(_("segmen"), max_length=3, choices=MEMBERSHIP)
    risk_group = models.PositiveSmallIntegerField(_("kelompok risiko"), null=True, blank=True)
    sector = models.CharField(_("sektor"), max_length=20, blank=True)
    kind = models.CharField(_("jenis nilai"), max_length=20, choices=Kind)
    value = models.DecimalField(_("nilai"), max_digits=12, decimal_places=4)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.ACTIVE)
    is_default = models.BooleanField(_("dipakai bila tidak dipilih"), default=False)

    class Meta:
        verbose_name = _("tarif iuran")
        verbose_name_plural = _("tarif iuran")
        ordering = ("membership", "programme", "risk_group", "-valid_from")
        constraints = [unique_while_current("key", name="premium_rate_current")]

    def __str__(self) -> str:
        return f"{self.programme} {self.membership} {self.value.normalize():f}"


class Honorarium(DatedRow):
    """Rupiah per person and month that KPU or Bawaslu pays for a position in one election."""

    election = models.SlugField(_("preset pemilihan"), max_length=40)
    position = models.SlugField(_("jabatan"), max_length=40)
    employment = models.CharField(_("status kepegawaian"), max_length=10, blank=True)
    amount = models.PositiveIntegerField(_("rupiah per bulan"))
    is_default = models.BooleanField(_("dipakai bila tidak dipilih"), default=True)

    class Meta:
        verbose_name = _("honorarium")
        verbose_name_plural = _("honorarium")
        ordering = ("election", "position", "-is_default")
        constraints = [unique_while_current("election", "position", "employment", name="honorarium_current")]

    def __str__(self) -> str:
        return f"{self.election}: {self.position} {self.amount}"


class Benefit(DatedRow):
    """What a family or a worker gets. `provider` KPU is the election agency's own santunan, never added to BPJS's."""

    code = models.SlugField(_("kode"), max_length=40)
    provider = models.CharField(_("pemberi"), max_length=10)
    programme = models.CharField(_("program"), max_length=10)
    name = models.CharField(_("nama"), max_length=200)
    kind = models.CharField(_("jenis nilai"), max_length=20)
    value = models.BigIntegerField(_("nilai"), null=True, blank=True)
    parts = models.JSONField(_("bagian"), default=list, blank=True)

    class Meta:
        verbose_name = _("manfaat")
        verbose_name_plural = _("manfaat")
        ordering = ("provider", "programme", "code")
        constraints = [unique_while_current("code", name="benefit_current")]

    def __str__(self) -> str:
        return self.name


class Account(DatedRow):
    """A budget account (kode rekening). `programme` names the premium that goes there by default."""

    code = models.CharField(_("kode rekening"), max_length=30)
    name = models.CharField(_("uraian"), max_length=200)
    programme = models.CharField(_("program"), max_length=3, choices=PROGRAMMES, blank=True)
    election_kinds = models.JSONField(_("jenis pemilihan"), default=list, blank=True)
    is_default = models.BooleanField(_("dipakai bila tidak dipilih"), default=False)

    class Meta:
        verbose_name = _("kode rekening")
        verbose_name_plural = _("kode rekening")
        ordering = ("code",)
        constraints = [unique_while_current("code", name="account_current")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class CodeRegime(DatedRow):
    """Which decree's codes hold in a fiscal year, and how many digits a sub-activity has."""

    fiscal_year = models.PositiveSmallIntegerField(_("tahun anggaran"))
    decree = models.SlugField(_("keputusan"), max_length=60)
    sub_activity_digits = models.PositiveSmallIntegerField(_("angka sub kegiatan"))
    digits_confidence = models.CharField(_("keyakinan jumlah angka"), max_length=1, choices=Confidence)

    class Meta:
        verbose_name = _("rezim kode")
        verbose_name_plural = _("rezim kode")
        ordering = ("fiscal_year",)
        constraints = [unique_while_current("fiscal_year", name="code_regime_current")]

    def __str__(self) -> str:
        return str(self.fiscal_year)


class ActivityCode(DatedRow):
    """A field, programme, activity or sub-activity of the planning classification, and the years it holds in."""

    code = models.CharField(_("kode"), max_length=30)
    level = models.CharField(_("tingkat"), max_length=20)
    name = models.CharField(_("nama"), max_length=500)
    fiscal_years = models.JSONField(_("tahun anggaran"), default=list)
    area = models.CharField(_("daerah"), max_length=20, blank=True)
    is_default = models.BooleanField(_("dipakai bila tidak dipilih"), default=False)

    class Meta:
        verbose_name = _("kode kegiatan")
        verbose_name_plural = _("kode kegiatan")
        ordering = ("code",)
        constraints = [unique_while_current("code", name="activity_code_current")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class FundSource(DatedRow):
    """A fund source as it prints on the form."""

    code = models.SlugField(_("kode"), max_length=20)
    print_name = models.CharField(_("tercetak"), max_length=120)
    is_default = models.BooleanField(_("dipakai bila tidak dipilih"), default=False)

    class Meta:
        verbose_name = _("sumber dana")
        verbose_name_plural = _("sumber dana")
        ordering = ("-is_default", "code")
        constraints = [unique_while_current("code", name="fund_source_current")]

    def __str__(self) -> str:
        return self.print_name


class LegalBasis(DatedRow):
    """An instrument to cite. `valid_from` is its first day in force; `confidence` is that of its title.

    An empty title is one that nobody has verified: only the number is known.
    """

    code = models.SlugField(_("kode"), max_length=60)
    number = models.CharField(_("nomor"), max_length=200)
    title = models.CharField(_("tentang"), max_length=600, blank=True)
    election_kinds = models.JSONField(_("jenis pemilihan"), default=list)
    in_force_precision = models.CharField(_("ketelitian tanggal"), max_length=5, default="day")
    in_force_confidence = models.CharField(_("keyakinan tanggal"), max_length=1, choices=Confidence)
    print_default = models.BooleanField(_("dikutip bila tidak dipilih"), default=False)
    order = models.PositiveSmallIntegerField(_("urutan"), default=0)

    class Meta:
        verbose_name = _("dasar hukum")
        verbose_name_plural = _("dasar hukum")
        ordering = ("order", "code")
        constraints = [unique_while_current("code", name="legal_basis_current")]

    def __str__(self) -> str:
        return self.number


class Parameter(DatedRow):
    """A single value of practice: pay days, the size of a secretariat, policies."""

    code = models.SlugField(_("kode"), max_length=60)
    value = models.JSONField(_("nilai"))

    class Meta:
        verbose_name = _("parameter")
        verbose_name_plural = _("parameter")
        ordering = ("code",)
        constraints = [unique_while_current("code", name="parameter_current")]

    def __str__(self) -> str:
        return self.code
