"""Newer templates of a branch: kept once, their columns mapped to our values, and filled from then on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from enrolment.rules.raw_row import Cell, RawRow, text_of
from enrolment.sheets import SheetError, SheetHead, open_workbook
from pemilu_bpjs import audit, documents
from pemilu_bpjs.access import require
from pemilu_bpjs.models import Office
from pemilu_bpjs.permissions import Right
from reports.batch_making import safe_name
from reports.models import SippTemplate
from reports.rules.sipp_layout import Kind
from reports.rules.sipp_layouts import CURRENT, values_of
from reports.rules.sipp_values import unknown_values
from reports.writers.text_workbook import MEDIA_TYPE

TEMPLATE_KIND = "sipp-template"

_LOOKED_AT = 20
_ZIP = b"PK\x03\x04"
_LONGEST_HEADER = 100
_MOST_COLUMNS = 200  # further to the right SIPP has nothing, and nothing is written
_NUMBERS_OF_PEOPLE = frozenset({"nik", "kpj"})
_FEWEST_DIGITS = 11  # of a KPJ; a NIK has more


@dataclass(frozen=True, slots=True)
class _Found:
    sheet: str
    header_row: int
    columns: list[dict[str, str]]
    is_filled: bool

    @property
    def known(self) -> int:
        return sum(1 for column in self.columns if column["value"])


def keep_template(*, office: Office, kind: Kind, name: str, content: bytes, by: Any) -> SippTemplate:
    """The branch's empty file takes the place of the one before; its columns are guessed by their headers.

    Raises ValidationError (a sentence under `file`), PermissionDenied.
    """
    require(by, Right.SEND_BATCH, region=office.region, office_id=office.pk)
    if not CURRENT[kind].writes:
        raise ValidationError({"file": _("Berkas jenis ini diberikan SIPP sudah terisi; tidak ada templat kosongnya.")})
    found, name = _read(name, content), safe_name(name)
    with transaction.atomic():
        document = documents.store(
            kind=TEMPLATE_KIND,
            title=_("Templat SIPP: %s") % name,
            source=f"office:{office.pk}",
            office=office,
            region=office.region,
            name=name,
            content=content,
            media_type=MEDIA_TYPE,
            by=by,
            is_draft=False,
            is_personal=True,  # empty, as far as we can see; sealed all the same
        )
        SippTemplate.objects.filter(office=office, kind=kind.value, replaced_at=None).update(replaced_at=timezone.now())
        template = SippTemplate.objects.create(
            office=office,
            kind=kind.value,
            document=document,
            file_name=name,
            sheet=found.sheet,
            header_row=found.header_row,
            columns=found.columns,
            entered_by=by,
        )
        _record("sipp-template.keep", template, by, {"file": template.file_name, "sha256": document.sha256})
    return template


def map_template(*, template: SippTemplate, values: Sequence[str], by: Any) -> SippTemplate:
    """Which of our values stands in each column, "" where none does. Raises ValidationError, PermissionDenied."""
    require(by, Right.SEND_BATCH, region=template.office.region, office_id=template.office_id)
    if len(values) != len(template.columns) or unknown_values(values):
        raise ValidationError({"columns": _("Pilih satu isi dari daftar bagi setiap kolom.")})
    template.columns = [{**column, "value": value} for column, value in zip(template.columns, values, strict=True)]
    with transaction.atomic():
        template.save(update_fields=["columns"])
        _record("sipp-template.map", template, by, {"columns": template.columns})
    return template


def drop_template(*, template: SippTemplate, by: Any) -> None:
    """Files are written in our own layout again. Raises PermissionDenied."""
    require(by, Right.SEND_BATCH, region=template.office.region, office_id=template.office_id)
    with transaction.atomic():
        SippTemplate.objects.filter(pk=template.pk, replaced_at=None).update(replaced_at=timezone.now())
        _record("sipp-template.drop", template, by, {"file": template.file_name})


def _read(name: str, content: bytes) -> _Found:
    """The sheet and row whose headers say most to us."""
    if not content.startswith(_ZIP):
        raise ValidationError({"file": _("Unggah templat dalam bentuk XLSX, seperti yang diunduh dari SIPP.")})
    try:
        with open_workbook(name, content) as book:
            found = [each for head in book.sheets if head.visible for each in _headers(head)]
    except SheetError as fault:
        raise ValidationError({"file": str(fault)}) from fault
    best = max(found, key=lambda each: each.known, default=None)
    if best is None or not best.known:
        raise ValidationError(
            {"file": _("Tidak ada judul kolom SIPP dalam berkas ini. Periksa apakah berkasnya benar.")}
        )
    if best.is_filled:
        # Whoever stands in it would be told to BPJS again with every batch that is shorter.
        raise ValidationError(
            {"file": _("Di bawah judul kolomnya sudah ada orang. Unggah templat yang kosong, tanpa baris contoh.")}
        )
    return best


def _headers(head: SheetHead) -> list[_Found]:
    """Each of a sheet's first rows as though it were its header."""
    rows = [row for row in head.rows if row.number <= _LOOKED_AT and row.cells]
    return [_header(head, row) for row in rows]


def _header(head: SheetHead, row: RawRow) -> _Found:
    columns = _columns([text_of(cell) for cell in row.cells[:_MOST_COLUMNS]])
    people = [place for place, column in enumerate(columns) if column["value"] in _NUMBERS_OF_PEOPLE]
    below = [each.cells for each in head.rows if each.number > row.number]
    is_filled = any(_is_number(cells[place]) for cells in below for place in people if place < len(cells))
    return _Found(head.name or "", row.number, columns, is_filled)


def _is_number(cell: Cell) -> bool:
    return sum(letter.isdecimal() for letter in text_of(cell)) >= _FEWEST_DIGITS


def _columns(headers: Sequence[str]) -> list[dict[str, str]]:
    plain = [" ".join(header.split())[:_LONGEST_HEADER] for header in headers]
    return [{"header": header, "value": value} for header, value in zip(plain, values_of(plain), strict=True)]


def _record(action: str, template: SippTemplate, by: Any, detail: dict[str, Any]) -> None:
    audit.record(
        action,
        by=by,
        subject=f"sipp-template:{template.pk}",
        office=template.office,
        region=template.office.region,
        detail={"kind": template.kind, **detail},
    )
