"""The receipt of an acceptance: one page, no personal data, verified by its code, and told when it no longer holds."""

import io
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from enrolment.actions.rosters.accepting import accept
from enrolment.models import Acceptance, Election, RosterUpload
from pemilu_bpjs import documents, jobs
from pemilu_bpjs.models import Document, Job
from reports.actions.receipts import receipt_of
from reports.tasks import RECEIPT
from tests import factories_rosters as rosters
from tests.factories_enrolment import make_election
from tests.people import World

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture
def election(reference: None) -> Election:
    return make_election()


@pytest.fixture
def people(reference: None) -> list[dict[str, Any]]:
    """Two PPS of which one row is rejected."""
    found = list(rosters.pps(rosters.first_desa(2)))
    found[4]["nik"] = found[4]["nik"][:15]
    return found


@pytest.fixture
def upload(world: World, election: Election, people: list[dict[str, Any]]) -> RosterUpload:
    return rosters.accepted(world, election, people)


def made(world: World, upload: RosterUpload, number: int = 1) -> Document:
    params = {"upload": upload.pk, "acceptance": number}
    job = jobs.start(RECEIPT, by=world.kpu, office=upload.office, region=upload.region, params=params)
    jobs.run(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.DONE, job.error
    return Document.objects.get(pk__in=job.result["documents"])


def pages_of(document: Document) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(documents.content(document))).pages]


def test_it_is_one_page_that_says_which_file_when_and_by_whom(world: World, upload: RosterUpload):
    document = made(world, upload)

    (page,) = pages_of(document)
    assert upload.file_name in page
    assert upload.sha256 in page.replace(" ", "")
    assert str(world.kpu) in page
    assert upload.office.name.upper() in page.upper()
    assert "PEMERINTAH KABUPATEN" not in page  # KPU is no part of it
    assert "Jumlah baris dalam berkas 6" in page
    assert Acceptance.objects.get(upload=upload).document == document


def test_it_names_no_person(world: World, upload: RosterUpload, people: list[dict[str, Any]]):
    document = made(world, upload)
    (page,) = pages_of(document)
    assert not document.is_personal
    assert not any(each[field] in page for each in people for field in ("nik", "name", "mother", "phone"))


def test_counts_add_up_over_several_acceptances_of_one_file(world: World, upload: RosterUpload):
    first = receipt_of(Acceptance.objects.get(upload=upload))
    assert (first.new, first.earlier, first.waiting, first.rows) == (5, 0, 1, 6)
    assert first.bodies == (("Panitia Pemungutan Suara", 5),)

    rosters.edit(world, upload, upload.lines.get(accepted_at=None), {"nik": rosters.person(5)["nik"]})
    rosters.accept(upload=RosterUpload.objects.get(pk=upload.pk), by=world.kpu)

    second = receipt_of(Acceptance.objects.get(upload=upload, number=2))
    assert (second.new, second.earlier, second.waiting, second.rows) == (1, 5, 0, 6)


def test_its_code_leads_to_a_page_that_says_whether_it_holds(
    world: World, upload: RosterUpload, client: Any, settings: Any
):
    settings.PUBLIC_URL = "https://usulan.contoh.example"
    document = made(world, upload)
    code = pages_of(document)[0].split("Kode: ")[1].split()[0]

    page = client.get(reverse("verify", args=[code])).content.decode()
    assert document.sha256 in page
    assert "Tanda terima ini berlaku." in page

    Acceptance.objects.filter(upload=upload).update(undone_at=timezone.now())
    assert "sudah dibatalkan" in client.get(reverse("verify", args=[code])).content.decode()


def test_without_a_public_address_it_bears_no_code(world: World, upload: RosterUpload):
    document = made(world, upload)
    assert document.code_hash == ""
    assert "Kode:" not in pages_of(document)[0]


def test_the_sender_sees_it_and_other_senders_do_not(world: World, upload: RosterUpload):
    document = made(world, upload)
    visible = Document.objects.visible_to
    assert visible(world.kpu).filter(pk=document.pk).exists()
    for other in (world.bawaslu, world.satpolpp, world.tapd, world.auditor, world.neighbour, world.stranger):
        assert not visible(other).filter(pk=document.pk).exists()


def test_two_files_of_one_sender_are_told_apart_by_their_titles(
    world: World, election: Election, people: list[dict[str, Any]]
):
    sent = [("desa-1.xlsx", people[:3]), ("desa-2.xlsx", list(rosters.pps(rosters.first_desa(3)))[6:])]
    uploads = [rosters.send(world, election, name, rosters.plain_workbook(each)) for name, each in sent]
    for upload in uploads:
        accept(upload=upload, by=world.kpu)

    titles = [(made(world, upload).title, upload.document.title) for upload in uploads]
    assert [["desa-1.xlsx" in title for title in both] for both in titles] == [[True, True], [False, False]]
    assert [["desa-2.xlsx" in title for title in both] for both in titles] == [[False, False], [True, True]]
