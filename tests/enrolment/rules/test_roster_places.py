"""The words of a place: forgiven as far as one place alone can be meant."""

from typing import Any

import pytest

from enrolment.rules.region_code import Level
from enrolment.rules.region_index import RegionIndex
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_lookups import Nowhere, Suggestions
from enrolment.rules.roster_places import Place, find_place, place_word, words_of_place
from tests.enrolment.rules.sample_lookups import DESA, KECAMATAN, lookups

pytestmark = pytest.mark.once


def desa(kecamatan: Any, name: Any, kabupaten: Any = "", **changes: Any) -> Place:
    return find_place(words_of_place(kabupaten, kecamatan, name), Level.DESA, lookups(**changes))


def kecamatan(name: Any, of_desa: Any = "", kabupaten: Any = "", **changes: Any) -> Place:
    return find_place(words_of_place(kabupaten, name, of_desa), Level.KECAMATAN, lookups(**changes))


@pytest.mark.parametrize(
    ("kec", "name", "code"),
    [
        ("Muara Dua", "Batu Belang Jaya", "16.09.01.1013"),
        ("KEC. MUARADUA", "KEL. BATU  BELANG JAYA", "16.09.01.1013"),
        ("Muara Dua", "Ds. Suka Raja 2", "16.09.01.2005"),
        ("Muara Dua", "SUKARAJA-II", "16.09.01.2005"),
        ("Simpang", "Tanjung Baru", "16.09.05.2007"),
        ("Muara Dua", "Tanjung Baru", "16.09.01.2006"),
        ("", "Lubar", "16.09.05.2008"),
        ("-", "Lubar", "16.09.05.2008"),
        ("16.09.05", "Tanjung Baru", "16.09.05.2007"),
        (160905.0, "Tanjung Baru", "16.09.05.2007"),
        ("", "16.09.05.2008", "16.09.05.2008"),
        ("Muara Dua", 1609052008.0, "16.09.05.2008"),  # the code goes before the names
    ],
)
def test_a_desa_by_name_or_code(kec: Any, name: Any, code: str):
    assert desa(kec, name) == Place(code)


@pytest.mark.parametrize(
    ("kec", "name", "code"),
    [
        ("Muara Dua", "Sukarja II", "16.09.01.2005"),  # a letter short
        ("Muara Dua", "Sukarraja II", "16.09.01.2005"),  # one too many
        ("Muara Dua", "Sukaarja II", "16.09.01.2005"),  # two swapped
        ("Simpang", "Karang Agunk", "16.09.05.2001"),  # a wrong one
        ("", "Karang Agunk", "16.09.05.2001"),
        ("Simpamg", "Lubar", "16.09.05.2008"),  # in the kecamatan
    ],
)
def test_one_slip_of_the_finger_is_forgiven(kec: str, name: str, code: str):
    assert desa(kec, name) == Place(code)


@pytest.mark.parametrize(
    ("kec", "name", "about"),
    [
        ("Muara Dua", "Sukaraja III", Field.DESA),  # a number is no slip
        ("Muara Dua", "Sukarj II", Field.DESA),  # two letters short
        ("Simpang", "Kwq Vzxh", Field.DESA),
        ("Muara Dua", "Lubar", Field.DESA),  # of the other kecamatan
        ("Wijayakusuma", "Lubar", Field.KECAMATAN),
        ("", "16.09.05.2999", Field.DESA),
        ("", "", Field.DESA),
    ],
)
def test_a_desa_that_is_not_there_is_unknown(kec: str, name: str, about: Field):
    place = desa(kec, name)
    assert (place.code, place.fault, place.about) == ("", "region-unknown", about)


@pytest.mark.parametrize(
    ("kec", "name", "candidates"),
    [
        ("", "Tanjung Baru", "16.09.01.2006 16.09.05.2007"),
        ("Simpang", "Bunga Mos", "16.09.05.2009 16.09.05.2010"),  # one slip from Bunga Mas and from Bunga Mus
    ],
)
def test_where_two_fit_the_sender_is_asked(kec: str, name: str, candidates: str):
    place = desa(kec, name)
    assert (place.fault, place.particulars["candidates"]) == ("region-ambiguous", candidates)
    assert place.particulars["near"].count(";") == 1


