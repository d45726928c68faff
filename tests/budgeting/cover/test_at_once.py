"""Runs beside each other, and beside people who change who serves."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import connections

from budgeting.actions import cover
from budgeting.models import CoverRun, PersonMonth
from enrolment.serving import changing_people
from tests.factories_cover import make_arrangement
from tests.factories_enrolment import make_election
from tests.factories_people import make_nik, make_row, make_seat


@pytest.mark.django_db(transaction=True)
def test_of_two_runs_at_once_the_second_finds_nothing_to_add(reference):
    election = make_election()
    make_seat(election)
    make_arrangement(election)

    def work(_):
        try:
            return cover.run(election=election).added
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        added = list(pool.map(work, range(3)))
    assert Counter(added) == {2: 1, 0: 2}
    assert sorted(CoverRun.objects.values_list("number", flat=True)) == [1, 2, 3]
    assert PersonMonth.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("times", [1, 2, 9])
def test_who_changes_people_meanwhile_makes_a_run_look_again(reference, monkeypatch, times):
    election = make_election()
    make_seat(election, make_row(make_nik(1)))
    make_arrangement(election)
    worked_out, left = cover.worked_out, list(range(2, 2 + times))

    @contextmanager
    def disturbed(of):
        with worked_out(of) as found:
            is_locked = len(left) == times - 2  # the last try holds the people: nobody comes between
            if left and not is_locked:
                with changing_people(of.pk):
                    make_seat(of, make_row(make_nik(left.pop(0))))
            yield found

    monkeypatch.setattr(cover, "worked_out", disturbed)
    run = cover.run(election=election)
    assert run.standing == 2 * (1 + min(times, 2))
    election.refresh_from_db()
    assert run.people_version == election.people_version
    assert run.number == 1
