"""Whom BPJS is to be told of now: what an arrangement comes to, held against what was sent and answered.

Worked out in temporary tables, in sets; only then are people's seals opened, some thousands at a time, so that a
province takes no more memory than a village.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

from budgeting.models import Arrangement, Registration, WorkLocation
from enrolment.particulars import open_particulars
from enrolment.rules.region_code import kabupaten_of
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_lacks import Lacks
from pemilu_bpjs import vault
from reports import sending_sql as sql
from reports.rules.sipp_faults import KPJ_TWICE, faults
from reports.rules.sipp_layout import Kind
from reports.rules.sipp_values import Member, stop_code

KPJ = "kpj"
"""The context of the seals of KPJ numbers, and the purpose of their fingerprints."""

_AT_ONCE = 2_000
_SHORTEST_KPJ, _LONGEST_KPJ = 8, 13


class Row(NamedTuple):
    """Where somebody stands in the files of a batch. `row` as the branch sees it: the first below the header is 2."""

    place: int
    kind: str
    part: int
    row: int
    reference: str
    content_fp: bytes
    kpj: bytes | None
    kpj_fp: bytes | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person to be told of, as the file would tell of him, and every code that keeps him out of it.

    `registration`: as whom BPJS knows him already, None where it does not.
    """

    place: int
    kind: Kind
    member: Member
    body: str
    assignment_id: int
    content_fp: bytes
    codes: tuple[str, ...]
    registration: int | None


class Candidates:
    """Everyone of whom an arrangement has to tell BPJS something. Inside the block of `candidates` only."""

    def __init__(self, arrangement: Arrangement, today: datetime.date) -> None:
        self._arrangement = arrangement
        self._today = today
        self._locations = dict(WorkLocation.objects.in_force(today).values_list("region", "code"))
        self._seal_kpj, self._kpj_fp = vault.sealer(KPJ), vault.fingerprinter(KPJ)
        self._of_several = self._numbers_of_several()

    def __iter__(self) -> Iterator[Candidate]:
        return self._read(Lacks(0))

    def lacking(self, lack: Lacks) -> Iterator[Candidate]:
        """Those alone who lack that particular; nobody else's seal is opened."""
        return self._read(lack)

    def _read(self, lack: Lacks) -> Iterator[Candidate]:
        after = 0
        while rows := [_Read(*row) for row in _rows(sql.CHUNK, after, lack=lack.value)]:
            after = rows[-1].place
            for row in rows:
                yield self._candidate(row)

    def place(self, candidate: Candidate, part: int, row: int) -> Row:
        """Where he stands in the files, with what is kept of what was told."""
        kpj = candidate.member.kpj if candidate.kind is Kind.CONTINUING else ""
        return Row(
            candidate.place,
            candidate.kind.value,
            part,
            row,
            candidate.member.reference,
            candidate.content_fp,
            self._seal_kpj(kpj.encode()) if kpj else None,
            self._kpj_fp(kpj) if kpj else None,
        )

    def _candidate(self, row: "_Read") -> Candidate:
        said = open_particulars(row.sealed)
        known = vault.open_sealed(row.kpj, KPJ).decode() if row.kpj is not None else _number(said[Field.KPJ])
        kind = Kind.CONTINUING if row.kind == Kind.NEW and known else Kind(row.kind)
        member = self._member(row, said, known)
        codes = faults(kind, member)
        if self._of_several and known and self._kpj_fp(known) in self._of_several:
            codes = (KPJ_TWICE, *codes)
        content_fp = bytes(row.content_fp)
        return Candidate(row.place, kind, member, row.body, row.assignment_id, content_fp, codes, row.registration)

    def _numbers_of_several(self) -> frozenset[bytes]:
        """KPJ numbers that lists give to several people, or to somebody else than BPJS did: none of them is sent."""
        owners: defaultdict[bytes, set[int]] = defaultdict(set)
        after = 0
        while rows := _rows(sql.TOLD_NUMBERS, after):
            told = {person: _number(open_particulars(sealed)[Field.KPJ]) for _place, person, sealed in rows}
            numbers = {person: self._kpj_fp(number) for person, number in told.items() if number}
            for person, number in numbers.items():
                owners[number].add(person)
            held = Registration.objects.filter(kpj_fp__in=set(numbers.values())).values_list("kpj_fp", "person")
            for number, person in held:
                owners[bytes(number)].add(person)
            after = rows[-1][0]
        return frozenset(number for number, people in owners.items() if len(people) > 1)

    def _member(self, row: "_Read", said: dict[Field, Any], kpj: str) -> Member:
        told = self._arrangement
        starts = row.cover_first if told.first_day == Arrangement.FirstDay.COVER else row.first_day
        leaves = row.kind == Kind.LEAVER
        return Member(
            reference=row.reference or reference(told.pk, row.person_id),
            name=row.name,
            nik=said[Field.NIK],
            birth_place=said[Field.BIRTH_PLACE],
            birth_date=said[Field.BIRTH_DATE],
            mother=said[Field.MOTHER],
            sex=row.sex,
            marital=said[Field.MARITAL],
            phone=said[Field.PHONE],
            email=said[Field.EMAIL],
            address=said[Field.ADDRESS],
            postcode=said[Field.POSTCODE],
            wage=row.wage,
            location=told.work_location or self._locations.get(kabupaten_of(row.region_code), ""),
            contract_status=told.contract_status,
            start=_day(starts),
            end=_day(row.last_day),
            identity_valid_until=told.identity_valid_until,
            membership=row.membership,
            kpj=kpj,
            stop_code=stop_code(row.stop_reason) if leaves else "",
            stopped_on=_day(row.last_day) if leaves else None,
        )


