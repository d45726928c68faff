"""Header words of a roster → the field that the column holds.

Senders' headers differ in case, spaces, line breaks, stars and brackets ("N A M A", "Nomor Induk Kependudukan (NIK)*",
"kelurahan_desa"). A header is compared without any of them, first whole, then by the words in it. Region words are
known whole only: "Desa Suka Raja" is a heading, no header.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_header_words import BY_WORDS, FIELD_OF

RESULT_HEADER = "Hasil pemeriksaan"
REASONS_HEADER = "Yang perlu diperbaiki"
"""The two columns that a returned workbook gains: no part of the sender's layout."""

_BRACKETS = re.compile(r"\([^)]*\)|\[[^]]*\]")
_NOT_WORD = re.compile(r"[\W_]+")
_SPACED_LETTERS = re.compile(r"\b\w(?: \w)+\b")
_LONGEST_HEADER = 90
# Words that say nothing without what stands above them: "Nama" under "IBU KANDUNG".
_GENERAL = frozenset(
    "nama namalengkap nik nonik no nomor tanggal tgl tempat mulai selesai awal akhir sampai sd".split()
)
_COLOURING = re.compile(r"\b(ibu|suami|istri|ayah|bapak|pasangan|ahli waris|sk|surat keputusan|rekening)\b|lahir|masa ")
_AT_HOME = re.compile(r"\b(alamat|domisili|tempat tinggal|ktp)\b")
_PLACES = frozenset({Field.PROVINSI, Field.KABUPATEN, Field.KECAMATAN, Field.DESA, Field.TPS, Field.UNIT})
_SEXES = {**dict.fromkeys(("l", "lk", "laki", "pria"), "L"), **dict.fromkeys(("p", "pr", "perempuan", "wanita"), "P")}
_COUNTS = frozenset("no nomor nourut urut nomorurut".split())
_OURS = frozenset({"hasilpemeriksaan", "yangperludiperbaiki"})


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """A field that a header may mean; the lower `doubt`, the surer (0: the header is a known word whole)."""

    doubt: int
    field: Field


def header_words(text: str) -> str:
    """A header's words in lower case: letter-spaced words joined, no marks, no accents, folded spaces."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    words = _NOT_WORD.sub(" ", plain).strip()
    return _SPACED_LETTERS.sub(lambda spaced: spaced[0].replace(" ", ""), words)


def header_key(text: str) -> str:
    """The form in which headers are compared: letters and digits only, no brackets unless nothing else is there."""
    text = text[:_LONGEST_HEADER]  # a cell may hold millions of characters; a header that long is none
    return header_words(_BRACKETS.sub(" ", text)).replace(" ", "") or header_words(text).replace(" ", "")


def is_ours(header: str) -> bool:
    """Whether a column is one that a returned workbook gained."""
    return header_key(header) in _OURS


def counting_column(headers: Sequence[str]) -> int:
    """The column that counts the rows by its header ("No"); -1 where there is none."""
    return next((place for place, header in enumerate(headers) if header_key(header) in _COUNTS), -1)


def sex_of(header: str) -> str:
    """L or P where a header ends in the word for one sex: "Jenis Kelamin L"; else ""."""
    words = header_words(header[:_LONGEST_HEADER]).split()
    return _SEXES.get(words[-1], "") if words else ""


def beside_sex(headers: Sequence[str], place: int) -> int | None:
    """The column of the other sex, where two columns side by side are ticked: "L" | "P"; None for any other column."""
    own = sex_of(headers[place]) if 0 <= place < len(headers) else ""
    for other in (place + 1, place - 1):
        if own and 0 <= other < len(headers) and sex_of(headers[other]) not in ("", own):
            return other
    return None


@lru_cache(maxsize=4096)
def field_of(parts: tuple[str, ...], shared: bool = False) -> Match | None:
    """The field of a column whose header cells are `parts`, from above; `shared`: one spans several columns."""
    parts = tuple(part[:_LONGEST_HEADER] for part in parts if part.strip())
    if not parts or is_ours(parts[-1]):
        return None
    above = header_words(" ".join(parts[:-1]))
    for text, may_be_place in _readings(parts, shared, above):
        match = _match(text)
        if match is not None and (may_be_place or match.field not in _PLACES):
            at_home = match.field in _PLACES and bool(_AT_HOME.search(above))
            return Match(match.doubt + 2 * at_home, match.field)
    return None


def _readings(parts: Sequence[str], shared: bool, above: str) -> list[tuple[str, bool]]:
    """What to look up, the most telling first, and whether it may name a place.

    "Kecamatan" under "No" is no header's second row but a heading ("Kecamatan | : | Simpang") right below it.
    """
    joined, own = " ".join(parts), parts[-1]
    if len(parts) == 1:
        return [(own, True)]
    if not shared:
        return [(joined, True), (" ".join(parts[:-1]), True), (own, False)]
    if _COLOURING.search(above) and header_key(own) in _GENERAL:
        return [(joined, True)]
    # Which of the upper cells spans is not said: "Nama (sesuai KTP)" may stand in two rows under "IDENTITAS".
    return [(" ".join(parts[start:]), True) for start in reversed(range(len(parts)))]


def _match(text: str) -> Match | None:
    for key in (header_key(text), header_words(text).replace(" ", "")):
        if key in FIELD_OF:
            return Match(0, FIELD_OF[key])
    words = header_words(_BRACKETS.sub(" ", text)) or header_words(text)
    found = next(((field,) for pattern, field in BY_WORDS if pattern.search(words)), (None,))[0]
    return None if found is None else Match(1, found)
