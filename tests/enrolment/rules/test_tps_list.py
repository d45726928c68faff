"""A TPS list: every row becomes a station, or a problem its sender can mend."""

import datetime
from collections.abc import Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from enrolment.rules.raw_row import Cell, RawRow
from enrolment.rules.region_index import RegionIndex
from enrolment.rules.roster_column_content import has_sixteen_digits
from enrolment.rules.tps_list import Problem, Station, TpsList, read

pytestmark = pytest.mark.once

INDEX = RegionIndex.build(
    "16.09",
    {"16.09.01": "Muara Dua", "16.09.02": "Pulau Beringin"},
    {
        "16.09.01.1013": "Batu Belang Jaya",
        "16.09.01.2005": "Sukaraja II",
        "16.09.01.1007": "Merlung",
        "16.09.01.2020": "Merlung",
        "16.09.02.2012": "Tanjung Bulan",
        "16.09.02.2013": "Sukaraja",
        "16.09.01.2026": "Sukaraja",
    },
)

BY_CODE = ("desa_code", "tps", "voters")
BY_NAME = ("Kecamatan", "Desa/Kelurahan", "No. TPS", "Jumlah DPT")


def numbered(*rows: Sequence[Cell], first: int = 1) -> list[RawRow]:
    return [RawRow(number, tuple(cells)) for number, cells in enumerate(rows, first)]


def read_rows(*rows: Sequence[Cell], **options: int) -> TpsList:
    return read(numbered(*rows), INDEX, **options)


def only_problem(found: TpsList) -> Problem:
    assert found.stations == ()
    assert len(found.problems) == 1
    return found.problems[0]


# What is understood


@pytest.mark.parametrize(
    "code", ["16.09.01.2005", "1609012005", 1609012005, 1609012005.0, " 16-09-01-2005 ", "'1609012005"]
)
def test_a_desa_code_is_known_however_it_was_kept(code: Cell):
    assert read_rows(BY_CODE, (code, 1, 287)).stations == (Station("16.09.01.2005", 1, 287),)


@pytest.mark.parametrize("tps", [7, 7.0, "7", "007", "TPS 7", "tps.07", "TPS-007"])
def test_a_tps_number_is_known_however_it_was_written(tps: Cell):
    assert read_rows(BY_CODE, ("16.09.01.2005", tps, None)).stations == (Station("16.09.01.2005", 7, None),)


@pytest.mark.parametrize(
    ("cell", "voters"), [(287.0, 287), ("287", 287), (" 1.204 ", 1204), ("1,204", 1204), (0, 0), ("", None)]
)
def test_voters_are_whole_or_unknown(cell: Cell, voters: int | None):
    assert read_rows(BY_CODE, ("16.09.01.2005", 1, cell)).stations[0].voters == voters


@pytest.mark.parametrize(
    ("kecamatan", "desa", "code"),
    [
        ("Kec. Muaradua", "Ds. Suka Raja 2", "16.09.01.2005"),
        ("PULAU BERINGIN", "Desa Sukaraja", "16.09.02.2013"),
        ("Muara Dua", "Kel. Merlung", "16.09.01.1007"),
        ("Muara Dua", "Desa Merlung", "16.09.01.2020"),
        (None, "Tanjungbulan", "16.09.02.2012"),
    ],
)
def test_a_desa_is_found_by_its_names(kecamatan: Cell, desa: Cell, code: str):
    assert read_rows(BY_NAME, (kecamatan, desa, "1", "250")).stations == (Station(code, 1, 250),)


def test_a_code_goes_before_names_and_names_stand_in_for_a_missing_code():
    found = read_rows(("Kode Desa", "Desa", "TPS"), ("16.09.01.2005", "Tanjung Bulan", 1), ("", "Tanjung Bulan", 1))
    assert [station.desa_code for station in found.stations] == ["16.09.01.2005", "16.09.02.2012"]
    assert found.columns == {"desa_code": "A", "desa": "B", "tps": "C"}


def test_titles_above_and_sums_below_the_table_need_no_mending():
    found = read_rows(
        ("REKAPITULASI DAFTAR PEMILIH TETAP",),
        (),
        ("No", "Kode Wilayah", "Nomor TPS", "Pemilih", "Keterangan"),
        ("(1)", "(2)", "(3)", "(4)", "(5)"),
        (1, "16.09.01.2005", 1, 287, None),
        ("", "", None, "   ", ""),
        (2, "16.09.01.2005", 2, 290),
        ("JUMLAH", None, 2, 577),
        ("Sub Total", None, 2, 577),
        (None, None, None, None, "Muaradua, 29 September 2023"),
    )
    assert found.problems == ()
    assert [station.tps for station in found.stations] == [1, 2]
    assert found.ignored == 5


def test_voters_split_into_men_and_women_are_read_from_their_sum():
    found = read_rows(
        ("Kode Desa", "TPS", "Jumlah Pemilih", None, None),
        (None, None, "L", "P", "L+P"),
        ("16.09.01.2005", 1, 140, 147, 287),
    )
    assert found.stations == (Station("16.09.01.2005", 1, 287),)
    assert found.columns["voters"] == "E"
    assert found.ignored == 0


