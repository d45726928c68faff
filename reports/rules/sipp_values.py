"""What BPJS is told of a person, as the texts of SIPP's cells (domain/bpjs.md §7.1, §7.2).

Every cell is text: a NIK as a number would lose its last digits, and a day is the branch's own dd-mm-yyyy.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

IDENTITY_KIND, COUNTRY = "KTP", "ID"
PKWT, PKWTT = "Y", "T"
BY_LETTER, BY_EMAIL = "S", "E"
PAID_BY_WAGE, PAID_FLAT = "PU", "BPU"

END_OF_TENURE = "A3"
_STOP_CODES: Mapping[str, str] = {"resigned": "A1", "dismissed": "A2", "unable": "A5", "death": "A6", "moved": "A7"}
_LONGEST_CELL = 32_767  # Excel's own limit
_APOSTROPHES = str.maketrans("’‘ʼ`´", "'''''")


@dataclass(frozen=True, slots=True)
class Member:
    """One person as one file tells of him. "" and None stand for what nobody knows.

    `wage` in whole rupiah a month; `location` a code of BPJS's own table; `start` and `end` the days of his contract;
    `contract_status` Y (PKWT) or T (PKWTT); `membership` PU or BPU. `stop_code`, `stopped_on` and `stop_note` tell of
    who leaves, `kpj` of who has a number already.
    """

    reference: str
    name: str
    nik: str = ""
    birth_place: str = ""
    birth_date: datetime.date | None = None
    mother: str = ""
    sex: str = ""
    marital: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    wage: int | None = None
    location: str = ""
    contract_status: str = PKWT
    start: datetime.date | None = None
    end: datetime.date | None = None
    identity_valid_until: datetime.date | None = None
    membership: str = PAID_BY_WAGE
    kpj: str = ""
    stop_code: str = ""
    stopped_on: datetime.date | None = None
    stop_note: str = ""


Text = Callable[[Member], str]


@lru_cache(maxsize=20_000)
def date_text(day: datetime.date | None) -> str:
    """dd-mm-yyyy, whatever the language of the machine; "" for no day."""
    return f"{day.day:02d}-{day.month:02d}-{day.year:04d}" if day is not None else ""


def cell_text(text: str) -> str:
    """A text as a cell may hold it: one line, one kind of apostrophe, nothing that cannot be printed."""
    if text.isascii() and text.isprintable() and "`" not in text:  # nearly every one
        return text.strip()[:_LONGEST_CELL]
    plain = "".join(each if each.isprintable() else " " for each in text.translate(_APOSTROPHES))
    return " ".join(plain.split())[:_LONGEST_CELL]


def stop_code(reason: str) -> str:
    """SEBAB_NA for why somebody left; A3, the end of a contract, where he served his time (a suggestion, L)."""
    return _STOP_CODES.get(reason, END_OF_TENURE)


def _end(member: Member) -> str:
    """Required of PKWT; a permanent post has no last day."""
    return date_text(member.end) if member.contract_status == PKWT else ""


VALUES: Mapping[str, Text] = {
    "reference": lambda member: member.reference,
    "name": lambda member: cell_text(member.name),
    "nik": lambda member: member.nik,
    "kpj": lambda member: member.kpj,
    "birth_place": lambda member: cell_text(member.birth_place),
    "birth_date": lambda member: date_text(member.birth_date),
    "mother": lambda member: cell_text(member.mother),
    "sex": lambda member: member.sex,
    "marital": lambda member: member.marital,
    "phone": lambda member: member.phone,
    "email": lambda member: cell_text(member.email),
    "address": lambda member: cell_text(member.address),
    "postcode": lambda member: member.postcode,
    "identity_kind": lambda _member: IDENTITY_KIND,
    "identity_valid_until": lambda member: date_text(member.identity_valid_until),
    "letters_to": lambda member: BY_EMAIL if member.email else BY_LETTER,
    "country": lambda _member: COUNTRY,
    "wage": lambda member: "" if member.wage is None else str(member.wage),
    "location": lambda member: member.location,
    "contract_status": lambda member: member.contract_status,
    "start": lambda member: date_text(member.start),
    "end": _end,
    "stop_code": lambda member: member.stop_code,
    "stopped_on": lambda member: date_text(member.stopped_on),
    "stop_note": lambda member: cell_text(member.stop_note),
}
"""Every value of ours that a column may hold, by the name that layouts and mapped templates use."""


def row_writer(values: Sequence[str]) -> Callable[[Member], tuple[str, ...]]:
    """For columns that hold these values ("" leaves one empty): a person's cells in their order."""
    told = [(place, VALUES[value]) for place, value in enumerate(values) if value]
    empty = [""] * len(values)

    def row(member: Member) -> tuple[str, ...]:
        cells = empty.copy()
        for place, text in told:
            cells[place] = text(member)
        return tuple(cells)

    return row


def unknown_values(values: Iterable[str]) -> tuple[str, ...]:
    """Names among them that are none of ours."""
    return tuple(value for value in values if value and value not in VALUES)
