"""Who serves without cover on a day, why, and who must act."""

import datetime

import pytest

from budgeting import uncovered
from budgeting.actions import cover
from budgeting.models import Registration
from budgeting.rules.plan_input import Entry
from budgeting.rules.risk import Risk
from budgeting.uncovered import Asked
from enrolment.models import PersonRecord
from tests.factories_budgeting import make_plan
from tests.factories_cover import make_cover
from tests.factories_enrolment import make_election
from tests.factories_people import make_nik, make_row, make_seat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

VOTING_DAY = datetime.date(2024, 2, 14)


def risk_on(election, day=VOTING_DAY):
    cells = uncovered.counts(Asked(election, day))
    return {cell.risk for cell in cells}


def registered(seat, arrangement, state, since=None, ended=None):
    given = {"state": state, "confirmed_from": since, "ended_on": ended, "assignment": seat}
    Registration.objects.update_or_create(
        arrangement=arrangement, person=seat.person, defaults={**given, "reference": f"R{seat.pk}"}
    )


def test_from_the_first_step_to_cover():
    election = make_election()
    seat = make_seat(election)
    assert risk_on(election) == {Risk.UNPLANNED}
    arrangement = cover.arrange(election=election, office=None, by=None)
    cover.run(election=election)
    assert risk_on(election) == {Risk.UNSENT}
    registered(seat, arrangement, "sent")
    assert risk_on(election) == {Risk.UNANSWERED}
    registered(seat, arrangement, "rejected")
    assert risk_on(election) == {Risk.REJECTED}
    registered(seat, arrangement, "active", VOTING_DAY + datetime.timedelta(days=1))
    assert risk_on(election) == {Risk.LATER}
    registered(seat, arrangement, "active", VOTING_DAY)
    assert risk_on(election) == {None}
    registered(seat, arrangement, "ended", VOTING_DAY, VOTING_DAY)
    assert risk_on(election) == {None}
    assert risk_on(election, VOTING_DAY + datetime.timedelta(days=1)) == {Risk.ENDED}


def test_who_came_after_the_last_run_waits_for_the_next_one():
    election = make_election()
    make_cover(election)
    make_seat(election)
    assert risk_on(election) == {Risk.STALE}


def test_a_plan_without_the_month_leaves_it_unplanned(planner, office):
    election = make_election(tps=1352)
    plan = make_plan(office, planner, Entry("kpps-anggota", coverage=("2024-02",)), election=election)
    make_seat(election)
    make_cover(election, office, plan=plan)
    assert risk_on(election, datetime.date(2024, 1, 26)) == {Risk.UNPLANNED}
    assert risk_on(election) == {Risk.UNSENT}


def test_whom_sipp_would_refuse_is_work_of_the_secretariat():
    election = make_election()
    seat = make_seat(election)
    PersonRecord.objects.filter(pk=seat.record_id).update(lacks=1)
    make_cover(election)
    assert risk_on(election) == {Risk.INCOMPLETE}


def test_reserves_and_those_insured_elsewhere_are_no_risk_and_nobody_is_off_duty():
    election = make_election()
    make_seat(election, make_row(make_nik(1)), is_reserve=True, not_insured="reserve")
    make_seat(election, make_row(make_nik(2)), not_insured="asn")
    make_seat(election, make_row(make_nik(3)))
    make_cover(election)
    assert uncovered.people(Asked(election, VOTING_DAY)) == uncovered.Found(1, 1)
    assert uncovered.counts(Asked(election, datetime.date(2024, 3, 1))) == ()


def test_each_institution_counts_and_sees_its_own(kpu, bawaslu, tapd, neighbour, stranger, planner):
    election = make_election()
    make_seat(election, make_row(make_nik(1)))
    make_seat(election, make_row(make_nik(2)), institution="Bawaslu", body="ptps", position="ptps")
    for user, seats, names in ((kpu, 1, 1), (bawaslu, 1, 1), (planner, 2, 2), (tapd, 2, 0)):
        asked = Asked(election, VOTING_DAY, user)
        assert sum(cell.seats for cell in uncovered.counts(asked)) == seats
        assert len(uncovered.risky_seats(asked, limit=9, offset=0)) == names
    for user in (neighbour, stranger):
        asked = Asked(election, VOTING_DAY, user)
        assert uncovered.counts(asked) == ()
        assert uncovered.people(asked).people == 0
        assert uncovered.risky_seats(asked, limit=9, offset=0) == []
        assert uncovered.lost(asked) == ()
        assert uncovered.lost_page(asked, limit=9, offset=0).seats == []


def test_a_region_and_a_reason_narrow_the_list():
    election = make_election()
    make_seat(election, make_row(make_nik(1)))
    there = make_seat(election, make_row(make_nik(2)), region_code="16.09.02.2001")
    asked = Asked(election, VOTING_DAY, region="16.09.02")
    (found,) = uncovered.risky_seats(asked, limit=9, offset=0)
    assert (found.seat, found.risk) == (there, Risk.UNPLANNED)
    assert uncovered.risky_seats(asked, risks=(Risk.REJECTED,), limit=9, offset=0) == []
    assert uncovered.risky_seats(asked, limit=9, offset=1) == []


def test_days_without_cover_are_counted_up_to_a_day(planner, office):
    election = make_election(tps=1352)
    plan = make_plan(office, planner, Entry("kpps-anggota", coverage=("2024-02",)), election=election)
    seat = make_seat(election)
    arrangement, _ = make_cover(election, office, plan=plan)
    registered(seat, arrangement, "active", datetime.date(2024, 2, 5))

    def days(until):
        (row,) = uncovered.lost(Asked(election, until))
        return row.days, row.unpaid, row.unconfirmed

    assert days(datetime.date(2024, 1, 26)) == (2, 2, 0)
    assert days(VOTING_DAY) == (21, 7, 4)
    assert days(datetime.date(2024, 12, 31)) == (32, 7, 4)
    (row,) = uncovered.lost_page(Asked(election, VOTING_DAY), limit=9, offset=0).seats
    assert (row.seat, row.days, row.unpaid, row.unconfirmed) == (seat, 21, 7, 4)
    assert uncovered.lost(Asked(election, datetime.date(2024, 1, 1))) == ()


def test_nothing_sent_means_every_paid_day_waits_and_full_cover_loses_none():
    election = make_election()
    seat = make_seat(election)
    arrangement, _ = make_cover(election)
    (row,) = uncovered.lost(Asked(election, VOTING_DAY))
    assert (row.kecamatan, row.seats, row.hit, row.unpaid, row.unconfirmed) == ("16.09.01", 1, 1, 0, 21)
    registered(seat, arrangement, "active", datetime.date(2024, 1, 25))
    (row,) = uncovered.lost(Asked(election, VOTING_DAY))
    assert (row.hit, row.unpaid, row.unconfirmed) == (0, 0, 0)
    assert uncovered.lost_page(Asked(election, VOTING_DAY), limit=9, offset=0).seats == []
