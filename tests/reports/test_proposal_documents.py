"""The documents of a proposal: who may make them, what is kept, and that running twice makes nothing twice."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader
from rest_framework.test import APIClient

from budgeting import figures_of
from budgeting.models import PlanEntry, Proposal
from budgeting.rules.status import State
from pemilu_bpjs import documents, jobs
from pemilu_bpjs.formats import thousands
from pemilu_bpjs.models import AuditEvent, Document, Job, User
from pemilu_bpjs.progress import Progress
from reports.actions import packs
from reports.tasks import PACK, start_pack
from tests.factories_proposals import make_proposal, make_submitted, walk
from tests.people import World

pytestmark = pytest.mark.usefixtures("reference")

SignIn = Callable[[User], Client]
ApiAs = Callable[[User], APIClient]


def made_of(proposal: Proposal, by: User) -> list[Document]:
    job = start_pack(proposal, by=by)
    jobs.run(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.DONE, job.error
    return list(Document.objects.filter(pk__in=job.result["documents"]).order_by("kind"))


def text_of(document: Document) -> str:
    with document.file.open("rb") as file:
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(file.read())).pages)


def pack_of(proposal: Proposal) -> str:
    return reverse("reports:proposal-pack", args=[proposal.pk])


def test_a_pack_is_a_pdf_and_a_workbook_with_the_proposals_total(world: World):
    proposal = make_proposal(world)
    pdf, xlsx = made_of(proposal, world.planner)
    total = figures_of.live(proposal).total
    assert (pdf.kind, xlsx.kind) == (packs.PDF_KIND, packs.XLSX_KIND)
    assert {pdf.source, xlsx.source} == {f"proposal:{proposal.pk}"}
    assert f"Rp{thousands(total)},00" in text_of(pdf)
    with xlsx.file.open("rb") as file:
        rows = openpyxl.load_workbook(io.BytesIO(file.read()), data_only=True)["Ringkasan"].iter_rows(values_only=True)
    assert next(row[1] for row in rows if row[0] == "Jumlah menurut RAB") == total
    assert pdf.unchanged()
    assert pdf.name == "usulan-2023-murni-kabupaten-ogan-komering-ulu-selatan-v1.pdf"


def test_the_pack_of_a_draft_is_a_draft(world: World):
    draft, _ = made_of(make_proposal(world), world.planner)
    assert draft.is_draft
    assert "KONSEP" in text_of(draft)


def test_a_submitted_pack_prints_what_was_frozen_whatever_the_plan_says_now(world: World):
    proposal = make_submitted(world)
    total = proposal.diminta
    PlanEntry.objects.filter(plan=proposal.plan).update(wage=9_000_000)
    pdf, xlsx = made_of(proposal, world.head)
    assert not pdf.is_draft
    assert not xlsx.is_draft
    assert f"Rp{thousands(total)},00" in text_of(pdf)
    assert "KONSEP" not in text_of(pdf)


def test_running_the_same_job_twice_doubles_nothing(world: World):
    proposal = make_proposal(world)
    first = made_of(proposal, world.planner)
    job = Job.objects.get(kind=PACK)
    again = packs.make_pack(job, Progress(job))
    assert again["documents"] == [str(document.pk) for document in first]
    assert Document.objects.count() == 2


def test_a_worker_killed_between_the_two_documents_leaves_no_third(world: World, monkeypatch: pytest.MonkeyPatch):
    proposal = make_proposal(world)
    job = start_pack(proposal, by=world.planner)
    with monkeypatch.context() as patched:
        patched.setattr("reports.writers.workbook.make", _killed)
        with pytest.raises(KeyboardInterrupt):
            jobs.run(job.pk)
    assert Document.objects.count() == 1
    jobs.run(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.DONE
    assert Document.objects.count() == 2


def _killed(*_given: Any, **_named: Any) -> bytes:
    raise KeyboardInterrupt


def test_a_plan_that_computes_no_more_ends_the_job_with_its_sentence(world: World):
    proposal = make_proposal(world)
    PlanEntry.objects.filter(plan=proposal.plan, code="ppk").update(code="tidak-ada")
    job = start_pack(proposal, by=world.planner)
    jobs.run(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "tidak-ada" in job.error
    assert not Document.objects.exists()


def test_paper_is_indonesian_whatever_its_maker_reads(world: World):
    with translation.override("en"):
        pdf, _ = made_of(make_proposal(world), world.planner)
    assert "Jumlah orang" in text_of(pdf)


def test_progress_is_told_in_words_that_the_page_translates(world: World):
    proposal = make_proposal(world)
    job = start_pack(proposal, by=world.planner)
    told: list[tuple[int, str]] = []

    class Listening(Progress):
        def set(self, done: int, total: int | None = None, message: str = "") -> None:
            told.append((done, message))
            super().set(done, total, message)

    packs.make_pack(job, Listening(job))
    assert [message for _, message in told if message] == [*packs.MESSAGES.values(), packs.WORKBOOK]
    assert [done for done, message in told if message] == list(range(packs.STEPS))


def test_a_final_pack_carries_a_code_that_leads_to_its_state(world: World, settings: Any, client: Client):
    settings.PUBLIC_URL = "https://usulan.contoh.example"
    proposal = make_submitted(world)
    pdf, xlsx = made_of(proposal, world.head)
    code = text_of(pdf).split("Kode: ")[1].split()[0]
    assert documents.by_code(code) == pdf
    assert xlsx.code_hash == ""
    page = client.get(reverse("verify", args=[code])).content.decode()
    assert "Usulan versi 1 berstatus: Diajukan." in page
    assert pdf.sha256 in page
    assert proposal.plan.name not in page


@pytest.mark.parametrize("is_public", [True, False])
def test_drafts_carry_no_code_nor_does_anything_without_a_public_address(world: World, settings: Any, is_public: bool):
    settings.PUBLIC_URL = "https://usulan.contoh.example" if is_public else ""
    proposal = make_proposal(world) if is_public else make_submitted(world)
    pdf, _ = made_of(proposal, world.planner)
    assert pdf.code_hash == ""
    assert "Periksa keaslian" not in text_of(pdf)


def test_a_newer_version_is_named_where_the_old_one_is_checked(world: World):
    proposal = walk(make_submitted(world), world, State.DITELAAH, State.PERLU_REVISI)
    pdf, _ = made_of(proposal, world.planner)
    assert documents.state_of(pdf) == "Usulan versi 1 berstatus: Perlu revisi."
    Proposal.objects.create(
        plan=proposal.plan,
        office=proposal.office,
        region=proposal.region,
        fiscal_year=2023,
        version=2,
        replaces=proposal,
        drafted_by=world.planner,
    )
    assert documents.state_of(pdf) == "Usulan versi 1 berstatus: Perlu revisi. Sudah ada versi 2."
    pdf.source = "proposal:999999"
    assert documents.state_of(pdf) == "Usulan ini tidak ada lagi."


@pytest.mark.parametrize("who", ["planner", "head"])
def test_the_office_makes_its_documents_from_the_page(world: World, signed_in: SignIn, who: str):
    proposal = make_proposal(world)
    response = signed_in(getattr(world, who)).post(pack_of(proposal))
    job = Job.objects.get(kind=PACK)
    assert response.url == reverse("job", args=[job.pk])
    assert (job.owner, job.office, job.region) == (getattr(world, who), proposal.office, proposal.region)


def test_two_clicks_are_one_job(world: World, signed_in: SignIn):
    proposal = make_proposal(world)
    client = signed_in(world.planner)
    assert client.post(pack_of(proposal)).url == client.post(pack_of(proposal)).url
    assert Job.objects.filter(kind=PACK).count() == 1


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("other_planner", 404),
        ("neighbour", 404),
        ("tapd", 404),
        ("auditor", 404),
        ("kpu", 403),
        ("bawaslu", 403),
        ("bpjs", 403),
        ("admin", 403),
        ("stranger", 403),
    ],
)
def test_nobody_else_makes_them(world: World, signed_in: SignIn, api_as: ApiAs, who: str, status: int):
    proposal = make_submitted(world)
    assert signed_in(getattr(world, who)).post(pack_of(proposal)).status_code == status
    answer = api_as(getattr(world, who)).post(f"/api/v1/proposals/{proposal.pk}/documents/")
    assert answer.status_code == status
    assert not Job.objects.filter(kind=PACK).exists()


def test_a_look_makes_nothing(world: World, signed_in: SignIn, client: Client):
    proposal = make_proposal(world)
    assert signed_in(world.planner).get(pack_of(proposal)).status_code == 405
    assert reverse("sign-in") in client.post(pack_of(proposal)).url


def test_the_api_starts_the_job_and_lists_what_it_made(world: World, api_as: ApiAs):
    proposal = make_submitted(world)
    address = f"/api/v1/proposals/{proposal.pk}/documents/"
    planner = api_as(world.planner)
    answer = planner.post(address)
    assert (answer.status_code, answer.data["state"]) == (202, "queued")
    assert planner.get(address).data["count"] == 0
    jobs.run(answer.data["id"])
    found = planner.get(address).data["results"]
    assert {each["kind"] for each in found} == {packs.PDF_KIND, packs.XLSX_KIND}
    assert api_as(world.tapd).get(address).data["count"] == 2
    assert api_as(world.neighbour).get(address).status_code == 404
    assert api_as(world.stranger).get(address).status_code == 403


def test_the_region_reads_final_documents_only(world: World, api_as: ApiAs):
    proposal = make_proposal(world)
    made_of(proposal, world.planner)
    address = f"/api/v1/proposals/{proposal.pk}/documents/"
    assert api_as(world.tapd).get(address).status_code == 404
    assert api_as(world.head).get(address).data["count"] == 2


def test_what_was_made_is_on_record(world: World):
    pdf, xlsx = made_of(make_proposal(world), world.planner)
    events = AuditEvent.objects.filter(action="document.store")
    assert {event.subject for event in events} == {f"document:{pdf.pk}", f"document:{xlsx.pk}"}
