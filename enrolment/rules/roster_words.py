"""Short cells of a roster → what they mean: sex, marriage, occupation, membership, phone, TPS, reserve.

Each reader takes any cell and gives a plain value; "" (or 0) where the cell says nothing that can be used.
"""

import re
from functools import lru_cache

from enrolment.rules.names import words_of
from enrolment.rules.raw_row import Cell, text_of, whole_number

# A file says few different things in such columns, so that each is read once and a few are kept in mind.
_once_a_word = lru_cache(maxsize=256)

_NOTHING = re.compile(r"[\W_]*")
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_NOT_DIGITS = re.compile(r"\D+")
_POSTCODE = re.compile(r"\d{5}")

_SEXES = {
    **dict.fromkeys("l lk laki lakilaki laki2 pria cowok m male man laki-laki lelaki".split(), "L"),
    **dict.fromkeys("p pr perempuan prempuan perempuwan wanita w f female woman cewek putri".split(), "P"),
    "putra": "L",
}

# SIPP knows married or not (domain/bpjs.md §7.1); KPU's forms write S (sudah), B (belum), P (pernah).
_MARRIED = frozenset("y ya k kawin menikah nikah sudah s sudahkawin sudahmenikah married m kawintercatat".split())
_UNMARRIED = frozenset(
    "t tidak bk tk b belum belumkawin belummenikah belumnikah lajang single bujang gadis tidakkawin p pernah "
    "ceraihidup ceraimati cerai ch cm janda duda pernahkawin".split()
)

_CIVIL = {
    **dict.fromkeys("pns cpns asn pppk p3k".split(), "asn"),
    **dict.fromkeys("tni tentara".split(), "tni"),
    **dict.fromkeys("polri polisi".split(), "polri"),
}
_CIVIL_PHRASES = {"pegawai negeri": "asn", "aparatur sipil negara": "asn", "tentara nasional": "tni"}
# Who was one, is none, or is only related to one.
_NOT_CIVIL = frozenset(
    "pensiunan pensiun purnawirawan purna purn purnatugas mantan eks bekas non bukan tidak honorer honor thl thk2 k2 "
    "veteran istri suami anak keluarga pamong satpol calon".split()
)

_YES = frozenset("ya y sudah ada aktif terdaftar peserta v true 1 x √ ✓ ✔".split())
_KPJ_DIGITS = 11

_RESERVE = frozenset("ya y cadangan paw reserve pengganti serep v x √ ✓ ✔ true 1".split())

_PHONE_ENDS = re.compile(r"[/;,\n]| atau | dan |\s-\s")
_SHORTEST_PHONE, _LONGEST_PHONE = 10, 13
_LEAST_DIGITS_OF_ONE = 5

