"""The desk's page: who may ask, what is said, what is written down, and that nothing personal leaks."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from budgeting.models import Bill, BillLine
from enrolment.models import Assignment, Election
from pemilu_bpjs.models import AuditEvent, Office, User
from pemilu_bpjs.roles import Role
from tests.factories import make_member as make_user_of
from tests.factories import make_membership, make_office, make_user
from tests.factories_cover import make_cover
from tests.factories_desk import KPJ, make_bill, make_member, make_sent
from tests.factories_enrolment import make_election
from tests.factories_people import NIK, make_nik, make_row, make_seat
from tests.people import World

pytestmark = pytest.mark.usefixtures("reference")

SignIn = Callable[[User], Client]
ASKED = {"nik": NIK, "day": "2024-02-14", "purpose": "keluarga"}


@pytest.fixture
def election(reference: None) -> Election:
    return make_election()


@pytest.fixture
def seat(election: Election) -> Assignment:
    return make_seat(election)


@pytest.fixture
def desk(world: World) -> User:
    return make_user_of(Role.ANSWER_DESK, make_office("16.09"), "desk")


@pytest.fixture
def covered(world: World, election: Election, seat: Assignment) -> Assignment:
    arrangement, _run = make_cover(election, world.office)
    make_sent(make_member(seat, arrangement), number=7)
    make_bill(arrangement)
    return seat


def ask(client: Client, status: int = 200, **asked: Any) -> str:
    answer = client.post(reverse("reports:desk"), {**ASKED, **asked})
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def test_the_desk_is_told_covered_as_what_since_when_by_which_batch_and_bill(
    desk: User, signed_in: SignIn, covered: Assignment
):
    page = ask(signed_in(desk))
    for said in (
        "Ya, terlindungi", "Siti Contoh", "Anggota KPPS", "TPS 1", "1 Februari 2024", "Kiriman nomor 7",
        "Kode iuran 240212345678", "lunas 10 Maret 2024", "Rp42.000.000", "48 × Rp1.100.000 + Rp22.000.000",
        "Rp74.800.000", "tiga tahun", "Santunan KPU sendiri", "tidak dijumlahkan", "Akta kematian",
    ):  # fmt: skip
        assert said in page, said
    assert KPJ not in page
    assert "belum dikonfirmasi" in page  # the papers of an accident


def test_the_desk_is_warned_of_a_bill_that_does_not_list_him(desk: User, signed_in: SignIn, covered: Assignment):
    assert "rincian tagihan" not in ask(signed_in(desk))
    bill = Bill.objects.get()
    line = BillLine.objects.create(bill=bill, row=2, total=5_940, sealed=b"sealed")
    assert "Ia tidak ada dalam rincian tagihan bulan itu dari BPJS" in ask(signed_in(desk))
    BillLine.objects.filter(pk=line.pk).update(person=covered.person_id)
    assert "rincian tagihan" not in ask(signed_in(desk))


def test_what_is_not_confirmed_is_never_called_covered(world: World, desk: User, signed_in: SignIn, seat: Assignment):
    arrangement, _run = make_cover(seat.election, world.office)
    make_sent(make_member(seat, arrangement, state="sent", confirmed_from=None, kpj=None, kpj_fp=None))
    page = ask(signed_in(desk))
    assert "diiurkan, belum dijawab BPJS" in page
    assert "Ya, terlindungi" not in page
    assert "Jangan dijanjikan" in page


def test_each_way_of_not_being_covered_says_so_and_whom_to_call(
    world: World, desk: User, signed_in: SignIn, seat: Assignment
):
    Office.objects.filter(kind=Office.Kind.KPU).update(phone="0735 90001")
    Office.objects.filter(pk=world.office.pk).update(phone="0735-90002")
    client = signed_in(desk)
    assert "bulan itu tidak diiurkan" in ask(client)
    assert "Tidak bertugas pada tanggal itu" in ask(client, day="2024-06-01")

    make_cover(seat.election, world.office)
    unsent = ask(client)
    assert "belum dikirim ke BPJS" in unsent
    assert 'href="tel:073590002"' in unsent

    seat.record.lacks = 1
    seat.record.save()
    held = ask(client)
    assert "datanya ditahan" in held
    assert 'href="tel:073590001"' in held


def test_an_insured_bpu_worker_gets_no_invented_sum(world: World, desk: User, signed_in: SignIn, covered: Assignment):
    price = covered.months.get(month="2024-02").price
    type(price).objects.filter(pk=price.pk).update(membership="BPU", base=None)
    page = ask(signed_in(desk))
    assert "belum diketahui" in page
    assert "Rp74.800.000" not in page


def test_nobody_found_is_no_verdict(desk: User, signed_in: SignIn, covered: Assignment):
    page = ask(signed_in(desk), nik=make_nik(5))
    assert "Tidak ditemukan" in page
    assert "belum berarti ia tidak terlindungi" in page


@pytest.mark.parametrize(
    "typed", ["1609 0112 0390 0001", " 1609011203900001 ", "'1609011203900001", "1609.0112.0390.0001"]
)
def test_a_nik_may_be_typed_as_it_stands_on_paper(desk: User, signed_in: SignIn, covered: Assignment, typed: str):
    assert "Ya, terlindungi" in ask(signed_in(desk), nik=typed)


def test_namesakes_are_chosen_never_guessed(desk: User, signed_in: SignIn, covered: Assignment):
    born = make_row().birth_date
    other = make_seat(covered.election, make_row(make_nik(3), "Siti Contoh", birth_date=born), tps=9)
    client = signed_in(desk)
    by_name = {"nik": "", "name": "siti contoh", "born": born.strftime("%d-%m-%Y")}

    page = ask(client, **by_name)
    assert "Ada beberapa orang" in page
    assert "Ya, terlindungi" not in page
    assert NIK not in page

    assert "Ya, terlindungi" in ask(client, nik="", seat=covered.pk)
    assert "TPS 9" in ask(client, nik="", seat=other.pk)


@pytest.mark.parametrize(
    "who", ["neighbour", "kpu", "bawaslu", "bpjs", "satpolpp", "tapd", "auditor", "admin", "stranger"]
)
def test_who_may_not_ask_learns_nothing(world: World, signed_in: SignIn, covered: Assignment, who: str):
    answer = signed_in(getattr(world, who)).post(reverse("reports:desk"), ASKED)
    if who == "neighbour":  # a planner elsewhere asks about his own
        assert answer.status_code == 200
        assert "Tidak ditemukan" in answer.content.decode()
    else:
        assert answer.status_code == 403
    assert "Siti Contoh" not in answer.content.decode()


def test_a_neighbours_desk_finds_nobody_by_any_way(signed_in: SignIn, covered: Assignment):
    client = signed_in(make_user_of(Role.ANSWER_DESK, make_office("16.08"), "desk-tetangga"))
    born = make_row().birth_date.strftime("%d-%m-%Y")
    for asked in ({}, {"nik": "", "name": "Siti Contoh", "born": born}, {"nik": "", "seat": covered.pk}):
        page = ask(client, **asked)
        assert "Tidak ditemukan" in page
        assert "Anggota KPPS" not in page


def test_the_planner_and_the_head_may_ask(world: World, signed_in: SignIn, covered: Assignment):
    for user in (world.planner, world.head):
        assert "Ya, terlindungi" in ask(signed_in(user))


def test_an_expired_membership_ends_it(signed_in: SignIn, covered: Assignment):
    user = make_user("bekas")
    make_membership(user, Role.ANSWER_DESK, make_office("16.09"), active_until=datetime.date(2024, 1, 1))
    assert signed_in(user).post(reverse("reports:desk"), ASKED).status_code == 403


def test_who_is_not_signed_in_is_asked_to(covered: Assignment, client: Client):
    answer = client.post(reverse("reports:desk"), ASKED)
    assert (answer.status_code, "masuk" in answer.url) == (302, True)


def test_every_question_is_on_record_found_or_not_and_holds_nothing_typed(
    desk: User, signed_in: SignIn, covered: Assignment
):
    client = signed_in(desk)
    ask(client, purpose="rumah-sakit")
    ask(client, nik=make_nik(5), purpose="kepolisian")
    missed, found = AuditEvent.objects.filter(action="cover.ask")
    assert (found.detail["purpose"], found.detail["found"], found.detail["answer"]) == ("rumah-sakit", 1, "covered")
    assert (missed.detail["purpose"], missed.detail["found"]) == ("kepolisian", 0)
    look = AuditEvent.objects.get(action="person.look")
    assert (look.subject, look.actor, look.detail["purpose"]) == (f"person:{covered.person_id}", "desk", "rumah-sakit")
    kept = "".join(f"{each.subject}{each.detail}" for each in AuditEvent.objects.all())
    assert not any(each in kept for each in (NIK, NIK[6:], make_nik(5), "Siti"))


def test_the_purpose_must_be_given_and_what_was_typed_stays(desk: User, signed_in: SignIn, covered: Assignment):
    page = ask(signed_in(desk), 400, purpose="")
    assert "Pilih untuk siapa Anda bertanya." in page
    assert NIK in page
    assert not AuditEvent.objects.filter(action="cover.ask").exists()


@pytest.mark.parametrize(
    "asked",
    [
        {"nik": "<script>alert(1)</script>"},
        {"nik": "", "name": '"><img src=x onerror=alert(1)>', "born": "12-03-1990"},
        {"nik": "1" * 40},
        {"nik": "", "name": "", "born": ""},
        {"nik": "", "name": "Siti", "born": "bukan tanggal"},
        {"day": "0001-01-01"},
        {"day": "9999-12-31"},
        {"day": "14 Februari"},
        {"purpose": "iseng"},
        {"seat": "abc"},
        {"seat": "9" * 30},
        {"nik": "\x00"},
    ],
)
def test_odd_input_is_refused_or_found_harmless(
    desk: User, signed_in: SignIn, covered: Assignment, asked: dict[str, Any]
):
    answer = signed_in(desk).post(reverse("reports:desk"), {**ASKED, **asked})
    assert answer.status_code in (200, 400)
    page = answer.content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "Ya, terlindungi" not in page


def test_questions_are_counted(desk: User, signed_in: SignIn, seat: Assignment):
    client = signed_in(desk)
    for _each in range(30):
        ask(client)
    assert "Terlalu banyak pertanyaan" in ask(client, 429)


def test_a_month_carried_by_another_institution_is_told_without_its_particulars(
    world: World, signed_in: SignIn, election: Election
):
    make_seat(election, institution="Satpol PP", body="linmas", position="linmas")
    carrier = make_seat(election)
    arrangement, _run = make_cover(election, world.office)
    make_sent(make_member(carrier, arrangement), number=7)
    page = ask(signed_in(world.other_planner))
    assert "Ya, terlindungi" in page
    assert "dipikul tugas di daftar lembaga lain" in page
    assert "KPPS" not in page
    assert "Kiriman nomor 7" not in page
    assert "Buat surat keterangan" not in page
