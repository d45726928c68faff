"""Whose month is paid, by whom, and what a later run changes."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from budgeting.actions import cover
from budgeting.cover_sums import Changes, Excluded, changes, excluded, sums
from budgeting.models import Arrangement, PersonMonth
from budgeting.rules.plan_input import Entry, OwnLine
from enrolment.actions.people.correcting import correct
from enrolment.actions.people.replacing import replace
from enrolment.actions.rosters.ending import end_assignments
from enrolment.models import Assignment
from pemilu_bpjs.models import AuditEvent
from tests.factories import make_office
from tests.factories_budgeting import make_plan
from tests.factories_cover import make_arrangement, make_cover
from tests.factories_enrolment import make_election
from tests.factories_people import make_nik, make_row, make_seat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

DEATH, RESIGNED = Assignment.StopReason.DEATH, Assignment.StopReason.RESIGNED


def months(**narrowed):
    return list(PersonMonth.objects.standing().filter(**narrowed).order_by("month").values_list("month", flat=True))


def removals():
    return list(PersonMonth.objects.exclude(removed_by=None).order_by("month").values_list("month", "removal"))


def other(number, **values):
    return make_row(make_nik(number), f"Contoh {number}", **values)


def end(seat, day, reason):
    end_assignments(assignments=[seat.pk], last_day=day, reason=reason, by=None)


def test_a_kpps_member_has_both_months_of_his_tenure():
    election = make_election()
    seat = make_seat(election)
    _, run = make_cover(election)
    assert months(person=seat.person) == ["2024-01", "2024-02"]
    assert (run.added, run.removed, run.standing) == (2, 0, 2)
    price = PersonMonth.objects.first().price
    assert (price.base, price.jkk, price.jkm, price.membership) == (1_100_000, 2_640, 3_300, "PU")
    assert price.sources


def test_a_run_without_change_adds_and_removes_nothing():
    election = make_election()
    make_seat(election)
    make_cover(election)
    again = cover.run(election=election)
    assert (again.number, again.added, again.removed, again.standing) == (2, 0, 0, 2)
    assert PersonMonth.objects.count() == 2


def test_a_person_with_two_posts_is_paid_once_by_the_higher_base():
    election = make_election()
    lower = make_seat(election)
    higher = make_seat(election, body="kpps", position="kpps-ketua", tps=2)
    _, run = make_cover(election)
    assert set(PersonMonth.objects.values_list("assignment", flat=True)) == {higher.pk}
    assert lower.person_id == higher.person_id
    assert (run.standing, run.saved_months, run.saved_rupiah) == (2, 2, 2 * (2_640 + 3_300))


def savings(run, **narrowed):
    return list(run.savings.filter(**narrowed).order_by("ground").values_list("ground", "people", "months", "rupiah"))


def test_what_each_payer_does_not_pay_has_its_own_count(office, world):
    election = make_election()
    for number, position in ((1, "kpps-ketua"), (2, "kpps-anggota")):
        make_seat(election, other(number), position=position, tps=number)
    make_seat(election, other(1), tps=3)
    make_seat(election, other(1), tps=4)
    first, run = make_cover(election, office)
    assert savings(run) == [("body", 1, 4, 4 * 5_940)]
    second, run = make_cover(election, world.other_payer)
    assert savings(run, arrangement=first) == [("body", 1, 4, 4 * 5_940)]
    # The earlier payer keeps both people; of the later one that is said, beside the posts that it would not pay anyway.
    assert savings(run, arrangement=second) == [("body", 1, 4, 4 * 5_940), ("payer", 2, 4, 2 * 6_480 + 2 * 5_940)]
    assert run.saved_months == 4  # nobody's post is told twice, whoever would have paid it


def test_by_the_plans_order_the_earlier_position_carries():
    election = make_election()
    make_seat(election, position="kpps-ketua")
    first = make_seat(election, body="ppk", position="sek-ppk-staf", tps=0, region_code="16.09.01")
    make_cover(election, carrier=Arrangement.Carrier.PLAN_ORDER)
    assert set(PersonMonth.objects.values_list("assignment", flat=True)) == {first.pk}


def test_who_resigns_in_february_keeps_february_and_loses_what_comes_after():
    election = make_election()
    seat = make_seat(election, end=datetime.date(2024, 3, 25), body="pps", position="pps-anggota", tps=0)
    make_cover(election)
    assert months() == ["2024-01", "2024-02", "2024-03"]
    end(seat, datetime.date(2024, 2, 10), RESIGNED)
    run = cover.run(election=election)
    assert months() == ["2024-01", "2024-02"]
    assert removals() == [("2024-03", "left")]
    assert changes(run) == Changes(0, 1, {"left": 1})


def test_a_death_takes_the_months_after_it_and_says_so():
    election = make_election()
    seat = make_seat(election)
    make_cover(election)
    end(seat, datetime.date(2024, 1, 30), DEATH)
    cover.run(election=election)
    assert removals() == [("2024-02", "died")]
    assert months() == ["2024-01"]


def test_who_comes_in_place_of_another_has_the_month_in_which_he_comes(planner):
    election = make_election()
    leaver = make_seat(election)
    make_cover(election)
    newcomer = replace(
        assignment=leaver,
        last_day=datetime.date(2024, 2, 9),
        reason=RESIGNED,
        newcomer=other(2),
        first_day=datetime.date(2024, 2, 10),
        by=planner,
    )
    run = cover.run(election=election)
    assert months(person=newcomer.person) == ["2024-02"]
    assert months(person=leaver.person) == ["2024-01", "2024-02"]
    assert (run.added, run.removed) == (1, 0)


def test_reserves_civil_servants_and_the_withdrawn_have_no_month():
    election = make_election()
    make_seat(election, other(1), is_reserve=True, not_insured="reserve")
    make_seat(election, other(2), not_insured="asn")
    make_seat(election, other(3), voided_at=datetime.datetime.now(datetime.UTC))
    insured = make_seat(election, other(4), not_insured="member")
    make_cover(election)
    assert set(PersonMonth.objects.values_list("person", flat=True)) == {insured.person_id}
    assert excluded(election) == (Excluded("asn", 1), Excluded("reserve", 1))


def test_members_elsewhere_are_left_out_where_the_payer_says_so():
    election = make_election()
    make_seat(election, not_insured="member")
    arrangement, _ = make_cover(election)
    assert months() == ["2024-01", "2024-02"]
    cover.arrange(election=election, office=arrangement.office, by=None, takes_members=False)
    cover.run(election=election)
    assert removals() == [("2024-01", "excluded"), ("2024-02", "excluded")]
    assert excluded(election) == (Excluded("member", 1),)


def test_a_post_that_was_a_mistake_takes_its_months_back():
    election = make_election()
    seat = make_seat(election)
    make_cover(election)
    Assignment.objects.filter(pk=seat.pk).update(voided_at=datetime.datetime.now(datetime.UTC))
    cover.run(election=election)
    assert {reason for _, reason in removals()} == {"withdrawn"}


def test_a_nik_that_is_put_right_counts_the_same_months_under_it():
    election = make_election()
    seat = make_seat(election, other(1))
    make_cover(election)
    correct(assignment=seat, row=other(2), by=None)
    run = cover.run(election=election)
    assert (run.added, run.removed, run.standing) == (2, 2, 2)
    assert removals() == [("2024-01", "changed"), ("2024-02", "changed")]


def test_a_month_that_another_election_pays_is_not_paid_again():
    here, there = make_election(), make_election(region="16.08")
    seats = [make_seat(here), make_seat(there, region_code="16.08.01.2001")]
    assert seats[0].person_id == seats[1].person_id
    _, first = make_cover(here)
    _, second = make_cover(there)
    assert first.standing == 2
    assert (second.standing, second.saved_months, second.saved_rupiah) == (0, 2, 2 * 5_940)
    assert savings(second) == [("election", 1, 2, 2 * 5_940)]
    end(seats[0], datetime.date(2024, 1, 30), RESIGNED)
    cover.run(election=here)
    assert cover.run(election=there).standing == 1  # February is free now, and he serves there still


def test_a_plan_says_which_months_are_paid_and_at_what_base(planner, office):
    election = make_election(tps=1352)
    plan = make_plan(
        office,
        planner,
        Entry("kpps-anggota", coverage=("2024-02",), wage=2_000_000),
        Entry("kpu-lain", coverage=("2024-02",), headcount=4, wage=1, reason="x", own=OwnLine("Lain", "KPU", "KPU")),
        election=election,
    )
    seat = make_seat(election)
    make_seat(election, other(2), position="kpps-ketua")
    arrangement, run = make_cover(election, office, plan=plan)
    assert months() == ["2024-02"]
    assert list(arrangement.prices.values_list("position", "base", "jkk")) == [("kpps-anggota", 2_000_000, 4_800)]
    assert (run.standing, months(person=seat.person)) == (1, ["2024-02"])


def test_a_changed_plan_replaces_prices_and_says_why_months_went(planner, office):
    election = make_election(tps=1352)
    both = make_plan(office, planner, Entry("kpps-anggota"), election=election)
    one = make_plan(office, planner, Entry("kpps-anggota", coverage=("2024-02",)), election=election, name="Lain")
    make_seat(election)
    arrangement, _ = make_cover(election, office, plan=both)
    cover.arrange(election=election, office=office, plan=one, by=planner)
    run = cover.run(election=election)
    assert removals() == [("2024-01", "plan")]
    assert (run.added, run.removed) == (0, 1)  # February's premium is the same: its month stays as it was
    assert arrangement.prices.filter(replaced_at=None).count() == 1


def test_the_ledger_tells_what_stood_after_an_earlier_run():
    election = make_election()
    seat = make_seat(election)
    arrangement, first = make_cover(election)
    end(seat, datetime.date(2024, 1, 30), RESIGNED)
    cover.run(election=election)
    assert [each.month for each in sums(arrangement)] == ["2024-01"]
    assert [each.month for each in sums(arrangement, run=first)] == ["2024-01", "2024-02"]


def test_sums_meet_by_month_body_and_kecamatan():
    election = make_election()
    make_seat(election, other(1))
    make_seat(election, other(2), position="kpps-ketua")
    make_seat(election, other(3), region_code="16.09.02.2001")
    arrangement, _ = make_cover(election)
    (mine, there) = sums(arrangement, "2024-02")
    assert (mine.body, mine.kecamatan_code, mine.people, mine.jkk, mine.jkm) == (
        "kpps", "16.09.01", 2, 2_640 + 2_880, 3_300 + 3_600,
    )  # fmt: skip
    assert (there.kecamatan_code, there.people, there.total) == ("16.09.02", 1, 5_940)


def test_a_run_is_on_record_and_only_for_who_may(planner, office, neighbour, tapd, kpu, bpjs):
    election = make_election()
    make_arrangement(election, office)
    cover.run(election=election, by=planner)
    assert AuditEvent.objects.filter(action="cover.run", actor_id=planner.pk).count() == 1
    for user in (neighbour, tapd, kpu, bpjs):
        with pytest.raises(PermissionDenied):
            cover.run(election=election, by=user)


def test_nobody_pays_for_an_election_without_an_arrangement():
    with pytest.raises(ValidationError, match="Belum ada kantor"):
        cover.run(election=make_election())


def test_an_arrangement_takes_only_a_plan_of_its_own_payer_and_election(planner, office, other_planner, world):
    election = make_election(tps=1352)
    elsewhere = make_plan(office, planner, election=make_election(preset="pilkada-2024", tps=1352))
    theirs = make_plan(world.other_payer, other_planner, election=election)
    for plan, words in ((elsewhere, "pemilihan lain"), (theirs, "kantor lain")):
        with pytest.raises(ValidationError, match=words):
            cover.arrange(election=election, office=office, plan=plan, by=planner)
    with pytest.raises(PermissionDenied):
        cover.arrange(election=election, office=world.other_payer, by=planner)
    with pytest.raises(ValidationError, match="tidak membayar"):
        cover.arrange(election=election, office=make_office(is_payer=False), by=None)
    assert not Arrangement.objects.exists()


def test_the_default_arrangement_is_that_of_the_only_payer():
    election = make_election()
    nobody = cover.default_arrangement(election=election)
    assert nobody.office is None
    assert cover.default_arrangement(election=election) == nobody
    there = make_election(region="16.08")
    office = make_office("16.08")
    assert cover.default_arrangement(election=there).office == office
