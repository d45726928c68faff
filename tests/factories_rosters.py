"""Rosters as senders make them: invented people with whole NIKs, an office list, a plain table; and checked uploads."""

import io
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from enrolment.actions.rosters.accepting import accept
from enrolment.actions.rosters.checking import check
from enrolment.actions.rosters.editing import edit_cells
from enrolment.actions.rosters.receiving import receive
from enrolment.models import Election, Region, RosterLine, RosterUpload
from enrolment.rules.roster_fields import Field
from pemilu_bpjs.models import Office, User
from tests.people import World

PLAIN_HEAD = (
    "NIK", "Nama", "Tempat Lahir", "Tanggal Lahir", "L/P", "Alamat", "Nama Ibu Kandung", "No HP", "Kecamatan", "Desa",
    "Jabatan",
)  # fmt: skip
OFFICE_COLUMNS = "ABCDEFGHI"
"""No, name, NIK, birth, sex, address, mother, phone, position."""

_GIVEN = ("Sumarno", "Elva", "Zulkifli", "Tati", "Salim", "Pipit", "Darmanto", "Lilis", "Heri", "Dian")
_FAMILY = ("Fauziah", "Syahputra", "Permana", "Sholihah", "Arifin", "Dewanti", "Subagyo", "Kartini", "Asih", "Hidayat")


def nik(number: int, born: date = date(1990, 3, 12), sex: str = "L", region: str = "160901") -> str:
    """A NIK of right form; `number` is its serial, so that different numbers never meet."""
    day = born.day + (40 if sex == "P" else 0)
    return f"{region}{day:02d}{born:%m%y}{number:04d}"


def person(number: int, **values: Any) -> dict[str, Any]:
    """What a row says of an invented person: everything, and nothing wrong."""
    sex = "LP"[number % 2]
    born = date(1970 + number % 30, 1 + number % 12, 1 + number % 28)
    return {
        "nik": nik(number, born, sex),
        "name": f"{_GIVEN[number % 10]} {_FAMILY[number // 10 % 10]} {_GIVEN[number // 100 % 10]}",
        "birth_place": "Muaradua",
        "born": born,
        "sex": sex,
        "address": f"Jl. Contoh No. {number}",
        "mother": f"Ibu {_FAMILY[(number + 3) % 10]}",
        "phone": f"0812{number:08d}",
        **values,
    }


def first_desa(count: int = 2, kabupaten: str = "16.09") -> list[Region]:
    """The first desa of the first kecamatan."""
    kecamatan = Region.objects.below(kabupaten, "kecamatan").order_by("pk")[0]
    return list(kecamatan.children.order_by("pk").select_related("parent")[:count])


def pps(desa: Sequence[Region], first: int = 1) -> Iterator[dict[str, Any]]:
    """A whole PPS for each desa: its ketua and two anggota."""
    for place, each in enumerate(desa):
        for seat, position in enumerate(("Ketua PPS", "Anggota PPS", "Anggota PPS")):
            yield person(first + 3 * place + seat, desa=each, position=position)


def plain_workbook(people: Sequence[dict[str, Any]]) -> bytes:
    """A table from A1 on, kecamatan and desa in columns."""
    book = Workbook()
    book.active.append(PLAIN_HEAD)
    for each in people:
        book.active.append(plain_row(each))
    return saved(book)


def plain_csv(people: Sequence[dict[str, Any]]) -> bytes:
    rows = [";".join(str(cell) for cell in plain_row(each, text_dates=True)) for each in people]
    return "\r\n".join([";".join(PLAIN_HEAD), *rows, ""]).encode()


def plain_row(each: dict[str, Any], *, text_dates: bool = False) -> list[Any]:
    born = f"{each['born']:%d-%m-%Y}" if text_dates and isinstance(each["born"], date) else each["born"]
    return [
        each["nik"], each["name"], each["birth_place"], born, each["sex"], each["address"], each["mother"],
        each["phone"], each["desa"].parent.name, each["desa"].name, each["position"],
    ]  # fmt: skip


def office_list(people: Sequence[dict[str, Any]]) -> Workbook:
    """Title rows, a header of two merged rows, kecamatan and desa as headings, a signature: people from row 8 on."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Lampiran"
    sheet.append(["DAFTAR ANGGOTA PPS"])
    sheet.merge_cells("A1:I1")
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append(["KABUPATEN OGAN KOMERING ULU SELATAN"])
    sheet.append([])
    sheet.append(["No", "N A M A", "IDENTITAS", None, "JK", "Alamat", "Nama Ibu Kandung", "No. HP", "Jabatan"])
    sheet.append([None, None, "N I K", "Tempat/Tgl Lahir"])
    sheet.merge_cells("C4:D4")
    for column in "ABEFGHI":
        sheet.merge_cells(f"{column}4:{column}5")
    for cell in sheet[4]:
        cell.fill = PatternFill("solid", fgColor="FFDDEBF7")
    sheet.column_dimensions["B"].width = 31.5
    _office_rows(sheet, people)
    sheet.append([])
    sheet.append([None, None, None, None, None, None, "Muaradua, 24 Januari 2023"])
    return book


def _office_rows(sheet: Worksheet, people: Sequence[dict[str, Any]]) -> None:
    kecamatan = desa = ""
    for number, each in enumerate(people, 1):
        if each["desa"].parent.name != kecamatan:
            kecamatan = each["desa"].parent.name
            sheet.append([f"KECAMATAN {kecamatan.upper()}"])
        if each["desa"].name != desa:
            desa = each["desa"].name
            sheet.append([f"DESA {desa.upper()}"])
            sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=9)
        born = f"{each['birth_place']}, {each['born']:%d-%m-%Y}"
        sheet.append(
            [
                number, each["name"], each["nik"], born, each["sex"], each["address"], each["mother"], each["phone"],
                each["position"],
            ]
        )  # fmt: skip


def saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def send(
    world: World,
    election: Election,
    name: str,
    content: bytes,
    *,
    by: User | None = None,
    institution: str = "KPU",
    body: str = "",
    region: str = "16.09",
) -> RosterUpload:
    """A file received and checked, as KPU of 16.09 sends it unless told otherwise."""
    sender = by or world.kpu
    office = Office.objects.get(memberships__user=sender)
    received = receive(
        election=election,
        institution=institution,
        region=region,
        body=body,
        name=name,
        content=content,
        office=office,
        by=sender,
    )
    return check(upload=received.upload)


def edit(world: World, upload: RosterUpload, line: RosterLine, texts: dict[Field, str]) -> None:
    """Cells typed over in the review."""
    edit_cells(upload=upload, line=line, texts=texts, by=world.kpu)


def accepted(world: World, election: Election, people: Sequence[dict[str, Any]]) -> RosterUpload:
    """People who stand: sent by KPU and accepted."""
    upload = send(world, election, "daftar.xlsx", plain_workbook(people))
    accept(upload=upload, by=world.kpu)
    return RosterUpload.objects.get(pk=upload.pk)
