"""The template of a roster: one row a seat, with place and post filled in, and columns that spare their own faults."""

import datetime
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from enrolment.rules.bodies import Unit
from enrolment.rules.roster_fields import DATES, Field
from enrolment.seat_rows import SeatRow
from enrolment.writers import template_help
from enrolment.writers.template_checks import CHECKS, POST, Check
from enrolment.writers.xlsx import DATE, TEXT, workbook


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the template: the field that its header names, and how wide it is (in letters)."""

    head: str
    width: int
    field: Field | None = None
    """None: the running number, which is no field."""


COLUMNS = (
    Column("No", 6),
    Column("Kecamatan", 20, Field.KECAMATAN),
    Column("Desa/Kelurahan", 22, Field.DESA),
    Column("TPS", 6, Field.TPS),
    Column("Jabatan", 24, Field.POSITION),
    Column("NIK", 20, Field.NIK),
    Column("Nama Lengkap", 30, Field.NAME),
    Column("Tempat Lahir", 18, Field.BIRTH_PLACE),
    Column("Tanggal Lahir", 14, Field.BIRTH_DATE),
    Column("L/P", 6, Field.SEX),
    Column("Alamat", 36, Field.ADDRESS),
    Column("Kode Pos", 10, Field.POSTCODE),
    Column("Nama Ibu Kandung", 26, Field.MOTHER),
    Column("Status Kawin", 14, Field.MARITAL),
    Column("No HP", 16, Field.PHONE),
    Column("Pekerjaan", 20, Field.JOB),
    Column("Nomor SK", 20, Field.DECREE_NUMBER),
    Column("Tanggal SK", 14, Field.DECREE_DATE),
)
MORE_COLUMNS = (
    Column("Badan", 16, Field.BODY),
    Column("Kabupaten/Kota", 22, Field.KABUPATEN),
    Column("No KK", 20, Field.KK),
    Column("E-mail", 24, Field.EMAIL),
    Column("No KPJ", 16, Field.KPJ),
    Column("Mulai Tugas", 14, Field.START),
    Column("Selesai Tugas", 14, Field.END),
    Column("Cadangan", 12, Field.RESERVE),
)
"""What the template does not ask for and a file may have said all the same."""

_SPARED: Mapping[Unit, frozenset[Field]] = {
    Unit.KECAMATAN: frozenset({Field.DESA, Field.TPS}),
    Unit.DESA: frozenset({Field.TPS}),
}
"""Places that a body of such a unit does not have: a column for them would only raise questions."""

_FILLED: Mapping[Unit, Sequence[str]] = {
    Unit.KECAMATAN: ("Kecamatan dan jabatan sudah terisi.",),
    Unit.DESA: ("Kecamatan, desa, dan jabatan sudah terisi.",),
    Unit.TPS: ("Kecamatan, desa, TPS, dan jabatan sudah terisi.",),
    Unit.TPS_COKLIT: ("Kecamatan, desa, TPS, dan jabatan sudah terisi.",),
}
_FILLED_WITHOUT_TPS = (
    "Kecamatan, desa, dan jabatan sudah terisi.",
    "Kolom TPS yang kosong Anda isi sendiri, karena daftar TPS-nya belum dimuat perencana.",
    "Petugas TPS lain di desa itu ditulis di bawah baris terakhir.",
)
"""What stands in the rows beforehand."""

SHEET = "Daftar"
_LONGEST_CHOICE = 255
"""Letters of all words to choose from together: Excel takes no more."""

_SPARE_ROWS = 500
"""Rows below the last seat in which the checks hold as well: reserves, or a seat that nobody knew of."""

# What somebody may do without taking the protection off: it guards against slips, so it has no password.
_ALLOWED = {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True, "format_cells": True}


@dataclass(frozen=True, slots=True)
class Heading:
    """Whom the template is for: "KPPS", "Kecamatan Muaradua", "Pemilu 2024 Kabupaten OKU Selatan"."""

    bodies: str
    region: str
    election: str

    @property
    def title(self) -> str:
        return f"Daftar {self.bodies}, {self.region}, {self.election}"


def columns_for(unit: Unit) -> tuple[Column, ...]:
    """The columns of a template for bodies that are counted by this unit."""
    spared = _SPARED.get(unit, frozenset())
    return tuple(column for column in COLUMNS if column.field not in spared)


def roster_template(heading: Heading, seats: Iterable[SeatRow], unit: Unit) -> bytes:
    """The workbook. Rows are written as they come and not kept: 106,596 seats need no more memory than a hundred."""
    content = io.BytesIO()
    columns = columns_for(unit)
    places = {column.field: place for place, column in enumerate(columns)}
    with workbook(content) as book:
        book.set_properties({"title": heading.title})
        sheet = open_sheet(book, heading, columns)
        locked = book.add_format({"bg_color": "#F1F3F5", "locked": True, "border": 4, "border_color": "#CED4DA"})
        last, posts, lacks_tps = 0, {}, False
        for last, seat in enumerate(seats, 1):
            sheet.write_number(last, 0, last, locked)
            for field, said in _filled_in(seat):
                if field in places:
                    sheet.write(last, places[field], said, locked)
            posts[seat.position] = None
            lacks_tps = lacks_tps or (seat.tps is None and Field.TPS in places)
        close_sheet(sheet, last, columns)
        _offer_posts(sheet, last, places[Field.POSITION], tuple(posts))
        template_help.write(book, heading.title, CHECKS, _FILLED_WITHOUT_TPS if lacks_tps else _FILLED[unit])
    return content.getvalue()


def _offer_posts(sheet: Worksheet, last: int, place: int, posts: tuple[str, ...]) -> None:
    """In the free rows the post is chosen, so that it is spelt as it is read; another one may be typed as well."""
    if posts and len(",".join(posts)) <= _LONGEST_CHOICE:
        offered = validation(replace(POST, words=posts))
        sheet.data_validation(last + 1, place, last + _SPARE_ROWS, place, offered)


def _filled_in(seat: SeatRow) -> Iterator[tuple[Field, str | int]]:
    """What stands in the row of a seat beforehand."""
    yield Field.KECAMATAN, seat.kecamatan
    yield Field.DESA, seat.desa
    if seat.tps is not None:
        yield Field.TPS, seat.tps
    yield Field.POSITION, seat.position


def open_sheet(book: xlsxwriter.Workbook, heading: Heading, columns: Sequence[Column] = COLUMNS) -> Worksheet:
    """The sheet with its header and its empty columns, each in the format of what belongs there."""
    sheet = book.add_worksheet(SHEET)
    head = book.add_format(
        {"bold": True, "bg_color": "#206BC4", "font_color": "#FFFFFF", "text_wrap": True, "valign": "vcenter"}
    )
    text = book.add_format({"num_format": TEXT, "locked": False})
    date = book.add_format({"num_format": DATE, "locked": False})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, date if column.field in DATES else text)
    sheet.set_row(0, 30)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.head, head)
    sheet.freeze_panes(1, 1 + next(place for place, column in enumerate(columns) if column.field is Field.NAME))
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(0)  # printed as well: whoever fills it in by hand needs the lines
    sheet.set_header(f"&L{heading.title.replace('&', '&&')}")
    sheet.set_footer("&RHalaman &P dari &N")
    return sheet


def close_sheet(sheet: Worksheet, last: int, columns: Sequence[Column] = COLUMNS) -> None:
    """Filter, checks and protection over all rows at once, however many there are."""
    sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
    for place, column in enumerate(columns):
        check = CHECKS.get(column.field) if column.field else None
        if check:
            sheet.data_validation(1, place, last + _SPARE_ROWS, place, validation(check))
    sheet.protect("", _ALLOWED)


def validation(check: Check) -> dict[str, object]:
    """The check as XlsxWriter takes it."""
    rule: dict[str, object] = {
        "input_title": check.title,
        "input_message": check.hint,
        "error_title": check.title,
        "error_message": check.fault,
        "error_type": check.firmness,
        "ignore_blank": True,
    }
    if check.words:
        return {**rule, "validate": "list", "source": list(check.words)}
    if check.length:
        return {**rule, "validate": "length", "criteria": "==", "value": check.length}
    if check.days:
        first, last = (datetime.datetime.combine(day, datetime.time()) for day in check.days)
        return {**rule, "validate": "date", "criteria": "between", "minimum": first, "maximum": last}
    return {**rule, "validate": "any"}
