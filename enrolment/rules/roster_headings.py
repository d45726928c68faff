"""What a title, a heading between rows or a sheet's name says: kecamatan, desa, TPS, body.

"III. KEC. SIMPANG", "Kecamatan : Simpang   Desa : Lubar", "TPS 004", "B. SEKRETARIAT PPS", "KPPS TPS 03 Desa Lubar".
"""

import re
from collections.abc import Mapping, Sequence

from enrolment.rules.names import VILLAGE_WORDS
from enrolment.rules.roster_columns import header_words
from enrolment.rules.roster_fields import Field

_LEVELS: Mapping[str, Field] = (
    dict.fromkeys(("kabupaten", "kab"), Field.KABUPATEN)
    | dict.fromkeys(("kecamatan", "kec", "distrik"), Field.KECAMATAN)
    | dict.fromkeys(
        ("desa", "ds", "kelurahan", "kel", "kalurahan", "nagari", "pekon", "gampong"),
        Field.DESA,
    )
    | {"tps": Field.TPS}
    | dict.fromkeys(VILLAGE_WORDS, Field.DESA)
)
_LEVEL = re.compile(
    rf"(?<![\w'])(?:(?:nama|no|nomor)\.?\s+)?({'|'.join(sorted(_LEVELS, key=len, reverse=True))})(?![\w'])[\s.:=/-]*",
    re.IGNORECASE,
)
# A name ends where such a word or a year stands.
_NAME_ENDS = re.compile(
    r"\s+(?:tahun|periode|pemilu|pemilihan|pilkada|pada|untuk|dalam|sebanyak|jumlah|masa|provinsi|no|nomor)\b|\s+kota\s+(?!kota\b)\w"
    r"|\bse\s*[- ]?\s*$|\s+dan\s*$|\d{4}|[|;]|\s{3,}",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"(?:tahun|periode|pemilu|pemilihan|pilkada|pada|untuk|se|dan|atau|yang|adalah|jumlah|nama|no|nomor"
    r"|sesuai|diisi|wajib|harus)\b",
    re.IGNORECASE,
)
_EDGES = " ,;:-–/|()[].=*"
_ENUMERATOR = re.compile(r"^\s*(?:[-•*–]\s*|(?:[ivxlc]{1,6}|[a-z]|\d{1,3})\s*[.)]\s*)(?=\S)", re.IGNORECASE)
_DATE = re.compile(r"\d{1,2}[\s/.-]+(?:\d{1,2}|[a-z]{3,9})[\s/.-]+\d{2,4}", re.IGNORECASE)
_BETWEEN_TEXTS = "   "
_LONGEST_HEADING = 120
_LONGEST_TITLES = 1000  # a cell may hold a whole book
_MOST_WORDS_OF_A_NAME = 6

# Read in this order, each word once: "Sekretariat PPS" is not PPS, "Panwaslu Kelurahan/Desa" not Panwaslu Kecamatan.
_SEK = r"\b(?:ke)?sek(?:retaria?t\w*|r?et)?"
_PANWASCAM = r"(?:panwascam|panwaslucam|panwas(?:lu)? kecamatan|panitia pengawas pem\w+(?: umum)? kecamatan)"
_BODIES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (code, re.compile(pattern))
    for code, pattern in (
        ("sek-ppk", rf"{_SEK} (?:ppk|panitia pemilihan (?:kecamatan|distrik))\b(?: ppk\b)?"),
        ("sek-pps", rf"{_SEK} (?:pps|panitia pemungutan suara)\b(?: pps\b)?"),
        ("sek-panwascam", rf"{_SEK} {_PANWASCAM}\b"),
        ("ppk", r"\b(?:panitia pemilihan (?:kecamatan|distrik)(?: ppk)?|ppk)\b"),
        ("kpps", r"\b(?:kelompok penyelenggara pemungutan suara(?: kpps)?|kpps)\b"),
        ("pps", r"\b(?:panitia pemungutan suara(?: pps)?|pps)\b"),
        ("linmas", r"\b(?:petugas (?:ketertiban|keamanan)|perlindungan masyarakat)\b"),
        ("linmas", r"\b(?:(?:sat ?)?linmas|hansip|pam ?tps|pamsung)\b"),
        ("pantarlih", r"\b(?:pantarlih|ppdp|mutarlih|pemutakhiran data pemilih|petugas coklit)\b"),
        ("ptps", r"\b(?:ptps|pengawas (?:tps|tempat pemungutan suara))\b"),
        ("pkd", r"\b(?:pkd|ppl|ppdk|panwasdes|panwas(?:lu)? (?:kelurahan|desa)(?: desa)?|pengawas pem\w+ lapangan)\b"),
        ("panwascam", rf"\b{_PANWASCAM}\b"),
    )
)  # fmt: skip
_POSITION = re.compile(
    r"^(?:ketua(?: merangkap anggota)?|wakil ketua|anggota|sekretaris|staf|kepala sekretariat|bendahara)\b"
)
_LIST_OF = re.compile(r"^\W*(?:daftar|data|nama|rekap\w*|lampiran daftar|susunan|roster)\b", re.IGNORECASE)


