"""The pages of the quota board: who finds which, what they lead to, and the workbook."""

import io

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from enrolment.actions import quota_export
from enrolment.actions.rosters.accepting import accept
from enrolment.models import Election
from pemilu_bpjs import jobs
from pemilu_bpjs.models import Document, Job
from pemilu_bpjs.roles import Role
from tests.enrolment.rosters import DESA_CODE, as_csv, kpps, person, send_and_check
from tests.factories import make_member, make_office
from tests.factories_enrolment import make_election, make_tps_list, tps_rows
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

KECAMATAN = DESA_CODE[:8]


@pytest.fixture
def election(world: World) -> Election:
    election = make_election(by=world.planner)
    make_tps_list(election, tps_rows("16.09", 2))
    for rows, sender in ((kpps(), ("KPU", "kpps")), ([person(50, "Pengawas TPS")], ("Bawaslu", "ptps"))):
        upload = send_and_check(election, as_csv(rows), institution=sender[0], body=sender[1])
        accept(upload=upload, by=None)
    return election


def address(election: Election, region: str = "") -> str:
    if region:
        return reverse("enrolment:quota-region", args=[election.code, region])
    return reverse("enrolment:quota-board", args=[election.code])


def page(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.mark.parametrize("who", ["planner", "head", "kpu", "bawaslu", "satpolpp", "tapd", "auditor"])
def test_whoever_sees_quota_finds_the_board_at_every_level(world: World, election: Election, signed_in, who: str):
    client = signed_in(getattr(world, who))
    assert client.get(reverse("enrolment:quota")).url == address(election)
    for region in ("", KECAMATAN, DESA_CODE):
        assert client.get(address(election, region)).status_code == 200


@pytest.mark.parametrize(("who", "status"), [("neighbour", 404), ("stranger", 403), ("bpjs", 403), ("admin", 403)])
def test_others_find_none(world: World, election: Election, signed_in, who: str, status: int):
    client = signed_in(getattr(world, who))
    asked = [client.get(address(election, region)) for region in ("", KECAMATAN, DESA_CODE)]
    asked.append(client.post(reverse("enrolment:quota-export", args=[election.code, "16.09"])))
    assert {response.status_code for response in asked} == {status}


def test_another_regions_secretariat_finds_none(world: World, election: Election, signed_in):
    client = signed_in(make_member(Role.KPU, make_office("16.08", kind="kpu"), "kpu-tetangga"))
    assert client.get(address(election)).status_code == 404
    assert election.name not in client.get(reverse("enrolment:quota")).content.decode()


def test_a_secretariat_of_one_kecamatan_sees_that_alone(world: World, election: Election, signed_in):
    office = make_office("16.09", kind="kpu", name="PPK Simpang")
    client = signed_in(make_member(Role.KPU, office, "ppk", region=KECAMATAN))
    assert client.get(reverse("enrolment:quota")).url == address(election, KECAMATAN)
    assert client.get(address(election, KECAMATAN)).status_code == 200
    assert client.get(address(election)).status_code == 404
    assert client.get(address(election, "16.09.01")).status_code == 404


def test_no_institution_reads_of_anothers_bodies(world: World, election: Election, signed_in):
    own, others = page(signed_in(world.kpu), address(election)), page(signed_in(world.bawaslu), address(election))
    assert "KPPS" in own
    assert "PTPS" not in own
    assert "PTPS" in others
    assert "KPPS" not in others
    assert "Kantor bawaslu" not in own


def test_counts_lead_to_people_only_for_whoever_may_see_them(world: World, election: Election, signed_in):
    people = reverse("enrolment:people")
    assert f"{people}?pemilihan=" in page(signed_in(world.kpu), address(election))
    for who in (world.tapd, world.auditor):
        assert people not in page(signed_in(who), address(election))


def test_nobody_is_named(world: World, election: Election, signed_in):
    for region in ("", DESA_CODE):
        shown = page(signed_in(world.planner), address(election, region))
        assert "Rusdi" not in shown
        assert "1609" not in shown.replace("16.09", "")


def test_the_tile_and_the_list_of_who_must_act_tell_the_same_rejected_rows(election: Election, world: World, signed_in):
    rows = [person(60, "Juru Masak"), person(61, "Juru Masak", tps=2), *kpps(70, tps=2)]
    assert send_and_check(election, as_csv(rows), body="").rejected == 2
    shown = signed_in(world.kpu).get(address(election)).context["page"]
    assert [tile.value for tile in shown.tiles if tile.label == "Baris ditolak"] == ["2"]
    assert [(each.institution, "perbaiki 2 baris yang ditolak" in each.tasks) for each in shown.actors] == [
        ("KPU", True)
    ]


def test_a_board_is_narrowed_to_a_body_and_a_day(world: World, election: Election, signed_in):
    client = signed_in(world.planner)
    shown = page(client, f"{address(election)}?badan=kpps&pada=2024-02-14")
    assert "yang bertugas pada 14 Februari 2024" in shown
    assert "Pengawas" not in shown
    refused = page(client, f"{address(election)}?badan=entah&pada=kemarin")
    assert "Tulis tanggalnya seperti 2024-02-14." in refused
    assert "kemarin" in refused


def rows_of(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = load_workbook(io.BytesIO(content), read_only=True)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_the_workbook_has_every_level_and_its_sums_meet(world: World, election: Election, signed_in):
    response = signed_in(world.planner).post(reverse("enrolment:quota-export", args=[election.code, "16.09"]))
    sheets = rows_of(response.content)
    assert list(sheets) == ["Papan kuota", "Kecamatan", "Desa", "TPS"]

    def seats_and_people(sheet: str, body: str) -> tuple[int, int]:
        head = sheets[sheet][0]
        rows = [dict(zip(head, row, strict=True)) for row in sheets[sheet][1:]]
        found = [(row["Kursi"] or 0, row["Orang"]) for row in rows if row["Badan"] == body]
        return sum(seats for seats, _people in found), sum(people for _seats, people in found)

    assert {seats_and_people(sheet, "KPPS") for sheet in ("Kecamatan", "Desa", "TPS")} == {(259 * 2 * 7, 7)}
    assert seats_and_people("Kecamatan", "PPK") == (19 * 5, 0)
    shares = [row[sheets["Desa"][0].index("Terisi")] for row in sheets["Desa"][1:]]
    assert max(share for share in shares if share is not None) == 0.5  # a number, to be sorted and reckoned with
    assert "Rusdi" not in str(sheets)


def test_a_secretariats_workbook_has_its_own_bodies(world: World, election: Election, signed_in):
    response = signed_in(world.bawaslu).post(reverse("enrolment:quota-export", args=[election.code, KECAMATAN]))
    told = str(rows_of(response.content))
    assert "PTPS" in told
    assert "KPPS" not in told


def test_a_large_board_is_written_by_a_job_for_its_own_office(world: World, election: Election, signed_in, monkeypatch):
    monkeypatch.setattr(quota_export, "_MOST_AT_ONCE", 10)
    client, url = signed_in(world.kpu), reverse("enrolment:quota-export", args=[election.code, "16.09"])
    assert client.post(url).url == client.post(url).url  # one job, however often somebody clicks
    jobs.run(Job.objects.get().pk)
    cache.clear()
    document = Document.objects.get(kind="quota-board")
    assert "KPPS" in str(rows_of(document.content()))
    assert Document.objects.visible_to(world.kpu).filter(pk=document.pk).exists()
    for other in (world.bawaslu, world.satpolpp, world.neighbour, world.stranger):
        assert not Document.objects.visible_to(other).filter(pk=document.pk).exists()
