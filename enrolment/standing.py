"""Those who stand already, as far as an upload touches them: each kind found by one set statement over its lines."""

import datetime
from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection

from enrolment.catalogue import positions, tenures
from enrolment.models import Body, Election, PollingStation, RosterLine, RosterUpload, SeatException, StageCode
from enrolment.people import words_for
from enrolment.rules.bodies import Unit as UnitKind
from enrolment.rules.period import Period
from enrolment.rules.roster_clashes import Key, Seated, Standing
from enrolment.rules.roster_problems import Particulars, Unit
from enrolment.rules.unit_seats import PostSeats, SeatLaw
from pemilu_bpjs.models.scope import lies_within

# Seats are counted over these days: bodies of one vote come and go within them (domain/bodies.md §4).
_BEFORE_VOTING, _AFTER_VOTING = datetime.timedelta(days=3 * 366), datetime.timedelta(days=366)
_OVER = 400
_ASKED_AT_ONCE = 500

_SEATED = """
SELECT a.region_code, a.tps, a.body, p.nik_fp, a.position, a.start, a."end", a.stop_reason <> ''
FROM (SELECT DISTINCT region_code, tps, body FROM enrolment_rosterline WHERE upload_id = %s AND region_code <> '') AS u
JOIN enrolment_assignment AS a
  ON a.election_id = %s AND a.region_code = u.region_code AND a.tps = u.tps AND a.body = u.body
JOIN enrolment_person AS p ON p.id = a.person_id
WHERE a.voided_at IS NULL AND NOT a.is_reserve
"""
# Each side of an overlap across institutions learns only that there is one, so no more than the place is asked here.
_OVERLAPS = """
SELECT l.sheet, l."row", a.institution, a.body, a.region_code, a.tps
FROM enrolment_rosterline AS l
JOIN enrolment_person AS p ON p.nik_fp = l.nik_fp
JOIN enrolment_assignment AS a ON a.person_id = p.id AND a.start <= l."end" AND a."end" >= l.start
WHERE l.upload_id = %s AND l.accepted_at IS NULL AND NOT l.is_reserve AND a.voided_at IS NULL AND NOT a.is_reserve
  AND NOT (a.election_id = %s AND a.institution = %s
           AND a.body = l.body AND a.region_code = l.region_code AND a.tps = l.tps)
"""
# CROSS JOIN is a plain join that SQLite takes in the order written: from the lines, not from everybody who stands.
_NAMESAKES = """
SELECT DISTINCT l.sheet, l."row", other.nik_fp
FROM enrolment_rosterline AS l
CROSS JOIN enrolment_personrecord AS r
CROSS JOIN enrolment_person AS other
CROSS JOIN enrolment_assignment AS a
LEFT JOIN enrolment_person AS own ON own.nik_fp = l.nik_fp
WHERE l.upload_id = %s AND l.accepted_at IS NULL AND r.name_birth_fp = l.name_birth_fp AND r.institution = %s
  AND other.id = r.person_id AND other.nik_fp <> l.nik_fp
  AND a.record_id = r.id AND +a.election_id = %s AND a.voided_at IS NULL
  AND NOT EXISTS (
    SELECT 1 FROM enrolment_samepersondecision AS d
    WHERE NOT d.is_same
      AND ((d.first_id = own.id AND d.second_id = other.id) OR (d.first_id = other.id AND d.second_id = own.id)))
"""


def standing(upload: RosterUpload, leaving: Collection[int] = ()) -> Standing:
    """Who stands in the units of the upload's lines, serves elsewhere meanwhile, or bears a name of theirs.

    `leaving`: assignments that count as gone, since a person has said that they end.
    """
    seated = _ask(_SEATED, [upload.pk, upload.election_id], leaving)
    return Standing(
        seated=[
            Seated(Unit(code, tps, body), bytes(nik), position, _day(start), _day(end), bool(has_stopped))
            for code, tps, body, nik, position, start, end, has_stopped in seated
        ],
        serving=overlaps(upload, leaving),
        namesakes=_namesakes(upload),
    )


