"""Whose month is paid, by whom, and what a later run changes."""

import datetime

import pytest

from budgeting.actions import cover
from budgeting.models import PersonMonth
from tests.factories_cover import make_arrangement, make_cover
from tests.factories_enrolment import make_election
from tests.factories_people import make_nik, make_row, make_seat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def months(**narrowed):
    return list(PersonMonth.objects.standing().filter(**narrowed).order_by("month").values_list("month", flat=True))


def test_a_kpps_member_has_both_months_of_his_tenure():
    election = make_election()
    seat = make_seat(election)
    _, run = make_cover(election)
    assert months(person=seat.person) == ["2024-01", "2024-02"]
    assert (run.added, run.removed, run.standing) == (2, 0, 2)


def test_a_run_without_change_adds_and_removes_nothing():
    election = make_election()
    make_seat(election)
    make_cover(election)
    again = cover.run(election=election)
    assert (again.number, again.added, again.removed, again.standing) == (2, 0, 0, 2)
    assert PersonMonth.objects.count() == 2