def places_in(text: str) -> dict[Field, str]:
    """The kecamatan, desa and TPS that a text names: "KEC. SIMPANG DESA LUBAR" → both; nothing named: {}.

    A desa keeps its word ("Kel. Merlung"), which tells it from a desa of the same name; a TPS is its digits.
    A name stands whole or not at all: half of "Muaradua Kisam" is another kecamatan.
    """
    found: dict[Field, str] = {}
    unnamed = None
    looked_at = text[:_LONGEST_TITLES]
    levels = _levels(looked_at)
    ends = [level.start() for level in levels[1:]] + [len(looked_at)]
    for level, end in zip(levels, ends, strict=False):
        field = _LEVELS[level[1].lower()]
        read = _tps if field is Field.TPS else _name
        name = read(looked_at[level.end() : end], goes_on=end == _LONGEST_TITLES < len(text))
        if name and field not in found:
            # "Desa/Kelurahan: Lubar" does not say which of the two it is.
            found[field] = f"{level[1]} {name}" if field is Field.DESA and unnamed is not field else name
        unnamed = None if name else field
    return found


def body_in(text: str) -> str:
    """The code of the body that a text speaks of: a body named with its own secretariat is that body; else ""."""
    words, found = header_words(text[:_LONGEST_TITLES]), []
    for code, pattern in _BODIES:
        words, times = pattern.subn(" ", words)
        found += [code] * bool(times)
    served = {code.removeprefix("sek-") for code in found}
    return found[-1] if len(served) == 1 else ""


def body_of_titles(titles: Sequence[str]) -> str:
    """The body of a list by its titles: by the line that says what is listed, else by all of them."""
    said = [title for title in titles if _LIST_OF.match(title)]
    return next(filter(None, map(body_in, said)), "") or body_in(" ".join(titles))


def begins_place(text: str) -> bool:
    """Whether a text begins with the word of a level: "KECAMATAN", "Desa Wati"."""
    return _LEVEL.match(text) is not None


def heading_in(texts: Sequence[str]) -> dict[Field, str]:
    """What a row of filled cells says as a heading; {} where it is none.

    A heading begins with a level ("Desa", "TPS") or a body, perhaps after a number: "Kepala Desa Lubar" is none.
    BODY is a body's code, or "sekretariat" where only the body in force says whose; POSITION stands as written.
    """
    text = _without_number(texts)
    if not text or len(text) > _LONGEST_HEADING or _DATE.search(text):
        return {}
    if _LEVEL.match(text):
        return places_in(text)
    return _body_heading(text)


def _body_heading(text: str) -> dict[Field, str]:
    words = header_words(text)
    position = _POSITION.match(words)
    rest = words[position.end() :].strip() if position else words
    if words in ("sekretariat", "kesekretariatan"):
        return {Field.BODY: "sekretariat"}
    starts = any((match := pattern.search(rest)) and match.start() == 0 for _code, pattern in _BODIES)
    body = body_in(rest)
    if not (starts and body) and not (position and not rest):
        return {}
    said = {Field.BODY: body} if body else {}
    return said | places_in(text) | ({Field.POSITION: text} if position else {})


def _without_number(texts: Sequence[str]) -> str:
    """The texts as one, without an enumerator before them ("III", "A.") and a count of people after them."""
    parts = list(texts)
    if len(parts) > 1 and re.fullmatch(r"(?:[ivxlc]{1,6}|[a-z]|\d{1,3})[.)]?", parts[0], re.IGNORECASE):
        del parts[0]
    if len(parts) > 1 and parts[-1].isdecimal() and not re.search(r"(?:tps|[:=.])\s*$", parts[-2], re.IGNORECASE):
        del parts[-1]
    text = _BETWEEN_TEXTS.join(parts)
    return _ENUMERATOR.sub("", text, count=1).strip()


def _levels(text: str) -> list[re.Match[str]]:
    """The words of a level that begin a place; the "Kampung" of "Desa Kampung Baru" is part of a name."""
    found: list[re.Match[str]] = []
    before = 0
    for level in _LEVEL.finditer(text):
        is_first = level.start() == 0 or text.endswith(_BETWEEN_TEXTS, 0, level.start())
        is_beside = before == level.start() and before > 0
        names_place = "/" in found[-1][0] if is_beside and found else is_first
        before = level.end()
        if names_place or level[1].lower() not in VILLAGE_WORDS:
            found.append(level)
    return found


def _name(text: str, *, goes_on: bool) -> str:
    """The name at the beginning of a text, up to where it ends; "" where there is none.

    Of a text that goes on unseen, what stands at its very end may be half a word, and tells of no end.
    """
    text = re.sub(r"\([^)]*\)", " ", text).strip(_EDGES)
    end = _NAME_ENDS.search(text)
    if _NO_NAME.match(text) or (goes_on and (end is None or end.end() == len(text))):
        return ""
    name = " ".join((text[: end.start()] if end else text).split()).strip(_EDGES)
    return name if name[:1].isalnum() and len(name.split()) <= _MOST_WORDS_OF_A_NAME else ""


def _tps(text: str, *, goes_on: bool) -> str:
    number = re.match(r"\D{0,12}?(\d{1,3})\b", text)
    return number[1] if number and not (goes_on and number.end() == len(text)) else ""