def overlaps(upload: RosterUpload, leaving: Collection[int] = ()) -> dict[Key, Particulars]:
    """Lines whose NIK holds another post at an overlapping time, with what their sender may know of it."""
    found: dict[Key, Particulars] = {}
    asked = [upload.pk, upload.election_id, upload.institution]
    for sheet, row, institution, body, code, tps in _ask(_OVERLAPS, asked, leaving):
        is_own = institution == upload.institution and lies_within(code, upload.region)
        said: Particulars = {"body": body, "code": code, "tps": tps} if is_own else {}
        found[sheet, row] = found.get((sheet, row)) or said
    return _with_places(found)


def seat_law(election: Election) -> SeatLaw:
    """The seats of every unit of an election, in a fixed number of queries."""
    bodies: dict[str, tuple[PostSeats, ...]] = {}
    tps_bodies: set[str] = set()
    for post in positions(election.preset):
        seats = PostSeats(post.code, post.per_unit, post.extra_per_over_400, post.is_leader)
        bodies[post.body] = (*bodies.get(post.body, ()), seats)
        if post.unit in (UnitKind.TPS, UnitKind.TPS_COKLIT):
            tps_bodies.add(post.body)
    depends_on_voters = any(post.extra for posts in bodies.values() for post in posts)
    return SeatLaw(
        bodies=bodies,
        secretariats=frozenset(Body.objects.current().filter(is_secretariat=True).values_list("code", flat=True)),
        tps_bodies=frozenset(tps_bodies),
        days=Period(election.voting_day - _BEFORE_VOTING, election.voting_day + _AFTER_VOTING),
        tenures={body: tenure.period for body, tenure in tenures(election.preset).items()},
        exceptions=_exceptions(election),
        over_400=_over_400(election) if depends_on_voters else {},
    )


def _with_places(found: dict[Key, Particulars]) -> dict[Key, Particulars]:
    """Each place by its name; the code alone stays where the region data has none."""
    codes = {str(said["code"]) for said in found.values() if said}
    if not codes:
        return found
    words = words_for(codes)
    return {
        key: {**said, "place": words.place(str(said["code"]), int(said["tps"]))}
        if said and said["code"] in words.regions
        else said
        for key, said in found.items()
    }


def _namesakes(upload: RosterUpload) -> dict[Key, Particulars]:
    """Nothing is said of who it is: a person looks at both and decides.

    Somebody who stands and is in the file himself is held against its rows there, where the later one bears it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NAMESAKES, [upload.pk, upload.institution, upload.election_id])
        found = [(sheet, row, bytes(nik)) for sheet, row, nik in cursor.fetchall()]
    in_file = _niks_in_file(upload, sorted({nik for _sheet, _row, nik in found}))
    return {(sheet, row): {} for sheet, row, nik in found if nik not in in_file}


def _niks_in_file(upload: RosterUpload, niks: Sequence[bytes]) -> set[bytes]:
    found: set[bytes] = set()
    for start in range(0, len(niks), _ASKED_AT_ONCE):
        lines = RosterLine.objects.filter(upload=upload, nik_fp__in=niks[start : start + _ASKED_AT_ONCE])
        found |= {bytes(nik) for nik in lines.values_list("nik_fp", flat=True)}
    return found


def _exceptions(election: Election) -> dict[tuple[str, str, int], int]:
    rows = SeatException.objects.filter(election=election, replaced_at=None)
    return {
        (position, code, tps): seats
        for position, code, tps, seats in rows.values_list("position", "region_id", "tps_number", "seats")
    }


def _over_400(election: Election) -> dict[tuple[str, int], bool]:
    stations = PollingStation.objects.filter(election=election, stage=StageCode.COKLIT, voters__isnull=False)
    rows = stations.order_by().values_list("desa_id", "number", "voters")
    return {(desa, number): voters > _OVER for desa, number, voters in rows.iterator()}


def _ask(sql: str, asked: list[Any], leaving: Collection[int]) -> list[tuple[Any, ...]]:
    if leaving:
        sql += f" AND a.id NOT IN ({', '.join(['%s'] * len(leaving))})"
    with connection.cursor() as cursor:
        cursor.execute(sql, [*asked, *leaving])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _day(value: datetime.date | str) -> datetime.date:
    """SQLite gives days as text."""
    return datetime.date.fromisoformat(value) if isinstance(value, str) else value
