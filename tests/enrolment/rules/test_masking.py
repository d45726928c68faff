"""What of a person's cell a message may repeat."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrolment.rules.masking import masked, masked_number, without_numbers
from enrolment.rules.roster_fields import PERSONAL, Field

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("field", "cell", "shown"),
    [
        (Field.NIK, "160905120390081", "1609*********81"),
        (Field.NIK, 1609051203900000.0, "1609**********00"),
        (Field.NIK, "1609-0512 0390 0001", "1609-**** **** **01"),
        (Field.NIK, "123", "1**"),
        (Field.NIK, "123456", "1*****"),
        (Field.PHONE, "08123456789012345", "0812***********45"),
        (Field.PHONE, "081", "0**"),
        (Field.KPJ, "37145342479", "3714*****79"),
        (Field.NAME, "Mahmud Subagyo", "Mah***"),
        (Field.MOTHER, "Siti", "Si***"),
        (Field.NAME, "A", "***"),
        (Field.BIRTH_DATE, "30-02-1991", "**-**-1991"),
        (Field.BIRTH_DATE, "1963-13-15", "1963-**-**"),
        (Field.BIRTH_DATE, datetime.date(2009, 7, 13), "**-**-2009"),
        (Field.BIRTH_DATE, 32944.0, "*****"),
        (Field.BIRTH_DATE, "12/3/90", "**/*/**"),
        (Field.ADDRESS, "RT 1 RW 2", "R***"),
        (Field.EMAIL, "budi@example.com", "b***"),
        # What tells of a seat stays readable, so that the sender finds it.
        (Field.DESA, "DS. KALIPECABEAN", "DS. KALIPECABEAN"),
        (Field.TPS, 59.0, "59"),
        (Field.POSITION, "Juru Parkir", "Juru Parkir"),
        (Field.DESA, "16.09.05.2008", "16.09.05.2008"),
        (Field.DESA, 1609052008.0, "1609052008"),
        # A column read as the wrong field must not bring anybody's numbers into the open.
        (Field.DESA, "1609051203900001", "1609**********01"),
        (Field.POSITION, "081234567890", "0812******90"),
        (Field.TPS, "12-03-1990", "12-03-**90"),
        (Field.START, datetime.date(2024, 2, 14), "14/02/2024"),
        (Field.NIK, "", None),
        (Field.NIK, "  ", None),
        (Field.NIK, None, None),
    ],
)
def test_masks(field: Field, cell: object, shown: str | None):
    assert masked(field, cell) == shown


@given(st.text("0123456789", min_size=7, max_size=40))
def test_of_a_number_six_digits_at_most_are_shown(number: str):
    shown = masked_number(number)
    assert (shown[:4], shown[-2:]) == (number[:4], number[-2:])
    assert shown.count("*") == len(number) - 6


@given(st.sampled_from(sorted(PERSONAL)), st.text(min_size=1, max_size=200))
def test_no_personal_cell_is_repeated_whole(field: Field, text: str):
    shown = masked(field, text)
    if shown is not None and sum(char.isalnum() for char in text) > 1 and field is not Field.BIRTH_DATE:
        assert shown != text
    assert shown is None or len(shown) <= 70


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Siti 1609011203900001", "Siti"),
        ("1609 0112 0390 0001", ""),
        ("Siti (HP 0812-3456-7890)", "Siti (HP )"),
        ("SITI II", "SITI II"),
        ("188.45/1203/KPTS/2023", "188.45/1203/KPTS/2023"),
        ("Nomor 12 tanggal 13-02-2024", "Nomor 12 tanggal 13-02-2024"),
        ("800 1203 2024 0001", "800 1203 2024 0001"),
    ],
)
def test_what_stands_in_the_clear_holds_no_number_of_a_person(text: str, kept: str):
    assert without_numbers(text) == kept
