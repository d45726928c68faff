"""Whose list a sheet is, by the lines above its header: each line is read on its own, and whole."""

from collections.abc import Sequence

import pytest

from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_layout import find_layout
from tests.enrolment.rosters_in_memory import name, nik, people, sheet

pytestmark = pytest.mark.once

OFFICE = ["KOMISI PEMILIHAN UMUM KABUPATEN OGAN KOMERING ULU SELATAN"]
LIST = ["DAFTAR NAMA-NAMA PPK PEMILU TAHUN 2024"]
KISAM = ["KECAMATAN MUARA DUA KISAM"]


def said(*titles: Sequence[str], sheet_name: str = "Sheet1") -> dict[Field, str]:
    """The places of a list under these titles."""
    head = sheet(*titles, ["Nama", "NIK"], [name(1), nik(1)], [name(2), nik(2)], name=sheet_name)
    [layout] = find_layout([head]).sheets
    assert len(people(head, layout)) == 2
    return dict(layout.headings)


@pytest.mark.parametrize(
    ("titles", "places"),
    [
        ([OFFICE, LIST, KISAM], {Field.KECAMATAN: "MUARA DUA KISAM"}),
        ([OFFICE, OFFICE, OFFICE, LIST, KISAM], {Field.KECAMATAN: "MUARA DUA KISAM"}),
        ([OFFICE, [], ["NOMOR " * 30], LIST, KISAM], {Field.KECAMATAN: "MUARA DUA KISAM"}),
        ([KISAM, OFFICE], {Field.KECAMATAN: "MUARA DUA KISAM"}),
        ([[" ".join([*OFFICE, *LIST, *KISAM])]], {Field.KECAMATAN: "MUARA DUA KISAM"}),
        ([OFFICE, ["KECAMATAN", ":", "MUARA DUA KISAM"]], {Field.KECAMATAN: "MUARA DUA KISAM"}),
        ([KISAM, ["KECAMATAN SIMPANG"]], {Field.KECAMATAN: "MUARA DUA KISAM"}),
        (
            [["DESA LUBAR KECAMATAN SIMPANG"], ["KECAMATAN MUARA DUA"], ["TPS 004"]],
            {Field.DESA: "DESA LUBAR", Field.KECAMATAN: "SIMPANG", Field.TPS: "004"},
        ),
        ([OFFICE, ["Jl. Merdeka No. 1 Kecamatan Muaradua Telp. 0735"], KISAM], {Field.KECAMATAN: "MUARA DUA KISAM"}),
        ([OFFICE, LIST], {}),
    ],
)
def test_each_title_is_read_on_its_own_and_of_each_level_the_first_holds(
    titles: list[list[str]], places: dict[Field, str]
):
    assert said(*titles) == places


@pytest.mark.parametrize("length", range(60, 140, 3))
def test_no_length_of_the_titles_above_makes_it_another_kecamatan(length: int):
    assert said(["J" * length], KISAM) == {Field.KECAMATAN: "MUARA DUA KISAM"}
    assert said(["J" * length + " " + KISAM[0]]) == {Field.KECAMATAN: "MUARA DUA KISAM"}


def test_a_long_name_of_a_sheet_is_read_whole():
    assert said(LIST, sheet_name="J" * 110 + " " + KISAM[0]) == {Field.KECAMATAN: "MUARA DUA KISAM"}
