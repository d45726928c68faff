"""The home page once people serve: each role is told what it owes, and nothing of what others owe."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from budgeting.actions import cover
from budgeting.models import Registration
from enrolment.models import Assignment, Election
from pemilu_bpjs import audit
from pemilu_bpjs.models import User
from pemilu_bpjs.roles import Role
from reports.cover_waiting import cover_for
from reports.models import Answer, Batch, BatchRow
from tests.factories import make_member
from tests.factories_batches import make_batch
from tests.factories_cover import make_cover
from tests.factories_desk import make_bill, make_sent
from tests.factories_desk import make_member as make_registered
from tests.factories_enrolment import make_election
from tests.factories_incidents import make_incident
from tests.factories_people import make_nik, make_row, make_seat
from tests.people import World

pytestmark = pytest.mark.usefixtures("reference")

SignIn = Callable[[User], Client]
VOTE = date(2024, 2, 14)


def seen(client: Client) -> str:
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def election(world: World) -> Election:
    return make_election()


@pytest.fixture
def seat(election: Election) -> Assignment:
    return make_seat(election)


@pytest.fixture
def rejected(world: World, seat: Assignment) -> BatchRow:
    """Sent as he stands now, and refused."""
    arrangement, _run = make_cover(seat.election, world.office)
    told = {"state": Registration.State.REJECTED, "confirmed_from": None, "sent_content_fp": seat.record.content_fp}
    member = make_registered(seat, arrangement, **told)
    return make_sent(member, state=BatchRow.State.REJECTED, reason_code="nik-not-found")


def test_people_without_a_payer_wait_for_the_planner(world: World, seat: Assignment, signed_in: SignIn):
    address = f"{reverse('budgeting:cover-new')}?pemilihan={seat.election.code}"
    assert address in seen(signed_in(world.planner))
    arranging = signed_in(world.planner).get(address, follow=True)
    assert arranging.redirect_chain == [(f"{address}&kantor={world.office.pk}", 302)]
    assert arranging.status_code == 200
    for who in (world.kpu, world.head, world.neighbour, world.bpjs):
        assert address not in seen(signed_in(who))
    make_cover(seat.election, world.office)
    assert address not in seen(signed_in(world.planner))


def test_people_whom_nobody_told_bpjs_of_wait_for_the_planner(world: World, seat: Assignment, signed_in: SignIn):
    make_seat(seat.election, make_row(make_nik(3), "Tanpa Ibu", mother=""), tps=2)
    arrangement, _run = make_cover(seat.election, world.office)
    page = seen(signed_in(world.planner))
    assert "2 orang belum dikirim ke BPJS" in page
    assert "1 orang tertahan" in page
    assert reverse("reports:sending", args=[arrangement.pk]) in page
    for who in (world.other_planner, world.kpu, world.bpjs, world.neighbour):
        assert "belum dikirim ke BPJS" not in seen(signed_in(who))


def test_nobody_can_be_sent_while_everyone_is_held_back(world: World, election: Election, signed_in: SignIn):
    make_seat(election, make_row(make_nik(3), "Tanpa Ibu", mother=""), tps=2)
    make_cover(election, world.office)
    page = seen(signed_in(world.planner))
    assert "1 orang tertahan karena datanya belum lengkap; lengkapi dahulu." in page
    assert "yang lain dapat dikirim" not in page


def test_months_that_no_longer_stand_are_told(world: World, seat: Assignment, signed_in: SignIn):
    arrangement, _run = make_cover(seat.election, world.office)
    address = reverse("budgeting:cover", args=[arrangement.pk])
    assert address not in seen(signed_in(world.planner))
    Election.objects.filter(pk=seat.election_id).update(people_version=seat.election.people_version + 1)
    assert address in seen(signed_in(world.planner))
    cover.run(election=Election.objects.get(pk=seat.election_id))
    assert address not in seen(signed_in(world.planner))


def test_whom_bpjs_refused_waits_for_those_who_can_mend_it(world: World, rejected: BatchRow, signed_in: SignIn):
    for who in (world.planner, world.kpu):
        assert "1 orang ditolak BPJS" in seen(signed_in(who))
    for who in (world.bawaslu, world.satpolpp, world.bpjs, world.neighbour, world.head, world.tapd):
        assert "ditolak BPJS" not in seen(signed_in(who))


def test_a_branch_is_told_of_a_new_batch_and_then_of_the_answers_it_owes(
    world: World, seat: Assignment, signed_in: SignIn
):
    arrangement, _run = make_cover(seat.election, world.office)
    make_sent(make_registered(seat, arrangement, state=Registration.State.SENT, confirmed_from=None))
    batch = Batch.objects.get()
    page = seen(signed_in(world.bpjs))
    assert page.index("Kiriman baru: nomor 1") < page.index("Tagihan Januari 2024 belum dicatat")
    audit.record("batch.take", by=world.bpjs, subject=f"batch:{batch.pk}")
    page = seen(signed_in(world.bpjs))
    assert "Kiriman baru" not in page
    assert "menunggu jawaban untuk 1 dari 1" in page
    for who in (world.planner, world.kpu, world.neighbour, world.tapd):
        assert "menunggu jawaban" not in seen(signed_in(who))
    BatchRow.objects.update(state=BatchRow.State.ACCEPTED)
    assert "menunggu jawaban" not in seen(signed_in(world.bpjs))


def test_a_batch_that_is_partly_answered_is_not_new_to_whoever_never_took_it(world: World, signed_in: SignIn):
    batch = make_batch(make_election(), world.office, people=3)
    assert "Kiriman baru: nomor 1" in seen(signed_in(world.bpjs))
    first = batch.files.get().lines.order_by("row").first()
    BatchRow.objects.filter(pk=first.pk).update(state=BatchRow.State.ACCEPTED)
    page = seen(signed_in(world.bpjs))
    assert "Kiriman baru" not in page
    assert "menunggu jawaban untuk 2 dari 3" in page
    for who in (world.neighbour, world.stranger, world.planner):
        assert "menunggu jawaban" not in seen(signed_in(who))


def test_an_answer_that_nobody_applied_waits(world: World, seat: Assignment, signed_in: SignIn):
    arrangement, _run = make_cover(seat.election, world.office)
    row = make_sent(make_registered(seat, arrangement))
    answer = Answer.objects.create(
        arrangement=arrangement, batch=row.file.batch, file_name="hasil.xlsx", sha256="0" * 64, state="ready", rows=12
    )
    address = reverse("reports:answer", args=[answer.pk])
    for who in (world.planner, world.bpjs):
        assert address in seen(signed_in(who))
    for who in (world.kpu, world.other_planner, world.head, world.neighbour):
        assert address not in seen(signed_in(who))


def test_a_late_bill_waits_for_the_treasurer(world: World, seat: Assignment, signed_in: SignIn):
    treasurer = make_member(Role.TREASURER, world.office, "treasurer")
    other = make_member(Role.TREASURER, world.neighbour_office, "far-treasurer")
    arrangement, _run = make_cover(seat.election, world.office)
    bill = make_bill(arrangement, paid=False)
    page = seen(signed_in(treasurer))
    assert "Iuran Februari 2024 lewat jatuh tempo" in page
    assert reverse("budgeting:bill", args=[bill.pk]) in page
    for who in (other, world.kpu, world.bpjs):
        assert "lewat jatuh tempo" not in seen(signed_in(who))


def test_a_month_without_a_bill_waits_for_the_branch(world: World, seat: Assignment, signed_in: SignIn):
    arrangement, _run = make_cover(seat.election, world.office)
    address = reverse("budgeting:bill-new", args=[arrangement.pk, "2024-01"])
    assert address in seen(signed_in(world.bpjs))
    for who in (world.kpu, world.neighbour, world.tapd):
        assert address not in seen(signed_in(who))


def test_the_desk_has_its_question_before_anything_else(world: World, seat: Assignment, signed_in: SignIn):
    desk = make_member(Role.ANSWER_DESK, world.office, "desk")
    make_incident(seat)
    page = seen(signed_in(desk))
    assert page.index("Apakah ia terlindungi?") < page.index("1 kejadian belum selesai")
    assert "Belum ada yang perlu Anda kerjakan" not in page
    for who in (world.kpu, world.bpjs, world.tapd, world.neighbour):
        theirs = seen(signed_in(who))
        assert "Apakah ia terlindungi?" not in theirs
        assert "belum selesai" not in theirs


def test_who_is_at_risk_is_told_in_the_weeks_of_the_vote_alone(world: World, seat: Assignment):
    election = seat.election
    in_time = cover_for(world.planner, election, VOTE)
    assert (in_time.risk.people, in_time.risk.uncovered) == (1, 1)
    assert cover_for(world.kpu, election, VOTE).risk.uncovered == 1
    assert cover_for(world.bawaslu, election, VOTE).risk.uncovered == 0
    for who in (world.bpjs, world.tapd, world.neighbour, world.stranger):
        assert cover_for(who, election, VOTE).risk is None
    assert cover_for(world.planner, election, VOTE - timedelta(weeks=4)).risk is None


def test_the_chain_goes_on_to_enrolling_and_paying(world: World, seat: Assignment, signed_in: SignIn):
    def notes() -> dict[str, str]:
        page = signed_in(world.planner).get("/").context["page"]
        return {str(step.label): (step.note, step.state) for step in page.steps}

    assert notes()["Daftarkan"] == ("sesudah DPA sah", "todo")
    arrangement, _run = make_cover(seat.election, world.office)
    assert notes()["Daftarkan"] == ("0 dari 1 orang diterima BPJS", "todo")  # whom nobody told BPJS of counts too
    make_registered(seat, arrangement)
    make_bill(arrangement)
    told = notes()
    assert told["Daftarkan"] == ("1 dari 1 orang diterima BPJS", "done")
    assert told["Bayar"] == ("1 dari 2 bulan lunas", "todo")
    make_bill(arrangement, "2024-01")
    assert notes()["Bayar"] == ("2 dari 2 bulan lunas", "done")


def test_more_of_everything_asks_no_more_questions(world: World, seat: Assignment, signed_in: SignIn):
    arrangement, _run = make_cover(seat.election, world.office)
    member = make_registered(seat, arrangement, state=Registration.State.SENT)
    make_sent(member)
    make_incident(seat, kind="illness")
    make_bill(arrangement, paid=False)
    branch, planner = signed_in(world.bpjs), signed_in(world.planner)

    def questions(client: Client) -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/")
        return len(asked)

    for client in (branch, planner):
        questions(client)  # what is asked once a session is asked
    before = [questions(client) for client in (branch, planner)]
    for number in range(2, 6):
        make_sent(member, number=number)
        make_seat(seat.election, make_row(make_nik(number), f"Petugas Contoh {number}"), tps=number)
        make_incident(seat, kind="illness", day=date(2024, 2, number))
    make_bill(arrangement, "2024-01", paid=False)
    after = [questions(client) for client in (branch, planner)]
    assert all(now <= then for now, then in zip(after, before, strict=True))
    assert max(before) <= 28