class _Read(NamedTuple):
    """A row of sending_sql.CHUNK."""

    place: int
    kind: str
    person_id: int
    assignment_id: int
    wage: int | None
    membership: str
    body: str
    region_code: str
    cover_first: Any
    first_day: Any
    last_day: Any
    stop_reason: str
    name: str
    sex: str
    sealed: bytes
    content_fp: bytes
    reference: str | None
    kpj: bytes | None
    registration: int | None


@contextmanager
def candidates(arrangement: Arrangement, *, body: str = "", today: datetime.date) -> Iterator[Candidates]:
    """The temporary tables that everything here reads stand inside the block; "" is every body."""
    given = {
        "arrangement": arrangement.pk,
        "body": body,
        "today": today.isoformat(),
        "month": f"{today:%Y-%m}",
    }
    blob = "bytea" if connection.vendor == "postgresql" else "blob"
    with connection.cursor() as cursor:
        for statement in sql.TABLES:
            cursor.execute(statement.format(blob=blob))
        cursor.execute(sql.PEOPLE, given)
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE sending_person")
        cursor.execute(sql.CARRIED, given)
        cursor.execute(sql.UNPAID, given)
    yield Candidates(arrangement, today)
    with connection.cursor() as cursor:
        for statement in sql.TABLES_GONE:
            cursor.execute(statement)


def keep_rows(rows: Sequence[Row]) -> None:
    """Who stands where, kept beside the candidates until the batch is."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY sending_row ({sql.ROW_COLUMNS}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(Row._fields))
            cursor.executemany(f"INSERT INTO sending_row ({sql.ROW_COLUMNS}) VALUES ({places})", rows)  # noqa: S608


def reference(arrangement: int, person: int) -> str:
    """Our number of a person under one payer: letters first, so that no program takes it for a number or a date."""
    return f"P{arrangement:03d}{person:08d}"


def _rows(statement: str, after: int, **given: int) -> list[Any]:
    """The next some thousand of those who stand in `sending`, behind that place."""
    with connection.cursor() as cursor:
        cursor.execute(statement, {"after": after, "limit": _AT_ONCE, **given})
        return list(cursor.fetchall())


def _number(told: str) -> str:
    """A KPJ that a roster gave, where it can be one."""
    is_one = told.isascii() and told.isdecimal() and _SHORTEST_KPJ <= len(told) <= _LONGEST_KPJ
    return told if is_one else ""


def _day(value: Any) -> datetime.date | None:
    """A day as PostgreSQL gives it, or as the text that SQLite keeps."""
    return datetime.date.fromisoformat(value) if isinstance(value, str) else value
