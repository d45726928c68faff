"""Names as lists write them: what is the same, and what must stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrolment.rules.names import (
    answers_to,
    comparable,
    comparable_person,
    one_slip_apart,
    says_kelurahan,
    words_of,
)

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    "name",
    [
        "Ds. Suka Raja",
        "SUKARAJA",
        "Desa Sukaraja",
        "Kel. Suka-Raja",
        "  suka\u00a0raja ",
        "Ds.Sukaraja",
        "Nagari Sukaraja",
        "Pekon Sukaraja",
        "Gampong Sukaraja",
        "Kelurahan SUKA RAJA",
        "Súka Raja",
        "Desa Nagari Sukaraja",
    ],
)
def test_one_village_however_it_is_written(name: str):
    assert comparable(name) == "sukaraja"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sukaraja II", "Ds. Sukaraja 2"),
        ("Sukaraja II", "SUKARAJA 02"),
        ("Sukaraja-II", "Sukaraja2"),
        ("Simpang IV", "Simpang 4"),
        ("Blok XIX", "Blok 19"),
        ("Blok XXX", "Blok 30"),
        ("SP.I", "SP 1"),
        ("Ba'a", "Ba’a"),
        ("Ba'a", "Baa"),
        ("Kec. Muara Dua", "MUARADUA"),
        ("Distrik Sentani", "Kecamatan Sentani"),
        ("Kab. Bogor", "Kabupaten Bogor"),
        ("Kota Administrasi Jakarta Barat", "Kota Jakarta Barat"),
        ("Provinsi Banten", "Prov. Banten"),
    ],
)
def test_spellings_of_one_name_are_equal(one: str, other: str):
    assert comparable(one) == comparable(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kota Bogor", "Kabupaten Bogor"),
        ("Kota Bogor", "Bogor"),
        ("Kota Baru", "Desa Baru"),
        ("Sukaraja I", "Sukaraja II"),
        ("Sukaraja", "Sukaraja I"),
        ("Sukaraja 1", "Sukaraja 10"),
        ("Kampung Baru", "Baru"),
        # Latin letters of other numerals are names and initials, not numbers.
        ("Blok C", "Blok 100"),
        ("Blok IIII", "Blok 4"),
    ],
)
def test_other_names_stay_apart(one: str, other: str):
    assert comparable(one) != comparable(other)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Kelurahan", "kelurahan"),
        ("Desa Desa", "desa"),
        ("I Gusti", "igusti"),
        ("2 x 11 Kayu Tanam", "21011kayutanam"),
        ("", ""),
        (" - ", ""),
    ],
)
def test_a_name_that_is_all_level_word_or_numeral_survives(name: str, form: str):
    assert comparable(name) == form


@given(st.text(max_size=30))
def test_case_and_spaces_around_never_matter(name: str):
    # Not for every letter: German ß and a few others have no single upper case.
    plain = name.encode("ascii", "ignore").decode()
    assert comparable(f" {plain.upper()} ") == comparable(plain)
    assert " " not in comparable(name)


@pytest.mark.parametrize(
    ("name", "kelurahan"),
    [
        ("Kel. Merlung", True),
        ("KELURAHAN Merlung", True),
        ("Ds Merlung", False),
        ("Nagari Merlung", False),
        ("Merlung", None),
        ("Kelurahan", None),
        ("", None),
    ],
)
def test_the_word_before_a_name_may_say_its_kind(name: str, kelurahan: bool | None):
    assert says_kelurahan(name) is kelurahan


@pytest.mark.parametrize(
    "name",
    [
        "Muhammad Ali",
        "H. Moh. Ali, S.Pd.",
        "MUHAMAD ALI",
        "Drs. H. Mochammad Ali S.Sos. M.M",
        "KH. Muh Ali",
        "Muhammad  'Ali",
        "Muhammad Ali SE",
    ],
)
def test_one_person_however_titled(name: str):
    assert comparable_person(name) == "muhammadali"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Siti Aminah", "Siti Amanah"),
        ("Ali Muhammad", "Muhammad Ali"),
        ("H.M. Ali", "Ali"),
        ("Budi I", "Budi 1"),
        ("Darma", "Darma Wijaya"),
    ],
)
def test_other_people_stay_apart(one: str, other: str):
    assert comparable_person(one) != comparable_person(other)


@pytest.mark.parametrize(("name", "form"), [("Drs", "drs"), ("St", "siti"), ("Prof. Se", "se"), ("", "")])
def test_a_person_named_like_a_title_keeps_a_name(name: str, form: str):
    assert comparable_person(name) == form


@pytest.mark.parametrize(
    "asked",
    [
        *("OKU Selatan", "ogan selatan", "Kab. OKU Sel", "KABUPATEN OGAN KOMERING ULU SELATAN", "okus", "ulu", "Kab"),
        *("  oku\u00a0selatan ", "k o k u s"),
    ],
)
def test_a_region_answers_to_its_words_and_initials(asked: str):
    assert answers_to("Kabupaten Ogan Komering Ulu Selatan", asked)


@pytest.mark.parametrize(
    "asked", ["", " . ", "Selatan OKU", "komering timur", "elatan", "kota ogan", "okut", "oku selatan timur", "kokusx"]
)
def test_a_region_does_not_answer_to_another_name(asked: str):
    assert not answers_to("Kabupaten Ogan Komering Ulu Selatan", asked)


def test_kabupaten_and_kota_of_one_name_both_answer_until_the_word_is_said():
    names = ("Kabupaten Mojokerto", "Kota Mojokerto")
    assert [answers_to(name, "mojokerto") for name in names] == [True, True]
    assert [answers_to(name, "kab mojokerto") for name in names] == [True, False]
    assert [answers_to(name, "Kota Mojokerto") for name in names] == [False, True]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sukaraja", "sukarja"),
        ("sukaraja", "ukaraja"),
        ("sukaraja", "sukarajaa"),
        ("sukaraja", "sukarajo"),
        ("sukaraja", "uskaraja"),
        ("sukaraja", "sukarjaa"),
        ("sukaraja2", "sukarja2"),
        ("lubar", "lubor"),
        ("lubar", "luba"),
    ],
)
def test_one_slip_of_the_finger(one: str, other: str):
    assert one_slip_apart(one, other)
    assert one_slip_apart(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sukaraja", "sukaraja"),  # none
        ("sukaraja", "sukarj"),  # two letters
        ("sukaraja", "usakraja"),  # two swaps
        ("sukaraja", "sukorajo"),
        ("sukaraja2", "sukaraja3"),  # a number is no slip
        ("sukaraja", "sukaraja2"),
        ("kota", "kuta"),  # too short to tell
        ("", "a"),
    ],
)
def test_more_than_a_slip_or_none(one: str, other: str):
    assert not one_slip_apart(one, other)
    assert not one_slip_apart(other, one)


def test_words_with_their_digits_apart():
    assert words_of("KPPS5 (Anggota) P.P.S") == ["kpps", "5", "anggota", "p", "p", "s"]
