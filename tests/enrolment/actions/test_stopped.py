"""Of whom it is recorded that he stopped, a later list that still has him revives nobody."""

from datetime import date
from typing import Any

import pytest

from enrolment.actions.people.replacing import replace
from enrolment.actions.rosters.accepting import accept
from enrolment.actions.rosters.comparing import brings_news, compare
from enrolment.actions.rosters.ending import end_assignments
from enrolment.models import Assignment, Election, RosterUpload
from tests.enrolment.rosters import HEADER, as_csv, codes, kpps, person, send_and_check
from tests.factories_enrolment import make_election
from tests.factories_people import make_nik, make_row

pytestmark = pytest.mark.django_db

LAST = date(2024, 2, 10)


@pytest.fixture
def election(reference: None) -> Election:
    return make_election()


@pytest.fixture
def standing(election: Election, kpu: Any) -> RosterUpload:
    upload = send_and_check(election, kpps())
    accept(upload=upload, by=kpu)
    return upload


def seat(number: int) -> Assignment:
    return Assignment.objects.get(record__name=person(number)[1])


@pytest.fixture
def dead(standing: RosterUpload, kpu: Any) -> Assignment:
    end_assignments(assignments=[seat(3).pk], last_day=LAST, reason="death", by=kpu)
    return seat(3)


def test_the_day_of_a_death_stays_whatever_a_list_says(election: Election, dead: Assignment, kpu: Any):
    upload = send_and_check(election, [*kpps(), []])
    assert upload.rejected == 0
    assert brings_news(upload=upload) is False
    found = compare(upload=upload).numbers
    assert (found.unchanged, found.changed, found.stopped) == (7, 0, 1)
    accept(upload=upload, by=kpu)
    dead.refresh_from_db()
    assert (dead.end, dead.stop_reason) == (LAST, "death")


def test_what_else_the_list_says_of_the_dead_is_taken(election: Election, dead: Assignment, kpu: Any):
    rows = kpps()
    rows[3] = person(3, mother="Ibu Lain")
    upload = send_and_check(election, rows)
    [change] = compare(upload=upload).changed
    assert [each.field for each in change.differences] == ["mother"]
    accept(upload=upload, by=kpu)
    dead.refresh_from_db()
    assert (dead.end, dead.stop_reason) == (LAST, "death")


def test_a_list_older_than_a_replacement_unseats_nobody(election: Election, standing: RosterUpload, kpu: Any):
    newcomer = make_row(make_nik(77), "Mawar Pengganti")
    came = replace(
        assignment=seat(3), last_day=LAST, reason="resigned", newcomer=newcomer, first_day=date(2024, 2, 11), by=kpu
    )
    upload = send_and_check(election, [*kpps(), []])
    assert codes(upload) == codes(standing)
    found = compare(upload=upload)
    assert (found.numbers.gone, found.numbers.changed, found.numbers.stopped) == (0, 0, 1)
    accept(upload=upload, by=kpu)
    came.refresh_from_db()
    assert (seat(3).end, came.start, came.stop_reason) == (LAST, date(2024, 2, 11), "")


def test_who_came_back_serves_as_the_list_says(election: Election, dead: Assignment, kpu: Any):
    Assignment.objects.filter(pk=dead.pk).update(stop_reason="unable")
    rows = [[*row, "2024-02-12" if number == 3 else ""] for number, row in enumerate(kpps())]
    back = send_and_check(election, as_csv(rows, header=[*HEADER, "Mulai Bertugas"]))
    accept(upload=back, by=kpu)
    assert Assignment.objects.filter(record__name=person(3)[1]).count() == 2
    accept(upload=send_and_check(election, as_csv([*rows, []], header=[*HEADER, "Mulai Bertugas"])), by=kpu)
    assert sorted(Assignment.objects.filter(record__name=person(3)[1]).values_list("end", "stop_reason")) == [
        (LAST, "unable"), (back.lines.get(row=5).end, ""),
    ]  # fmt: skip
