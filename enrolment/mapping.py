"""Layouts and words of rosters, kept: what was found in a file, what its sender confirmed, what a map file says.

A sender who confirmed the columns of a layout once is not asked again, nor what he means by "Pamsung".
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from enrolment.models import Election, RememberedLayout, RememberedWord, RosterUpload
from enrolment.rules.masking import plainly
from enrolment.rules.raw_row import column_letter
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_layout import Head, signature, with_columns
from enrolment.rules.roster_packing import encode
from enrolment.rules.roster_rows import Layout, LeftOut, SheetLayout
from enrolment.rules.word_forms import form_of
from pemilu_bpjs import vault
from pemilu_bpjs.models import Office

CHOSEN = "chosen"
"""Why a sheet is left out: its sender says that it is no roster."""

LAYOUT = ("layout", "sealed_headers")
"""The columns of an upload that keep how its file is read."""

_SEALED_HEADERS = "roster-headers"

LABELS: Mapping[Field, str] = {
    Field.NIK: "NIK",
    Field.KK: "No. KK",
    Field.NAME: "Nama",
    Field.BIRTH_PLACE: "Tempat lahir",
    Field.BIRTH_DATE: "Tanggal lahir",
    Field.BIRTH: "Tempat, tanggal lahir",
    Field.SEX: "Jenis kelamin",
    Field.ADDRESS: "Alamat",
    Field.POSTCODE: "Kode pos",
    Field.MOTHER: "Nama ibu kandung",
    Field.MARITAL: "Status kawin",
    Field.PHONE: "No. HP",
    Field.EMAIL: "E-mail",
    Field.JOB: "Pekerjaan",
    Field.KPJ: "No. KPJ",
    Field.PROVINSI: "Provinsi",
    Field.KABUPATEN: "Kabupaten/kota",
    Field.KECAMATAN: "Kecamatan",
    Field.DESA: "Desa/kelurahan",
    Field.TPS: "TPS",
    Field.UNIT: "Desa dan TPS",
    Field.BODY: "Badan",
    Field.POSITION: "Jabatan",
    Field.START: "Mulai",
    Field.END: "Selesai",
    Field.DECREE_NUMBER: "Nomor SK",
    Field.DECREE_DATE: "Tanggal SK",
    Field.RESERVE: "Cadangan",
}
"""Fields as the roster command's JSON and map files name them: people script these, so no language changes them."""

Words = dict[tuple[Field, str], str]
"""What a sender means: (field, word in comparable form) → code."""


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """What a sender chose for one sheet. `columns`: the field of each column, counted from 0; "" for none."""

    index: int
    columns: Mapping[int, str]
    header_row: int | None = None
    """The (last) row of the header, 0 where there is none; None: as found."""
    body: str | None = None
    is_roster: bool = True


class ChoiceError(ValueError):
    """Columns cannot be read as chosen; `index` is the sheet's place in the file, None where it is no one sheet's."""

    def __init__(self, message: str, index: int | None = None) -> None:
        super().__init__(message)
        self.message, self.index = message, index


# Kept as JSON


def keep_layout(upload: RosterUpload, layout: Layout) -> None:
    """The columns LAYOUT of an upload, which `layout_of` reads; not saved yet."""
    # A person's row that was taken for a header must not be shown with his numbers.
    headers = [[plainly(header) for header in sheet.headers] for sheet in layout.sheets]
    upload.layout = {
        "key": layout.key,
        "sheets": [_sheet_to_json(sheet) for sheet in layout.sheets],
        "left_out": [asdict(each) for each in layout.left_out],
    }
    upload.sealed_headers = vault.seal(encode(headers), _SEALED_HEADERS)


def layout_of(upload: RosterUpload) -> Layout:
    """The layout that `keep_layout` kept; without sheets where none was found yet. Raises vault.VaultError."""
    kept, sealed = upload.layout, upload.sealed_headers
    headers = json.loads(vault.open_sealed(sealed, _SEALED_HEADERS)) if sealed is not None else ()
    return Layout(
        tuple(_sheet_from_json(*each) for each in zip(kept.get("sheets", ()), headers, strict=True)),
        tuple(LeftOut(**each) for each in kept.get("left_out", ())),
        kept.get("key", ""),
    )


