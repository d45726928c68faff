"""One row of a roster, on its own: cells → RosterRow, and every problem in them at once (design/contracts.md §3).

What only other rows can tell (twice in the file, seats overfull) is roster_clashes' part. Ages follow domain/bodies.md
§6, the NIK domain/bpjs.md §8. Rows come by the ten thousand: what many of them share is worked out once.
"""

import datetime
from typing import cast

from enrolment.rules import nik as niks
from enrolment.rules.cell_dates import read_date
from enrolment.rules.masking import masked, without_numbers
from enrolment.rules.nik import ReadNik, read_nik
from enrolment.rules.period import Period
from enrolment.rules.raw_row import Cell
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_lookups import Lookups, PositionLaw
from enrolment.rules.roster_problems import Particulars, Problem
from enrolment.rules.roster_rows import Cleaned, Fields, RosterRow
from enrolment.rules.roster_seat import Seat, read_seat
from enrolment.rules.roster_settled import DMY, Settled
from enrolment.rules.roster_words import (
    plain_text,
    read_civil,
    read_digits,
    read_marital,
    read_membership,
    read_phone,
    read_postcode,
    read_reserve,
    read_sex,
    says_nothing,
)

_PLACE_OF_FIELD = {each.value: place for place, each in enumerate(Field)}
_NOBODY_IS_YOUNGER = 12


def clean(fields: Fields, *, settled: Settled, lookups: Lookups) -> Cleaned:
    """What a row says, and all that is wrong with it, in the order of the fields.

    `settled`: what the columns of its sheet came to; `lookups`: what its words are held against.
    """
    get = fields.get
    row = RosterRow()
    problems: list[Problem] = []
    seat = read_seat(fields, lookups)
    _take_person(fields, row, problems)
    _take_nik(get(Field.NIK), row, settled, lookups, problems)
    _take_birth_date(get(Field.BIRTH_DATE), row, settled, lookups, problems)
    _take_sex(get(Field.SEX), row, problems)
    if row.nik:
        _hold_nik_against_row(row, get, lookups, problems)
    _take_seat(seat, row, problems)
    _take_office(fields, row, settled, lookups, seat.law, problems)
    _take_standing(fields, row, seat, problems)
    if seat.law is not None and row.birth_date is not None:
        _check_age(get(Field.BIRTH_DATE), row, seat.law, lookups.voting_day, problems)
    if len(problems) > 1:
        problems.sort(key=_place_of)
    return Cleaned(row, problems)


def _place_of(problem: Problem) -> int:
    return _PLACE_OF_FIELD[cast(str, problem.field)]


def _found(code: str, field: Field, cell: Cell, particulars: Particulars | None = None) -> Problem:
    return Problem(code, field, masked(field, cell), particulars or {})


def _take_person(fields: Fields, row: RosterRow, problems: list[Problem]) -> None:
    """Name, place of birth, address, mother, marriage, phone, mail: text that is kept as it stands."""
    get = fields.get
    row.name = without_numbers(plain_text(get(Field.NAME)))
    if not row.name:
        problems.append(Problem("name-missing", Field.NAME))
    row.birth_place = plain_text(get(Field.BIRTH_PLACE))
    row.address = plain_text(get(Field.ADDRESS))
    row.mother = plain_text(get(Field.MOTHER))
    # A list without such a column is told once what it lacks, by what goes back to its sender; not in every row.
    if not row.address and Field.ADDRESS in fields:
        problems.append(Problem("address-missing", Field.ADDRESS))
    if not row.mother and Field.MOTHER in fields:
        problems.append(Problem("mother-missing", Field.MOTHER))
    phone = get(Field.PHONE)
    row.phone = read_phone(phone)
    if not row.phone and not says_nothing(phone):
        problems.append(_found("phone-invalid", Field.PHONE, phone))
    _take_rare_particulars(fields, row)


def _take_rare_particulars(fields: Fields, row: RosterRow) -> None:
    """What many lists have no column for."""
    if Field.KK in fields:
        row.kk = read_digits(fields[Field.KK])
    if Field.EMAIL in fields:
        row.email = plain_text(fields[Field.EMAIL])
    if Field.MARITAL in fields:
        row.marital = read_marital(fields[Field.MARITAL])
    if Field.POSTCODE in fields:
        row.postcode = read_postcode(fields[Field.POSTCODE])


