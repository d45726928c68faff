"""What BPJS would refuse, found before anything is sent: codes of design/contracts.md §4.

Who has a fault is held back and becomes work for whoever can mend it. Each fault is told, so that one visit mends all.
"""

import datetime
import unicodedata
from collections.abc import Callable, Mapping

from enrolment.rules.nik import read_nik
from reports.rules.sipp_layout import Kind
from reports.rules.sipp_values import PAID_FLAT, PKWT, Member, cell_text

LONGEST_NAME = 100
"""Letters of a name. No source gives SIPP's limit; a name on a KTP is far below this (unverified, confidence L)."""

# No source says which signs SIPP takes in a name either: these are what KTPs have (unverified, confidence L).
_IN_NAMES = frozenset(" .,'-/()")
_OLDEST = datetime.date(1900, 1, 1)

NOT_SENT_BY_SIPP = "bpu-no-sipp"
EXCLUDED, NOT_ACCEPTED = "excluded", "not-accepted"
KPJ_TWICE, KPJ_MISSING = "nik-kpj-twice", "nik-kpj-missing"
NAME_TOO_LONG, NAME_CHARACTERS = "name-too-long", "name-characters"

UNVERIFIED = frozenset({NAME_TOO_LONG, NAME_CHARACTERS})
"""Held back out of caution: no source says that BPJS refuses it. Pages say so beside the reason."""

CODES: tuple[str, ...] = (
    "nik-missing", "nik-not-digits", "nik-length", "nik-date", "nik-serial", "nik-excel-damage", KPJ_TWICE,
    KPJ_MISSING, "name-missing", NAME_TOO_LONG, NAME_CHARACTERS, "birth-date-missing", "birth-date-invalid",
    "mother-missing", "marital-missing", "location-unknown", "wage-missing", "start-missing", NOT_SENT_BY_SIPP,
    EXCLUDED, NOT_ACCEPTED,
)  # fmt: skip
"""Every reason for which somebody is not in a batch, in the order in which lists tell them."""

Fault = Callable[[Member], str]


def faults(kind: Kind, member: Member) -> tuple[str, ...]:
    """Every code that keeps this person out of a file of that kind; none: he can be sent."""
    if member.membership == PAID_FLAT:
        return (NOT_SENT_BY_SIPP,)
    return tuple([code for find in _ASKED[kind] if (code := find(member))])


def _nik(member: Member) -> str:
    return read_nik(member.nik or None).fault


def _kpj(member: Member) -> str:
    """Who leaves is named to SIPP by his number alone (domain/bpjs.md §7.2)."""
    return "" if member.kpj else KPJ_MISSING


def _name(member: Member) -> str:
    name = cell_text(member.name).strip()
    if not name:
        return "name-missing"
    if len(name) > LONGEST_NAME:
        return NAME_TOO_LONG
    return "" if _is_written(name) else NAME_CHARACTERS


def _is_written(name: str) -> bool:
    """Letters of the Latin alphabet, and what stands between them on a KTP: no digits, no other signs."""
    if name.isascii() and name.replace(" ", "").isalpha():  # nearly every one
        return True
    return all(each in _IN_NAMES or (each.isalpha() and _is_latin(each)) for each in name)


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN ")


def _birth_date(member: Member) -> str:
    if member.birth_date is None:
        return "birth-date-missing"
    too_late = member.start is not None and member.birth_date >= member.start
    return "birth-date-invalid" if too_late or member.birth_date < _OLDEST else ""


def _mother(member: Member) -> str:
    return "" if cell_text(member.mother).strip() else "mother-missing"


def _marital(member: Member) -> str:
    return "" if member.marital in ("Y", "T") else "marital-missing"


def _location(member: Member) -> str:
    return "" if member.location else "location-unknown"


def _wage(member: Member) -> str:
    return "" if member.wage else "wage-missing"


def _start(member: Member) -> str:
    """PKWT needs the last day as well."""
    is_open = member.contract_status == PKWT and member.end is None
    return "start-missing" if member.start is None or is_open else ""


_ASKED: Mapping[Kind, tuple[Fault, ...]] = {
    Kind.NEW: (_nik, _name, _birth_date, _mother, _marital, _location, _wage, _start),
    Kind.CONTINUING: (_name, _birth_date, _location, _wage, _start),
    Kind.LEAVER: (_kpj, _name, _birth_date),
    Kind.WAGE: (_nik, _name, _wage),
    Kind.CORRECTION: (_name, _location),
}
"""What each kind of file asks for."""
