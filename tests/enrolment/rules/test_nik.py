"""The NIK: each fault has one code, and a good one tells birth date, sex and region."""

import datetime
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrolment.actions.reference import WILAYAH
from enrolment.rules.nik import (
    birth_date,
    full_year,
    is_scientific,
    read_nik,
    region_number,
    region_numbers,
    sex,
)

pytestmark = pytest.mark.once

VOTING_DAY = datetime.date(2024, 2, 14)


@pytest.mark.parametrize(
    "cell",
    [
        "1609051203900001",
        "'1609051203900001",
        " 1609 0512 0390 0001 ",
        "16.09.05.120390.0001",
        "1609051203900001\u200b",
        "\ufeff1609051203900001",
        "1609\u00a005\u00a01203900001",
        "`1609051203900001’",
    ],
)
def test_what_people_type_around_a_nik_is_cleaned_silently(cell: str):
    assert read_nik(cell).nik == "1609051203900001"
    assert read_nik(cell).fault == ""


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        (None, "nik-missing"),
        ("", "nik-missing"),
        ("   ", "nik-missing"),
        ("-", "nik-missing"),
        ("'", "nik-missing"),
        # 15 digits are kept, the sixteenth became 0: the number itself is proof enough.
        (1609051203900000.0, "nik-excel-damage"),
        (1609051203900000, "nik-excel-damage"),
        (0.0, "nik-excel-damage"),
        ("1.60905E+15", "nik-excel-damage"),
        ("3,20E+15", "nik-excel-damage"),
        ("3,20e15", "nik-excel-damage"),
        ("1,61E+15 ", "nik-excel-damage"),
        ("16O9051203900001", "nik-not-digits"),
        ("1609-0512-0390-0001", "nik-not-digits"),
        ("tidak ada", "nik-not-digits"),
        ("١٦٠٩٠٥١٢٠٣٩٠٠٠٠١", "nik-not-digits"),  # digits, but not those of a KTP
        (datetime.date(1990, 3, 12), "nik-not-digits"),
        ("160905120390001", "nik-length"),  # 15
        ("16090512039000011", "nik-length"),  # 17
        ("1609050003900001", "nik-date"),  # day 00
        ("1609053203900001", "nik-date"),  # day 32
        ("1609054003900001", "nik-date"),  # day 40: neither a man's nor a woman's
        ("1609057203900001", "nik-date"),  # 72 - 40 = 32
        ("1609051200900001", "nik-date"),  # month 00
        ("1609051213900001", "nik-date"),  # month 13
        ("1609051203900000", "nik-serial"),
        ("1609053213900000", "nik-date"),  # date before serial
    ],
)
def test_each_fault_has_its_one_code(cell: object, fault: str):
    assert read_nik(cell).fault == fault
    assert read_nik(cell).nik == ""


def test_a_wrong_length_is_told_in_digits():
    assert read_nik("1609 0512 0390 001").digits == 15


@pytest.mark.parametrize("day", ["01", "31", "41", "71"])
def test_the_first_and_last_days_of_men_and_women_are_right(day: str):
    assert read_nik(f"160905{day}03900001").fault == ""


def test_31_february_is_no_fault_of_form():
    # The contract tells it as nik-birth-date: the digits are a possible day of some month.
    assert read_nik("1609053102900001").nik == "1609053102900001"
    assert birth_date("1609053102900001", voting_day=VOTING_DAY) is None


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        ("1609051203900010", "nik-excel-damage"),
        ("1609051203900011", ""),
        ("1609051203900000", "nik-excel-damage"),
        ("160905120390000", "nik-length"),
        ("1609053203900010", "nik-excel-damage"),
    ],
)
def test_in_a_damaged_column_no_nik_that_ends_in_0_is_believed(cell: str, fault: str):
    assert read_nik(cell, column_is_damaged=True).fault == fault


@pytest.mark.parametrize(
    ("nik", "near", "born"),
    [
        ("1609051203900001", None, datetime.date(1990, 3, 12)),
        ("1609055203900001", None, datetime.date(1990, 3, 12)),  # 52 - 40 = 12: a woman
        ("1609057112900001", None, datetime.date(1990, 12, 31)),  # 71 - 40 = 31
        ("1609050101050001", None, datetime.date(2005, 1, 1)),  # 19 years old, not 119
        ("1609050101290001", None, datetime.date(1929, 1, 1)),  # 95 years old: the oldest believed
        ("1609050101280001", None, datetime.date(1928, 1, 1)),  # 96, and 2028 is not past
        ("1609050101120001", None, datetime.date(2012, 1, 1)),  # 12 years old: the youngest believed
        ("1609050101130001", None, datetime.date(2013, 1, 1)),  # neither 11 nor 111: the latest that is past
        ("1609050101130001", datetime.date(1913, 5, 5), datetime.date(1913, 1, 1)),  # the row's own century
        ("1609050101130001", datetime.date(1990, 5, 5), datetime.date(2013, 1, 1)),  # other digits: no witness
    ],
)
def test_the_birth_date_in_a_nik(nik: str, near: datetime.date | None, born: datetime.date):
    assert birth_date(nik, near, voting_day=VOTING_DAY) == born


@given(born=st.dates(datetime.date(1929, 12, 31), datetime.date(2011, 12, 31)), is_woman=st.booleans())
def test_a_nik_gives_back_what_was_put_in(born: datetime.date, is_woman: bool):
    day = born.day + 40 * is_woman
    nik = f"160905{day:02d}{born:%m%y}0007"
    assert read_nik(nik).nik == nik
    assert birth_date(nik, voting_day=VOTING_DAY) == born
    assert sex(nik) == ("P" if is_woman else "L")


@given(st.one_of(st.none(), st.text(), st.floats(), st.dates()))
def test_any_cell_gives_a_nik_or_one_fault(cell: object):
    read = read_nik(cell)
    assert bool(read.nik) is not bool(read.fault)


def test_full_years_follow_voting_day():
    assert [full_year(short, VOTING_DAY) for short in (77, 6, 24)] == [1977, 2006, 2024]


def test_scientific_notation_is_told_from_digits():
    assert is_scientific("1,60905E+15")
    assert not is_scientific("1609051203900001")


def test_a_region_number_is_known_if_it_was_ever_given():
    known = region_numbers(["97.01"])
    assert region_number("1609051203900001") == "1609"
    # Kalimantan Utara took 64.06 over, Sulawesi Barat 73.19; Papua's 91.28 and 92.71 moved: their NIKs stay valid.
    assert {"1609", "6406", "7319", "9128", "9271", "3578", "9701"} <= known
    assert not {"2001", "0000", "1614", "1670", "1675", "9901", "3530"} & known


def test_every_kabupaten_that_ships_is_known():
    with gzip.open(WILAYAH, "rt", encoding="utf-8") as rows:
        today = {code.replace(".", "") for code in (row.split(",", 1)[0] for row in rows) if len(code) == 5}
    assert len(today) == 514
    assert today <= region_numbers()