def _take_nik(cell: Cell, row: RosterRow, settled: Settled, lookups: Lookups, problems: list[Problem]) -> None:
    read: ReadNik = read_nik(cell, column_is_damaged=settled.nik_column_damaged)
    row.nik = read.nik
    if read.fault:
        problems.append(_found(read.fault, Field.NIK, cell, {"digits": read.digits} if read.digits else None))
    elif niks.region_number(read.nik) not in lookups.nik_regions:
        problems.append(_found("nik-region", Field.NIK, cell, {"number": niks.region_number(read.nik)}))


def _take_birth_date(cell: Cell, row: RosterRow, settled: Settled, lookups: Lookups, problems: list[Problem]) -> None:
    """The date typed; where none is, the NIK's. A NIK with a fault says nothing."""
    voting_day = lookups.voting_day
    if says_nothing(cell):
        row.birth_date = niks.birth_date(row.nik, voting_day=voting_day) if row.nik else None
        code = "birth-date-from-nik" if row.birth_date else "birth-date-missing"
        problems.append(Problem(code, Field.BIRTH_DATE))
        return
    order = settled.date_order.get(Field.BIRTH_DATE, DMY)
    near = niks.full_year(int(row.nik[10:12]), voting_day) if row.nik else None
    found = read_date(cell, order=order, near=near, last_year=voting_day.year - _NOBODY_IS_YOUNGER)
    if found is None or found > voting_day:
        problems.append(_found("birth-date-invalid", Field.BIRTH_DATE, cell))
    else:
        row.birth_date = found


def _take_sex(cell: Cell, row: RosterRow, problems: list[Problem]) -> None:
    row.sex = read_sex(cell)
    if row.sex:
        return
    if not says_nothing(cell) or not row.nik:
        problems.append(_found("sex-invalid", Field.SEX, cell, {"why": "missing"} if says_nothing(cell) else None))
        return
    row.sex = niks.sex(row.nik)
    problems.append(Problem("sex-from-nik", Field.SEX))


def _hold_nik_against_row(row: RosterRow, get: object, lookups: Lookups, problems: list[Problem]) -> None:
    """A NIK stays valid when it disagrees: whoever sends the list looks at his paper once more (bpjs.md §8)."""
    if row.birth_date is not None and row.birth_date != niks.birth_date(
        row.nik, row.birth_date, voting_day=lookups.voting_day
    ):
        problems.append(_found("nik-birth-date", Field.NIK, row.nik))
    if row.sex and row.sex != niks.sex(row.nik):
        problems.append(_found("nik-sex", Field.NIK, row.nik))


def _take_seat(seat: Seat, row: RosterRow, problems: list[Problem]) -> None:
    row.body = seat.body
    row.position = seat.law.code if seat.law else ""
    row.region = seat.region
    row.tps = seat.tps
    problems.extend(seat.problems)


def _take_office(
    fields: Fields,
    row: RosterRow,
    settled: Settled,
    lookups: Lookups,
    law: PositionLaw | None,
    problems: list[Problem],
) -> None:
    """Days in office by the row, else by the body's tenure; and the decree."""
    tenure = law.tenure if law else None
    start, end = fields.get(Field.START), fields.get(Field.END)
    if start is None and end is None:
        row.start, row.end = (tenure.first, tenure.last) if tenure else (None, None)
    else:
        row.start = _day_of(Field.START, start, settled, problems)
        row.end = _day_of(Field.END, end, settled, problems)
        _complete_period(row, tenure)
        _check_period(fields, row, tenure, problems)
    if Field.DECREE_NUMBER in fields:
        row.decree_number = without_numbers(plain_text(fields[Field.DECREE_NUMBER]))
    if Field.DECREE_DATE in fields:
        order = settled.date_order.get(Field.DECREE_DATE, DMY)
        row.decree_date = read_date(fields[Field.DECREE_DATE], order=order)


