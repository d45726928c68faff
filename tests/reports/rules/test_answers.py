"""What BPJS's words, columns and cells mean: case tables."""

import datetime

import pytest

from enrolment.rules.raw_row import RawRow
from reports.rules.answer_layout import Column, find_sheet, layout_key
from reports.rules.answer_outcomes import Answered, Found, Known, Outcome, Said, Why, outcomes
from reports.rules.answer_row import is_header_again, read_kpj, read_row
from reports.rules.answer_words import Reason, Verdict, reason_of, verdict_of

YES, NO = Verdict.ACCEPTED, Verdict.REJECTED
NIK, OTHER_NIK = "1609011203900001", "1609011203900002"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("SUKSES", YES), ("Berhasil", YES), ("  ok. ", YES), ("Diterima", YES), ("Data aktif", YES), ("VALID", YES),
        ("GAGAL", NO), ("Ditolak", NO), ("REJECT", NO), ("Invalid", NO), ("Tidak valid", NO), ("Gagal upload", NO),
        ("Tidak berhasil", NO), ("", None), ("Y", None), ("1", None), ("Sukses sebagian", None), ("Tidak aktif", None),
        ("Berhasil / Gagal", None), ("Tidak gagal", None), ("Menunggu", None), ("Nonaktif", None),
    ],
)  # fmt: skip
def test_a_status_means_what_its_words_agree_on(text, verdict):
    assert verdict_of(text) is verdict


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("NIK tidak ditemukan di Adminduk", Reason.NIK_NOT_FOUND),
        ("NIK sudah terdaftar pada perusahaan lain", Reason.ALREADY_ACTIVE),
        ("TK masih aktif", Reason.ALREADY_ACTIVE),
        ("Nama tidak sesuai dengan NIK", Reason.NAME_DIFFERS),
        ("Tgl lahir tidak sama dengan KTP", Reason.BIRTH_DATE_DIFFERS),
        ("Nama ibu kandung wajib diisi", Reason.MOTHER_MISSING),
        ("Kode LOKASI_PEKERJAAN salah", Reason.LOCATION_WRONG),
        ("Upah di bawah UMP", Reason.WAGE_LOW),
        ("Hubungi petugas", Reason.OTHER),
        ("", Reason.OTHER),
    ],
)
def test_a_reason_is_the_particular_before_the_general(words, reason):
    assert reason_of(words) is reason


def rows(*told):
    return [RawRow(number, tuple(cells)) for number, cells in enumerate(told, 1)]


def test_sipps_own_file_with_a_status_beside_it_is_plain():
    found = find_sheet(
        0,
        "data_tk_baru",
        rows(
            ("HASIL UPLOAD",),
            ("NO_PEGAWAI", "NAMA_LENGKAP", "NOMOR_IDENTITAS", "STATUS_KAWIN", "STATUS_PEGAWAI", "STATUS", "KPJ"),
            ("P00100000001", "Contoh", NIK, "Y", "Y", "SUKSES", "24000000001"),
        ),
    )
    assert found.is_plain
    assert found.header_row == 2
    assert found.columns == {Column.REFERENCE: 0, Column.NIK: 2, Column.STATUS: 5, Column.KPJ: 6}


def test_a_header_that_its_column_belies_is_asked_about():
    found = find_sheet(0, None, rows(("NIK", "STATUS"), ("Contoh", "OK"), ("Lain", "OK"), ("Tiga", "OK")))
    assert found.unsure == (Column.NIK,)
    assert not found.is_plain


@pytest.mark.parametrize(
    ("second", "unsure"), [("GAGAL", (Column.STATUS,)), ("Aktif", ()), ("", ())], ids=["other", "same", "empty"]
)
def test_of_two_columns_that_speak_of_the_status_none_is_believed_unasked(second, unsure):
    found = find_sheet(0, None, rows(("NIK", "Status Peserta", "Hasil"), (NIK, "Aktif", second)))
    assert (found.columns[Column.STATUS], found.unsure, found.is_plain) == (1, unsure, not unsure)


def test_without_a_known_header_content_speaks_and_is_asked_about():
    found = find_sheet(0, None, rows(("a", "b"), (NIK, "OK"), (OTHER_NIK, "GAGAL")))
    assert found.columns == {Column.NIK: 0, Column.STATUS: 1}
    assert set(found.unsure) == {Column.NIK, Column.STATUS}
    assert found.header_row == 1


@pytest.mark.parametrize(
    ("name", "verdict"), [("Data Gagal", NO), ("SUKSES", YES), ("Sheet1", None), (None, None), ("Rekap", None)]
)
def test_a_sheet_may_say_by_its_name_what_all_its_rows_are(name, verdict):
    found = find_sheet(0, name, rows(("NIK", "Keterangan"), (NIK, "x")))
    assert found.all_rows is verdict
    assert found.is_plain is (verdict is not None)


def test_a_layout_is_known_again_by_its_headers_however_they_are_typed():
    assert layout_key([("No. KPJ", "STATUS")]) == layout_key([("no kpj ", "Status*")])
    assert layout_key([("No. KPJ", "STATUS")]) != layout_key([("STATUS", "No. KPJ")])