_NUMBER = re.compile(r"\d+")
_DECIMALS = re.compile(r"(?<=\d)[.,]0+$")  # of a number that went through a CSV
_MOST_TPS = 999
_ROMAN = re.compile(r"(?:tps\W*)?(x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE)
_ROMAN_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")


def says_nothing(cell: Cell) -> bool:
    """Whether a cell is blank or only dashes, dots and the like: what people type for "none"."""
    if isinstance(cell, str):
        return not cell[:1].isalnum() and _NOTHING.fullmatch(cell) is not None
    return cell is None


def plain_text(cell: Cell) -> str:
    """A cell's text with spaces folded; "" where it says nothing."""
    text = " ".join(cell.split()) if isinstance(cell, str) else text_of(cell)  # five of them in every row
    return text if text[:1].isalnum() or not _NOTHING.fullmatch(text) else ""


@_once_a_word
def read_sex(cell: Cell) -> str:
    """L or P; "" for any other word."""
    text = text_of(cell).lower()
    return _SEXES.get(text) or _SEXES.get(_NOT_LETTERS.sub("", text), "")


@_once_a_word
def read_marital(cell: Cell) -> str:
    """Y (married) or T, as SIPP writes it; "" for any other word."""
    word = _NOT_LETTERS.sub("", text_of(cell).lower())
    if word in _MARRIED:
        return "Y"
    return "T" if word in _UNMARRIED or word.startswith(("belum", "cerai")) else ""


@_once_a_word
def read_civil(cell: Cell) -> str:
    """ "asn", "tni" or "polri" where an occupation says so: "Guru PPPK" does, "Pensiunan PNS" and "Non ASN" do not."""
    # Dots vanish before words are told apart: P.N.S. and P3K are words of their own.
    text = text_of(cell).lower().replace(".", "")
    words = re.findall(r"[^\W_]+", text)
    if not _NOT_CIVIL.isdisjoint(words):
        return ""
    phrase = " ".join(words)
    return next(
        (_CIVIL[word] for word in words if word in _CIVIL),
        next((meaning for said, meaning in _CIVIL_PHRASES.items() if said in phrase), ""),
    )


def read_membership(cell: Cell) -> tuple[str, bool]:
    """(number, whether he is a member) by a KPJ cell: eleven digits, or a word for yes."""
    number = whole_number(cell)
    digits = f"{number:0{_KPJ_DIGITS}d}" if number and len(str(number)) >= _KPJ_DIGITS - 1 else ""
    text = text_of(cell)
    digits = digits or _digits_of(text)
    if len(digits) == _KPJ_DIGITS:
        return digits, True
    words = words_of(text) or [text]
    return "", words[0] in _YES


def read_reserve(cell: Cell) -> bool:
    """Whether a mark in a column of reserves says that the person is one."""
    words = words_of(text_of(cell)) or [text_of(cell)]
    return not _RESERVE.isdisjoint(words) and words[0] not in ("bukan", "tidak")


def read_phone(cell: Cell) -> str:
    """Digits beginning with 0, of the first number in the cell; "" where none can be one.

    +62 and 62 become 0; the 0 that Excel dropped from a number, or that was never typed before an 8, is put back.
    """
    text = text_of(cell)
    digits = _national(_digits_of(text)) if text else ""
    if digits or not _PHONE_ENDS.search(text):
        return digits
    parts = (_digits_of(part) for part in _PHONE_ENDS.split(text))
    first = next((part for part in parts if len(part) >= _LEAST_DIGITS_OF_ONE), "")
    return _national(first)


def _national(digits: str) -> str:
    """ "6285…", "85…" and "0062…" → "085…"; "" where the length is no phone's."""
    digits = digits.removeprefix("00")
    if digits.startswith("62"):
        digits = digits[2:]
    if not digits.startswith("0"):
        digits = f"0{digits}"
    return digits if _SHORTEST_PHONE <= len(digits) <= _LONGEST_PHONE and len(set(digits)) > 2 else ""


@_once_a_word
def read_postcode(cell: Cell) -> str:
    """Five digits, or ""."""
    text = text_of(cell).replace(" ", "")
    return text if _POSTCODE.fullmatch(text) else ""


def read_digits(cell: Cell) -> str:
    """The digits of a number kept as text (KK); a number of Excel's is damaged like a NIK and gives ""."""
    return _digits_of(cell) if isinstance(cell, str) else ""


def _digits_of(text: str) -> str:
    return text if text.isdecimal() else _NOT_DIGITS.sub("", text)


def read_tps(cell: Cell) -> int:
    """A TPS number: 4, "004", "TPS 04", "4 (empat)", "TPS IV"; 0 where there is none, or more than one."""
    number = whole_number(cell)
    if number is None:
        text = text_of(cell) if isinstance(cell, str) else ""
        numbers = {int(found) for found in _NUMBER.findall(_DECIMALS.sub("", text))}
        number = numbers.pop() if len(numbers) == 1 else _roman(text)
    return number if 0 < number <= _MOST_TPS else 0


def _roman(text: str) -> int:
    match = _ROMAN.fullmatch(text)
    return 10 * len(match[1]) + _ROMAN_UNITS.index(match[2].lower()) if match else 0
