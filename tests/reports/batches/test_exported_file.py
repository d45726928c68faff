"""A file as the branch gets it, held by two independent readers against domain/bpjs.md §7.1."""

import datetime
import io
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from budgeting.models import Arrangement
from pemilu_bpjs import documents
from reports.actions.batches import freeze
from reports.models import BatchFile
from reports.writers.text_workbook import Sheet, text_workbook
from tests.factories_batches import BEFORE_VOTING, make_batch
from tests.factories_cover import make_cover
from tests.factories_enrolment import make_election
from tests.factories_people import NIK, make_row, make_seat

pytestmark = pytest.mark.django_db

# Typed from domain/bpjs.md §7.1, column by column: what stands there for one invented KPPS member of OKU Selatan.
TABLE = [
    ("NO_PEGAWAI", None),  # ours: looked at below
    ("NAMA_LENGKAP", "Siti Contoh"),
    ("GELAR", ""),
    ("TELEPON_AREA_RUMAH", ""),
    ("TELEPON_RUMAH", ""),
    ("TELEPON_AREA_KANTOR", ""),
    ("TELEPON_KANTOR", ""),
    ("TELEPON_EXT_KANTOR", ""),
    ("HP", "081234567890"),
    ("EMAIL", "siti@contoh.id"),
    ("TEMPAT_LAHIR", "Muaradua"),
    ("TANGGAL_LAHIR", "12-03-1990"),
    ("NAMA_IBU_KANDUNG", "Aminah Contoh"),
    ("JENIS_IDENTITAS", "KTP"),
    ("NOMOR_IDENTITAS", "1609011203900001"),
    ("MASA_LAKU_IDENTITAS", "01-01-2090"),
    ("JENIS_KELAMIN", "L"),
    ("SURAT_MENYURAT_KE", "E"),
    ("TANGGAL_KEPESERTAAN", ""),
    ("STATUS_KAWIN", "Y"),
    ("GOLONGAN_DARAH", ""),
    ("NPWP", ""),
    ("KODE_NEGARA", "ID"),
    ("UPAH", "1100000"),
    ("ALAMAT", "+62 Jalan <Contoh> & Co 5"),
    ("KODE_POS", "32211"),
    ("LOKASI_PEKERJAAN", "1609"),
    ("STATUS_PEGAWAI", "Y"),
    ("TGL_AWAL_BEKERJA", "25-01-2024"),
    ("TGL_AKHIR_KONTRAK", "25-02-2024"),
]


@pytest.fixture
def file(reference: None) -> BatchFile:
    """One person whose address would be a formula, were it not text."""
    election = make_election()
    make_seat(election, make_row(NIK, address="+62 Jalan <Contoh> & Co 5", email="siti@contoh.id"))
    arrangement, _run = make_cover(election)
    batch = freeze(arrangement=arrangement, today=BEFORE_VOTING)
    return batch.files.get()


def test_column_by_column(file: BatchFile):
    book = CalamineWorkbook.from_filelike(io.BytesIO(documents.content(file.document)))
    assert book.sheet_names == ["Petunjuk Pengisian", "data_tk_baru", "Lokasi Pekerjaan"]
    header, row = book.get_sheet_by_name("data_tk_baru").to_python(skip_empty_area=False)
    assert header == [column for column, _value in TABLE]
    expected = [value for _column, value in TABLE]
    assert row[1:] == expected[1:]
    assert row[0] == file.lines.get().registration.reference


def test_every_cell_is_text_and_none_a_formula(file: BatchFile):
    book = openpyxl.load_workbook(io.BytesIO(documents.content(file.document)))
    cells = [cell for row in book["data_tk_baru"].iter_rows() for cell in row]
    assert {cell.number_format for cell in cells} == {"@"}
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert book["data_tk_baru"]["Y2"].value == "+62 Jalan <Contoh> & Co 5"


def test_the_location_table_is_bpjs_own(file: BatchFile):
    book = CalamineWorkbook.from_filelike(io.BytesIO(documents.content(file.document)))
    header, *rows = book.get_sheet_by_name("Lokasi Pekerjaan").to_python()
    codes = {code: name for name, code in rows}
    assert header == ["NAMA", "KODE_LOKASI"]
    assert len(rows) == 514
    assert (codes["9101"], codes["1609"]) == ("MERAUKE", "OGAN KOMERING ULU SELATAN")


def test_the_files_name_is_the_templates_in_a_folder_of_its_part(reference: None, world: Any):
    world.office.npp = "JJ012345678"
    world.office.save()
    file = make_batch(make_election(), world.office).files.get()
    assert file.name == "kiriman-1-bagian-01/template_tk_01234567.xlsx"
    assert file.document.name == "template_tk_01234567.xlsx"
    assert file.document.is_personal


def test_the_payers_settings_stand_in_the_file(reference: None):
    election = make_election()
    make_seat(election)
    arrangement, _run = make_cover(
        election,
        first_day=Arrangement.FirstDay.COVER,
        contract_status=Arrangement.ContractStatus.PKWTT,
        identity_valid_until=datetime.date(2099, 12, 31),
        work_location="9101",
    )
    file = freeze(arrangement=arrangement, today=BEFORE_VOTING).files.get()
    book = CalamineWorkbook.from_filelike(io.BytesIO(documents.content(file.document)))
    header, row = book.get_sheet_by_name("data_tk_baru").to_python()
    told = dict(zip(header, row, strict=True))
    assert told["TGL_AWAL_BEKERJA"] == "01-01-2024"
    assert (told["STATUS_PEGAWAI"], told["TGL_AKHIR_KONTRAK"]) == ("T", "")
    assert (told["MASA_LAKU_IDENTITAS"], told["LOKASI_PEKERJAAN"]) == ("31-12-2099", "9101")


@pytest.mark.once
@pytest.mark.parametrize("text", ["=1+1", "+62", "-5", "@SUM(A1)", "a & b < c > d", "'petik", "satu\x07dua"])
def test_any_text_stays_text(text: str):
    book = openpyxl.load_workbook(io.BytesIO(text_workbook([Sheet("S", ("A", "B"), [(text, "")])])))
    cell = book["S"]["A2"]
    assert (cell.value, cell.data_type) == (text.replace("\x07", " "), "s")


@pytest.mark.once
def test_equal_rows_give_equal_bytes():
    sheet = Sheet("S", ("A",), [("x",)])
    assert text_workbook([sheet]) == text_workbook([sheet])
