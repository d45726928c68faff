"""A table that the planner takes for empty, met by a roster: PostgreSQL alone plans by such counts."""

import pytest
from django.db import connection

from enrolment.actions.rosters.accepting import accept
from enrolment.models import Person, PersonRecord
from enrolment.table_counts import count_if_unknown
from tests.enrolment.rosters import HEADER, as_csv, kpps, send_and_check
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
