"""The reference data as tables: what each holds, what a row's key is, and how its rows are found.

Pages, forms and API read one list. Regions are not in it: no one supersedes them here, so they have their own page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
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
                shown=("position", "election", "per_unit", "extra_per_over_400"),
                searched=("position", "source"),
                election="election",
            ),
            ReferenceTable(
                "tenures",
                _("Masa kerja"),
                _("Hari pertama dan terakhir setiap badan dalam satu pemilihan."),
                Tenure,
                key=("election", "body"),
                shown=("body", "election", "start", "end", "honorarium_months"),
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
                shown=("position", "election", "employment", "amount", "is_default"),
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
                shown=("programme", "membership", "risk_group", "value", "status", "is_default"),
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
        ),
    ),
)

TABLES: Mapping[str, ReferenceTable] = {table.kind: table for _title, tables in GROUPS for table in tables}

# Fields that hold the code of another table's row.
CODES_OF: Mapping[str, type[DatedRow]] = {
    "election": ElectionPreset,
    "position": Position,
    "body": Body,
    "serves": Body,
    "decree": LegalBasis,
}

# Fields whose words are few, where the model itself does not list them.
WORDS: Mapping[str, tuple[tuple[str, Any], ...]] = {
    "institution": (("KPU", "KPU"), ("Bawaslu", "Bawaslu"), ("Satpol PP", "Satpol PP")),
    "employment": (("", _("semua")), ("non-pns", _("non-PNS")), ("pns", _("PNS"))),
    "level": (
        ("field", _("bidang urusan")),
        ("program", _("program")),
        ("activity", _("kegiatan")),
        ("sub_activity", _("sub kegiatan")),
    ),
    "area": (("", _("semua")), ("provinsi", _("provinsi"))),
    "in_force_precision": (("day", _("hari")), ("month", _("bulan")), ("year", _("tahun"))),
    "election_kinds": tuple(ElectionPreset.Kind.choices),
    "provider": (("BPJS", "BPJS"), ("KPU", "KPU")),
}
# The same where two tables give a field of one name other words.
_WORDS_OF: Mapping[tuple[str, str], tuple[tuple[str, Any], ...]] = {
    ("benefits", "programme"): (("JKK", "JKK"), ("JKM", "JKM"), ("SANTUNAN", _("santunan"))),
    ("benefits", "kind"): (
        ("flat", _("rupiah")),
        ("max", _("rupiah paling banyak")),
        ("about", _("rupiah kira-kira")),
        ("wage-multiple", _("kali upah")),
        ("wage-percent", _("persen upah")),
        ("unlimited", _("tanpa batas")),
    ),
}


def words_of(table: ReferenceTable, field: str) -> tuple[tuple[str, Any], ...]:
    """The values that a field may have, with their words; empty where it is free."""
    column = table.model._meta.get_field(field)
    own = isinstance(column, models.Field) and tuple(column.choices or ())
    return _WORDS_OF.get((table.kind, field)) or own or WORDS.get(field, ())


def names_of_codes() -> dict[str, dict[str, str]]:
    """For each field of CODES_OF the names of its codes, as they stand now: one query a table."""
    found = {model: _names(model) for model in dict.fromkeys(CODES_OF.values())}
    return {field: found[model] for field, model in CODES_OF.items()}


def _names(model: type[DatedRow]) -> dict[str, str]:
    return {row.code: str(row) for row in model._default_manager.all().current()}


@dataclass(frozen=True)
class Asked:
    """Which rows of a table are wanted; without a wish, those in force from which something is computed."""

    q: str = ""
    election: str = ""
    unconfirmed: bool = False
    superseded: bool = False
    aside: bool = False


def found(table: ReferenceTable, asked: Asked) -> DatedQuerySet:
    """The rows that hold every word asked for in one field or another. An unknown election has none."""
    rows = table.rows() if asked.superseded else table.rows().current()
    if table.aside is not None and not asked.aside:
        rows = rows.exclude(table.aside)
    if asked.unconfirmed:
        rows = rows.filter(table.unverified())
    if asked.election:
        preset = ElectionPreset.objects.current().filter(code=asked.election).first()
        rows = _of_election(table, rows, preset) if preset else rows.none()
    for word in asked.q.split():
        rows = rows.filter(reduce(or_, (Q((f"{field}__icontains", word)) for field in table.searched)))
    return rows.order_by(*table.model._meta.ordering, "pk")


def _of_election(table: ReferenceTable, rows: DatedQuerySet, preset: ElectionPreset) -> DatedQuerySet:
    """The rows that hold for an election; all of them where the table makes no difference."""
    match table.election:
        case "election":
            return rows.filter(election=preset.code)
        case "election_kinds":
            # An empty list is every kind. As text, since SQLite cannot look into a JSON list.
            return rows.filter(Q(election_kinds__icontains=f'"{preset.kind}"') | Q(election_kinds=[]))
        case "code" | "body" as field:
            held = Ratio.objects.current().filter(election=preset.code).values("position")
            return rows.filter(code__in=Position.objects.current().filter(code__in=held).values(field))
    return rows


def versions(row: DatedRow) -> list[DatedRow]:
    """Every row of the same matter, the first one first, whichever of them is given. Two queries."""
    model = type(row)
    after = dict(model._default_manager.exclude(superseded_by=None).values_list("pk", "superseded_by_id"))
    before = {new: old for old, new in after.items()}
    chain = [row.pk]
    while chain[0] in before:
        chain.insert(0, before[chain[0]])
    while chain[-1] in after:
        chain.append(after[chain[-1]])
    found = model._default_manager.select_related("entered_by").in_bulk(chain)
    return [found[pk] for pk in chain]
