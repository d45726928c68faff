"""The annex of an election's names: everyone's own people, whole numbers by right and on record."""

import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from enrolment.models import Election
from pemilu_bpjs.models import AuditEvent, Document, User
from tests.factories_people import make_nik
from tests.people import World
from tests.reports.paper.jobs_run import post_and_run

SignedIn = Callable[[User], Client]
pytestmark = pytest.mark.usefixtures("arrangement")


def annex(client: Client, election: Election, nik: str = "tersamar") -> str:
    post_and_run(client, "reports:people-annex", election.code, nik=nik)
    document = Document.objects.latest("created_at")
    response = client.get(reverse("reports:people-annex-file", args=[document.pk]))
    reader = PdfReader(io.BytesIO(b"".join(response.streaming_content)))
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def test_the_planner_has_all_insured_people_with_masked_numbers(world: World, election: Election, signed_in: SignedIn):
    text = annex(signed_in(world.planner), election)
    assert all(name in text for name in ("Orang Satu", "Orang Dua", "Orang Tiga", "Orang Empat", "Pengawas Enam"))
    assert "Orang Lima" not in text
    assert make_nik(1) not in text
    assert "JUMLAH SELURUHNYA 5 orang" in text


@pytest.mark.parametrize(
    ("who", "own", "other"), [("kpu", "Orang Satu", "Pengawas Enam"), ("bawaslu", "Pengawas Enam", "Orang Satu")]
)
def test_an_institution_has_its_own_people_alone(
    who: str, own: str, other: str, world: World, election: Election, signed_in: SignedIn
):
    text = annex(signed_in(getattr(world, who)), election)
    assert own in text
    assert other not in text


def test_whole_numbers_leave_a_line_and_are_for_those_who_may(world: World, election: Election, signed_in: SignedIn):
    assert make_nik(1) in annex(signed_in(world.planner), election, "lengkap")
    look = AuditEvent.objects.get(action="person.look")
    assert (look.actor_id, look.detail["what"]) == (world.planner.pk, "list")
    url = reverse("reports:people-annex", args=[election.code])
    assert signed_in(world.head).post(url, {"nik": "lengkap"}).status_code == 403


def test_what_one_made_another_does_not_take(world: World, election: Election, signed_in: SignedIn):
    annex(signed_in(world.planner), election)
    document = Document.objects.latest("created_at")
    url = reverse("reports:people-annex-file", args=[document.pk])
    for other in (world.head, world.kpu, world.bawaslu, world.neighbour):
        assert signed_in(other).get(url).status_code == 404


def test_the_head_takes_what_he_made(world: World, election: Election, signed_in: SignedIn):
    client = signed_in(world.head)
    assert "Orang Satu" in annex(client, election)
    page = client.get(reverse("reports:people-annex", args=[election.code])).content.decode()
    assert str(Document.objects.latest("created_at").pk) in page
    assert 'value="lengkap"' not in page


@pytest.mark.parametrize(
    ("who", "status"),
    [("neighbour", 404), ("tapd", 403), ("auditor", 403), ("bpjs", 403), ("admin", 403), ("stranger", 403)],
)
def test_nobody_else_gets_one(who: str, status: int, world: World, election: Election, signed_in: SignedIn):
    url = reverse("reports:people-annex", args=[election.code])
    client = signed_in(getattr(world, who))
    assert client.get(url).status_code == status
    assert client.post(url, {"nik": "tersamar"}).status_code == status
    assert not Document.objects.exists()
