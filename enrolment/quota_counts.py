"""What is counted for a quota board: people, reserves, surplus, overlaps and faults, each by one grouped statement.

The database does the counting, so that 15,228 TPS come back as few rows as 500: one a part and body. Everything goes
through `visible_to`, so that a secretariat counts its own people alone.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, NullIf, Substr

from enrolment.models import Assignment, Election, PersonRecord, RosterLine, RosterUpload, SeatException
from enrolment.overlapping import overlapping
from enrolment.rules.bodies import Position
from enrolment.rules.quota import Counted
from enrolment.rules.region_code import Level, level
from pemilu_bpjs.permissions import Right

_KEPT_SECONDS = 3600

Part = str | int
"""A region's code; of a desa, a TPS number in it."""

ByPart = Mapping[tuple[Part, str], Counted]

# How long the codes of a level are.
_LENGTH = {Level.KABUPATEN: 5, Level.KECAMATAN: 8, Level.DESA: 13}
_BELOW = {Level.PROVINSI: Level.KABUPATEN, Level.KABUPATEN: Level.KECAMATAN, Level.KECAMATAN: Level.DESA}
_OPEN = (RosterUpload.State.READY, RosterUpload.State.ACCEPTING)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a board is about. `on`: who sits on that day; None: whoever has not given up the seat.

    `by`: the level of its parts; None: the one right below the region, of a desa its TPS.
    """

    user: Any
    election: Election
    region: str
    on: datetime.date | None = None
    by: Level | None = None

    @property
    def part(self) -> Any:
        """What rows are grouped by: a region's code, or the number of a TPS; 0 for what stands in the desa itself."""
        return Substr("region_code", 1, self._length) if self._length else F("tps")

    @property
    def part_sql(self) -> str:
        """The same in SQL, of a table with these columns."""
        return f"SUBSTR(region_code, 1, {self._length})" if self._length else "tps"

    @property
    def _length(self) -> int:
        """Of the codes of parts; 0 where they are TPS."""
        wanted = self.by or _BELOW.get(level(self.region))
        return _LENGTH[wanted] if wanted else 0

    @property
    def inside(self) -> Q:
        """No condition for the election's own region: all of its people stand there."""
        if self.region == self.election.region_id:
            return Q()
        if level(self.region) is Level.DESA:
            return Q(region_code=self.region)
        return Q(region_code=self.region) | Q(region_code__startswith=f"{self.region}.")


@dataclass(frozen=True, slots=True)
class UnitLaw:
    """The most seats that a unit of each body has, and by how much exceptions change that in single units."""

    most: Mapping[str, int]
    more: Mapping[tuple[str, str, int], int]
    """By body, region code and TPS number."""

    def seats(self, body: str, code: str, tps: int) -> int:
        return self.most[body] + self.more.get((body, code, tps), 0)


@dataclass(frozen=True, slots=True)
class Counts:
    """Everything that is counted, by part and body; and faults by (institution, body) once more.

    Whoever sent a faulty row mends it, whichever body it names or none: the sum of `faults_sent` is that of all faults.
    """

    by_part: ByPart
    faults_sent: Mapping[tuple[str, str], int]


def unit_law(election: Election, law: tuple[Position, ...]) -> UnitLaw:
    """In one query. A TPS at coklit counts as one over 400 voters: fewer seats there are the board's sum to tell."""
    most: defaultdict[str, int] = defaultdict(int)
    per_unit = {post.code: (post.body, post.per_unit + post.extra_per_over_400) for post in law}
    for body, seats in per_unit.values():
        most[body] += seats
    more: defaultdict[tuple[str, str, int], int] = defaultdict(int)
    rows = SeatException.objects.filter(election=election, replaced_at=None, position__in=per_unit)
    for position, code, tps, seats in rows.values_list("position", "region_id", "tps_number", "seats"):
        body, ratio = per_unit[position]
        more[body, code, tps] += seats - ratio
    return UnitLaw(dict(most), dict(more))


def counts(scope: Scope, law: UnitLaw) -> Counts:
    """Counts in four queries."""
    found: defaultdict[tuple[Part, str], Counted] = defaultdict(Counted)
    for part, body, people, reserves, surplus in _people(scope, law):
        found[part, body] += Counted(people=people, reserves=reserves, surplus=surplus)
    for part, body, surplus in _excepted(scope, law):
        found[part, body] += Counted(surplus=surplus)
    for part, body, overlaps in _overlaps(scope):
        found[part, body] += Counted(overlaps=overlaps)
    faults_sent: defaultdict[tuple[str, str], int] = defaultdict(int)
    for part, body, institution, faults in _faults(scope):
        found[part, body] += Counted(faults=faults)
        faults_sent[institution, body] += faults
    return Counts(found, faults_sent)


def units_of(scope: Scope) -> QuerySet[Assignment, dict[str, Any]]:
    """People and reserves of every unit that somebody stands in, by region code, body and TPS."""
    visible = Assignment.objects.visible_to(scope.user, Right.VIEW_QUOTA).standing()
    inside = visible.filter(scope.inside, election=scope.election).order_by()
    who = {"people": Count("pk", filter=_seated(scope)), "reserves": Count("pk", filter=Q(is_reserve=True))}
    return inside.values("region_code", "body", "tps").annotate(**who)