def test_what_may_be_meant_is_named_with_its_code():
    assert desa("Muara Dua", "Lubar").particulars["near"] == "Lubar, Kec. Simpang (16.09.05.2008)"
    # A kecamatan is meant where a kecamatan is not known: the one that has such a desa, or one of a similar name.
    assert desa("Wijayakusuma", "Lubar").particulars["candidates"] == "16.09.05"
    assert desa("Muara Duo II", "Lubar").particulars["candidates"] == "16.09.05 16.09.01"
    assert kecamatan("Simpeng Raya").particulars == {"word": "Simpeng Raya"}
    assert kecamatan("Muara Duo II").particulars["near"] == "Kec. Muara Dua (16.09.01)"


def test_where_nobody_knows_other_regions_a_place_is_unknown():
    assert desa("Kec. Candi", "Kalipecabean", "Kab. Sidoarjo", elsewhere=Nowhere()).fault == "region-unknown"


def test_likeness_is_sought_for_so_many_words_and_no_more():
    held = lookups(suggestions=Suggestions(1))
    wrong = words_of_place("", "Muara Dua", "Sukarame II")
    assert find_place(wrong, Level.DESA, held).particulars["candidates"] == "16.09.01.2005"
    assert find_place(wrong, Level.DESA, held).particulars == {"word": "Sukarame II"}
    assert find_place(words_of_place("", "Muara Duo II", ""), Level.KECAMATAN, held).fault == "region-unknown"


def test_long_lists_of_candidates_are_cut():
    names = {f"16.09.01.{2000 + number}": f"Suka Maju {letter}" for number, letter in enumerate("abcdefg")}
    place = desa("", "Suka Maju z", index=lookups().index.build("16.09", {"16.09.01": "Muara Dua"}, names))
    assert len(place.particulars["candidates"].split()) == 5
    assert place.particulars["near"].endswith("; …")


def test_of_two_desa_of_one_name_the_senders_own_is_meant():
    assert desa("", "Tanjung Baru", region="16.09.05") == Place("16.09.05.2007")
    # His own region is the kecamatan of a list that names none.
    assert desa("", "Lubar", region="16.09.05") == Place("16.09.05.2008")
    assert desa("", "", region="16.09.05.2008") == Place("16.09.05.2008")
    assert kecamatan("", region="16.09.05.2008") == Place("16.09.05")


@pytest.mark.parametrize(
    "found",
    [
        desa("Muara Dua", "Sukaraja II", region="16.09.05"),
        desa("", "16.09.01.2005", region="16.09.05"),
        desa("", "16.08.01.2001"),
        desa("", "35.16.16.2001"),
        desa("Kec. Candi", "Kalipecabean", "Kab. Sidoarjo"),
        desa("Candi", "Kalipecabean"),
        kecamatan("Candi", kabupaten="Kab. Sidoarjo"),
        kecamatan("", kabupaten="Kab. Sidoarjo"),
        kecamatan("Muara Dua", region="16.09.05"),
    ],
)
def test_a_place_beyond_the_senders_region_is_outside(found: Place):
    assert (found.code, found.fault) == ("", "region-outside")


@pytest.mark.parametrize(
    "kabupaten", ["OKU Selatan", "Kab. Ogan Komering Ulu Selatan", "KAB OKU SEL", "Kabupaten Entah"]
)
def test_a_name_of_the_kabupaten_that_nobody_knows_hinders_nothing(kabupaten: str):
    assert desa("Simpang", "Lubar", kabupaten) == Place("16.09.05.2008")


def test_in_a_province_the_kabupaten_tells_which():
    province = {"within": "16"}
    assert desa("Martapura", "Karang Agung", **province) == Place("16.08.01.2002")
    assert desa("", "Karang Agung", **province).fault == "region-ambiguous"
    # Simpang is no kecamatan of OKU Timur.
    assert desa("Simpang", "Lubar", "OKU Timur", **province).fault == "region-unknown"


