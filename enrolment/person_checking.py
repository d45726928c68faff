"""One person typed into a form, checked by the very rules of a roster's row (enrolment/rules/roster_row.py)."""

import datetime
from collections.abc import Mapping
from dataclasses import replace

from enrolment.lookups import lookups_for
from enrolment.models import Assignment
from enrolment.rules.raw_row import Cell
from enrolment.rules.region_code import Level, level
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_posts import joined
from enrolment.rules.roster_problems import Problem, Severity
from enrolment.rules.roster_row import clean
from enrolment.rules.roster_rows import Cleaned
from enrolment.rules.roster_settled import Settled

TYPED = (
    Field.NIK, Field.NAME, Field.BIRTH_PLACE, Field.BIRTH_DATE, Field.SEX, Field.MOTHER, Field.ADDRESS, Field.POSTCODE,
    Field.MARITAL, Field.PHONE, Field.EMAIL, Field.KK, Field.JOB, Field.KPJ,
)  # fmt: skip
"""What a form asks of a person, in the order in which people tell it."""

# Said of the seat, which no form about a person asks for.
_OF_THE_SEAT = frozenset({"period-outside", "position-mapped"})


def check_person(seat: Assignment, typed: Mapping[Field, str], first_day: datetime.date | None = None) -> Cleaned:
    """What was typed of a person on that seat, and all that is wrong with it.

    `first_day`: from when he holds it, where that is not the seat's own first day.
    """
    kecamatan = Field.DESA if level(seat.region_code) is Level.DESA else Field.KECAMATAN
    placed: dict[Field, Cell] = {
        Field.POSITION: seat.position,
        Field.BODY: seat.body,
        kecamatan: seat.region_code,
        Field.TPS: str(seat.tps) if seat.tps else "",
        Field.START: first_day or seat.start,
        Field.END: seat.end,
    }
    meant = {(Field.POSITION, joined(seat.position)): seat.position, (Field.BODY, joined(seat.body)): seat.body}
    lookups = lookups_for(
        election=seat.election, institution=seat.institution, region=seat.election.region_id, words=meant
    )
    found = clean({**typed, **placed}, settled=Settled(), lookups=lookups)
    about = {*typed, Field.POSITION}
    told = [each for each in found.problems if each.field in about and each.code not in _OF_THE_SEAT]
    return replace(found, problems=told)


def errors(problems: list[Problem]) -> tuple[Problem, ...]:
    """Those that a person cannot be kept with."""
    return tuple(each for each in problems if each.severity is not Severity.WARNING)


def warnings(problems: list[Problem]) -> tuple[Problem, ...]:
    """Those that are worth a second look."""
    return tuple(each for each in problems if each.severity is Severity.WARNING)
