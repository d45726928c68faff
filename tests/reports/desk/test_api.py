"""The desk by API: the same answers, the same limits, the same record."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from enrolment.models import Assignment
from pemilu_bpjs import jobs
from pemilu_bpjs.models import AuditEvent, Job, User
from pemilu_bpjs.roles import Role
from reports.models import Certificate
from tests.factories import make_member as make_user_of
from tests.factories import make_office
from tests.factories_cover import make_cover
from tests.factories_desk import KPJ, make_bill, make_member, make_sent
from tests.factories_enrolment import make_election
from tests.factories_people import NIK, make_nik, make_row, make_seat
from tests.people import World

pytestmark = pytest.mark.usefixtures("reference")

ApiAs = Callable[[User], APIClient]
ASKED = {"nik": NIK, "day": "2024-02-14", "purpose": "keluarga"}


@pytest.fixture
def covered(world: World) -> Assignment:
    seat = make_seat(make_election())
    arrangement, _run = make_cover(seat.election, world.office)
    make_sent(make_member(seat, arrangement), number=7)
    make_bill(arrangement)
    return seat


@pytest.fixture
def desk(world: World) -> User:
    return make_user_of(Role.ANSWER_DESK, make_office("16.09"), "desk")


def test_a_question_is_answered_and_on_record(desk: User, api_as: ApiAs, covered: Assignment):
    answer = api_as(desk).post(reverse("api-cover"), ASKED, format="json")
    assert answer.status_code == 200
    told = answer.json()["answer"]
    assert (told["covered"], told["answer"], told["since"], told["batch"]) == (True, "covered", "2024-02-01", 7)
    assert (told["payment_code"], told["is_paid"], told["month"]) == ("240212345678", True, "2024-02")
    assert told["family"] == {"base": 1_100_000, "jkk": 74_800_000, "jkm": 42_000_000, "scholarship": 174_000_000}
    assert told["seat"]["nik"] == "1609**********01"
    assert KPJ not in answer.content.decode()
    assert AuditEvent.objects.filter(action="cover.ask", detail__found=1).count() == 1
    assert AuditEvent.objects.filter(action="person.look", actor="desk").count() == 1


def test_namesakes_come_without_an_answer(desk: User, api_as: ApiAs, covered: Assignment):
    born = make_row().birth_date
    make_seat(covered.election, make_row(make_nik(3), "Siti Contoh", birth_date=born), tps=9)
    asked = {"name": "Siti Contoh", "born": f"{born:%d-%m-%Y}", "day": "2024-02-14", "purpose": "bpjs"}
    told = api_as(desk).post(reverse("api-cover"), asked, format="json").json()
    assert (told["found"], told["answer"], len(told["namesakes"])) == (2, None, 2)


@pytest.mark.parametrize(
    "asked",
    [{"nik": NIK}, {**ASKED, "purpose": ""}, {**ASKED, "nik": "12"}, {**ASKED, "NIK": NIK}, {**ASKED, "day": "kapan"}],
)
def test_what_is_lacking_is_said(desk: User, api_as: ApiAs, covered: Assignment, asked: dict[str, str]):
    assert api_as(desk).post(reverse("api-cover"), asked, format="json").status_code == 400
    assert not AuditEvent.objects.filter(action="cover.ask").exists()


def test_questions_are_counted(desk: User, api_as: ApiAs, covered: Assignment):
    client = api_as(desk)
    answers = [client.post(reverse("api-cover"), ASKED, format="json").status_code for _each in range(31)]
    assert answers == [200] * 30 + [429]


def test_a_letter_is_issued_listed_and_taken(world: World, desk: User, api_as: ApiAs, covered: Assignment):
    client = api_as(desk)
    asked = {"seat": covered.pk, "day": "2024-02-14", "purpose": "keluarga"}
    answer = client.post(reverse("api-certificate-list"), asked, format="json")
    assert answer.status_code == 202
    jobs.run(Job.objects.get().pk)
    (line,) = client.get(reverse("api-certificate-list")).json()["results"]
    assert (line["cover"], line["batch"], line["in_full"]) == ("covered", 7, False)
    file = client.get(reverse("api-certificate-file", args=[line["id"]]))
    assert file.content[:5] == b"%PDF-"
    assert client.post(reverse("api-certificate-list"), {**asked, "in_full": True}, format="json").status_code == 404

    neighbour = api_as(world.neighbour)
    assert neighbour.get(reverse("api-certificate-list")).json()["results"] == []
    assert neighbour.get(reverse("api-certificate-file", args=[line["id"]])).status_code == 404
    assert neighbour.post(reverse("api-certificate-list"), asked, format="json").status_code == 404
    assert Certificate.objects.count() == 1


@pytest.mark.parametrize("who", ["kpu", "bawaslu", "bpjs", "satpolpp", "tapd", "stranger"])
def test_who_may_not_ask_gets_nothing(world: World, api_as: ApiAs, covered: Assignment, who: str):
    client = api_as(getattr(world, who))
    assert client.post(reverse("api-cover"), ASKED, format="json").status_code == 403
    assert client.get(reverse("api-certificate-list")).status_code == 403


def test_a_neighbour_finds_nobody(world: World, api_as: ApiAs, covered: Assignment):
    told = api_as(world.neighbour).post(reverse("api-cover"), ASKED, format="json").json()
    assert told == {"found": 0, "answer": None, "namesakes": []}