@pytest.mark.parametrize(
    ("cell", "kpj"),
    [
        ("24000000001", "24000000001"), ("'24-000-000-001", "24000000001"), (24000000001.0, "24000000001"),
        (4000000001.0, "04000000001"), ("", ""), (None, ""), ("12", ""), ("KPJ belum ada", ""), (NIK, ""),
    ],
)  # fmt: skip
def test_a_kpj_is_read_whatever_excel_did_to_it(cell, kpj):
    assert read_kpj(cell) == kpj


def test_a_nik_that_is_a_number_is_damaged_and_not_believed():
    cells = read_row({Column.NIK: 1609011203900000.0, Column.STATUS: "OK"})
    assert (cells.nik, cells.nik_is_damaged) == ("", True)


def test_a_row_that_answers_nothing_is_no_row():
    assert read_row({Column.NIK: "", Column.STATUS: None, Column.REASON: "Muaradua, 5 Maret 2024"}) is None
    assert read_row({Column.STATUS: "OK"}) is not None


def test_a_header_printed_again_is_no_row():
    columns = {Column.NIK: 0, Column.STATUS: 1}
    assert is_header_again(RawRow(40, ("N I K", "Status")), ("NIK", "STATUS"), columns)
    assert not is_header_again(RawRow(41, (NIK, "Status")), ("NIK", "STATUS"), columns)


def test_a_date_is_read_as_branches_write_it():
    assert read_row({Column.NIK: NIK, Column.START: "25-01-2024"}).start == datetime.date(2024, 1, 25)


def one(said, known, holders=None):
    (found,) = outcomes([said], {1: known}, holders or {})
    return found.outcome, found.why


@pytest.mark.parametrize(
    ("verdict", "answered", "is_newest", "kpj", "had", "expected"),
    [
        (YES, Answered.OPEN, True, "a", "", (Outcome.ACCEPTED, Why.NONE)),
        (YES, Answered.OPEN, True, "", "", (Outcome.ACCEPTED, Why.KPJ_MISSING)),
        (YES, Answered.OPEN, True, "", "a", (Outcome.ACCEPTED, Why.NONE)),
        (YES, Answered.OPEN, True, "b", "a", (Outcome.CONTRADICTORY, Why.KPJ_DIFFERS)),
        (YES, Answered.OPEN, False, "a", "", (Outcome.CONTRADICTORY, Why.SENT_AGAIN)),
        (YES, Answered.ACCEPTED, True, "a", "a", (Outcome.UNCHANGED, Why.NONE)),
        (YES, Answered.ACCEPTED, False, "a", "a", (Outcome.UNCHANGED, Why.NONE)),
        (YES, Answered.ACCEPTED, True, "a", "", (Outcome.ACCEPTED, Why.KPJ_ADDED)),
        (YES, Answered.REJECTED, True, "a", "", (Outcome.ACCEPTED, Why.AFTER_REJECTION)),
        (YES, Answered.REJECTED, False, "a", "", (Outcome.CONTRADICTORY, Why.SENT_AGAIN)),
        (NO, Answered.OPEN, True, "", "", (Outcome.REJECTED, Why.NONE)),
        (NO, Answered.OPEN, False, "", "", (Outcome.CONTRADICTORY, Why.SENT_AGAIN)),
        (NO, Answered.REJECTED, True, "", "", (Outcome.UNCHANGED, Why.NONE)),
        (NO, Answered.ACCEPTED, True, "", "", (Outcome.CONTRADICTORY, Why.ACCEPTED_BEFORE)),
    ],
)
def test_what_a_row_comes_to_follows_from_how_ours_stands(verdict, answered, is_newest, kpj, had, expected):
    assert one(Said(0, verdict, 1, kpj), Known(answered, 7, is_newest, had)) == expected


def test_a_number_that_somebody_else_has_is_nobodys():
    assert one(Said(0, YES, 1, "a"), Known(Answered.OPEN, 7), {"a": 8}) == (Outcome.CONTRADICTORY, Why.KPJ_OF_ANOTHER)
    assert one(Said(0, YES, 1, "a"), Known(Answered.OPEN, 7), {"a": 7}) == (Outcome.ACCEPTED, Why.NONE)


def test_of_several_rows_the_one_that_says_most_counts_and_the_others_are_doubles():
    said = [Said(0, YES, 1), Said(1, YES, 1, "a", "2024-01-25"), Said(2, YES, 1, "a")]
    found = outcomes(said, {1: Known(Answered.OPEN, 7)}, {})
    assert found == [Found(0, Outcome.DOUBLED), Found(1, Outcome.ACCEPTED), Found(2, Outcome.DOUBLED)]


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (Said(1, NO, 1), Why.BOTH_VERDICTS),
        (Said(1, YES, 1, "b"), Why.TWO_NUMBERS),
        (Said(1, YES, 1, "a", "2024-02-01"), Why.TWO_DAYS),
        (Said(1, YES, 1, fault=Why.IDENTIFIERS_DIFFER), Why.IDENTIFIERS_DIFFER),
    ],
)
def test_rows_that_speak_against_each_other_all_count_for_nothing(other, why):
    found = outcomes([Said(0, YES, 1, "a", "2024-01-25"), other], {1: Known(Answered.OPEN, 7)}, {})
    assert [(each.outcome, each.why) for each in found] == [(Outcome.CONTRADICTORY, why)] * 2