def test_a_row_may_be_shorter_than_the_header_and_the_list_without_voters():
    assert read_rows(BY_CODE, ("16.09.01.2005", 1)).stations == (Station("16.09.01.2005", 1, None),)
    assert read_rows(("tps", "kode desa"), (1, "16.09.01.2005", "x")).stations[0].voters is None


# What is wrong with a row


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        ("16.09.01.2999", "region-unknown", "16.09.01.2999 tidak ada di wilayah ini"),
        ("16.08.01.2005", "region-outside", "di luar wilayah 16.09"),
        ("1608012005", "region-outside", "16.08.01.2005"),
        ("16.09.01", "region-unknown", "10 angka"),
        (1609.0, "region-unknown", "“1609”"),
        ("Sukaraja", "region-unknown", "10 angka"),
        ("1.60901E+9", "region-code-damaged", "format"),
        ("1,60901e9", "region-code-damaged", "Teks"),
        (16.09, "region-code-damaged", "“16.09”"),
        (datetime.date(2001, 9, 16), "region-code-damaged", "“16/09/2001”"),
        (datetime.time(16, 9), "region-code-damaged", "16:09:00"),
    ],
)
def test_a_code_that_names_no_desa_says_why(code: Cell, kind: str, words: str):
    problem = only_problem(read_rows(BY_CODE, (code, 1, 287)))
    assert (problem.row, problem.column, problem.code) == (2, "A", kind)
    assert words in problem.message


def test_an_unknown_code_beside_a_known_name_offers_the_right_code():
    problem = only_problem(read_rows(("Kode Desa", "Desa", "TPS"), ("1609010120", "Tanjung Bulan", 1)))
    assert "Tanjung Bulan, Kec. Pulau Beringin (16.09.02.2012)" in problem.message


@pytest.mark.parametrize(
    ("kecamatan", "desa", "column", "code", "words"),
    [
        ("Muara Dua", "Sukareja II", "B", "region-unknown", "Sukaraja II, Kec. Muara Dua (16.09.01.2005)"),
        (None, "Tanjung Bulam", "B", "region-unknown", "Tanjung Bulan, Kec. Pulau Beringin"),
        ("Muara Dua", "Tanjung Bulan", "B", "region-unknown", "Kec. Pulau Beringin (16.09.02.2012)"),
        ("Muara Dua", "Xyz", "B", "region-unknown", "pakai kode desa"),
        ("Muara Duwa", "Sukaraja", "A", "region-unknown", "Mungkin yang dimaksud: Muara Dua."),
        ("Qqq", "Sukaraja", "A", "region-unknown", "Kecamatan “Qqq” tidak ditemukan. Periksa ejaannya"),
        (None, "Sukaraja", "B", "region-ambiguous", "(16.09.01.2026); Sukaraja, Kec. Pulau Beringin"),
        ("Muara Dua", "Merlung", "B", "region-ambiguous", "(16.09.01.1007)"),
        ("Muara Dua", "", "B", "region-missing", "Isi di setiap baris"),
    ],
)
def test_a_name_that_is_not_one_desa_offers_the_likely_ones(
    kecamatan: Cell, desa: Cell, column: str, code: str, words: str
):
    problem = only_problem(read_rows(BY_NAME, (kecamatan, desa, 1, 250)))
    assert (problem.row, problem.column, problem.code) == (2, column, code)
    assert words in problem.message


def test_a_name_that_very_many_desa_bear_names_only_some():
    codes = [f"16.09.0{n}.2001" for n in range(1, 8)]
    index = RegionIndex.build("16.09", {}, dict.fromkeys(codes, "Sukaraja"))
    problem = only_problem(read(numbered(("Desa", "TPS"), ("Sukaraja", 1)), index))
    assert problem.message.count("Sukaraja, Kec.") == 5
    assert "…" in problem.message


@pytest.mark.parametrize(
    ("tps", "kind"),
    [
        (None, "tps-missing"),
        (0, "tps-invalid"),
        (1000, "tps-invalid"),
        (1.5, "tps-invalid"),
        ("TPS", "tps-invalid"),
        (-1, "tps-invalid"),
        (datetime.date(2024, 1, 2), "tps-invalid"),
    ],
)
def test_a_tps_number_is_from_1_to_999(tps: Cell, kind: str):
    problem = only_problem(read_rows(BY_CODE, ("16.09.01.2005", tps, 287)))
    assert (problem.column, problem.code) == ("B", kind)
    assert "1 sampai 999" in problem.message


@pytest.mark.parametrize(
    ("voters", "kind"),
    [
        ("banyak", "voters-invalid"),
        (1.5, "voters-invalid"),
        ("28 7", "voters-invalid"),
        (float("nan"), "voters-invalid"),
        (datetime.date(2024, 1, 2), "voters-invalid"),
        (-5, "voters-negative"),
        ("-5", "voters-negative"),
        (5001, "voters-too-many"),
        ("10.000.000", "voters-too-many"),
    ],
)
def test_voters_that_no_tps_can_have_are_named(voters: Cell, kind: str):
    problem = only_problem(read_rows(BY_CODE, ("16.09.01.2005", 1, voters)))
    assert (problem.row, problem.column, problem.code) == (2, "C", kind)


