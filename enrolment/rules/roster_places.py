"""The words of a place → the one kecamatan or desa that is meant, or why there is none.

Spelling is forgiven as far as one place alone can be meant: abbreviations, spaces, numerals, one slip of the finger.
Where two can, the sender is asked. A place of another kabupaten is told apart from one that nobody knows.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from enrolment.rules.masking import plainly
from enrolment.rules.names import answers_to, comparable
from enrolment.rules.raw_row import Cell
from enrolment.rules.region_code import Level, kecamatan_of, level, lies_within
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_lookups import Lookups
from enrolment.rules.roster_problems import Particulars
from enrolment.rules.roster_words import plain_text
from enrolment.rules.tps_cells import desa_code

_KECAMATAN_CODE = re.compile(r"'?([0-9]{2})([.\- ]?)([0-9]{2})\2([0-9]{2})")
_MOST_NAMED = 5
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Place:
    """A unit's region code, or the code of the fault, the field that bears it and what its sentence needs."""

    code: str = ""
    fault: str = ""
    about: Field = Field.DESA
    particulars: Particulars = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Words:
    """What a row says of its place, "" for what it does not."""

    kabupaten: str
    kecamatan: str
    desa: str


def words_of_place(kabupaten: Cell, kecamatan: Cell, desa: Cell) -> Words:
    """The words of three cells; dashes and dots say nothing, and nobody names a place in a paragraph."""
    return Words(*(plain_text(cell)[:_LONGEST_NAME] for cell in (kabupaten, kecamatan, desa)))


def place_word(kecamatan: Cell, desa: Cell) -> str:
    """The form under which the meaning of a desa is remembered: "simpang/lubar", so that each kecamatan has its own."""
    return f"{comparable(plain_text(kecamatan))}/{comparable(plain_text(desa))}"


def find_place(words: Words, wanted: Level, lookups: Lookups) -> Place:
    """The kecamatan or desa (`wanted`) that the words name, inside the sender's region."""
    remembered = _remembered(words, lookups)
    if remembered and wanted is Level.DESA:
        return _inside(remembered, Field.DESA, lookups)
    kabupaten = _kabupaten(words.kabupaten, lookups)
    if kabupaten == () and lookups.elsewhere.known(words.kabupaten, words.kecamatan, words.desa):
        return Place(fault="region-outside", about=_said_last(words), particulars={"place": plainly(words.kabupaten)})
    kecamatan = _kecamatan(words.kecamatan, kabupaten or None, lookups)
    if wanted is Level.KECAMATAN:
        return _place_of_kecamatan(words, kecamatan, lookups)
    return _place_of_desa(words, kecamatan, lookups)


def _remembered(words: Words, lookups: Lookups) -> str:
    """The desa that the sender said these very words mean, or ""."""
    return lookups.words.get((Field.DESA, place_word(words.kecamatan, words.desa)), "") if words.desa else ""


def _kabupaten(name: str, lookups: Lookups) -> tuple[str, ...] | None:
    """Codes of the election's kabupaten of that name; None where none is named, () where it is another's."""
    if not name:
        return None
    asked = comparable(name)
    same = tuple(code for code, known in lookups.kabupaten.items() if comparable(known) == asked)
    return same or tuple(code for code, known in lookups.kabupaten.items() if answers_to(known, name))


def _kecamatan(name: str, kabupaten: Sequence[str] | None, lookups: Lookups) -> tuple[str, ...] | None:
    """Codes of the kecamatan of that name; None where none is named (and the sender's region is larger than one)."""
    if not name:
        return (kecamatan_of(lookups.region),) if lookups.region.count(".") >= 2 else None
    code = _KECAMATAN_CODE.fullmatch(name)
    if code:
        return tuple(each for each in (".".join(code.group(1, 3, 4)),) if each in lookups.index.kecamatan)
    index = lookups.index
    found = index.kecamatan_named(name)
    if not found:
        slipped = index.kecamatan_one_slip_off(name)
        meant = lookups.words.get((Field.KECAMATAN, comparable(name)))
        found = (meant,) if meant else slipped if len(slipped) == 1 else ()
    return tuple(each for each in found if kabupaten is None or each[:5] in kabupaten)


def _place_of_kecamatan(words: Words, kecamatan: tuple[str, ...] | None, lookups: Lookups) -> Place:
    if kecamatan is None and words.desa:
        return _kecamatan_of_one_word(words, lookups)
    if kecamatan is None:
        return Place(fault="region-unknown", about=Field.KECAMATAN, particulars={"why": "missing"})
    if len(kecamatan) > 1:
        return _several(kecamatan, Field.KECAMATAN, words.kecamatan, lookups)
    return _inside(kecamatan[0], Field.KECAMATAN, lookups) if kecamatan else _unknown_kecamatan(words, lookups)


