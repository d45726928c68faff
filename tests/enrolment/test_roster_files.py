"""The jobs that make a roster's files: who gets them, that they lie sealed, and that running twice makes one."""

import io
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from enrolment.models import Election, Region, RosterUpload
from enrolment.rules.roster_headings import body_in
from enrolment.tasks import start_doctor, start_lacks, start_returned, start_template
from pemilu_bpjs import documents, jobs
from pemilu_bpjs.models import AuditEvent, Document, Job, User
from tests import factories_rosters as rosters
from tests.factories_enrolment import make_election
from tests.people import World

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture
def election(reference: None) -> Election:
    return make_election()


@pytest.fixture
def people(reference: None) -> list[dict[str, Any]]:
    found = list(rosters.pps(rosters.first_desa(1)))
    found[1]["nik"] = found[1]["nik"][:15]
    return found


@pytest.fixture
def upload(world: World, election: Election, people: list[dict[str, Any]]) -> RosterUpload:
    return rosters.send(world, election, "daftar.xlsx", rosters.plain_workbook(people))


def ran(job: Job) -> Job:
    jobs.run(job.pk)
    job.refresh_from_db()
    return job


def document_of(job: Job) -> Document:
    assert job.state == Job.State.DONE, job.error
    return Document.objects.get(pk__in=job.result["documents"])


def region(code: str = "16.09") -> Region:
    return Region.objects.get(pk=code)


def test_a_template_is_made_for_a_region_and_names_nobody(world: World, election: Election):
    kecamatan = Region.objects.below("16.09", "kecamatan").order_by("pk")[0]
    job = ran(start_template(election=election, region=kecamatan, bodies=["ppk", "sek-ppk"], by=world.kpu))

    document = document_of(job)
    assert (document.kind, document.is_personal, document.region) == ("roster-template", False, kecamatan.pk)
    assert document.name == f"templat-ppk-sek-ppk-{kecamatan.pk}.xlsx"
    sheet = load_workbook(io.BytesIO(documents.content(document)))["Daftar"]
    assert sheet.max_row == 1 + 5 + 3


@pytest.mark.parametrize("body", ["kpps", "pps", "sek-ppk", "linmas", "pkd", "sek-panwascam"])
def test_the_sheet_of_a_template_says_whose_reserves_it_holds(world: World, election: Election, body: str):
    kecamatan = Region.objects.below("16.09", "kecamatan").order_by("pk")[0]
    job = ran(start_template(election=election, region=kecamatan, bodies=[body], by=world.planner))
    sheet = load_workbook(io.BytesIO(documents.content(document_of(job)))).sheetnames[0]
    assert body_in(sheet) == body


@pytest.mark.parametrize("start", [start_returned, start_doctor])
def test_files_of_an_upload_lie_sealed_and_are_the_senders(
    world: World, upload: RosterUpload, people: list[dict[str, Any]], start: Any
):
    document = document_of(ran(start(upload=upload, by=world.kpu)))

    assert document.is_personal
    assert document.source == f"roster:{upload.pk}"
    assert Job.objects.get(owner=world.kpu).result["link"] == reverse("enrolment:roster", args=[upload.pk])
    with document.file.open("rb") as stored:
        assert not stored.read().startswith(b"PK")
    assert load_workbook(io.BytesIO(documents.content(document)))
    seeing = {
        user.username
        for user in User.objects.all()
        if Document.objects.visible_to(user).filter(pk=document.pk).exists()
    }
    assert seeing == {"kpu"}


def test_the_head_of_the_office_does_not_see_what_shows_niks_in_full(world: World, upload: RosterUpload):
    """He may look at people, masked: the file of a planner of his is not his way around that."""
    document = document_of(ran(start_returned(upload=upload, by=world.planner)))
    assert document.office == world.office
    assert Document.objects.visible_to(world.planner).filter(pk=document.pk).exists()
    assert not Document.objects.visible_to(world.head).filter(pk=document.pk).exists()


def test_the_download_is_on_record_and_others_find_nothing(world: World, upload: RosterUpload, signed_in: Any):
    document = document_of(ran(start_returned(upload=upload, by=world.kpu)))
    address = reverse("document", args=[document.pk])

    assert signed_in(world.kpu).get(address).status_code == 200
    assert AuditEvent.objects.filter(action="document.download", subject=f"document:{document.pk}").count() == 1
    for other in (world.bawaslu, world.neighbour, world.tapd):
        assert signed_in(other).get(address).status_code == 404


@pytest.mark.parametrize("other", ["bawaslu", "satpolpp", "neighbour", "head", "tapd", "stranger"])
def test_who_may_not_send_these_people_gets_no_file_of_them(
    world: World, upload: RosterUpload, election: Election, other: str
):
    """The pages do not offer it; a job that was started all the same says so and makes nothing."""
    user = getattr(world, other)
    before = Document.objects.count()
    for job in (
        start_returned(upload=upload, by=user),
        start_doctor(upload=upload, by=user),
        start_lacks(election=election, region=region(), institution="KPU", by=user),
    ):
        assert ran(job).state == Job.State.FAILED
        assert "tidak boleh Anda lihat" in job.error
    assert Document.objects.count() == before


def test_a_second_click_finds_the_job_that_waits_and_a_second_run_the_document(world: World, upload: RosterUpload):
    job = start_returned(upload=upload, by=world.kpu)
    assert start_returned(upload=upload, by=world.kpu) == job
    first = document_of(ran(job))
    Job.objects.filter(pk=job.pk).update(state=Job.State.QUEUED)  # as after a worker that was killed at the very end
    assert document_of(ran(job)) == first
    assert Document.objects.filter(kind="roster-returned").count() == 1


def test_a_list_of_what_people_lack_is_a_look_on_record(world: World, election: Election, people: list[dict[str, Any]]):
    people[1]["nik"] = rosters.person(2)["nik"]
    rosters.accepted(world, election, people)

    job = ran(start_lacks(election=election, region=region(), institution="KPU", by=world.kpu))

    document = document_of(job)
    assert document.is_personal
    look = AuditEvent.objects.get(action="person.look")
    assert (look.actor, look.subject, look.region) == ("kpu", f"election:{election.code}", "16.09")
    sheet = load_workbook(io.BytesIO(documents.content(document)))["Daftar"]
    assert sheet.max_row == 4


def test_where_nobody_lacks_anything_the_job_says_so(world: World, election: Election):
    job = ran(start_lacks(election=election, region=region(), institution="KPU", by=world.kpu))
    assert "sudah lengkap" in job.result["sentence"]


def test_jobs_and_their_records_carry_no_nik(world: World, upload: RosterUpload, people: list[dict[str, Any]]):
    job = ran(start_returned(upload=upload, by=world.kpu))
    told = f"{job.params} {job.result} {job.message} {[event.detail for event in AuditEvent.objects.all()]}"
    assert not any(each["nik"] in told for each in people)