def test_a_tps_that_comes_twice_names_its_first_row():
    found = read_rows(BY_CODE, ("16.09.01.2005", 1, 287), ("1609012005", "001", 290))
    assert found.stations == (Station("16.09.01.2005", 1, 287),)
    (problem,) = found.problems
    assert (problem.row, problem.column, problem.code) == (3, "B", "tps-twice")
    assert str(problem).startswith("Baris 3, kolom B: TPS 1 di Sukaraja II sudah ada di baris 2.")


def test_every_fault_of_a_row_is_told_at_once():
    found = read_rows(BY_CODE, ("", "x", "y"))
    assert [(problem.column, problem.code) for problem in found.problems] == [
        ("A", "region-missing"),
        ("B", "tps-invalid"),
        ("C", "voters-invalid"),
    ]


def test_long_cells_are_cut_in_messages():
    problem = only_problem(read_rows(BY_CODE, ("16.09.01.2005", "9" * 500, None)))
    assert len(problem.message) < 150


@pytest.mark.parametrize("most", [0, 1, 4, 5, 7])
def test_problems_beyond_the_limit_are_counted(most: int):
    bad_rows = [("16.09.01.2999", "x", "y"), ("16.09.01.2999", 1, "y")]
    found = read_rows(BY_CODE, *bad_rows, most_problems=most)
    assert len(found.problems) == min(most, 5)
    assert len(found.problems) + found.more_problems == 5


# What is wrong with the whole list


@pytest.mark.parametrize(
    ("rows", "code", "row", "words"),
    [
        ([], "file-empty", None, "kosong"),
        ([(None, " "), ()], "file-empty", None, "kosong"),
        ([("Nama", "Alamat")], "file-no-header", None, "20 baris pertama"),
        ([()] * 20 + [BY_CODE], "file-no-header", None, "20 baris pertama"),
        ([("Judul",), ("TPS", "Pemilih")], "column-missing", 2, "Kolom desa tidak ditemukan"),
        ([("Kode Desa", "Pemilih")], "column-missing", 1, "Kolom nomor TPS tidak ditemukan"),
        ([("Kecamatan", "Kelurahan", "Jumlah TPS")], "column-missing", 1, "nomor TPS"),
        ([BY_CODE], "rows-missing", None, "belum ada TPS"),
        ([BY_CODE, (None, None)], "rows-missing", None, "belum ada TPS"),
    ],
)
def test_a_list_that_cannot_be_read_says_what_to_do(rows: list[Sequence[Cell]], code: str, row: int | None, words: str):
    problem = only_problem(read_rows(*rows))
    assert (problem.code, problem.row, problem.column) == (code, row, None)
    assert words in str(problem)
    assert str(problem).startswith(f"Baris {row}: ") is (row is not None)


# What holds for any list

CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.floats(),
    st.integers(-10, 10**11),
    st.dates(),
    st.sampled_from(["16.09.01.2005", 1609012005.0, "Sukaraja", "Muara Dua", "TPS 1", "JUMLAH", 1.0, 250.0]),
)


@given(
    st.lists(st.lists(CELLS, max_size=6).map(tuple), max_size=15),
    st.sampled_from([BY_CODE, BY_NAME, ("Kode Desa", "Kecamatan", "Desa", "TPS", "DPT")]),
)
def test_every_row_is_a_station_a_problem_or_ignored(rows: list[tuple[Cell, ...]], header: tuple[str, ...]):
    assume(not any(has_sixteen_digits(cell) for row in rows for cell in row))
    found = read_rows(header, *rows, most_problems=1000)
    faulty = {problem.row for problem in found.problems if problem.row is not None}
    # A second header row that only splits the voters is part of the header.
    assert len(found.stations) + len(faulty) + found.ignored in {len(rows), len(rows) - 1}
    assert len({(station.desa_code, station.tps) for station in found.stations}) == len(found.stations)
    for problem in found.problems:
        assert problem.message


@pytest.mark.parametrize("nik", ["1609055203900013", " 1609055203900013 ", "'1609055203900013", 1609055203900013.0])
@pytest.mark.parametrize("rows_before", [0, 3])
def test_a_list_of_people_is_told_as_one_and_none_of_its_cells_repeated(nik: Cell, rows_before: int):
    found = read_rows(
        ("NIK", "Nama", "Desa", "TPS"), *[("", "", "Merlung", 1)] * rows_before, (nik, "Contoh", "Ibu Contoh", "1")
    )
    problem = only_problem(found)
    assert (problem.code, problem.row, problem.params) == ("file-names-people", None, {})


def test_a_long_number_is_no_nik():
    assert read_rows((*BY_CODE, "telepon"), ("16.09.01.2005", 1, 287, "08123456789012345")).stations