def _sheet_to_json(sheet: SheetLayout) -> dict[str, Any]:
    return {
        "sheet": sheet.sheet,
        "index": sheet.index,
        "header_rows": list(sheet.header_rows),
        "columns": {str(each): place for each, place in sheet.columns.items()},
        "body": sheet.body,
        "unsure": [str(each) for each in sheet.unsure],
        "headings": {str(each): name for each, name in sheet.headings.items()},
        "merged": [str(each) for each in sheet.merged],
    }


def _sheet_from_json(kept: Mapping[str, Any], headers: Iterable[str]) -> SheetLayout:
    return SheetLayout(
        sheet=kept["sheet"],
        index=kept["index"],
        header_rows=tuple(kept["header_rows"]),
        columns=_fields(kept["columns"]),
        headers=tuple(headers),
        body=kept["body"],
        unsure=tuple(Field(each) for each in kept["unsure"]),
        headings=_fields(kept["headings"]),
        merged=tuple(Field(each) for each in kept["merged"]),
    )


def _fields(kept: Mapping[str, Any]) -> dict[Field, Any]:
    return {Field(each): value for each, value in kept.items()}


def sheets_for_scripts(layout: Layout) -> list[dict[str, Any]]:
    """The `sheets` of the roster command's JSON (design/contracts.md §3); `header_row`: the header's last, or null."""
    return [
        {
            "name": sheet.sheet,
            "header_row": sheet.header_rows[-1] if sheet.header_rows else None,
            "columns": {LABELS[each]: column_letter(place) for each, place in sheet.columns.items()},
        }
        for sheet in layout.sheets
    ]


# What a sender chose


def with_choices(layout: Layout, choices: Iterable[SheetChoice], heads: Iterable[Head] = ()) -> Layout:
    """The layout as its sender wants it, no longer unsure of anything; sheets without a choice stay as found.

    With the `heads` of the file, merged cells of newly chosen columns are seen as well. Raises ChoiceError.
    """
    chosen = {choice.index: choice for choice in choices}
    head_of = {head.index: head for head in heads}
    sheets, left_out = [], list(layout.left_out)
    for sheet in layout.sheets:
        choice = chosen.get(sheet.index)
        if choice is not None and not choice.is_roster:
            left_out.append(LeftOut(sheet.sheet or "", CHOSEN, index=sheet.index))
        else:
            sheets.append(_chosen(sheet, choice, head_of.get(sheet.index)) if choice else sheet)
    if not sheets:
        raise ChoiceError(_("Tidak ada lembar yang tersisa. Pilih sedikitnya satu lembar yang berisi daftar orang."))
    return replace(layout, sheets=tuple(sheets), left_out=tuple(left_out))


def with_left_sheets(layout: Layout, found: Layout) -> Layout:
    """The layout with the sheets that its sender left out as they were `found`, so that he can choose anew."""
    read = {sheet.index for sheet in layout.sheets}
    sheets = [*layout.sheets, *(sheet for sheet in found.sheets if sheet.index not in read)]
    left_out = tuple(each for each in layout.left_out if each.why != CHOSEN)
    return replace(layout, sheets=tuple(sorted(sheets, key=lambda sheet: sheet.index)), left_out=left_out)


def _chosen(sheet: SheetLayout, choice: SheetChoice, head: Head | None) -> SheetLayout:
    columns = _columns(choice)
    missing = [LABELS[each] for each in (Field.NIK, Field.NAME) if each not in columns]
    if missing:
        raise ChoiceError(_("Pilih juga kolom untuk: %(fields)s.") % {"fields": ", ".join(missing)}, choice.index)
    if Field.START in columns and columns[Field.START] == sheet.columns.get(Field.END):
        columns.setdefault(Field.END, columns[Field.START])  # one column for both days: the page shows it once
    rows = sheet.header_rows
    if choice.header_row is not None and choice.header_row != (rows[-1] if rows else 0):
        rows = (choice.header_row,) if choice.header_row > 0 else ()
    body = sheet.body if choice.body is None else choice.body
    return with_columns(replace(sheet, header_rows=rows, body=body, unsure=()), columns, head)


def _columns(choice: SheetChoice) -> dict[Field, int]:
    """The column of each field that was chosen. Raises ChoiceError for a field chosen twice."""
    columns: dict[Field, int] = {}
    for place, code in sorted(choice.columns.items()):
        if not code:
            continue
        if code not in LABELS:
            raise ChoiceError(_("Isian “%(code)s” tidak dikenal. Pilih dari daftar.") % {"code": code}, choice.index)
        each = Field(code)
        if each in columns:
            raise ChoiceError(
                _("“%(field)s” dipilih untuk kolom %(first)s dan %(second)s. Pilih satu kolom saja.")
                % {
                    "field": LABELS[each],
                    "first": column_letter(columns[each]),
                    "second": column_letter(place),
                },
                choice.index,
            )
        columns[each] = place
    return columns


