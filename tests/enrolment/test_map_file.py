"""What a script says instead of a person: columns, header row, words."""

import json

import pytest

from enrolment.map_file import MapError, MapFile, read_map, with_map
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_layout import find_layout
from tests.enrolment.rosters_in_memory import nik, sheet

pytestmark = pytest.mark.once


def test_fields_are_named_by_label_or_code_and_columns_by_letter():
    given = read_map('{"columns": {"NIK": "C", "birth_date": "ab", "nama": ""}, "header_row": 4}')
    assert given == MapFile({Field.NIK: 2, Field.BIRTH_DATE: 27, Field.NAME: None}, 4, {})


def test_words_are_kept_in_comparable_form():
    given = read_map('{"words": {"position": {"Pam-Sung": "linmas"}, "desa": {"DS. SUKA RAJA": "16.09.01.2005"}}}')
    assert given.words == {(Field.POSITION, "pamsung"): "linmas", (Field.DESA, "sukaraja"): "16.09.01.2005"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "baris 1"),
        ("[]", "columns"),
        ("[" * 100_000, "columns"),
        ('{"header_row": ' + "9" * 5_000 + "}", "columns"),
        ('{"column": {}}', "columns"),
        ('{"columns": ["C"]}', "pasangan"),
        ('{"columns": {"NIP": "C"}}', "NIP"),
        ('{"columns": {"NIK": "3"}}', "huruf kolom"),
        ('{"columns": {"NIK": 3}}', "huruf kolom"),
        ('{"header_row": "4"}', "nomor baris"),
        ('{"header_row": true}', "nomor baris"),
        ('{"header_row": -1}', "nomor baris"),
        ('{"words": {"position": "linmas"}}', "words"),
        ('{"words": {"jobs": {"x": "y"}}}', "jobs"),
    ],
)
def test_a_fault_is_told_in_a_sentence(text: str, says: str):
    with pytest.raises(MapError) as refused:
        read_map(text)
    assert says in refused.value.message


def test_what_the_map_says_goes_before_what_was_found():
    head = sheet(["Nama", "NIK", "Nama", "JK"], ["BUDI", nik(1), "SITI", "L"], ["TONO", nik(2), "AMINAH", "L"])
    given = read_map('{"columns": {"Nama ibu kandung": "C", "sex": ""}}')
    mapped = with_map(find_layout([head]), [head], given)
    assert mapped.is_plain
    assert mapped.sheets[0].columns == {Field.NAME: 0, Field.NIK: 1, Field.MOTHER: 2}


def test_a_column_that_the_map_takes_is_nothing_else_any_more():
    head = sheet(["Nama", "NIK", "Alamat"], ["BUDI", nik(1), "Lubar"])
    mapped = with_map(find_layout([head]), [head], read_map('{"columns": {"desa": "C"}}'))
    assert mapped.sheets[0].columns == {Field.NAME: 0, Field.NIK: 1, Field.DESA: 2}


def test_a_header_row_is_read_where_the_map_says_it_stands():
    head = sheet(["NIK", "Nama"], ["x", "y"], ["Nama", "NIK"], ["BUDI", nik(1)])
    mapped = with_map(find_layout([head]), [head], read_map('{"header_row": 3}'))
    assert (mapped.sheets[0].header_rows, mapped.sheets[0].columns) == ((3,), {Field.NAME: 0, Field.NIK: 1})


def test_where_no_roster_was_found_the_map_is_for_the_first_sheet_with_anything():
    heads = [
        sheet(["x"], name="H", visible=False),
        sheet(["A", "B"], ["BUDI", "tidak ada"], name="Data", index=1),
    ]
    found = find_layout(heads)
    assert found.sheets == ()
    mapped = with_map(found, heads, read_map('{"columns": {"NIK": "B", "Nama": "A"}, "header_row": 1}'))
    assert [(each.sheet, each.header_rows, each.columns) for each in mapped.sheets] == [
        ("Data", (1,), {Field.NIK: 1, Field.NAME: 0})
    ]
    assert [each.sheet for each in mapped.left_out] == ["H"]


def test_without_nik_and_name_no_map_is_enough():
    heads = [sheet(["A", "B"], ["BUDI", "tidak ada"], name="Data")]
    with pytest.raises(MapError, match="Nama"):
        with_map(find_layout(heads), heads, read_map(json.dumps({"columns": {"NIK": "B"}})))


def test_words_alone_leave_the_layout_as_found():
    head = sheet(["Nama", "NIK"], ["BUDI", nik(1)])
    found = find_layout([head])
    assert with_map(found, [head], read_map('{"words": {"desa": {"Lubar": "16.09.01.2001"}}}')) == found
