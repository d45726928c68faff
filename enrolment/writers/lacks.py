"""The people of whom SIPP will want more than their lists said: who lacks what, with room to fill it in.

What comes back filled in is a roster like any other: each row says all that is known of its person already.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from enrolment.models import Assignment, Election, Position, Region
from enrolment.particulars import open_particulars
from enrolment.place_words import PlaceWords, place_words
from enrolment.roster_wording import field_label
from enrolment.rules.roster_columns import LACKING_HEADER
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_lacks import lacking
from enrolment.writers import template_help
from enrolment.writers.filled_rows import FilledRows
from enrolment.writers.roster_template import COLUMNS, MORE_COLUMNS, Column, Heading, close_sheet, open_sheet
from enrolment.writers.template_checks import CHECKS
from enrolment.writers.xlsx import TEXT, workbook

_LACKING = Column(LACKING_HEADER, 50)
# Their days in office go along: without them a row would mean the whole tenure of its body.
_KEPT = frozenset({Field.KK, Field.EMAIL, Field.KPJ, Field.START, Field.END})
_COLUMNS = (*COLUMNS, *(column for column in MORE_COLUMNS if column.field in _KEPT), _LACKING)
_AT_ONCE = 2000
MARITAL = {"Y": "Kawin", "T": "Tidak kawin"}
"""SIPP's letters in the words of whoever fills in the list; both are read back as they were."""
_READ = (
    "record_id", "record__name", "record__sex", "record__lacks", "record__sealed", "region_code", "tps", "position",
    "start", "end", "decree_number", "decree_date",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LacksFile:
    """The list and how many people stand in it."""

    name: str
    content: bytes
    people: int


def lacks_file(*, election: Election, region: Region, institution: str) -> LacksFile:
    """The insured people of one institution at or below `region` who lack something; each once, NIK in full."""
    content = io.BytesIO()
    heading = Heading("kelengkapan data", f"{institution}, {region.name}", election.name)
    with workbook(content) as book:
        sheet = open_sheet(book, heading, _COLUMNS)
        filled, text = FilledRows(book, sheet, _COLUMNS), book.add_format({"num_format": TEXT, "text_wrap": True})
        last = 0
        for last, (fields, lacks) in enumerate(_people(election, region.pk, institution), 1):
            filled.write(last, fields)
            sheet.write_string(last, len(_COLUMNS) - 1, ", ".join(str(field_label(each)) for each in lacks), text)
        close_sheet(sheet, last, _COLUMNS)
        template_help.write(book, heading.title, CHECKS)
    return LacksFile(f"kelengkapan-data-{region.pk}.xlsx", content.getvalue(), last)


def _people(election: Election, region: str, institution: str) -> Iterator[tuple[dict[Field, Any], tuple[Field, ...]]]:
    """What is known of each person, and what is not; one query for the people however many there are."""
    insured = Assignment.objects.seated().filter(election=election, institution=institution, not_insured="")
    inside = Q(region_code=region) | Q(region_code__startswith=f"{region}.")
    found = insured.filter(inside, record__lacks__gt=0).order_by("region_code", "tps", "position", "pk")
    words = place_words(region)
    posts = dict(Position.objects.current().values_list("code", "name"))
    seen: set[int] = set()
    for row in found.values_list(*_READ, named=True).iterator(chunk_size=_AT_ONCE):
        if row.record_id not in seen:
            seen.add(row.record_id)
            yield _fields(row, words[row.region_code], posts[row.position]), lacking(row.record__lacks)


def _fields(row: Any, place: PlaceWords, position: str) -> dict[Field, Any]:
    known = open_particulars(row.record__sealed)
    return {
        **known,
        Field.MARITAL: MARITAL.get(known.get(Field.MARITAL, ""), ""),
        Field.NAME: row.record__name,
        Field.SEX: row.record__sex,
        Field.KECAMATAN: place.kecamatan,
        Field.DESA: place.desa,
        Field.TPS: row.tps or None,
        Field.POSITION: position,
        Field.START: row.start,
        Field.END: row.end,
        Field.DECREE_NUMBER: row.decree_number,
        Field.DECREE_DATE: row.decree_date,
    }
