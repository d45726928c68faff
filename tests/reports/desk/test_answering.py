"""Answers from the records: one person or many, in four queries, and only what the asker may know."""

import datetime
from typing import Any

import pytest

from budgeting.models import BillLine
from enrolment.models import Assignment, Election
from pemilu_bpjs.roles import Role
from reports import answering
from reports.rules.cover_answer import Cover, Duty, Verdict
from tests.factories import make_member as make_user_of
from tests.factories import make_office
from tests.factories_cover import make_cover
from tests.factories_desk import VOTING_DAY, make_bill, make_member, make_sent
from tests.factories_enrolment import make_election
from tests.factories_people import NIK, make_nik, make_row, make_seat
from tests.people import World

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture
def election(reference: None) -> Election:
    return make_election()


@pytest.fixture
def seat(election: Election) -> Assignment:
    return make_seat(election)


def test_somebody_confirmed_in_a_paid_month_is_covered_with_all_that_it_hangs_on(
    world: World, election: Election, seat: Assignment
):
    arrangement, _run = make_cover(election, world.office)
    registration = make_member(seat, arrangement)
    row = make_sent(registration, number=3)
    bill = make_bill(arrangement)

    found = answering.covered_on(seat.person_id, VOTING_DAY)

    assert (found.verdict, found.duty, found.cover) == (Verdict.COVERED, Duty.SERVING, Cover.COVERED)
    assert (found.seat, found.registration, found.month.month) == (seat, registration, "2024-02")
    assert (found.sent.batch, found.sent.number) == (row.file.batch_id, 3)
    assert (found.billed.bill, found.billed.is_paid) == (bill, True)
    assert found.price.base == 1_100_000


def test_a_bill_without_its_money_is_not_paid(world: World, election: Election, seat: Assignment):
    arrangement, _run = make_cover(election, world.office)
    make_member(seat, arrangement)
    make_bill(arrangement, paid=False)
    found = answering.covered_on(seat.person_id, VOTING_DAY)
    assert (found.billed.paid, found.billed.is_paid, found.billed.paid_on) == (0, False, None)


def test_whom_the_list_of_a_bill_leaves_out_is_told(world: World, election: Election, seat: Assignment):
    other = make_seat(election, make_row(make_nik(3), "Orang Lain"), tps=2)
    arrangement, _run = make_cover(election, world.office)
    bill = make_bill(arrangement)
    assert answering.covered_on(seat.person_id, VOTING_DAY).billed.is_listed is None
    BillLine.objects.create(bill=bill, row=2, person=other.person, total=5_940, sealed=b"sealed")
    people = answering.covers_on([seat.person_id, other.person_id], VOTING_DAY)
    assert [people[each.person_id].billed.is_listed for each in (seat, other)] == [False, True]


def test_a_bill_of_another_month_or_withdrawn_is_not_told(world: World, election: Election, seat: Assignment):
    arrangement, _run = make_cover(election, world.office)
    make_bill(arrangement, "2024-01")
    make_bill(arrangement, voided_at=datetime.datetime(2024, 3, 11, tzinfo=datetime.UTC))
    assert answering.covered_on(seat.person_id, VOTING_DAY).billed is None


def test_who_was_sent_and_never_answered_is_not_covered(world: World, election: Election, seat: Assignment):
    arrangement, _run = make_cover(election, world.office)
    make_sent(make_member(seat, arrangement, state="sent", confirmed_from=None))
    found = answering.covered_on(seat.person_id, VOTING_DAY)
    assert (found.verdict, found.cover) == (Verdict.UNANSWERED, Cover.UNCONFIRMED)


def test_who_lacks_what_sipp_needs_was_held_back_and_others_were_not_sent(world: World, election: Election):
    lacking = make_seat(election, make_row(mother=""))
    whole = make_seat(election, make_row(make_nik(1), "Budi Contoh"), tps=2)
    make_cover(election, world.office)
    found = answering.covers_on([lacking.person_id, whole.person_id], VOTING_DAY)
    assert found[lacking.person_id].verdict is Verdict.INCOMPLETE
    assert found[whole.person_id].verdict is Verdict.UNSENT


