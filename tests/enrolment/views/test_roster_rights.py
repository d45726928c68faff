"""Whose rosters who sees: the sender, his head, another institution, the neighbour region, a stranger."""

import pytest
from django.test import Client
from django.urls import reverse

from enrolment.models import RosterUpload
from pemilu_bpjs.roles import Role
from tests.factories import make_member, make_office
from tests.factories_enrolment import make_election
from tests.factories_rosters import first_desa, person, plain_workbook, pps, send
from tests.people import NEIGHBOUR_REGION, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

LOOKING = ("roster", "roster-compare")
EDITING = ("roster-line", "roster-columns", "roster-doctor")
DOING = (
    "roster-line", "roster-mean", "roster-accept", "roster-undo", "roster-discard", "roster-returned", "roster-doctor",
    "roster-columns", "roster-check", "roster-compare", "roster-close", "roster-recheck",
    "roster-end-all",
)  # fmt: skip
OTHERS = ("bawaslu", "satpolpp", "neighbour", "neighbour_kpu")


@pytest.fixture
def upload(world: World) -> RosterUpload:
    """Two whole PPS, and one anggota whose NIK is too short."""
    desa = first_desa(2)
    people = [*pps(desa), person(99, desa=desa[0], position="Anggota PPS", nik="16090112")]
    return send(world, make_election(), "pps-rahasia.xlsx", plain_workbook(people))


@pytest.fixture
def client_of(world: World, signed_in):
    def client(who: str) -> Client:
        if who == "neighbour_kpu":
            return signed_in(make_member(Role.KPU, make_office(NEIGHBOUR_REGION, kind="kpu"), "kpu-tetangga"))
        return signed_in(getattr(world, who))

    return client


def _url(name: str, upload: RosterUpload) -> str:
    line = upload.lines.get(state="rejected")
    return reverse(f"enrolment:{name}", args=[upload.pk, line.pk] if name == "roster-line" else [upload.pk])


@pytest.mark.parametrize("who", ["kpu", "planner"])
def test_the_sender_and_the_planner_see_every_page(client_of, upload: RosterUpload, who: str):
    client = client_of(who)
    assert {page: client.get(_url(page, upload)).status_code for page in (*LOOKING, *EDITING)} == dict.fromkeys(
        (*LOOKING, *EDITING), 200
    )


@pytest.mark.parametrize("who", OTHERS)
def test_another_institution_or_region_finds_nothing_and_can_do_nothing(client_of, upload: RosterUpload, who: str):
    client, before = client_of(who), RosterUpload.objects.values().get(pk=upload.pk)
    seen = [client.get(_url(page, upload)) for page in (*LOOKING, *EDITING)]
    done = [client.post(_url(deed, upload), {"nik": "1"}) for deed in DOING]
    assert {answer.status_code for answer in (*seen, *done)} == {404}
    assert not any(upload.file_name in answer.text for answer in seen)
    assert RosterUpload.objects.values().get(pk=upload.pk) == before


def test_a_head_looks_and_finds_nothing_to_press(client_of, upload: RosterUpload):
    client = client_of("head")
    for page in LOOKING:
        answer = client.get(_url(page, upload))
        assert answer.status_code == 200
        assert 'method="post"' not in answer.text.split("<main")[1]
    assert upload.lines.get(state="rejected").name in client.get(_url("roster", upload)).text


@pytest.mark.parametrize("who", ["head", "tapd", "auditor", "bpjs", "stranger"])
def test_who_does_not_send_is_refused_every_deed(client_of, upload: RosterUpload, who: str):
    client, before = client_of(who), RosterUpload.objects.values().get(pk=upload.pk)
    assert {client.post(_url(deed, upload), {"nik": "1"}).status_code for deed in DOING} <= {403, 404}
    assert RosterUpload.objects.values().get(pk=upload.pk) == before


@pytest.mark.parametrize("who", ["tapd", "auditor", "bpjs", "stranger"])
def test_who_sees_no_people_sees_no_roster(client_of, upload: RosterUpload, who: str):
    client = client_of(who)
    addresses = [reverse(f"enrolment:{name}") for name in ("rosters", "roster-send", "roster-template")]
    addresses += [_url(page, upload) for page in (*LOOKING, *EDITING)]
    assert {client.get(address).status_code for address in addresses} == {403}


def test_the_list_holds_ones_own_institution_alone(client_of, upload: RosterUpload):
    url = reverse("enrolment:rosters")
    for who in ("kpu", "planner", "head"):
        assert upload.file_name in client_of(who).get(url).text
    for who in OTHERS:
        answer = client_of(who).get(url)
        assert answer.status_code == 200
        assert upload.file_name not in answer.text


def test_other_institutions_see_neither_job_nor_documents_of_an_upload(client_of, upload: RosterUpload):
    client_of("kpu").post(_url("roster-returned", upload))
    found = [reverse("document", args=[upload.document_id])]
    for who in OTHERS:
        client = client_of(who)
        assert [client.get(url).status_code for url in found] == [404]
        assert "Berkas kembalian" not in client.get(reverse("jobs")).text
        assert upload.file_name not in client.get(reverse("documents")).text


def test_who_is_not_signed_in_is_asked_to(client: Client, upload: RosterUpload):
    for page in (*LOOKING, *EDITING):
        answer = client.get(_url(page, upload))
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("sign-in"))