# What a sender confirmed before


def remember(
    *, office: Office | None, institution: str, found: Layout, confirmed: Layout, by: Any
) -> RememberedLayout | None:
    """Keep what was confirmed under the key of what was found; a later confirmation of the same layout replaces it.

    `found` is what `find_layout` gave, since that is what the next file of the layout will give. Nobody's office
    remembers nothing.
    """
    if office is None or not found.key:
        return None
    as_found = {sheet.index: sheet for sheet in found.sheets}
    kept = [_remembered(as_found[sheet.index], sheet) for sheet in confirmed.sheets if sheet.index in as_found]
    left = {_mark(as_found[index]) for index in as_found.keys() - {sheet.index for sheet in confirmed.sheets}}
    no_rosters = sorted(left - {each["signature"] for each in kept})
    remembered, _is_new = RememberedLayout.objects.update_or_create(
        office=office,
        institution=institution,
        key=found.key,
        defaults={"layout": {"sheets": kept, "no_rosters": no_rosters}, "confirmed_by": by},
    )
    return remembered


def _remembered(found: SheetLayout, confirmed: SheetLayout) -> dict[str, Any]:
    """A sheet's columns by its headers, not its name: the next file has other sheets. `below`: rows to its header."""
    return {
        "signature": _mark(found),
        "columns": {str(each): place for each, place in confirmed.columns.items()},
        "below": _last(confirmed) - _last(found),
        "has_header": bool(confirmed.header_rows),
        "body": confirmed.body if confirmed.body != found.body else None,
    }


def _mark(sheet: SheetLayout) -> str:
    """What a sheet's headers are known by: never the words themselves, which may be a person's."""
    return vault.fingerprint("sheet-headers", json.dumps(signature(sheet))).hex()


def _last(sheet: SheetLayout) -> int:
    return sheet.header_rows[-1] if sheet.header_rows else 0


def recall(*, office: Office | None, institution: str, layout: Layout, heads: Iterable[Head] = ()) -> Layout | None:
    """The layout of a file as its sender confirmed it for another file of the same headers; None where he did not."""
    remembered = (
        RememberedLayout.objects.filter(office=office, institution=institution, key=layout.key).first()
        if office is not None and layout.key
        else None
    )
    if remembered is None:
        return None
    kept = {each["signature"]: each for each in remembered.layout["sheets"]}
    no_rosters = frozenset(remembered.layout["no_rosters"])
    head_of = {head.index: head for head in heads}
    sheets, left_out = [], list(layout.left_out)
    for sheet in layout.sheets:
        mark = _mark(sheet)
        if mark in no_rosters:
            left_out.append(LeftOut(sheet.sheet or "", CHOSEN, index=sheet.index))
        else:
            sheets.append(_recalled(sheet, kept[mark], head_of.get(sheet.index)))
    return replace(layout, sheets=tuple(sheets), left_out=tuple(left_out))


def _recalled(found: SheetLayout, kept: Mapping[str, Any], head: Head | None) -> SheetLayout:
    last = _last(found) + kept["below"]
    rows = found.header_rows if kept["below"] == 0 else (last,)
    return with_columns(
        replace(
            found,
            header_rows=rows if kept["has_header"] else (),
            body=found.body if kept["body"] is None else kept["body"],
            unsure=(),
        ),
        _fields(kept["columns"]),
        head,
    )


def remember_word(
    *, office: Office | None, institution: str, election: Election, field: str, word: str, meaning: str, by: Any
) -> None:
    """Keep what a sender means by a word, for this and his later files of the election; "" means nothing."""
    form = form_of(Field(field), word)
    if office is None or not form:
        return
    RememberedWord.objects.update_or_create(
        office=office,
        institution=institution,
        election=election,
        field=str(field),
        word=form,
        defaults={"meaning": meaning, "confirmed_by": by},
    )


def recall_words(*, office: Office | None, institution: str, election: Election) -> Words:
    """What a sender's words were found to mean in this election."""
    if office is None:
        return {}
    kept = RememberedWord.objects.filter(office=office, institution=institution, election=election)
    return {(Field(each), word): meaning for each, word, meaning in kept.values_list("field", "word", "meaning")}
