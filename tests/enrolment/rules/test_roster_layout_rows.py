"""Rows under a header told apart: everybody is found, and nothing but people."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrolment.rules.raw_row import Cell
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_layout import find_layout, placed_rows
from enrolment.rules.roster_row_kinds import Kind, kinds
from enrolment.rules.roster_rows import SheetLayout
from tests.enrolment.rosters_in_memory import SheetInMemory, birth, name, nik, numbered, people, sheet

pytestmark = pytest.mark.once

HEADER = ["No", "Nama", "NIK", "Tempat/Tgl Lahir", "JK", "Nama Ibu Kandung", "Jabatan"]


def person(number: int, post: str = "Anggota PPS", **other: Cell) -> list[Cell]:
    cells: dict[str, Cell] = {
        "no": float(number),
        "name": name(number),
        "nik": nik(number),
        "birth": f"Liwa, {birth(number)}",
        "sex": "L",
        "mother": "SITI",
        "post": post,
    }
    return list((cells | other).values())


def roster(*rows: Sequence[Cell]) -> SheetInMemory:
    return sheet(HEADER, *rows)


def kinds_of(*rows: Sequence[Cell]) -> list[Kind]:
    """The kinds of rows under a header."""
    head = roster(person(90), *rows)
    return [kind for kind, _row, _headings in kinds(find_layout([head]).sheets[0], head.all_rows)][2:]


def said(*rows: Sequence[Cell], **fields: bool) -> list[tuple[Cell, ...]]:
    """Kecamatan, desa, TPS and body of everybody."""
    places = (Field.KECAMATAN, Field.DESA, Field.TPS, Field.BODY)
    return [tuple(row.get(place, "") for place in places) for row in people(roster(*rows))]


# People


@pytest.mark.parametrize(
    "row",
    [
        person(1),
        person(1, nik=""),
        person(1, name=""),
        person(1, nik=1.60905e15),
        person(1, nik="1,60905E+15"),
        person(1, nik="'1609 0110 0900 9033"),
        person(1, nik="3516160504669O07"),
        person(1, nik="belum ada"),
        person(1, nik="", no="", birth="", mother="", post=""),
        person(1, nik="", birth="", sex="", mother="", post=""),
        person(1, nik="", birth="", sex="", mother="", no=""),
        person(1, nik="", name="", post=""),
        person(1, no="", name="", birth="", sex="", mother="", post=""),
        person(1, nik="", name="KETUA RAHMAT"),
        person(1, nik="", name="DESAK MADE", birth="", sex="", mother=""),
        ["", "BUDI", nik(1)],
        ["", "BUDI", "", "", "", "SITI"],
    ],
)
def test_a_row_with_somebody_in_it_is_a_person(row: list[Cell]):
    assert kinds_of(row) == [Kind.PERSON]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ([], Kind.BLANK),
        (["", None, "  "], Kind.BLANK),
        (HEADER, Kind.HEADER),
        (["NO", "NAMA", "N I K", "", "", "", ""], Kind.HEADER),
        ([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0], Kind.HEADER),
        (["(1)", "(2)", "(3)", "(4)"], Kind.HEADER),
        (["JUMLAH", "", "", 259.0], Kind.TOTAL),
        (["", "TOTAL", "", "", "", "", "259 orang"], Kind.TOTAL),
        (["", "Sub Total", 7.0], Kind.TOTAL),
        (["", "Laki-laki", "", 148.0], Kind.TOTAL),
        (["", "Mengetahui,", "", "", "", "Muaradua, 24-01-2023"], Kind.CLOSING),
        (["", "", "", "Muaradua, 24 Januari 2023"], Kind.CLOSING),
        (["", "", "", "", "", "Muaradua, .......... 2024"], Kind.CLOSING),
        (["", "", "", "", "", "KETUA KPU KABUPATEN OGAN KOMERING ULU SELATAN"], Kind.CLOSING),
        (["", "", "", "", "", "ttd"], Kind.CLOSING),
        (["", "NIP. 19680817 199403 1 004"], Kind.CLOSING),
        (["Catatan: data sesuai KTP-el. Berkas asli disimpan di sekretariat."], Kind.CLOSING),
        ([5.0, "", "", "", "", "", "Anggota PPS"], Kind.VACANT),
        (["KECAMATAN SIMPANG"], Kind.HEADING),
        (["", "", "", "Desa Lubar"], Kind.HEADING),
    ],
)
def test_a_row_with_nobody_in_it_is_none(row: list[Cell], kind: Kind):
    assert kinds_of(row) == [kind]


def test_signatures_are_nobody_and_the_next_table_goes_on():
    rows = [
        ["", "Mengetahui,", "", "", "", "", "Ketua PPS"],
        ["", "Kepala Desa Lubar"],
        ["", "DRS. SUDIRMAN", "", "", "", "H. SYAHRIL BAKTI, S.H.", "H. ALI"],
        [],
        ["DESA KARANG"],
        HEADER,
        person(4),
    ]
    assert kinds_of(*rows) == [
        Kind.CLOSING, Kind.CLOSING, Kind.CLOSING, Kind.BLANK, Kind.HEADING, Kind.HEADER, Kind.PERSON,
    ]  # fmt: skip


def test_people_under_the_signatures_are_not_lost():
    late = [person(7), person(8, nik=""), [9.0, "TONO", "", "", "", "AMINAH", ""]]
    assert kinds_of(["", "Mengetahui,"], ["", "ttd"], *late)[2:] == [Kind.PERSON] * 3


def test_seats_of_a_template_that_stand_empty_are_nobody():
    seats = [[float(row), "Simpang", "Lubar", "001", "Anggota KPPS", *pair] for row, pair in enumerate(HALF, 1)]
    head = sheet(["No", "Kecamatan", "Desa/Kelurahan", "TPS", "Jabatan", "NIK", "Nama Lengkap"], *seats)
    assert [row[Field.NAME] for row in people(head)] == ["BUDI", "TONO", "AMINAH"]


HALF = [(nik(1), "BUDI"), (nik(2), "TONO"), ("", ""), ("", ""), ("", "AMINAH")]


def test_row_numbers_are_the_senders():
    head = roster(["KECAMATAN SIMPANG"], person(1), [], person(2), ["JUMLAH", "", 2.0])
    layout = find_layout([head]).sheets[0]
    assert [placed.number for placed in placed_rows(layout, head.all_rows)] == [3, 5]


# Headings


@pytest.mark.parametrize(
    ("heading", "kecamatan", "desa", "tps", "body"),
    [
        (["KECAMATAN MUARA DUA"], "MUARA DUA", "", "", ""),
        (["III. KEC. SIMPANG"], "SIMPANG", "", "", ""),
        (["III", "KEC. SIMPANG"], "SIMPANG", "", "", ""),
        (["", "KECAMATAN", ":", "SIMPANG"], "SIMPANG", "", "", ""),
        (["DESA: SUKA BANJAR"], "", "DESA SUKA BANJAR", "", ""),
        (["1.", "Ds. Lubar", "", "", 6.0], "", "Ds Lubar", "", ""),
        (["Desa Lubar (6 orang)"], "", "Desa Lubar", "", ""),
        (["Kampung Yobeh"], "", "Kampung Yobeh", "", ""),
        (["Desa/Kampung : Yobeh"], "", "Yobeh", "", ""),
        (["DESA KAMPUNG BARU"], "", "DESA KAMPUNG BARU", "", ""),
        (["DESA", ":", "KAMPUNG BARU"], "", "DESA KAMPUNG BARU", "", ""),
        (["DISTRIK SENTANI", "", "KAMPUNG YOBEH"], "SENTANI", "KAMPUNG YOBEH", "", ""),
        (["Desa Bandar Negeri"], "", "Desa Bandar Negeri", "", ""),
        (["Desa/Kelurahan : Lubar"], "", "Lubar", "", ""),
        (["Kecamatan : Simpang   Desa : Lubar"], "Simpang", "Desa Lubar", "", ""),
        (["Kecamatan : Simpang", "", "", "Kel. Lubar"], "Simpang", "Kel Lubar", "", ""),
        (["TPS 004"], "", "", "004", ""),
        (["TPS", ":", 4.0], "", "", "4", ""),
        (["TPS 4 DESA LUBAR KEC SIMPANG"], "SIMPANG", "DESA LUBAR", "4", ""),
        (["PANITIA PEMUNGUTAN SUARA (PPS)"], "", "", "", "pps"),
        (["B. SEKRETARIAT PPS"], "", "", "", "sek-pps"),
        (["KPPS TPS 03 Desa Lubar"], "", "Desa Lubar", "03", "kpps"),
        (["PANWASLU KECAMATAN JETIS"], "JETIS", "", "", "panwascam"),
    ],
)
def test_a_heading_holds_for_the_rows_below(heading: list[Cell], kecamatan: str, desa: str, tps: str, body: str):
    rows = said(heading, person(1), [], person(2))
    assert rows == [(kecamatan, desa, tps, body)] * 2


@pytest.mark.parametrize(
    "row",
    [
        ["KEPALA DESA LUBAR"],
        ["Desa Lubar, 24 Januari 2024"],
        ["Tim Desa"],
        ["KELURAHAN"],
        ["Kecamatan :"],
    ],
)
def test_what_only_resembles_a_heading_changes_nothing(row: list[Cell]):
    assert said(["DESA KARANG"], person(1), row, person(2))[1][1] == "DESA KARANG"


def test_a_new_kecamatan_ends_the_desa_and_the_tps_before_it():
    rows = said(["KEC. SIMPANG"], ["DESA LUBAR"], ["TPS 1"], person(1), ["KEC. MUARADUA"], person(2))
    assert rows == [("SIMPANG", "DESA LUBAR", "1", ""), ("MUARADUA", "", "", "")]


def test_a_new_desa_keeps_the_kecamatan_and_the_body():
    rows = said(["PPS"], ["KEC. SIMPANG"], ["DESA LUBAR"], person(1), ["DESA KARANG"], person(2))
    assert rows[1] == ("SIMPANG", "DESA KARANG", "", "pps")


def test_a_secretariat_is_the_one_of_the_body_above_it():
    rows = said(["A. PPK"], person(1), ["B. SEKRETARIAT"], person(2))
    assert [row[3] for row in rows] == ["ppk", "sek-ppk"]


def test_positions_stand_as_headings_where_no_column_names_them():
    head = sheet(
        ["NO", "NAMA", "NIK"],
        ["KETUA KPPS"], person(1)[:3],
        ["ANGGOTA KPPS"], person(2)[:3],
        ["TPS 2"], person(3)[:3],
    )  # fmt: skip
    assert [row.get(Field.POSITION) for row in people(head)] == ["KETUA KPPS", "ANGGOTA KPPS", None]


def test_titles_above_the_table_hold_for_it():
    head = sheet(["DAFTAR KPPS TPS 004"], ["DESA: SUKA BANJAR", "", "Kecamatan : Simpang"], HEADER, person(1))
    row = people(head)[0]
    assert (row[Field.KECAMATAN], row[Field.DESA], row[Field.TPS], row[Field.BODY]) == (
        "Simpang", "DESA SUKA BANJAR", "004", "kpps",
    )  # fmt: skip


@pytest.mark.parametrize(
    "address",
    [
        "Jl. Serasan No. 1 Kelurahan Bumi Agung Kecamatan Muaradua",
        "Alamat : Jalan Raya Kec. Muaradua",
        "Kecamatan Muaradua, Telp. (0735) 123456, Kode Pos 32211",
    ],
)
def test_the_address_of_the_office_is_nobodys_place(address: str):
    head = sheet(["KOMISI PEMILIHAN UMUM"], [address], ["DAFTAR ANGGOTA PPS"], HEADER, person(1))
    assert not {Field.KECAMATAN, Field.DESA} & people(head)[0].keys()


def test_the_offices_own_kabupaten_in_a_title_is_nobodys_place():
    head = sheet(["KABUPATEN OKU SELATAN"], HEADER, person(1))
    assert Field.KABUPATEN not in people(head)[0]


def test_a_heading_of_a_kabupaten_in_a_provinces_list_holds():
    head = roster(["KABUPATEN OKU"], ["KEC. BATURAJA"], person(1), ["KABUPATEN LAHAT"], person(2))
    assert [(row[Field.KABUPATEN], row.get(Field.KECAMATAN)) for row in people(head)] == [
        ("OKU", "BATURAJA"),
        ("LAHAT", None),
    ]


# Whatever comes


CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.floats(allow_nan=False),
    st.dates(),
    st.sampled_from(
        [nik(1), "BUDI", "L", "JUMLAH", "DESA LUBAR", "TPS 1", "Mengetahui", "Ketua PPS", "1", "NIK", "Nama"]
    ),
)
ROWS = st.lists(st.lists(CELLS, max_size=8), max_size=12)
LAYOUT = SheetLayout(
    "x",
    0,
    (1,),
    {Field.NAME: 1, Field.NIK: 2, Field.BIRTH: 3, Field.SEX: 4, Field.POSITION: 6, Field.DESA: 7, Field.UNIT: 5},
    headers=tuple(HEADER),
    merged=(Field.DESA, Field.UNIT),
)


@given(ROWS)
def test_every_row_is_told_once_and_in_order(rows: list[list[Cell]]):
    given_rows = numbered(rows)
    told = list(kinds(LAYOUT, given_rows))
    assert [row for _kind, row, _headings in told] == list(given_rows)
    placed = [placed.number for placed in placed_rows(LAYOUT, given_rows)]
    assert placed == [row.number for kind, row, _headings in told if kind is Kind.PERSON]


@given(ROWS)
def test_whoever_has_a_nik_is_a_person(rows: list[list[Cell]]):
    given_rows = numbered([[], *rows])
    placed = {placed.number for placed in placed_rows(LAYOUT, given_rows)}
    assert {row.number for row in given_rows if nik(1) in row.cells[2:3]} <= placed


@given(st.lists(ROWS, max_size=3))
def test_any_sheet_at_all_is_laid_out_without_a_fault(sheets: list[list[list[Cell]]]):
    heads = [sheet(*rows, name=str(index), index=index) for index, rows in enumerate(sheets)]
    found = find_layout(heads)
    assert len(found.sheets) + len(found.left_out) == len(heads)
