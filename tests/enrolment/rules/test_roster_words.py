"""Short cells of a roster, as people fill them in."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrolment.rules import roster_words as words

pytestmark = pytest.mark.once

_ANY = st.one_of(st.none(), st.text(max_size=20), st.floats(), st.dates())


@pytest.mark.parametrize("cell", [None, "", "   ", "-", "--", "...", " – ", "\u200b", "_"])
def test_what_people_type_for_none_says_nothing(cell: object):
    assert words.says_nothing(cell)
    assert words.plain_text(cell) == ""


def test_text_is_kept_with_its_spaces_folded():
    assert words.plain_text("  Budi   Contoh ") == "Budi Contoh"
    assert words.plain_text("'=1+1") == "'=1+1"
    assert words.plain_text(12.0) == "12"


@pytest.mark.parametrize(
    ("cell", "sex"),
    [
        ("L", "L"), ("l", "L"), ("Laki-laki", "L"), ("LAKI - LAKI", "L"), ("Laki2", "L"), ("Lk.", "L"), ("Pria", "L"),
        ("M", "L"), ("P", "P"), ("Perempuan", "P"), ("PR", "P"), ("Wanita", "P"), ("F", "P"), ("female", "P"),
        ("LP", ""), ("X", ""), ("", ""), (None, ""), ("L/P", ""), (1.0, ""),
    ],
)  # fmt: skip
def test_sex(cell: object, sex: str):
    assert words.read_sex(cell) == sex


@pytest.mark.parametrize(
    ("cell", "marital"),
    [
        ("KAWIN", "Y"), ("Menikah", "Y"), ("Sudah Kawin", "Y"), ("K", "Y"), ("Y", "Y"), ("S", "Y"),
        ("BELUM KAWIN", "T"), ("Belum Menikah", "T"), ("Lajang", "T"), ("B", "T"), ("TK", "T"), ("T", "T"),
        ("CERAI MATI", "T"), ("Cerai Hidup Tercatat", "T"), ("Janda", "T"), ("P", "T"),
        ("SMA", ""), ("", ""), (None, ""),
    ],
)  # fmt: skip
def test_marital_status_as_sipp_writes_it(cell: object, marital: str):
    assert words.read_marital(cell) == marital


@pytest.mark.parametrize(
    ("cell", "civil"),
    [
        ("PNS", "asn"), ("P.N.S.", "asn"), ("CPNS", "asn"), ("PPPK", "asn"), ("P3K", "asn"), ("Guru PNS", "asn"),
        ("ASN Pemkab", "asn"), ("Pegawai Negeri Sipil", "asn"), ("TNI", "tni"), ("TNI-AD", "tni"),
        ("Tentara Nasional Indonesia", "tni"), ("POLRI", "polri"), ("Anggota Polri", "polri"), ("Polisi", "polri"),
        ("Pensiunan PNS", ""), ("Purnawirawan TNI", ""), ("Purn. Polri", ""), ("Guru (Non ASN)", ""),
        ("Honorer", ""), ("Tenaga Honorer PNS", ""), ("Bukan PNS", ""), ("Istri TNI", ""), ("Satpol PP", ""),
        ("Petani", ""), ("Asnawi", ""), ("", ""), (None, ""),
    ],
)  # fmt: skip
def test_civil_servants_by_their_occupation(cell: object, civil: str):
    assert words.read_civil(cell) == civil


@pytest.mark.parametrize(
    ("cell", "number", "is_member"),
    [
        ("37145342479", "37145342479", True),
        ("371 4534 2479", "37145342479", True),
        (37145342479.0, "37145342479", True),
        (5012345678.0, "05012345678", True),  # ten digits as a number: Excel dropped the 0
        ("5012345678", "", False),
        ("0001234567890", "", False),  # thirteen: JKN's
        ("ya", "", True),
        ("Sudah aktif", "", True),
        ("✓", "", True),
        ("tidak", "", False),
        ("belum", "", False),
        (1.0, "", True),
    ],
)
def test_membership_by_a_kpj_cell(cell: object, number: str, is_member: bool):
    assert words.read_membership(cell) == (number, is_member)


@pytest.mark.parametrize(
    ("cell", "is_reserve"),
    [("Cadangan", True), ("calon PAW", True), ("v", True), ("√", True), ("bukan cadangan", False), ("tetap", False),
     ("", False), (None, False)],
)  # fmt: skip
def test_the_mark_of_a_reserve(cell: object, is_reserve: bool):
    assert words.read_reserve(cell) is is_reserve


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("081234567890", "081234567890"),
        ("0812-3456-7890", "081234567890"),
        ("+62 812 3456 7890", "081234567890"),
        ("6281234567890", "081234567890"),
        ("006281234567890", "081234567890"),
        ("+62081234567890", "081234567890"),
        ("81234567890", "081234567890"),
        (81234567890.0, "081234567890"),
        ("(0735) 123456", "0735123456"),
        ("081234567890 / 085700000001", "081234567890"),
        ("081234567890, 085700000001", "081234567890"),
        ("WA: 081234567890 atau 085700000001", "081234567890"),
        ("0812345678", "0812345678"),  # 10 digits: the shortest
        ("0812345678901", "0812345678901"),  # 13: the longest
        ("081234567", ""),
        ("08123456789012", ""),
        ("081", ""),
        ("08123456789012345", ""),
        ("0000000000", ""),
        ("tidak punya", ""),
        ("12 / 34", ""),
        (datetime.date(2024, 1, 1), ""),
    ],
)
def test_phones(cell: object, phone: str):
    assert words.read_phone(cell) == phone


@pytest.mark.parametrize(
    ("cell", "tps"),
    [
        (4.0, 4), ("4", 4), ("004", 4), ("TPS 004", 4), ("TPS.04", 4), ("No. 4", 4), ("4 (empat)", 4), ("TPS IV", 4),
        ("4.0", 4), ("4,00", 4),
        ("XXIX", 29), ("TPS 901", 901), ("04/TPS 4", 4), ("999", 999),
        ("", 0), (None, 0), ("0", 0), (0.0, 0), (-3.0, 0), ("1000", 0), ("1 dan 2", 0), ("empat", 0), (4.5, 0),
        (datetime.date(2024, 2, 1), 0),  # Excel took 1/2 for a date
    ],
)  # fmt: skip
def test_tps_numbers(cell: object, tps: int):
    assert words.read_tps(cell) == tps


def test_numbers_that_must_be_text():
    assert words.read_digits("1609-0112 3456.7890") == "1609011234567890"
    assert words.read_digits(1609011234567890.0) == ""
    assert [words.read_postcode(cell) for cell in ("32211", 32211.0, "3221", "Muaradua")] == ["32211", "32211", "", ""]


@given(_ANY)
def test_no_cell_breaks_a_reader(cell: object):
    assert words.read_sex(cell) in ("", "L", "P")
    assert words.read_marital(cell) in ("", "Y", "T")
    assert words.read_civil(cell) in ("", "asn", "tni", "polri")
    assert 0 <= words.read_tps(cell) <= 999
    assert words.read_phone(cell)[:1] in ("", "0")
    assert len(words.read_membership(cell)[0]) in (0, 11)
    assert len(words.read_postcode(cell)) in (0, 5)
