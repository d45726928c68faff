from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from pemilu_bpjs import formats, letter_number, localised
from pemilu_bpjs.templatetags import numbers


def test_rupiah_and_thousands_have_dots_and_no_decimals() -> None:
    assert formats.rupiah(17_570_520) == "Rp17.570.520"
    assert formats.rupiah(-5_000) == "-Rp5.000"
    assert formats.rupiah(0) == "Rp0"
    assert formats.thousands(999) == "999"


def test_dates_and_months_are_written_in_indonesian() -> None:
    assert formats.date_long(date(2023, 9, 29)) == "29 September 2023"
    assert formats.month_long("2024-08") == "Agustus 2024"


def test_a_stored_moment_is_told_on_the_clock_of_this_installation() -> None:
    assert localised.moment_long(datetime(2024, 2, 13, 18, 24, tzinfo=UTC)) == "14 Februari 2024 01.24"


def test_a_date_that_is_kept_in_indonesian_is_read_again() -> None:
    assert formats.date_from(formats.date_long(date(2024, 8, 17))) == date(2024, 8, 17)
    assert formats.date_from("17 August 2024") is formats.date_from("0,24") is formats.date_from("") is None


@pytest.mark.parametrize("text", ["2024-13", "2024-00", "2024", "Juli 2023"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        formats.month_long(text)


def test_sizes_are_in_the_unit_a_person_would_choose() -> None:
    assert [formats.size(n) for n in (0, 999, 1_000, 1_536_000)] == ["0 bita", "999 bita", "1,0 kB", "1,5 MB"]


def test_filters_show_what_is_missing_as_a_dash_and_moments_in_local_time() -> None:
    assert numbers.rupiah(None) == numbers.tanggal(None) == numbers.bulan("") == "–"
    late = datetime(2023, 9, 29, 17, 5, tzinfo=UTC)  # past midnight in Jakarta
    assert numbers.tanggal(late) == "30 September 2023"
    assert numbers.waktu(late) == "30 September 2023 00.05"
    assert numbers.ribuan(1_234) == "1.234"


def test_an_english_reader_gets_english_dates_and_the_figures_of_the_paper() -> None:
    with translation.override("en"):
        assert numbers.tanggal(date(2024, 5, 2)) == "2 May 2024"
        assert numbers.bulan("2024-08") == "August 2024"
        assert numbers.waktu(datetime(2023, 9, 29, 7, 5, tzinfo=UTC)) == "29 September 2023 14:05"
        assert numbers.ukuran(999) == "999 bytes"
        assert numbers.rupiah(17_570_520) == "Rp17.570.520"


def test_a_letters_number_follows_its_offices_pattern() -> None:
    pattern = "500.15.14/{nomor}/Disnaker/{bulan_romawi}/{tahun}"
    assert letter_number.fill(pattern, number="012", on=date(2023, 9, 4)) == "500.15.14/012/Disnaker/IX/2023"


def test_a_pattern_with_a_mistyped_place_is_named() -> None:
    assert letter_number.unknown_places("{nomer}/{tahun}/{") == ("nomer", "{")
    with pytest.raises(ValueError, match="nomer"):
        letter_number.fill("{nomer}", number="1", on=date(2023, 1, 1))


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("1609031203900001", "1609**********01"),
        ("160903120390081", "1609*********81"),
        ("16090312039000011", "1609***********11"),
        ("1609301", "1609*01"),
        ("160901", "******"),
        ("", ""),
    ],
)
def test_a_screen_shows_the_first_four_and_the_last_two(number: str, shown: str) -> None:
    assert formats.masked(number) == shown
