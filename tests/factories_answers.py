"""Answers of BPJS for tests: files as branches give them, of people that factories_batches sent."""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

from budgeting.models import Arrangement
from reports.actions.answer_reading import read
from reports.actions.answers import receive
from reports.models import Answer, Batch
from tests.factories_people import make_nik

HEAD = ("NO_PEGAWAI", "NIK", "STATUS", "KETERANGAN", "NOMOR KPJ", "TANGGAL KEPESERTAAN")


def kpj_of(number: int) -> str:
    return f"240{number:08d}"


def nik_of(number: int) -> str:
    return make_nik(number)


def answer_file(rows: Sequence[Sequence[Any]], head: Sequence[str] = HEAD, title: str = "Hasil") -> bytes:
    """A workbook with one sheet: its header in row 1."""
    book = Workbook()
    book.active.title = title
    book.active.append(list(head))
    for row in rows:
        book.active.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def taken(number: int, *, nik: str = "", kpj: str | None = None, start: str = "01-01-2024") -> tuple[str, ...]:
    """A row that takes the person of that number."""
    return ("", nik or nik_of(number), "SUKSES", "", kpj_of(number) if kpj is None else kpj, start)


def refused(number: int, why: str = "NIK tidak ditemukan di Adminduk") -> tuple[str, ...]:
    return ("", nik_of(number), "GAGAL", why, "", "")


def give(
    arrangement: Arrangement,
    rows: Sequence[Sequence[Any]] | bytes,
    *,
    by: Any = None,
    batch: Batch | None = None,
    name: str = "hasil.xlsx",
) -> Answer:
    """A file received and read."""
    content = rows if isinstance(rows, bytes) else answer_file(rows)
    received = receive(arrangement=arrangement, name=name, content=content, by=by, batch=batch)
    return received.answer if received.is_same_file else read(answer=received.answer)
