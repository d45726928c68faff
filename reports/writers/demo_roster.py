"""Rosters of the demo as offices send them: a plain table, and an office's own list with headings and spoilt NIKs."""

import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter

from reports.demo_people import Invented

# The same bytes every time, so that the demo, run again, finds that it has sent them already.
_WRITTEN = datetime.datetime(2023, 10, 2, tzinfo=datetime.UTC)
_DAY = "dd-mm-yyyy"
_POSTCODE = "32000"

_PLAIN = (
    "NIK", "Nama Lengkap", "Tempat Lahir", "Tanggal Lahir", "L/P", "Alamat", "Nama Ibu Kandung", "No HP", "Pekerjaan",
    "Kecamatan", "Desa/Kelurahan", "TPS", "Jabatan", "Status Kawin", "Kode Pos",
)  # fmt: skip
_OFFICE = ("No", "NAMA", "NIK", "TEMPAT/TGL LAHIR", "JK", "ALAMAT", "NAMA IBU KANDUNG", "NO. HP", "JABATAN")


@dataclass(frozen=True, slots=True)
class Seated:
    """Somebody on a seat, in the words of a list; `tps` 0 where the unit is none."""

    who: Invented
    kecamatan: str
    desa: str
    tps: int
    position: str


def plain_roster(seats: Sequence[Seated]) -> bytes:
    """One table from the first row on, a column for everything."""
    content = io.BytesIO()
    with _book(content) as book:
        sheet, day = book.add_worksheet("Daftar"), book.add_format({"num_format": _DAY})
        sheet.set_column(0, len(_PLAIN) - 1, 18)
        sheet.write_row(0, 0, _PLAIN, book.add_format({"bold": True}))
        for row, seat in enumerate(seats, 1):
            who = seat.who
            sheet.write_row(row, 0, (who.nik, who.name, who.birth_place))
            sheet.write_datetime(row, 3, datetime.datetime.combine(who.born, datetime.time()), day)
            sheet.write_row(row, 4, (who.sex, who.address, who.mother, who.phone, who.job, seat.kecamatan, seat.desa))
            sheet.write_row(row, 11, (seat.tps or "", seat.position, who.marital, _POSTCODE))
    return content.getvalue()


def office_roster(seats: Sequence[Seated], *, title: str, spoilt: int) -> bytes:
    """A title, a heading for each desa, birth place and date in one cell; every `spoilt`th NIK a number of Excel's."""
    content = io.BytesIO()
    with _book(content) as book:
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet("Lampiran SK")
        sheet.set_column(1, len(_OFFICE) - 1, 20)
        sheet.merge_range(0, 0, 0, len(_OFFICE) - 1, title, bold)
        sheet.write_row(3, 0, _OFFICE, bold)
        row, desa = 4, ""
        for number, seat in enumerate(seats, 1):
            if seat.desa != desa:
                desa = seat.desa
                sheet.merge_range(row, 0, row, len(_OFFICE) - 1, f"DESA {desa.upper()}", bold)
                row += 1
            who = seat.who
            sheet.write_row(row, 0, (number, who.name))
            sheet.write(row, 2, float(int(who.nik[:15]) * 10) if number % spoilt == 0 else who.nik)
            sheet.write_row(row, 3, (f"{who.birth_place}, {who.born:%d-%m-%Y}", who.sex, who.address, who.mother))
            sheet.write_row(row, 7, (who.phone, seat.position))
            row += 1
    return content.getvalue()


def _book(content: io.BytesIO) -> xlsxwriter.Workbook:
    book = xlsxwriter.Workbook(content, {"strings_to_numbers": False, "in_memory": True})
    book.set_properties({"created": _WRITTEN})
    return book