def _kecamatan_of_one_word(words: Words, lookups: Lookups) -> Place:
    """The kecamatan where a row names but one place, its desa or ("Wilayah kerja: Singosari") the kecamatan itself.

    A desa may bear the name of another kecamatan; then the sender is asked.
    """
    remembered = _remembered(words, lookups)
    place = _inside(remembered, Field.DESA, lookups) if remembered else _place_of_desa(words, None, lookups)
    named = () if remembered else lookups.index.kecamatan_named(words.desa)
    meant = {*named, kecamatan_of(place.code)} if place.code else {*named}
    if len(meant) > 1:
        return _several(sorted(meant), Field.DESA, words.desa, lookups)
    if not meant:
        return place
    return _inside(meant.pop(), Field.DESA, lookups)


def _place_of_desa(words: Words, kecamatan: tuple[str, ...] | None, lookups: Lookups) -> Place:
    index = lookups.index
    if not words.desa:
        if level(lookups.region) is Level.DESA:
            return Place(lookups.region)
        return Place(fault="region-unknown", particulars={"why": "missing"})
    code = desa_code(words.desa)
    if code is not None:
        return _place_of_code(code, lookups)
    if kecamatan == ():
        return _unknown_kecamatan(words, lookups)
    found = index.desa_named(words.desa, kecamatan) or index.desa_one_slip_off(words.desa, kecamatan)
    # Of two desa of one name, the sender means the one in his own region.
    found = tuple(each for each in found if lies_within(each, lookups.region)) or found
    if len(found) == 1:
        return _inside(found[0], Field.DESA, lookups)
    meant = lookups.words.get((Field.DESA, comparable(words.desa)), "")
    if meant and (kecamatan is None or kecamatan_of(meant) in kecamatan):
        return _inside(meant, Field.DESA, lookups)
    if found:
        return _several(found, Field.DESA, words.desa, lookups)
    near = index.desa_like(words.desa, kecamatan) if lookups.suggestions.may_be_sought() else ()
    return _unknown(Field.DESA, words.desa, near, lookups)


def _place_of_code(code: str, lookups: Lookups) -> Place:
    if code in lookups.index.desa:
        return _inside(code, Field.DESA, lookups)
    if lies_within(code, lookups.index.region):
        return _unknown(Field.DESA, code, (), lookups)
    return Place(fault="region-outside", particulars={"place": code})


def _inside(code: str, about: Field, lookups: Lookups) -> Place:
    """The place itself, where the sender's region reaches so far."""
    if lies_within(code, lookups.region) or lies_within(lookups.region, code):
        return Place(code)
    return Place(fault="region-outside", about=about, particulars={"place": described((code,), lookups)})


def _unknown_kecamatan(words: Words, lookups: Lookups) -> Place:
    """No such kecamatan here: another kabupaten's where kecamatan and desa together exist there.

    Meant may be one that has a desa of that name, or one whose own name is similar.
    """
    if words.desa and lookups.elsewhere.known("", words.kecamatan, words.desa):
        return Place(fault="region-outside", about=Field.KECAMATAN, particulars={"place": plainly(words.kecamatan)})
    index = lookups.index
    holding = [kecamatan_of(code) for code in index.desa_named(words.desa)] if words.desa else []
    like = index.kecamatan_like(words.kecamatan) if lookups.suggestions.may_be_sought() else ()
    return _unknown(Field.KECAMATAN, words.kecamatan, tuple(dict.fromkeys([*holding, *like])), lookups)


def _unknown(about: Field, word: str, near: Sequence[str], lookups: Lookups) -> Place:
    return Place("", "region-unknown", about, {"word": plainly(word), **_candidates(near, lookups)})


def _several(codes: Sequence[str], about: Field, word: str, lookups: Lookups) -> Place:
    return Place("", "region-ambiguous", about, {"word": plainly(word), **_candidates(codes, lookups)})


def _candidates(codes: Sequence[str], lookups: Lookups) -> dict[str, str | int]:
    """ "near" for the sentence, "candidates" (codes, a space between) for those who offer them to be clicked."""
    if not codes:
        return {}
    first = [code for code in codes if lies_within(code, lookups.region)] or list(codes)
    return {"near": described(first, lookups), "candidates": " ".join(first[:_MOST_NAMED])}


def described(codes: Sequence[str], lookups: Lookups) -> str:
    """ "Lubar, Kec. Simpang (16.09.05.2008); …": the first few where there are many."""
    index = lookups.index
    texts = [
        f"{index.desa[code]}, Kec. {index.kecamatan.get(kecamatan_of(code), kecamatan_of(code))} ({code})"
        if code in index.desa
        else f"Kec. {index.kecamatan.get(code, code)} ({code})"
        for code in codes[:_MOST_NAMED]
    ]
    return "; ".join(texts) + ("; …" if len(codes) > _MOST_NAMED else "")


def _said_last(words: Words) -> Field:
    return Field.DESA if words.desa else Field.KECAMATAN if words.kecamatan else Field.KABUPATEN