def _day_of(field: Field, cell: Cell, settled: Settled, problems: list[Problem]) -> datetime.date | None:
    """A day of the period; one that stands there and cannot be read must not silently become the tenure's."""
    if says_nothing(cell):
        return None
    day = read_date(cell, order=settled.date_order.get(field, DMY))
    if day is None:
        problems.append(_found("period-invalid", field, cell, {"why": "unreadable"}))
    return day


def _complete_period(row: RosterRow, tenure: Period | None) -> None:
    """The day that the row does not say is the tenure's, unless that would turn the period round."""
    if row.start is None and tenure:
        row.start = min(tenure.first, row.end or tenure.first)
    if row.end is None and tenure:
        row.end = max(tenure.last, row.start or tenure.last)


def _check_period(fields: Fields, row: RosterRow, tenure: Period | None, problems: list[Problem]) -> None:
    if row.start is None or row.end is None or any(each.code == "period-invalid" for each in problems):
        return
    if row.end < row.start:
        problems.append(_found("period-invalid", Field.END, fields.get(Field.END)))
        row.end = None
    elif tenure and not (tenure.first <= row.start and row.end <= tenure.last):
        is_early = row.start < tenure.first
        about = Field.START if is_early else Field.END
        spoken: dict[str, str | int] = {"first": tenure.first.isoformat(), "last": tenure.last.isoformat()}
        problems.append(_found("period-outside", about, fields.get(about), spoken))


def _take_standing(fields: Fields, row: RosterRow, seat: Seat, problems: list[Problem]) -> None:
    """What decides whether he is insured here: civil servants, members already, reserves."""
    job = fields.get(Field.JOB)
    row.job = plain_text(job)
    row.civil = read_civil(job) if row.job else ""
    if row.civil:
        problems.append(_found("excluded-asn", Field.JOB, job))
    elif seat.post.is_asn or (seat.law is not None and seat.law.always_asn and not row.job):
        # Law gives the post to civil servants; a row that names another occupation is believed, for a slip here would
        # leave a worker uninsured.
        row.civil = "asn"
        problems.append(_found("excluded-asn", Field.POSITION, fields.get(Field.POSITION)))
    if Field.KPJ in fields and not says_nothing(fields[Field.KPJ]):
        row.kpj, row.is_member = read_membership(fields[Field.KPJ])
        if row.is_member:
            problems.append(_found("already-member", Field.KPJ, fields[Field.KPJ]))
    row.is_reserve = seat.post.is_reserve or (Field.RESERVE in fields and read_reserve(fields[Field.RESERVE]))


def _check_age(
    cell: Cell, row: RosterRow, law: PositionLaw, voting_day: datetime.date, problems: list[Problem]
) -> None:
    """Too young on the first day in office, older than advised on voting day."""
    born = cast(datetime.date, row.birth_date)
    least = law.min_age if law.min_age_error is None else law.min_age_error
    first_day = _first_day(row, law, voting_day)
    age = age_on(first_day, born)
    if least is not None and age < least:
        problems.append(_found("too-young", Field.BIRTH_DATE, cell or born, {"age": age, "least": least}))
    elif law.min_age is not None and age < law.min_age:
        advised: dict[str, str | int] = {"age": age, "least": law.min_age}
        problems.append(_found("under-advised-age", Field.BIRTH_DATE, cell or born, advised))
    if law.advised_max_age is not None and age_on(voting_day, born) > law.advised_max_age:
        over: dict[str, str | int] = {"age": age_on(voting_day, born), "most": law.advised_max_age}
        problems.append(_found("over-advised-age", Field.BIRTH_DATE, cell or born, over))


def _first_day(row: RosterRow, law: PositionLaw, voting_day: datetime.date) -> datetime.date:
    """The row's own first day where it lies in the tenure, else the tenure's: who comes later may be old enough."""
    tenure = law.tenure
    if tenure is None:
        return row.start or voting_day
    return row.start if row.start and tenure.first <= row.start <= tenure.last else tenure.first


def age_on(day: datetime.date, born: datetime.date) -> int:
    """Whole years of age on a day; who was born on 29 February comes of age on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
