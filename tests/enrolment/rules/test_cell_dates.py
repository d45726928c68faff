"""Dates as lists write them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrolment.rules.cell_dates import day_and_month, read_date

pytestmark = pytest.mark.once

MARCH_12 = datetime.date(1990, 3, 12)


@pytest.mark.parametrize(
    "cell",
    [
        MARCH_12,
        datetime.datetime(1990, 3, 12, 7, 30),  # noqa: DTZ001
        32944.0,  # 32,944 days after 30 December 1899
        32944,
        "32944",
        32944.75,  # with a time of day
        "12-03-1990",
        "12/03/1990",
        "12.03.1990",
        "12-3-1990",
        "12/3/90",
        " 12 - 03 - 1990 ",
        "12 03 1990",
        "12031990",
        "'12-03-1990",
        "12-03-'90",
        "1990-03-12",
        "1990/3/12",
        "1990-03-12 00:00:00",
        "1990-03-12T00:00:00Z",
        "12-03-1990 08.30 WIB",
        "12/03/1990, 8:30 AM",
        "12 Maret 1990",
        "12 MARET 1990",
        "12-Mar-90",
        "12-Mrt-90",
        "12Maret1990",
        "Senin, 12 Maret 1990",
        "Jum'at 12 Maret 1990",
        "Tgl. 12 Maret 1990",
        "March 12, 1990",
        "1990 Maret 12",
    ],
)
def test_one_day_however_it_is_written(cell: object):
    assert read_date(cell, last_year=2012) == MARCH_12


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("1 Januari 1980", 1), ("1 Pebruari 1980", 2), ("1 Feb 80", 2), ("1 April 1980", 4), ("8 Mei 1980", 5),
        ("1 May 1980", 5), ("1 Juni 1980", 6), ("1 Juli 1980", 7), ("1 Agustus 1980", 8), ("1 Agt 1980", 8),
        ("1 Ags 1980", 8), ("1 August 1980", 8), ("15-Sept-80", 9), ("1 September 1980", 9), ("08-Okt-80", 10),
        ("1 October 1980", 10), ("1 Nopember 1980", 11), ("1 Nov 1980", 11), ("1 Desember 1980", 12),
        ("1 Dec 1980", 12),
    ],
)  # fmt: skip
def test_months_in_every_spelling(text: str, month: int):
    assert read_date(text, last_year=2012).month == month


@pytest.mark.parametrize(
    "cell",
    [
        None, "", "-", "abc", "99999", " " * 40_000 + "T" * 40_000,
        "30-02-1991", "1963-13-15", "32/01/1990", "00-00-0000", "12-03", "1990", "Maret 1990",
        "12 Pahing 1990", "12 Ma 1990", "12 Septemberan 1990", "12-03-199", "123-03-1990", "112 Maret 1990",
        "12 Maret April 1990", "12 03 Maret", "12-03-1890", "12-03-3990", "aa-bb-cccc", "12-0a-1990",
        "0", 0.0, 1.0, -5.0, 60001.0, datetime.date(1, 1, 1), datetime.time(7, 30), datetime.timedelta(days=3),
    ],
)  # fmt: skip
def test_what_is_no_day_is_none(cell: object):
    assert read_date(cell) is None


@pytest.mark.parametrize(
    "cell",
    [
        1990.0, 1990, "01990",
        datetime.date(1905, 6, 12), datetime.datetime(1905, 6, 12),  # noqa: DTZ001 - 1990 in a column of dates
        3653.0, "12-06-1905", "31/12/1909",
    ],
)  # fmt: skip
def test_a_bare_year_is_no_day_of_june_1905(cell: object):
    assert read_date(cell) is None


def test_the_first_day_of_all():
    assert read_date(3654.0) == read_date("01-01-1910") == datetime.date(1910, 1, 1)


def test_the_month_may_stand_first():
    assert read_date("03/12/1990", order="mdy") == MARCH_12
    assert read_date("03/12/90", order="mdy", near=1990) == MARCH_12
    # A date that begins with its year, or names its month, has one order only.
    assert read_date("1990-03-12", order="mdy") == MARCH_12
    assert read_date("12 Maret 1990", order="mdy") == MARCH_12


@pytest.mark.parametrize(
    ("text", "near", "last_year", "year"),
    [
        ("12/3/77", None, 2012, 1977),
        ("12/3/12", None, 2012, 2012),
        ("12/3/13", None, 2012, 1913),
        ("12/3/13", 2013, 2012, 2013),
        ("12/3/13", 1990, 2012, 1913),
        ("12/3/24", None, 2069, 2024),
        ("12/3/70", None, 2069, 1970),
    ],
)
def test_the_century_of_two_digits(text: str, near: int | None, last_year: int, year: int):
    assert read_date(text, near=near, last_year=last_year).year == year


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12-03-1990", (12, 3)),
        ("12/3/90", (12, 3)),
        ("3.25.1990 08:00", (3, 25)),
        ("1990-03-12", None),
        ("12 Maret 1990", None),
        ("1a-03-1990", None),
        ("", None),
    ],
)
def test_the_two_numbers_that_may_be_day_or_month(text: str, found: tuple[int, int] | None):
    assert day_and_month(text) == found


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.dates()), st.sampled_from(["dmy", "mdy"]))
def test_no_cell_breaks_the_reader(cell: object, order: str):
    day = read_date(cell, order=order)
    assert day is None or 1910 <= day.year < 2100


@given(st.dates(datetime.date(1910, 1, 1), datetime.date(2099, 12, 31)))
def test_every_day_is_read_back(day: datetime.date):
    assert read_date(f"{day:%d-%m-%Y}") == read_date(f"{day:%m/%d/%Y}", order="mdy") == read_date(f"{day}") == day
