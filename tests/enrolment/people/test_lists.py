"""Lists of people: whom who sees, and what of them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enrolment.models import Assignment, Election
from enrolment.people import lacking
from pemilu_bpjs import jobs
from pemilu_bpjs.models import AuditEvent, Document, Job
from tests.factories_enrolment import make_election
from tests.factories_people import NIK, OTHER_DESA, make_nik, make_row, make_seat
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

LIST, FIND = "/pemilu/petugas/", "/pemilu/petugas/cari/"


@pytest.fixture
def election(world: World) -> Election:
    return make_election()


@pytest.fixture
def siti(election: Election) -> Assignment:
    return make_seat(election)


def test_an_institution_sees_its_own_people_masked(world: World, signed_in, siti: Assignment):
    page = signed_in(world.kpu).get(LIST)
    assert "Siti Contoh" in page.text
    assert "1609**********01" in page.text
    assert NIK not in page.text
    assert "Aminah" not in page.text
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("reader", ["bawaslu", "satpolpp", "neighbour"])
def test_other_institutions_and_the_neighbour_find_nobody(world: World, signed_in, siti: Assignment, reader: str):
    client = signed_in(getattr(world, reader))
    assert "Siti Contoh" not in client.get(LIST).text
    assert "Siti Contoh" not in client.post(FIND, {"nik": NIK}).text
    for name in ("person", "person-reveal", "person-correct", "person-end"):
        address = reverse(f"enrolment:{name}", args=[siti.pk])
        send = client.post if name == "person-reveal" else client.get
        assert send(address).status_code == 404


@pytest.mark.parametrize("reader", ["tapd", "auditor", "bpjs", "admin", "stranger"])
def test_who_answers_for_no_people_sees_none(world: World, signed_in, siti: Assignment, reader: str):
    client = signed_in(getattr(world, reader))
    for name in ("people", "reserves", "people-find", "same-person", "overlaps"):
        assert client.get(reverse(f"enrolment:{name}")).status_code == 403
    assert client.get(reverse("enrolment:person", args=[siti.pk])).status_code == 403


def test_a_planner_and_his_head_see_all_three_institutions(world: World, signed_in, election, siti: Assignment):
    make_seat(election, make_row(make_nik(2), "Budi Contoh"), institution="Bawaslu", body="ptps", position="ptps")
    for reader in (world.planner, world.head):
        page = signed_in(reader).get(LIST)
        assert "Siti Contoh" in page.text
        assert "Budi Contoh" in page.text


def test_a_nik_finds_its_bearer_and_never_stands_in_an_address(world: World, signed_in, siti: Assignment):
    answer = signed_in(world.kpu).post(FIND, {"nik": "1609.0112.0390.0001"})
    assert answer.status_code == 200
    assert "Siti Contoh" in answer.text
    assert f"?nik={NIK}" not in answer.text
    assert "Siti Contoh" not in signed_in(world.kpu).get(FIND, {"nik": NIK}).text


def test_a_name_with_its_birth_date_finds_whatever_its_title(world: World, signed_in, siti: Assignment):
    client = signed_in(world.kpu)
    assert "Gunung Tiga TPS 1" in client.post(FIND, {"name": "Hj. SITI CONTOH, S.Pd.", "born": "12-03-1990"}).text
    assert "Tidak ditemukan" in client.post(FIND, {"name": "Siti Contoh", "born": "13-03-1990"}).text


def test_half_a_search_is_told_what_is_missing(world: World, signed_in):
    answer = signed_in(world.kpu).post(FIND, {"name": "Siti"})
    assert answer.status_code == 400
    assert "Isi NIK, atau nama bersama tanggal lahir." in answer.text
    assert "NIK terdiri atas 16 angka" in signed_in(world.kpu).post(FIND, {"nik": "160901"}).text


def test_lists_narrow_by_place_state_and_name(world: World, signed_in, election: Election, siti: Assignment):
    make_seat(election, make_row(make_nik(2), "Budi Contoh", mother="", civil="asn"), region_code=OTHER_DESA,
              not_insured="asn")  # fmt: skip
    client = signed_in(world.kpu)
    for query, who in (
        ({"desa": OTHER_DESA, "kecamatan": "16.09.01"}, {"Budi"}),
        ({"keadaan": "not-insured"}, {"Budi"}),
        ({"keadaan": "lacks"}, {"Budi"}),
        ({"keadaan": "serving"}, {"Budi", "Siti"}),
        ({"keadaan": "ended"}, set()),
        ({"nama": "siti"}, {"Siti"}),
        ({"kecamatan": "16.09.02"}, set()),
        ({"badan": "kpps"}, {"Budi", "Siti"}),
        ({"keadaan": "nonsense"}, {"Budi", "Siti"}),
    ):
        page = client.get(LIST, query)
        assert {name for name in ("Budi", "Siti") if f"{name} Contoh" in page.text} == who, query


def test_reserves_stand_apart(world: World, signed_in, election: Election, siti: Assignment):
    make_seat(election, make_row(make_nik(2), "Budi Contoh"), is_reserve=True, not_insured="reserve")
    client = signed_in(world.kpu)
    assert "Budi Contoh" not in client.get(LIST).text
    apart = client.get(reverse("enrolment:reserves"))
    assert "Budi Contoh" in apart.text
    assert "Siti Contoh" not in apart.text
    assert "cadangan, belum bertugas" in apart.text


def test_a_page_of_people_asks_as_many_questions_for_fifty_as_for_one(
    world: World, signed_in, election: Election, siti: Assignment
):
    client = signed_in(world.kpu)
    client.get(LIST)
    with CaptureQueriesContext(connection) as for_one:
        client.get(LIST)
    for number in range(2, 60):
        make_seat(election, make_row(make_nik(number), f"Orang {number}"), tps=number)
    with CaptureQueriesContext(connection) as for_fifty:
        assert "Orang 49" in client.get(LIST).text
    assert len(for_fifty) == len(for_one)


def test_what_lacks_is_counted_for_who_can_complete_it(world: World, election: Election):
    make_seat(election, make_row(mother=""))
    make_seat(election, make_row(make_nik(2), postcode=""), is_reserve=True)
    assert lacking(world.kpu) == 1
    assert lacking(world.planner) == 1
    assert [lacking(user) for user in (world.bawaslu, world.head, world.neighbour, world.stranger)] == [0, 0, 0, 0]


def test_the_full_list_is_a_sealed_document_and_one_look(world: World, signed_in, election: Election, siti: Assignment):
    make_seat(election, make_row(make_nik(2), "=cmd|Budi"), institution="Bawaslu", body="ptps", position="ptps")
    client = signed_in(world.kpu)
    client.post(reverse("enrolment:people-export"), {"nama": "Siti"})
    job = Job.objects.get(kind="people-export")
    assert "Siti" not in str(job.params)
    jobs.run(job.pk)
    document = Document.objects.get(kind="people-list")
    assert document.is_personal
    assert document.file.open("rb").read() != document.content()
    assert document.content()[:2] == b"PK"
    assert AuditEvent.objects.get(action="person.look").detail == {"what": "list"}
    assert Document.objects.visible_to(world.bawaslu).count() == 0


def test_a_head_downloads_no_list(world: World, signed_in, siti: Assignment):
    client = signed_in(world.head)
    assert reverse("enrolment:people-export") not in client.get(LIST).text
    assert client.post(reverse("enrolment:people-export")).status_code == 403


def _asks_for_lacks(election: Election, institution: str = "KPU", region: str = "16.09") -> dict[str, str]:
    return {"pemilihan": election.code, "lembaga": institution, "wilayah": region}


def test_who_lacks_what_is_made_for_who_may_see_them_in_full(world: World, signed_in, election: Election):
    make_seat(election, make_row(mother=""))
    client = signed_in(world.kpu)
    address = reverse("enrolment:people-lacks")
    assert address not in client.get(LIST).text
    assert address in client.get(LIST, {"keadaan": "lacks"}).text
    made = client.post(address, _asks_for_lacks(election))
    job = Job.objects.get(kind="roster-lacks")
    assert made.url == reverse("job", args=[job.pk])
    jobs.run(job.pk)
    document = Document.objects.get(kind="roster-lacks")
    assert document.is_personal
    assert not Document.objects.visible_to(world.bawaslu).exists()


def test_a_planner_chooses_of_which_institution_the_lack_is_told(world: World, signed_in, election: Election):
    make_seat(election, make_row(mother=""))
    choices = signed_in(world.planner).get(LIST, {"keadaan": "lacks"}).context["lacks"]
    assert [(each.institution, each.region) for each in choices] == [
        ("KPU", "16.09"), ("Bawaslu", "16.09"), ("Satpol PP", "16.09")
    ]  # fmt: skip
    asked = {"keadaan": "lacks", "lembaga": "KPU", "kecamatan": "16.09.01"}
    choices = signed_in(world.planner).get(LIST, asked).context["lacks"]
    assert [(each.institution, each.region) for each in choices] == [("KPU", "16.09.01")]


def test_nobody_asks_for_the_lack_of_others(world: World, signed_in, election: Election):
    make_seat(election, make_row(mother=""))
    make_seat(election, make_row(make_nik(2), mother=""), institution="Bawaslu", body="ptps", position="ptps")
    address = reverse("enrolment:people-lacks")
    answers = {
        who: signed_in(getattr(world, who)).post(address, _asks_for_lacks(election)).status_code
        for who in ("bawaslu", "satpolpp", "neighbour", "head", "tapd", "stranger")
    }
    assert answers == {"bawaslu": 404, "satpolpp": 404, "neighbour": 404, "head": 403, "tapd": 403, "stranger": 403}
    for strange in ({"region": "16.08"}, {"region": "16"}, {"institution": "Bawaslu"}):
        assert signed_in(world.kpu).post(address, _asks_for_lacks(election, **strange)).status_code == 404
    assert address not in signed_in(world.head).get(LIST, {"keadaan": "lacks"}).text
    assert not Job.objects.exists()
