"""Rosters as offices really send them, made in memory, each with the faults that were put into it."""

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook

from tests.factories_rosters import person

Person = dict[str, Any]
Cells = Sequence[Any]

KECAMATAN = {"16.09.01": "Muara Dua", "16.09.05": "Simpang", "35.07.04": "Sumbermanjing Wetan", "35.16.08": "Mojosari"}
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()

FAULTS: dict[str, Callable[[Person], Person]] = {
    "nik-missing": lambda _each: {"nik": "-"},
    "nik-length": lambda each: {"nik": each["nik"][:-1]},
    "nik-not-digits": lambda each: {"nik": each["nik"].replace("0", "O", 1)},
    "nik-date": lambda each: {"nik": f"{each['nik'][:8]}13{each['nik'][10:]}"},
    "nik-serial": lambda each: {"nik": f"{each['nik'][:12]}0000"},
    "nik-excel-damage": lambda each: {"nik": f"{each['nik'][0]},{each['nik'][1:6]}E+15"},
    "nik-birth-date": lambda each: {"born": each["born"].replace(year=each["born"].year - 1, day=1)},
    "nik-sex": lambda each: {"sex": "LP"[each["sex"] == "L"]},
    "nik-region": lambda each: {"nik": f"999999{each['nik'][6:]}"},
    "name-missing": lambda _each: {"name": ""},
    "birth-date-from-nik": lambda _each: {"born": None},
    "birth-date-invalid": lambda _each: {"born": "31-02-1990"},
    "sex-from-nik": lambda _each: {"sex": ""},
    "sex-invalid": lambda _each: {"sex": "X"},
    "mother-missing": lambda _each: {"mother": ""},
    "address-missing": lambda _each: {"address": "-"},
    "phone-invalid": lambda _each: {"phone": "081"},
    "position-unknown": lambda _each: {"position": "Seksi Konsumsi"},
    "position-not-yours": lambda _each: {"position": "Pengawas TPS"},
    "tps-unknown": lambda _each: {"tps": 99},
}


@dataclass
class Sheet:
    """A sheet while it is written: its rows, and where faults were put."""

    name: str | None
    rows: list[Cells] = field(default_factory=list)
    faults: set[tuple[str | None, int, str]] = field(default_factory=set)
    whole: dict[tuple[str | None, int], Cells] = field(default_factory=dict)
    """What a row of somebody says without its faults."""

    def say(self, *rows: Cells) -> None:
        self.rows.extend(rows)

    def people(self, people: Sequence[Person], cells_of: Callable[[Person], Cells]) -> None:
        for each in people:
            self.rows.append(cells_of(each))
            place = (self.name, len(self.rows))
            self.whole[place] = cells_of({**each, **each.get("meant", {})})
            self.faults |= {(*place, code) for code in each.get("codes", ())}


@dataclass(frozen=True)
class Made:
    """A roster file and what a check of it must find."""

    name: str
    content: bytes
    faults: set[tuple[str | None, int, str]]
    whole: dict[tuple[str | None, int], Cells]
    region: str
    institution: str
    body: str = ""
    preset: str = "pemilu-2024"
    tps: Sequence[tuple[str, int, int]] = ()


def seats(body: str, roles: Sequence[str], code: str, desa: str = "", tps: int = 0, *, first: int) -> list[Person]:
    """Invented people for each role of one unit; `first` is the number of the first of them."""
    place = {"kec": KECAMATAN[code[:8]], "desa": desa, "tps": tps}
    named = [(first + number, f"{role} {body}".strip()) for number, role in enumerate(roles)]
    return [{**person(number, position=post), **place} for number, post in named]


def kpps(code: str, desa: str, tps: int, *, first: int) -> list[Person]:
    return seats("KPPS", ["Ketua", *["Anggota"] * 6], code, desa, tps, first=first)


def with_faults(people: Sequence[Person], codes: Sequence[str]) -> list[Person]:
    """The people, each with a fault as long as there are some; whoever leads a unit is left whole."""
    left = iter(codes)
    made = [each if each["position"].startswith("Ketua") else made_faulty(each, next(left, "")) for each in people]
    assert next(left, None) is None, "too few people for so many faults"
    return made


def made_faulty(each: Person, code: str) -> Person:
    if not code:
        return each
    changes = FAULTS[code](each)
    return {**each, **changes, "codes": (code,), "meant": {key: each[key] for key in changes}}


def in_words(day: Any) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if isinstance(day, date) else day or ""


def as_serial(day: Any) -> Any:
    """A date as Excel counts it, in a cell without a format."""
    return (day - date(1899, 12, 30)).days if isinstance(day, date) else day


def american(day: Any) -> str:
    return f"{day.month}/{day.day}/{day.year}" if isinstance(day, date) else day or ""


def workbook(*sheets: Sheet, hidden: Sequence[str] = (), merged: Sequence[str] = ()) -> bytes:
    """Text stays text, whatever it begins with; `merged`: ranges of the first sheet."""
    book = Workbook()
    book.remove(book.active)
    for each in sheets:
        page = book.create_sheet(each.name)
        for row in each.rows:
            page.append([None if cell == "" else cell for cell in row])
        page.sheet_state = "hidden" if each.name in hidden else "visible"
    for area in merged:
        book.worksheets[0].merge_cells(area)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def separated(sheet: Sheet, delimiter: str, encoding: str) -> bytes:
    stream = io.StringIO()
    width = max(map(len, sheet.rows))
    csv.writer(stream, delimiter=delimiter).writerows([[*row, *[""] * (width - len(row))] for row in sheet.rows])
    return stream.getvalue().encode(encoding)


_ODS = (
    '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="{name}">{rows}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)


_MANIFEST = (
    '<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.spreadsheet"/></m:manifest>'
)


def opendocument(sheet: Sheet) -> bytes:
    """As LibreOffice writes it: with a million blank rows at the end."""
    rows = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in sheet.rows)
    rows += '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", _ODS.format(name=escape(sheet.name or ""), rows=rows))
    return stream.getvalue()


def _ods_cell(cell: Any) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, int):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
