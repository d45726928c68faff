"""Rows of the reference data: what their fields may say, which of them are wanted, and how they came to be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from budgeting.models import LegalBasis
from budgeting.reference_tables import ReferenceTable
from enrolment.models import Body, ElectionPreset, Position, Ratio
from pemilu_bpjs.models.dated import DatedQuerySet, DatedRow

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


def names_of_codes(fields: Iterable[str]) -> dict[str, dict[str, str]]:
    """For each of the fields that hold codes of another table, those codes with their names: one query a table."""
    wanted = {field: CODES_OF[field] for field in fields if field in CODES_OF}
    names = {model: _names(model) for model in dict.fromkeys(wanted.values())}
    return {field: names[model] for field, model in wanted.items()}


def _names(model: type[DatedRow]) -> dict[str, str]:
    return {row.code: _name(row) for row in model._default_manager.all().current()}


def _name(row: DatedRow) -> str:
    """A preset's official name fills three lines of a table; "Pilkada 2024" says the same."""
    return f"{row.get_kind_display()} {row.voting_day.year}" if isinstance(row, ElectionPreset) else str(row)


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