def test_in_office_and_in_no_paid_month(election: Election, seat: Assignment):
    found = answering.covered_on(seat.person_id, VOTING_DAY)
    assert (found.verdict, found.month, found.cover) == (Verdict.UNPAID, None, Cover.NOT_COVERED)


def test_a_day_out_of_office_in_a_paid_month_is_for_bpjs_to_say(world: World, election: Election, seat: Assignment):
    arrangement, _run = make_cover(election, world.office)
    make_member(seat, arrangement)
    found = answering.covered_on(seat.person_id, datetime.date(2024, 2, 28))
    assert (found.verdict, found.cover, found.seat) == (Verdict.OFF_DUTY, None, seat)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"is_reserve": True, "not_insured": "reserve"}, Verdict.RESERVE),
        ({"not_insured": "asn"}, Verdict.EXCLUDED),
    ],
)
def test_who_is_not_insured_here_is_told_so(
    world: World, election: Election, values: dict[str, Any], expected: Verdict
):
    seat = make_seat(election, **values)
    make_cover(election, world.office)
    found = answering.covered_on(seat.person_id, VOTING_DAY)
    assert (found.verdict, found.cover) == (expected, None)


def test_a_withdrawn_post_is_no_post(election: Election, seat: Assignment):
    Assignment.objects.update(voided_at=datetime.datetime(2024, 2, 1, tzinfo=datetime.UTC))
    found = answering.covered_on(seat.person_id, VOTING_DAY)
    assert (found.verdict, found.seat) == (Verdict.NOT_SERVING, None)


def test_a_month_carried_in_another_institutions_list_covers_and_tells_nothing_of_it(world: World, election: Election):
    here = make_seat(election, institution="Satpol PP", body="linmas", position="linmas")
    carrier = make_seat(election)
    arrangement, _run = make_cover(election, world.office)
    make_member(carrier, arrangement)

    unseen = answering.covered_on(here.person_id, VOTING_DAY, user=world.other_planner)
    assert (unseen.verdict, unseen.seat, unseen.is_seen) == (Verdict.COVERED, here, False)

    seen = answering.covered_on(here.person_id, VOTING_DAY, user=world.planner)
    assert (seen.verdict, seen.seat, seen.is_seen) == (Verdict.COVERED, carrier, True)


def test_only_people_within_reach_are_found(world: World, seat: Assignment):
    desk = make_user_of(Role.ANSWER_DESK, make_office("16.09"), "desk")
    born = make_row().birth_date
    mine: list[int] = [seat.person_id]
    others = (world.neighbour, world.other_planner, world.kpu, world.bpjs, world.stranger)
    for user, found in ((desk, mine), (world.planner, mine), *((each, []) for each in others)):
        assert answering.with_nik(user, NIK) == found
        assert answering.with_name_and_birth(user, "SITI CONTOH, S.Pd.", born) == found
        assert answering.with_seat(user, seat.pk) == found


def test_one_person_or_fifty_take_four_queries(
    world: World, election: Election, seat: Assignment, django_assert_num_queries: Any
):
    people = [
        seat.person_id,
        *(make_seat(election, make_row(make_nik(each), f"Orang {each}"), tps=each).person_id for each in range(2, 51)),
    ]
    arrangement, _run = make_cover(election, world.office)
    make_sent(make_member(seat, arrangement))
    make_bill(arrangement)
    with django_assert_num_queries(4):
        answering.covered_on(seat.person_id, VOTING_DAY)
    with django_assert_num_queries(4):
        found = answering.covers_on(people, VOTING_DAY)
    assert [found[person].verdict for person in people] == [Verdict.COVERED, *[Verdict.UNSENT] * 49]
