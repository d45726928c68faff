"""A roster's problems in words: what is wrong, where, and what to do about it, in the language of whoever reads.

Rules give codes and particulars; the sentences stand in roster_sentences.py.
"""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enrolment.roster_sentences import CURES, EMPTY_CURES, EMPTY_KINDS, FIELDS, KINDS, MESSAGES
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_problems import Problem, UnitProblem
from enrolment.rules.roster_settled import MDY, Proofs, Settled, from_json
from enrolment.sheets import refusal
from pemilu_bpjs.localised import date_long

# Which of a code's sentences is told: by the reason given, else by the most telling particular there is.
_TELLING = ("sheet", "row", "place", "tps", "code", "near")
_DAYS = ("first", "last")


def message(problem: Problem) -> str:
    """What is wrong with a row, and what would be right."""
    return _said(problem.code, problem.particulars)


def unit_message(problem: UnitProblem) -> str:
    """What is wrong with a unit."""
    return _said(problem.code, problem.particulars)


def file_message(kept: Mapping[str, Any]) -> str:
    """What is wrong with a whole file: why it was refused, or how many rows lack something."""
    particulars = kept.get("particulars") or kept
    return refusal(particulars["why"], particulars) if "why" in particulars else _said(kept["code"], particulars)


def is_empty(particulars: Mapping[str, Any]) -> bool:
    """Whether the cell that a problem is about says nothing."""
    return particulars.get("why") == "missing"


def kind(code: str, *, empty: bool = False) -> str:
    """A group of problems by name: "NIK bukan 16 angka". `empty`: all its rows say nothing there."""
    return str(EMPTY_KINDS[code] if empty else KINDS[code])


def cure(code: str, *, empty: bool = False) -> str:
    """What to do about a group of problems: one sentence."""
    return str(EMPTY_CURES[code] if empty else CURES[code])


def field_label(field: Field) -> str:
    """A field as pages head its column."""
    return str(FIELDS[field.value])


def candidates(particulars: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """(code, name) of what may be meant by a word, for those who offer it to be clicked."""
    codes = str(particulars.get("candidates", "")).split()
    return tuple(zip(codes, str(particulars.get("near", "")).split("; "), strict=False))


def settled(kept: Mapping[str, Any]) -> str:
    """How the dates were read and what became of the NIKs; "" where there was nothing to settle."""
    sheets = from_json(kept).values()
    said = [sentence for found in sheets for sentence in (*_orders(found), _harm(found)) if sentence]
    return " ".join(dict.fromkeys(said))


def _said(code: str, particulars: Mapping[str, Any]) -> str:
    sentence = str(MESSAGES[_key(code, particulars)])
    return sentence % {name: _spoken(name, value) for name, value in particulars.items()} if particulars else sentence


def _key(code: str, particulars: Mapping[str, Any]) -> str:
    reasons = (particulars.get("why"), *(name for name in _TELLING if particulars.get(name)))
    keys = (f"{code}:{reason}" for reason in reasons if reason)
    return next((key for key in keys if key in MESSAGES), code)


def _spoken(name: str, value: Any) -> Any:
    """Days in words; a body's code as people write it: "sek-pps" → "SEK PPS"."""
    if name in _DAYS and isinstance(value, str):
        return date_long(datetime.date.fromisoformat(value))
    return value.upper().replace("-", " ") if name == "body" else value


def _orders(found: Settled) -> tuple[str, ...]:
    """In which order the dates of a column were read, and how many rows prove it."""
    return tuple(_order(field_label(each), order, found.proofs[each]) for each, order in found.date_order.items())


def _order(column: str, order: str, proofs: Proofs) -> str:
    told = {"column": column, "proofs": proofs.mdy if order == MDY else proofs.dmy}
    if order == MDY:
        return _("%(column)s dibaca bulan dahulu, lalu hari: %(proofs)s baris membuktikannya.") % told
    if proofs.dmy:
        return _("%(column)s dibaca hari dahulu, lalu bulan: %(proofs)s baris membuktikannya.") % told
    return _("%(column)s dibaca hari dahulu, lalu bulan, karena tidak ada baris yang membuktikan sebaliknya.") % told


def _harm(found: Settled) -> str:
    damaged = found.numeric_niks + found.scientific_niks + found.nik_column_damaged * found.niks_ending_in_zero
    if not damaged:
        return ""
    sentence = ngettext(
        "%(damaged)s NIK rusak oleh Excel; angka yang hilang tidak dapat dipulihkan.",
        "%(damaged)s NIK rusak oleh Excel; angka yang hilang tidak dapat dipulihkan.",
        damaged,
    )
    return sentence % {"damaged": damaged}
