"""person-months-170000: whose month is paid, of a kabupaten of 170,000 seats; one in fifty people sits twice.

The peer does the same as one would write it first: each seat's object, its months, the person's month looked up, the
dearer post kept. Both must come to the same person-months and the same rupiah. `lock_s`: how long others wait.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice

from django.db import connection, transaction
from django.db.models import F, Sum

from benchmarks.harness import Result, once_seconds, rss_mib
from budgeting import cover_ledger
from budgeting.actions import cover
from budgeting.models import Arrangement, CoverPrice, CoverRun, PersonMonth
from enrolment.actions.elections import create_election
from enrolment.models import Assignment, Election, Person, PersonRecord, Region
from enrolment.rules.region_code import Level

REGION, SEATS, TWICE = "32.01", 170_000, 50
PEER_SEATS = SEATS // 10
PEER = f"loop over ORM objects; measured on {PEER_SEATS} seats and scaled, since it is linear"
_AT = datetime(2024, 1, 20, tzinfo=UTC)
_KPPS = (date(2024, 1, 25), date(2024, 2, 25))
# A TPS: seven of KPPS, two of Linmas, one supervisor.
_TPS = (
    ("KPU", "kpps", "kpps-ketua"),
    *[("KPU", "kpps", "kpps-anggota")] * 6,
    *[("Satpol PP", "linmas", "linmas")] * 2,
    ("Bawaslu", "ptps", "ptps"),
)
_PERSON = "INSERT INTO enrolment_person (id, nik_fp, created_at) VALUES (%s, %s, %s)"
_RECORD = """
INSERT INTO enrolment_personrecord (id, person_id, institution, region, name, name_birth_fp, sex, civil, is_member,
    lacks, sealed, content_fp, updated_at)
VALUES (%s, %s, %s, %s, %s, %s, 'L', '', %s, 0, %s, %s, %s)
"""
_SEAT = """
INSERT INTO enrolment_assignment (person_id, record_id, election_id, institution, body, position, region_code, tps,
    start, "end", is_reserve, not_insured, decree_number, stop_reason, entered_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, '', '', '', %s)
"""


@dataclass(frozen=True)
class MonthsResult(Result):
    """`again_s`: a run that finds nothing to change. `months`: person-months that stand."""

    again_s: float
    lock_s: float
    months: int


def run() -> MonthsResult:
    election = _election(SEATS)
    ours, lock = _timed(election)
    months, _ = _answer(election)
    again, _ = _timed(election)
    memory = rss_mib()
    few = _election(PEER_SEATS)
    cover.run(election=few)
    expected = _answer(few)
    _forget()
    peer = once_seconds(lambda: _walk(few))
    if _answer(few) != expected:
        raise AssertionError(f"the peer comes to {_answer(few)}, the run to {expected}")
    _forget()
    scaled = round(peer * SEATS / PEER_SEATS, 2)
    return MonthsResult("person-months-170000", ours, PEER, scaled, SEATS, memory, again, lock, months)


def _timed(election: Election) -> tuple[float, float]:
    """Seconds of a run, and of the part during which others wait."""
    write, took = cover_ledger.write_down, [0.0]

    def timed(done: CoverRun) -> tuple[int, int]:
        found: list[tuple[int, int]] = []
        took[0] = once_seconds(lambda: found.append(write(done)))
        return found[0]

    cover.write_down = timed
    try:
        return once_seconds(lambda: cover.run(election=election)), took[0]
    finally:
        cover.write_down = write


def _answer(election: Election) -> tuple[int, int]:
    standing = PersonMonth.objects.standing().filter(price__arrangement__election=election)
    return standing.count(), standing.aggregate(sum=Sum(F("price__jkk") + F("price__jkm")))["sum"]


def _walk(election: Election) -> None:
    """One seat after the other, one month after the other."""
    done = CoverRun.objects.create(election=election, number=1)
    with transaction.atomic():
        for seat in Assignment.objects.filter(election=election, voided_at=None).order_by("pk").iterator():
            if seat.is_reserve or seat.not_insured:
                continue
            for price in CoverPrice.objects.filter(
                arrangement__election=election,
                replaced_at=None,
                position=seat.position,
                first__lte=seat.end,
                last__gte=seat.start,
            ):
                _pay(seat, price, done)


def _pay(seat: Assignment, price: CoverPrice, done: CoverRun) -> None:
    standing = PersonMonth.objects.filter(person=seat.person_id, month=price.month, removed_by=None)
    paid = standing.select_related("price").first()
    if paid is None:
        PersonMonth.objects.create(
            person_id=seat.person_id,
            month=price.month,
            price=price,
            assignment=seat,
            region_code=seat.region_code,
            added_by=done,
        )
    elif (paid.price.base or 0) < (price.base or 0):
        paid.price, paid.assignment, paid.region_code = price, seat, seat.region_code
        paid.save()


def _election(seats: int) -> Election:
    """A fresh one with so many seats; whoever was there before is gone."""
    election = create_election(preset="pemilu-2024", region=REGION, by=None)
    _forget()
    Arrangement.objects.filter(election=election).delete()
    for each in (Assignment, PersonRecord, Person):
        each.objects.all()._raw_delete(each.objects.db)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(_PERSON, ((n, _fp(n), _AT) for n in range(1, seats + 1)))
        cursor.executemany(_RECORD, islice(_records(), seats))
        cursor.executemany(_SEAT, islice(_seats(election), seats))
    if connection.vendor == "sqlite":
        connection.cursor().execute("ANALYZE")
    cover.default_arrangement(election=election)
    return election


def _forget() -> None:
    CoverRun.objects.update(started_by=None)
    for each in (PersonMonth, CoverRun):
        each.objects.all()._raw_delete(each.objects.db)


def _fp(number: int) -> bytes:
    return number.to_bytes(32, "big")


def _records() -> Iterator[tuple[object, ...]]:
    number = 0
    while number := number + 1:
        institution = _TPS[number % len(_TPS)][0]
        yield (number, number, institution, REGION, f"Contoh {number}", _fp(number), False, b"", _fp(number), _AT)


def _seats(election: Election) -> Iterator[tuple[object, ...]]:
    """Every fiftieth seat is taken by who sits in the one before it, too."""
    desa = list(Region.objects.below(REGION, Level.DESA).order_by("pk").values_list("pk", flat=True))
    number = 0
    while number := number + 1:
        institution, body, position = _TPS[number % len(_TPS)]
        who = number - 1 if number % TWICE == 0 else number
        tps = number // len(_TPS)
        place = (desa[tps % len(desa)], tps // len(desa) + 1)
        yield (who, number, election.pk, institution, body, position, *place, *_KPPS, False, _AT)