@pytest.mark.parametrize(
    ("name", "of_desa", "code"),
    [
        ("Simpang", "", "16.09.05"),
        ("Kec. Simpang", "Karang Agung", "16.09.05"),  # a kecamatan's body needs no desa; what stands there is left
        ("Simpang", "Kwq Vzxh", "16.09.05"),
        ("", "Lubar", "16.09.05"),
        ("16.09.05", "", "16.09.05"),
    ],
)
def test_bodies_of_a_kecamatan_need_only_it(name: str, of_desa: str, code: str):
    assert kecamatan(name, of_desa) == Place(code)


@pytest.mark.parametrize(
    ("name", "of_desa", "fault"),
    [
        ("", "", "region-unknown"),
        ("", "Tanjung Baru", "region-ambiguous"),
        ("Entah", "", "region-unknown"),
        ("16.09.99", "", "region-unknown"),
    ],
)
def test_a_kecamatan_that_cannot_be_told(name: str, of_desa: str, fault: str):
    assert kecamatan(name, of_desa).fault == fault


def test_two_kecamatan_of_one_name_in_a_province_are_asked():
    index = lookups().index.build("16", {"16.08.01": "Simpang", "16.09.05": "Simpang"}, {})
    assert kecamatan("Simpang", within="16", index=index).fault == "region-ambiguous"
    assert kecamatan("Simpang", kabupaten="OKU Timur", within="16", index=index) == Place("16.08.01")


def test_what_the_sender_meant_is_remembered_for_the_very_words():
    words = {(Field.DESA, place_word("Kec. Simpang", "Kwq Vzxh")): "16.09.05.2008"}
    assert desa("SIMPANG", "kwq vzxh", words=words) == Place("16.09.05.2008")
    assert desa("Muara Dua", "Kwq Vzxh", words=words).fault == "region-unknown"
    assert desa("Simpang", "Kwq Vzxh", words=words, region="16.09.01").fault == "region-outside"


def test_a_meaning_of_the_bare_desa_helps_only_where_the_words_do_not_say():
    words = {(Field.DESA, "kwqvzxh"): "16.09.05.2008", (Field.DESA, "tanjungbaru"): "16.09.05.2007"}
    assert desa("", "Kwq Vzxh", words=words) == Place("16.09.05.2008")
    assert desa("", "Tanjung Baru", words=words) == Place("16.09.05.2007")
    assert desa("Muara Dua", "Tanjung Baru", words=words) == Place("16.09.01.2006")
    assert desa("Muara Dua", "Kwq Vzxh", words=words).fault == "region-unknown"


def test_a_body_of_a_kecamatan_may_name_the_desa_alone():
    words = {(Field.DESA, place_word("", "Tanjung Baru")): "16.09.05.2007"}
    assert kecamatan("", "Tanjung Baru", words=words) == Place("16.09.05")
    assert kecamatan("Muara Dua", "Tanjung Baru", words=words) == Place("16.09.01")


def test_a_kecamatan_may_have_a_meaning_too():
    words = {(Field.KECAMATAN, "spg"): "16.09.05"}
    assert desa("Kec. SPG", "Lubar", words=words) == Place("16.09.05.2008")
    assert kecamatan("SPG", words=words) == Place("16.09.05")


def test_a_body_of_the_kecamatan_may_name_the_kecamatan_in_the_one_cell_that_tells_its_place():
    assert kecamatan("", "Simpang") == kecamatan("", "KEC. SIMPANG") == Place("16.09.05")
    assert kecamatan("", "Lubar") == Place("16.09.05")


def test_a_desa_that_bears_the_name_of_another_kecamatan_is_asked_about():
    desa = {**DESA, "16.09.01.2099": "Simpang"}
    index = RegionIndex.build("16.09", KECAMATAN, desa)
    found = kecamatan("", "Simpang", index=index)
    assert (found.fault, found.particulars["candidates"]) == ("region-ambiguous", "16.09.01 16.09.05")