def _people(scope: Scope, law: UnitLaw) -> list[tuple[Part, str, int, int, int]]:
    """(part, body, people, reserves, surplus) by one pass in the order of the index `assignment_unit`.

    The sum is over units, which the ORM cannot put into one statement; what it limits to is the ORM's own.
    """
    units, given = units_of(scope).query.sql_with_params()
    seats = " ".join(["WHEN %s THEN %s"] * len(law.most))
    known = [value for pair in law.most.items() for value in pair]
    sql = f"""
        SELECT {scope.part_sql}, body, SUM(people), SUM(reserves),
          SUM(CASE WHEN people > due THEN people - due ELSE 0 END)
        FROM (SELECT u.*, CASE body {seats} ELSE people END AS due FROM ({units}) AS u) AS counted
        GROUP BY 1, 2
    """  # noqa: S608 -- nothing in it but our own columns and whole numbers; what a user gave is in the parameters
    return _kept_while_nobody_changes(scope.election, sql, [*known, *given])


def _kept_while_nobody_changes(election: Election, sql: str, given: list[Any]) -> list[tuple[Any, ...]]:
    """Counting 150,000 seats takes a quarter of a second, which whoever looks through a board pays once.

    The statement says who may see what, and the version (enrolment/serving.py) whom there is to see.
    """
    asked = sha256(repr((sql, given)).encode()).hexdigest()
    key = f"quota:{election.pk}:{election.people_version}:{asked}"
    rows: list[tuple[Any, ...]] | None = cache.get(key)
    if rows is None:
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            # PostgreSQL adds whole numbers up to decimals.
            rows = [(part, body, *map(int, sums)) for part, body, *sums in cursor.fetchall()]
        cache.set(key, rows, _KEPT_SECONDS)
    return rows


def _excepted(scope: Scope, law: UnitLaw) -> Iterator[tuple[Part, str, int]]:
    """(part, body, by how much the surplus of a unit differs): of the few units with a number of their own."""
    codes = {code for _body, code, _tps in law.more}
    rows = units_of(scope).filter(region_code__in=codes).annotate(part=scope.part) if codes else ()
    for row in rows:
        unit = row["body"], row["region_code"], row["tps"]
        if unit in law.more:
            usual = max(0, row["people"] - law.most[row["body"]])
            yield row["part"], row["body"], max(0, row["people"] - law.seats(*unit)) - usual


def _overlaps(scope: Scope) -> QuerySet[Any]:
    """(part, body, seats whose people have another post meanwhile)."""
    twice = overlapping(scope.user, Right.VIEW_QUOTA).filter(scope.inside, election=scope.election)
    return twice.order_by().values(part=scope.part).values_list("part", "body").annotate(overlaps=Count("pk"))


def _faults(scope: Scope) -> QuerySet[Any]:
    """(part, body, who sent them, rejected rows that nobody has mended since).

    A row that failed in two files of one sender counts once.
    """
    uploads = RosterUpload.objects.kept().visible_to(scope.user, Right.VIEW_QUOTA)
    open_uploads = uploads.filter(election=scope.election, state__in=_OPEN, rejected__gt=0)
    rows = RosterLine.objects.filter(upload__in=open_uploads, state=RosterLine.State.REJECTED, accepted_at=None)
    rows = rows.filter(scope.inside).exclude(Exists(_mended_by_birth(scope))).exclude(Exists(_mended_by_seat(scope)))
    named = Concat("name", Value("|"), "region_code", Value("|"), Cast("tps", CharField()))
    row = Case(When(name="", then=Cast("pk", CharField())), default=named, output_field=CharField())
    body = Coalesce(NullIf("body", Value("")), "upload__body")
    sent = {"part": scope.part, "of_body": body, "sender": F("upload__institution")}
    grouped = rows.order_by().values(**sent).values_list(*sent)
    return grouped.annotate(faults=Count(row, distinct=True))


def _mended_by_birth(scope: Scope) -> QuerySet[PersonRecord]:
    """People of a row's name and birth date who stand meanwhile, whatever was wrong with their NIK."""
    return PersonRecord.objects.filter(
        institution=OuterRef("upload__institution"),
        name_birth_fp=OuterRef("name_birth_fp"),
        assignments__election=scope.election,
        assignments__voided_at=None,
    )


def _mended_by_seat(scope: Scope) -> QuerySet[Assignment]:
    """People of a row's name who sit in its unit meanwhile."""
    same = {name: OuterRef(name) for name in ("region_code", "body", "tps")}
    here = Assignment.objects.standing().filter(election=scope.election, **same)
    return here.filter(institution=OuterRef("upload__institution"), record__name=OuterRef("name")).order_by()


def _seated(scope: Scope) -> Q:
    """Who takes a seat. On the day that his successor begins, whoever is replaced has left it (contracts §3)."""
    if scope.on is None:
        return Q(is_reserve=False, stop_reason="")
    successors = Assignment.objects.standing().filter(replaces=OuterRef("pk"), start=scope.on).order_by()
    return Q(is_reserve=False, start__lte=scope.on, end__gte=scope.on) & (Q(end__gt=scope.on) | ~Exists(successors))
