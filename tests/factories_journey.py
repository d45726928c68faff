"""A month's whole way for tests: a KPU workbook, the file that went to BPJS, and the lists that its branch gives back.

Everything by the doors that people use; they need the fixture `reference`. All people are invented.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from budgeting.actions.bill_lists import apply_list, receive_list
from budgeting.actions.bills import post_bill
from budgeting.bill_sums import expected
from budgeting.models import Arrangement, Bill, PersonMonth, Registration
from enrolment.actions.rosters.accepting import accept
from enrolment.models import Election, RosterUpload
from enrolment.record_writing import as_row
from pemilu_bpjs import documents, vault
from pemilu_bpjs.models import Office, User
from reports.models import Batch
from tests.enrolment.rosters import HEADER, send_and_check

SHEET, HEADER_ROW = "Lampiran SK KPPS", 4
HEAD = (*HEADER, "Status Kawin", "Kode Pos")
ANSWER_HEAD = ("NO_PEGAWAI", "NIK", "STATUS", "KETERANGAN", "NOMOR KPJ", "TANGGAL KEPESERTAAN")
BILL_HEAD = ("NO KPJ", "NIK", "UPAH", "IURAN JKK", "IURAN JKM")
SINCE = "01-01-2024"

Told = Mapping[str, str]
"""A person's row of a SIPP file, by header."""


def roster_workbook(people: Sequence[Sequence[str]]) -> bytes:
    """An office's list: titles above, the header in row 4, the first person in row 5."""
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    for row in (["DAFTAR ANGGOTA KPPS"], ["KABUPATEN OGAN KOMERING ULU SELATAN"], [], HEAD):
        sheet.append(row)
    for person in people:
        sheet.append([*person, "Kawin", "32211"])
    return _saved(book)


def accept_roster(
    election: Election, people: Sequence[Sequence[str]], *, by: User, institution: str = "KPU", body: str = "kpps"
) -> RosterUpload:
    """Sent, checked, and its good rows accepted."""
    upload = send_and_check(
        election,
        roster_workbook(people),
        name=f"{body}.xlsx",
        by=by,
        office=Office.objects.get(memberships__user=by),
        institution=institution,
        body=body,
    )
    accept(upload=upload, by=by)
    return RosterUpload.objects.get(pk=upload.pk)


def told_in(content: bytes, sheet: str = "data_tk_baru") -> list[Told]:
    """The people of a SIPP file, as a reader that is not ours finds them; the first stands in row 2."""
    header, *rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(sheet).to_python()
    return [dict(zip(header, row, strict=True)) for row in rows]


def told_by(batch: Batch, kind: str = "new", sheet: str = "data_tk_baru") -> list[Told]:
    return told_in(documents.content(batch.files.get(kind=kind).document), sheet)


def kpj_of(told: Told) -> str:
    return f"240{told['NOMOR_IDENTITAS'][-8:]}"


def taken(told: Told) -> tuple[str, ...]:
    """The branch's row about somebody whom it has taken."""
    return (told["NO_PEGAWAI"], told["NOMOR_IDENTITAS"], "BERHASIL", "", kpj_of(told), SINCE)


def refused(told: Told, why: str = "NIK tidak ditemukan di Adminduk") -> tuple[str, ...]:
    return (told["NO_PEGAWAI"], told["NOMOR_IDENTITAS"], "GAGAL", why, "", "")


def answer_workbook(rows: Iterable[Sequence[str]]) -> bytes:
    """Row 1 is the header: the first answer stands in row 2."""
    return _table("Hasil", ANSWER_HEAD, rows)


def post_month(arrangement: Arrangement, month: str, *, by: User, payment_code: str = "240212345678") -> Bill:
    """The branch asks for everyone of the month, with a list of whom it means by their numbers."""
    known = expected(arrangement, month).charge
    bill = post_bill(
        arrangement=arrangement,
        month=month,
        payment_code=payment_code,
        people=known.people,
        jkk=known.jkk,
        jkm=known.jkm,
        by=by,
    )
    file = receive_list(bill=bill, name="rincian.xlsx", content=bill_workbook(arrangement, month), by=by)
    assert apply_list(bill=bill, file=file, by=by) is not None
    return bill


def bill_workbook(arrangement: Arrangement, month: str) -> bytes:
    """The month's people by the numbers that BPJS has given them; by their NIK where it has given none."""
    numbers = dict(Registration.objects.filter(arrangement=arrangement).values_list("person", "kpj"))
    months = PersonMonth.objects.standing().filter(price__arrangement=arrangement, month=month)
    rows = []
    for each in months.select_related("price", "assignment__record").order_by("person"):
        sealed = numbers.get(each.person_id)
        kpj = vault.open_sealed(sealed, "kpj").decode() if sealed else ""
        nik = "" if kpj else as_row(each.assignment.record).nik
        rows.append((kpj, nik, each.price.base, each.price.jkk, each.price.jkm))
    return _table("Rincian", BILL_HEAD, rows)


def _table(title: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    book = Workbook()
    book.active.title = title
    for row in (head, *rows):
        book.active.append(list(row))
    return _saved(book)


def _saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
