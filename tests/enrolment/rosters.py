"""Small rosters as files, for tests of what is done with them. All people are invented."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from enrolment.actions.rosters.checking import check
from enrolment.actions.rosters.receiving import Received, receive
from enrolment.models import Election, RosterLine, RosterUpload
from pemilu_bpjs.models import Office

HEADER = (
    "NIK", "Nama Lengkap", "Tempat Lahir", "Tanggal Lahir", "L/P", "Alamat", "Nama Ibu Kandung", "No HP", "Kecamatan",
    "Desa/Kelurahan", "TPS", "Jabatan",
)  # fmt: skip
NIK, NAME, BIRTH_DATE, SEX, DESA, TPS, POSITION = 0, 1, 3, 4, 9, 10, 11

KECAMATAN, DESA_NAME, DESA_CODE = "Simpang", "Lubar", "16.09.05.2007"
_NAMES = (
    "Rusdi Marlina Suhendra Yulianti Kosim Hartini Burhan Nuraini Samsul Wartini Jumadi Rohaya Tarmizi Lestari".split()
)


def person(number: int, position: str = "Anggota KPPS", tps: int = 1, **changes: str) -> list[str]:
    """An invented woman born on the day that her number tells, in a TPS of Lubar; `changes` by column of HEADER."""
    day, month = number % 28 + 1, number // 28 % 12 + 1
    row = [
        f"160905{day + 40:02d}{month:02d}90{number + 1:04d}",
        f"{_NAMES[number % 14]} {_NAMES[number // 14 % 14]}",
        "Muaradua",
        f"{day:02d}-{month:02d}-1990",
        "P",
        f"Dusun {number}",
        "Ibu Contoh",
        f"0812{number:08d}",
        KECAMATAN,
        DESA_NAME,
        str(tps),
        position,
    ]
    for name, value in changes.items():
        row[_PLACE[name]] = value
    return row


_PLACE = {
    "nik": NIK, "name": NAME, "birth_date": BIRTH_DATE, "sex": SEX, "desa": DESA, "tps": TPS, "position": POSITION,
    "mother": 6, "phone": 7, "kecamatan": 8, "birth_place": 2,
}  # fmt: skip


def kpps(first: int = 0, tps: int = 1) -> list[list[str]]:
    """A whole KPPS: a ketua and six anggota."""
    return [person(first, "Ketua KPPS", tps), *(person(first + more, tps=tps) for more in range(1, 7))]


def as_csv(rows: Sequence[Sequence[Any]], header: Sequence[str] = HEADER) -> bytes:
    """Row 1 is the header: the first person stands in row 2."""
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    return text.getvalue().encode()


def send(election: Election, rows: Sequence[Sequence[Any]] | bytes, **changes: Any) -> Received:
    content = rows if isinstance(rows, bytes) else as_csv(rows)
    given = {"institution": "KPU", "region": "16.09", "body": "kpps", "name": "kpps.csv", "office": None, "by": None}
    return receive(election=election, content=content, **{**given, **changes})


def send_and_check(election: Election, rows: Sequence[Sequence[Any]] | bytes, **changes: Any) -> RosterUpload:
    return check(upload=send(election, rows, **changes).upload)


def line(upload: RosterUpload, row: int) -> RosterLine:
    return RosterLine.objects.get(upload=upload, row=row)


def codes(upload: RosterUpload) -> dict[int, list[str]]:
    """Codes of problems and clashes by row, of those rows that have any."""
    found = {each.row: [told["code"] for told in [*each.problems, *each.clashes]] for each in upload.lines.all()}
    return {row: told for row, told in found.items() if told}


def counts(upload: RosterUpload) -> tuple[int, int, int, int]:
    return upload.rows, upload.ok, upload.warned, upload.rejected


def kpu_office() -> Office:
    return Office.objects.get(kind=Office.Kind.KPU)
