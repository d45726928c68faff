"""The reference data as tables: what each holds, what a row's key is, and how its rows are found.

Pages, forms and API read one list. Regions are not in it: no one supersedes them here, so they have their own page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from budgeting.models import (
    Account,
    ActivityCode,
    Benefit,
    CodeRegime,
    FundSource,
    Honorarium,
    LegalBasis,
    Parameter,
    PremiumRate,
    WorkLocation,
)
from enrolment.models import Body, ElectionPreset, Position, Ratio, Tenure
from pemilu_bpjs.models.dated import Confidence, DatedQuerySet, DatedRow


@dataclass(frozen=True)
class ReferenceTable:
    """One table. `key`: what a row keeps for good; `shown`: columns of the list; `more`: those of the row's page alone.

    `election`: how rows hold for an election: by its code, by its kind, or by the positions that have a ratio in it.
    `doubts`: (column, field) of columns that have a confidence of their own.
    `one_default`: fields within which a single row may be the default. `aside`: rows that nothing is computed from.
    `confidence_of`: what the row's own confidence speaks of; `worst_of`: confidences of which it is the least.
    """

    kind: str
    label: Any
    about: Any
    model: type[DatedRow]
    key: tuple[str, ...]
    shown: tuple[str, ...]
    more: tuple[str, ...] = ()
    searched: tuple[str, ...] = ("code", "name")
    election: str = ""
    doubts: tuple[tuple[str, str], ...] = ()
    one_default: tuple[str, ...] | None = None
    aside: Q | None = None
    confidence_of: Any = _("Keyakinan")
    worst_of: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """Everything that a row of this table says, besides dates, source and confidence."""
        return (*self.shown, *self.more)

    def rows(self) -> DatedQuerySet:
        return self.model._default_manager.all()

    def unverified(self) -> Q:
        """Rows of which something is not confirmed yet."""
        found = Q(confidence=Confidence.LOW)
        for _column, field in self.doubts:
            found |= Q((field, Confidence.LOW))
        return found


GROUPS: tuple[tuple[Any, tuple[ReferenceTable, ...]], ...] = (
    (
        _("Pemilihan dan badan adhoc"),
        (
            ReferenceTable(
                "elections",
                _("Pemilihan"),
                _("Pemilu dan Pilkada dengan hari pemungutan suara dan batas pemilih per TPS."),
                ElectionPreset,
                key=("code",),
                shown=("name", "code", "kind", "voting_day", "max_voters_per_tps"),
                more=("legal_max_voters_per_tps", "funding"),
            ),
            ReferenceTable(
                "bodies",
                _("Badan adhoc"),
                _("PPK, PPS, KPPS, Panwascam dan seterusnya, serta satuan yang dilayaninya."),
                Body,
                key=("code",),
                shown=("name", "short_name", "code", "institution", "unit"),
                more=("is_secretariat", "serves", "synonyms", "order"),
                searched=("code", "name", "short_name"),
                election="body",
            ),
            ReferenceTable(
                "positions",
                _("Jabatan"),
                _("Jabatan dalam setiap badan, batas usia, dan jabatan yang selalu dipegang ASN."),
                Position,
                key=("code",),
                shown=("name", "code", "body", "unit", "always_asn"),
                more=(
                    "institution",
                    "is_leader",
                    "min_age",
                    "min_age_error",
                    "advised_max_age",
                    "synonyms",
                    "order",
                ),
                election="code",
            ),
            ReferenceTable(
                "ratios",
                _("Rasio"),
                _("Berapa orang per kecamatan, desa, atau TPS dalam satu pemilihan."),
                Ratio,
                key=("election", "position"),
                shown=("position", "per_unit", "extra_per_over_400", "election"),
                searched=("position", "source"),
                election="election",
            ),
            ReferenceTable(
                "tenures",
                _("Masa kerja"),
                _("Hari pertama dan terakhir setiap badan dalam satu pemilihan."),
                Tenure,
                key=("election", "body"),
                shown=("body", "start", "end", "honorarium_months", "election"),
                more=("start_confidence", "end_confidence"),
                searched=("body", "source"),
                election="election",
                doubts=(("start", "start_confidence"), ("end", "end_confidence")),
                worst_of=("start_confidence", "end_confidence"),
            ),
            ReferenceTable(
                "honoraria",
                _("Honorarium"),
                _("Rupiah per orang per bulan; dasar upah bila rencana tidak memilih yang lain."),
                Honorarium,
                key=("election", "position", "employment"),
                shown=("position", "amount", "election", "employment", "is_default"),
                searched=("position", "source"),
                election="election",
                one_default=("election", "position"),
            ),
        ),
    ),
    (
        _("Iuran dan manfaat"),
        (
            ReferenceTable(
                "premium-rates",
                _("Tarif iuran"),
                _("Tarif JKK dan JKM. Tarif dengan hari mulai yang lebih baru membagi baris rencana, tidak menghapus."),
                PremiumRate,
                key=("programme", "membership", "risk_group", "sector"),
                shown=("programme", "membership", "value", "risk_group", "status", "is_default"),
                more=("kind", "sector"),
                searched=("programme", "membership", "sector", "source"),
                one_default=("programme", "membership", "valid_from"),
                aside=Q(status__in=[PremiumRate.Status.NOT_APPLICABLE, PremiumRate.Status.UNVERIFIED]),
            ),
            ReferenceTable(
                "benefits",
                _("Manfaat"),
                _("Yang diterima keluarga dari BPJS, dan santunan KPU yang tidak pernah dijumlahkan dengannya."),
                Benefit,
                key=("code",),
                shown=("name", "provider", "programme", "value"),
                more=("code", "kind", "parts"),
            ),
        ),
    ),
    (
        _("Anggaran"),
        (
            ReferenceTable(
                "accounts",
                _("Kode rekening"),
                _("Rekening belanja, dan program iuran yang dibebankan kepadanya."),
                Account,
                key=("code",),
                shown=("code", "name", "programme", "is_default"),
                more=("election_kinds",),
                election="election_kinds",
                one_default=("programme",),
            ),
            ReferenceTable(
                "code-regimes",
                _("Rezim kode"),
                _("Keputusan mana yang berlaku bagi kode anggaran setiap tahun."),
                CodeRegime,
                key=("fiscal_year",),
                shown=("fiscal_year", "decree", "sub_activity_digits"),
                more=("digits_confidence",),
                searched=("decree", "source"),
                doubts=(("sub_activity_digits", "digits_confidence"),),
                confidence_of=_("Keyakinan keputusan"),
            ),
            ReferenceTable(
                "activity-codes",
                _("Kode kegiatan"),
                _("Urusan, program, kegiatan, dan sub kegiatan, menurut tahun anggaran."),
                ActivityCode,
                key=("code",),
                shown=("code", "name", "level", "fiscal_years", "is_default"),
                more=("area",),
            ),
            ReferenceTable(
                "fund-sources",
                _("Sumber dana"),
                _("Sumber dana sebagaimana tercetak pada RKA."),
                FundSource,
                key=("code",),
                shown=("print_name", "code", "is_default"),
                searched=("code", "print_name"),
                one_default=(),
            ),
        ),
    ),
    (
        _("Dasar hukum dan kebiasaan"),
        (
            ReferenceTable(
                "legal-bases",
                _("Dasar hukum"),
                _("Peraturan yang dikutip dalam surat, KAK, dan lampiran asal angka."),
                LegalBasis,
                key=("code",),
                shown=("number", "title", "election_kinds", "print_default"),
                more=("code", "in_force_precision", "in_force_confidence", "order"),
                searched=("code", "number", "title"),
                election="election_kinds",
                doubts=(("valid_from", "in_force_confidence"),),
                confidence_of=_("Keyakinan judul"),
            ),
            ReferenceTable(
                "parameters",
                _("Parameter"),
                _("Nilai tunggal: hari bayar, pembulatan, kebijakan."),
                Parameter,
                key=("code",),
                shown=("code", "value"),
                searched=("code", "note"),
            ),
            ReferenceTable(
                "work-locations",
                _("Lokasi pekerjaan BPJS"),
                _("Kode kabupaten/kota milik BPJS Ketenagakerjaan untuk berkas SIPP; sebagian Papua berbeda."),
                WorkLocation,
                key=("code",),
                shown=("code", "name", "region"),
                searched=("code", "name", "region"),
            ),
        ),
    ),
)

TABLES: Mapping[str, ReferenceTable] = {table.kind: table for _title, tables in GROUPS for table in tables}
