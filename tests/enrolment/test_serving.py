"""Whoever changes thousands of people at once, and whoever changes one of them meanwhile."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Event
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connection, connections

from enrolment.actions.rosters import undoing
from enrolment.actions.rosters.accepting import accept
from enrolment.actions.rosters.ending import end_assignments
from enrolment.actions.rosters.undoing import NotUndoable, undo
from enrolment.merging import Merging
from enrolment.models import Assignment, Election
from enrolment.restoring import restore
from enrolment.serving import PeopleChanged, attempts, changing_people, people_version, publishing_people
from tests.enrolment.rosters import kpps, send_and_check
from tests.factories_enrolment import make_election

SECONDS = 30
several_write = pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite one writes at a time")


@pytest.fixture
def election(reference: None) -> Election:
    return make_election()


def beside(work: Callable[[], Any]) -> Any:
    """What `work` comes to on a connection of its own, while this thread's transaction stays open."""

    def on_its_own() -> Any:
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(on_its_own).result(SECONDS)


def test_the_more_rows_the_later_everybody_is_kept_waiting(db: None, election: Election):
    seen = list(attempts(election.pk, 700))
    assert seen == [0, 0, None]
    assert len(list(attempts(election.pk, 170_000))) == 20


def test_each_attempt_looks_at_the_people_anew(db: None, election: Election):
    seen = []
    for version in attempts(election.pk, 7):
        seen.append(version)
        with changing_people(election.pk):
            pass
    assert seen == [0, 1, None]


@pytest.mark.django_db
@pytest.mark.parametrize("seen", [0, None])
def test_what_is_published_stands_under_the_next_version(election: Election, seen: int | None):
    with publishing_people(election.pk, seen):
        Election.objects.filter(pk=election.pk).update(name="Baru")
    assert (Election.objects.get().name, people_version(election.pk)) == ("Baru", 1)


@pytest.mark.django_db
def test_who_was_seen_is_held_against_who_stands(election: Election):
    with pytest.raises(PeopleChanged), changing_people(election.pk, seen=5):
        pytest.fail("nobody was seen")


@pytest.mark.django_db
def test_nothing_is_published_of_people_who_are_not_as_seen(election: Election):
    with pytest.raises(PeopleChanged), publishing_people(election.pk, 5):
        Election.objects.filter(pk=election.pk).update(name="Baru")
    assert (Election.objects.get().name, people_version(election.pk)) == (election.name, 0)


@several_write
@pytest.mark.django_db
def test_a_seat_that_was_taken_meanwhile_is_a_change_of_people(election: Election, kpu: Any):
    accept(upload=send_and_check(election, kpps()), by=kpu)
    seat = Assignment.objects.order_by("pk")[0]
    seat.pk = None
    with pytest.raises(PeopleChanged), publishing_people(election.pk, people_version(election.pk)):
        seat.save(force_insert=True)


@several_write
@pytest.mark.django_db
def test_a_fault_of_ones_own_is_no_change_of_people(election: Election, kpu: Any):
    accept(upload=send_and_check(election, kpps()), by=kpu)
    with pytest.raises(IntegrityError), publishing_people(election.pk, people_version(election.pk)):
        Assignment.objects.update(end=date(2000, 1, 1))


@pytest.mark.django_db
@pytest.mark.parametrize("fault", [OperationalError("disk full"), DatabaseError("other"), ValueError("cell")])
def test_any_other_fault_is_told_as_it_is(election: Election, fault: Exception):
    with pytest.raises(type(fault), match=str(fault)), publishing_people(election.pk, 0):
        raise fault


@several_write
@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_thousands_that_are_not_published_yet(election: Election, kpu: Any, monkeypatch: Any):
    """Seven are written, and not to be seen; somebody ends another's service meanwhile, and the seven look again."""
    accept(upload=send_and_check(election, kpps()), by=kpu)
    leaving = Assignment.objects.order_by("pk")[0]
    upload = send_and_check(election, kpps(first=20, tps=2))
    merge, ended = Merging.merge, []

    def disturbed(self: Merging) -> None:
        merge(self)
        if not ended:
            day = leaving.start + timedelta(days=3)
            ended.append(
                beside(lambda: end_assignments(assignments=[leaving.pk], last_day=day, reason="resigned", by=kpu))
            )

    monkeypatch.setattr(Merging, "merge", disturbed)
    accepted = accept(upload=upload, by=kpu)
    assert (ended, accepted.new, Assignment.objects.standing().count()) == ([1], 7, 14)


@several_write
@pytest.mark.django_db(transaction=True)
def test_thousands_wait_for_nobody_who_changes_people_just_now(election: Election):
    """So two that need what the other holds cannot stop each other."""
    is_held, may_end = Event(), Event()

    def hold() -> None:
        with changing_people(election.pk):
            is_held.set()
            may_end.wait(SECONDS)

    with ThreadPoolExecutor(1) as pool:
        holding = pool.submit(lambda: beside(hold))
        assert is_held.wait(SECONDS)
        with pytest.raises(PeopleChanged), publishing_people(election.pk, 0):
            pass
        may_end.set()
        holding.result(SECONDS)
    assert people_version(election.pk) == 1


@several_write
@pytest.mark.django_db(transaction=True)
def test_who_has_the_people_goes_before_an_undoing_that_has_his_row(election: Election, kpu: Any, monkeypatch: Any):
    """Each needs what the other holds: the undoing gives way, and then finds something built on its upload."""
    upload = send_and_check(election, kpps())
    accept(upload=upload, by=kpu)
    seat = Assignment.objects.order_by("pk")[0]
    ending = {"assignments": [seat.pk], "last_day": seat.start + timedelta(days=3), "reason": "resigned", "by": kpu}
    calls: list[Any] = []

    def disturbed(*given: Any, **named: Any) -> int:
        restored = restore(*given, **named)
        if not calls:
            calls.append(pool.submit(lambda: beside(lambda: end_assignments(**ending))))
            until_somebody_waits()
        return restored

    monkeypatch.setattr(undoing, "restore", disturbed)
    with ThreadPoolExecutor(1) as pool, pytest.raises(NotUndoable, match="1 orang"):
        undo(upload=upload, by=kpu)
    assert calls[0].result(SECONDS) == 1
    assert Assignment.objects.standing().count() == 7


def until_somebody_waits() -> None:
    for _tried in range(100 * SECONDS):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)
    raise AssertionError("nobody waits")
