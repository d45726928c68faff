"""A table that the planner takes for empty, met by a roster: PostgreSQL alone plans by such counts."""

import pytest
from django.db import connection

from enrolment.actions.rosters.accepting import accept
from enrolment.models import Person, PersonRecord
from enrolment.table_counts import count_if_grown, count_if_unknown
from tests.enrolment.rosters import HEADER, as_csv, kpps, person, send_and_check
from tests.factories_enrolment import make_election

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite joins as its statements are written"),
]


def known(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [table])
        return int(cursor.fetchone()[0])


def take_for_empty() -> None:
    """As the planner finds them that looked between an undoing and the next roster."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE enrolment_person")
        cursor.execute("ANALYZE enrolment_personrecord")


def test_new_people_are_counted_before_they_are_joined(reference: None):
    upload = send_and_check(make_election(), as_csv([HEADER, *kpps(1)]))
    take_for_empty()
    assert (known("enrolment_person"), known("enrolment_personrecord")) == (0, 0)
    accepted = accept(upload=upload, by=None)
    assert accepted.new == known("enrolment_person") == known("enrolment_personrecord") > 0


def test_what_is_known_well_enough_is_not_counted_again():
    take_for_empty()
    people = [Person(nik_fp=bytes([number]) * 32) for number in range(20)]
    Person.objects.bulk_create(people[:10])
    count_if_unknown(Person, PersonRecord, rows=10)
    Person.objects.bulk_create(people[10:])
    count_if_unknown(Person, rows=100)
    assert known("enrolment_person") == 10
    count_if_unknown(Person, rows=101)
    assert known("enrolment_person") == 20


def kinds_known(table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT attname FROM pg_stats WHERE tablename = %s", [table])
        return {name for (name,) in cursor.fetchall()}


def test_who_stands_is_counted_before_another_roster_is_held_against_him(reference: None):
    election = make_election()
    accept(upload=send_and_check(election, kpps()), by=None)
    later = send_and_check(election, [person(0, mother="Ibu Lain"), *kpps()[1:]])
    assert known("enrolment_assignment") == 7
    assert {"person_id", "record_id", "voided_at", "election_id"} <= kinds_known("enrolment_assignment")
    assert "name_birth_fp" in kinds_known("enrolment_personrecord")
    assert "sealed" not in kinds_known("enrolment_personrecord")
    accept(upload=later, by=None)
    assert known("enrolment_rosterchange") == 1


def test_what_has_not_grown_is_not_counted_again(reference: None):
    Person.objects.bulk_create([Person(nik_fp=bytes([number]) * 32) for number in range(10)])
    count_if_grown(Person)
    Person.objects.create(nik_fp=bytes(32 * [99]))
    count_if_grown(Person)
    assert known("enrolment_person") == 10
    Person.objects.bulk_create([Person(nik_fp=bytes([100, number] * 16)) for number in range(250)])
    count_if_grown(Person)
    assert known("enrolment_person") == 261


def test_rows_that_were_counted_though_never_looked_at_are_looked_at():
    """As an index that is made after a copy was played back counts them."""
    Person.objects.bulk_create([Person(nik_fp=bytes([number]) * 32) for number in range(10)])
    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX of_test ON enrolment_person (created_at)")
    assert (known("enrolment_person"), kinds_known("enrolment_person")) == (10, set())
    count_if_grown(Person)
    assert kinds_known("enrolment_person") == {"id", "nik_fp"}
