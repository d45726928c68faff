"""Invented people on seats, as an acceptance leaves them: sealed, with fingerprints."""

import datetime
from typing import Any

from django.utils import timezone

from enrolment.models import Assignment, Election
from enrolment.record_writing import person_with, record_of
from enrolment.rules.nik import birth_date, sex
from enrolment.rules.roster_rows import RosterRow

DESA = "16.09.01.2003"
OTHER_DESA = "16.09.01.2004"
NIK = "1609011203900001"
KPPS = (datetime.date(2024, 1, 25), datetime.date(2024, 2, 25))


def make_nik(number: int) -> str:
    """Men and women by turns, born 1980 to 1999; no two alike up to 9,999."""
    day = 1 + number % 28 + 40 * (number % 2)
    return f"160901{day:02d}{1 + number % 12:02d}{80 + number % 20:02d}{number:04d}"


def make_row(nik: str = NIK, name: str = "Siti Contoh", **values: Any) -> RosterRow:
    """A person of whom everything is known that a roster may tell, but for what a test takes away."""
    given = {
        "birth_date": birth_date(nik, voting_day=datetime.date(2024, 2, 14)),
        "sex": sex(nik),
        "birth_place": "Muaradua",
        "address": "Jalan Contoh 5",
        "postcode": "32211",
        "mother": "Aminah Contoh",
        "marital": "Y",
        "phone": "081234567890",
        "job": "Petani",
    }
    return RosterRow(nik=nik, name=name, **{**given, **values})


def make_seat(election: Election, row: RosterRow | None = None, **values: Any) -> Assignment:
    """A KPPS member of one TPS unless told otherwise."""
    row = row or make_row()
    given = {
        "institution": "KPU",
        "body": "kpps",
        "position": "kpps-anggota",
        "region_code": DESA,
        "tps": 1,
        "start": KPPS[0],
        "end": KPPS[1],
        **values,
    }
    person = person_with(row.nik)
    record = record_of(person, given["institution"], given["region_code"], row, timezone.now())
    return Assignment.objects.create(election=election, person=person, record=record, **given)
