"""Desa and kecamatan found although a finger slipped."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrolment.rules.names import one_slip_apart
from enrolment.rules.region_index import RegionIndex

pytestmark = pytest.mark.once

_NAMES = ("Sukaraja", "Sukarame", "Sukaraja II", "Sukaraja III", "Lubar", "Bunga Mas", "Bunga Mus", "Sawo")
_INDEX = RegionIndex.build(
    "16.09",
    {"16.09.01": "Muara Dua", "16.09.05": "Simpang"},
    {f"16.09.0{1 if place < 4 else 5}.200{place}": name for place, name in enumerate(_NAMES)},
)


def names(found: tuple[str, ...]) -> list[str]:
    return [_INDEX.desa.get(code, _INDEX.kecamatan.get(code, "")) for code in found]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Suakraja", ["Sukaraja"]),
        ("Ds. Sukaraj", ["Sukaraja"]),
        ("Sukarajja 2", ["Sukaraja II"]),
        ("Sukaraxa", ["Sukaraja"]),
        ("Bunga Mos", ["Bunga Mas", "Bunga Mus"]),
        ("Sukaraja", []),  # no slip at all
        ("Sukaraja IV", []),
        ("Sawa", []),
        ("", []),
        ("Sukaraja" * 4_000, []),  # a whole cell of text
    ],
)
def test_desa_one_slip_off(typed: str, found: list[str]):
    assert names(_INDEX.desa_one_slip_off(typed)) == found


def test_only_inside_the_kecamatan_given():
    assert names(_INDEX.desa_one_slip_off("Lubor", ["16.09.05"])) == ["Lubar"]
    assert names(_INDEX.desa_one_slip_off("Lubor", ["16.09.01"])) == []


def test_kecamatan_one_slip_off():
    assert names(_INDEX.kecamatan_one_slip_off("Kec. Simpamg")) == ["Simpang"]
    assert names(_INDEX.kecamatan_one_slip_off("Simpang")) == []


_LETTERS = st.sampled_from(string.ascii_lowercase)


@given(
    st.sampled_from(["sukaraja", "lubar", "bungamas"]),
    st.integers(0, 7),
    _LETTERS,
    st.sampled_from("drop add swap put".split()),
)
def test_every_slip_is_found(form: str, place: int, letter: str, slip: str):
    place %= len(form)
    rest = form[place + 1 :]
    typed = {
        "drop": form[:place] + rest,
        "add": form[:place] + letter + form[place:],
        "swap": form[:place] + rest[:1] + form[place] + rest[1:],
        "put": form[:place] + letter + rest,
    }[slip]
    found = [name.replace(" ", "").lower() for name in names(_INDEX.desa_one_slip_off(typed))]
    assert (form in found) is one_slip_apart(form, typed)
    assert one_slip_apart(form, typed) is (typed != form)


def test_the_word_for_a_village_is_left_out_where_no_name_has_it():
    desa = {"91.03.01.2001": "Yobeh", "91.03.01.2002": "Kampung Harapan", "91.03.02.2001": "Harapan"}
    index = RegionIndex.build("91.03", {"91.03.01": "Sentani", "91.03.02": "Sentani Timur"}, desa)
    assert index.desa_named("Kampung Yobeh") == ("91.03.01.2001",)
    assert index.desa_named("KAMPUNG HARAPAN") == ("91.03.01.2002",)
    assert index.desa_named("Kampung Harapan", ["91.03.02"]) == ("91.03.02.2001",)
    assert index.desa_named("Kampung") == index.desa_named("Kampung Lain") == ()
