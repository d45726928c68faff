"""Amounts in words: the forms that letters print, and that no two amounts share their words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgeting.rules.terbilang import LARGEST, in_words, rupiah_in_words

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (101, "seratus satu"),
        (111, "seratus sebelas"),
        (364, "tiga ratus enam puluh empat"),
        (1_000, "seribu"),
        (1_001, "seribu satu"),
        (1_100, "seribu seratus"),
        (2_000, "dua ribu"),
        (11_000, "sebelas ribu"),
        (21_000, "dua puluh satu ribu"),
        (100_000, "seratus ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (1_000_000_000, "satu miliar"),
        (1_000_001_000, "satu miliar seribu"),
        (2_000_000_000_000, "dua triliun"),
        (1_000_000_000_000_000, "satu kuadriliun"),
        (17_570_520, "tujuh belas juta lima ratus tujuh puluh ribu lima ratus dua puluh"),
        (82_716_800, "delapan puluh dua juta tujuh ratus enam belas ribu delapan ratus"),
    ],
)
def test_amounts_read_as_letters_print_them(n: int, words: str):
    assert in_words(n) == words
    assert rupiah_in_words(n) == f"{words} rupiah"


@pytest.mark.parametrize("n", [-1, -1_000, LARGEST + 1])
def test_amounts_no_budget_holds_are_refused(n: int):
    with pytest.raises(ValueError, match="no words for"):
        in_words(n)


DIGITS = {
    word: n for n, word in enumerate("nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split())
}
SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12, "kuadriliun": 10**15}


def number(words: str) -> int:
    """Read Indonesian number words back, as a person does: from left to right."""
    total = group = digit = 0
    for word in words.split():
        if word in DIGITS:
            digit = DIGITS[word]
        elif word == "belas":
            digit += 10
        elif word in ("puluh", "ratus"):
            group, digit = group + digit * {"puluh": 10, "ratus": 100}[word], 0
        elif word == "seratus":
            group += 100
        elif word == "seribu":
            total += 1000
        else:
            total, group, digit = total + (group + digit) * SCALES[word], 0, 0
    return total + group + digit


@given(st.integers(0, LARGEST) | st.integers(0, 2_000_000))
def test_words_read_back_as_the_same_amount(n: int):
    assert number(in_words(n)) == n
    assert "  " not in in_words(n)
