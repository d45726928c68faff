"""Pages of batches, answers and refusals in a real browser: readable at a desk and on a phone, fit for every reader."""

import pytest
from django.urls import reverse

from pemilu_bpjs import jobs
from pemilu_bpjs.models import Job
from reports.actions.answers import apply
from reports.models import Batch
from reports.tasks.batch_previews import start_preview
from tests.factories_answers import answer_file, give, kpj_of, nik_of, refused, taken
from tests.factories_batches import make_batch, seat_people
from tests.factories_enrolment import make_election
from tests.factories_people import make_nik, make_row, make_seat
from tests.people import World

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture
def batch(world: World) -> Batch:
    """One taken, one refused, two open; two more and one held back to be sent."""
    election = make_election(by=world.planner)
    batch = make_batch(election, world.office, people=4)
    seat_people(election, 2, first=11)
    make_seat(election, make_row(make_nik(99), "Kurang Ibu", mother=""), tps=9)
    apply(answer=give(batch.arrangement, [taken(1), refused(2)], by=world.bpjs, batch=batch), by=world.bpjs)
    start_preview(batch.arrangement, by=world.planner)
    while jobs.run_next():
        pass
    return batch


def filled(batch: Batch, world: World) -> Job:
    """A file of SIPP's in which a row has a fault, one is nobody's, and somebody is missing."""
    seat = batch.files.get().lines.first().assignment_id
    told = [[2, "held", ["name-characters"], seat], [3, "unknown", [], None], [4, "written", ["name"], seat]]
    counts = {"written": 1, "unchanged": 7, "unknown": 1, "ambiguous": 0, "doubled": 0, "held": 1}
    result = {"batch": batch.pk, "kind": "wage", "counts": counts, "told": told, "untold": 0}
    return Job.objects.create(
        kind="sipp-fill",
        owner=world.planner,
        state=Job.State.DONE,
        params={"arrangement": batch.arrangement_id},
        result={"filled": {**result, "missing": [seat], "missing_count": 1}},
    )


@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_is_readable_and_accessible(world: World, desk, accessible, batch: Batch, width: int) -> None:
    def given(rows, name, head=None):
        content = answer_file(rows, head) if head else answer_file(rows)
        return give(batch.arrangement, content, by=world.bpjs, batch=batch, name=name).pk

    asking = given([(nik_of(3), "OK", kpj_of(3))], "kolom.xlsx", ("A", "B", "C"))
    wording = given([("", nik_of(3), "Tuntas", "", kpj_of(3), "")], "kata.xlsx")
    ready = given([taken(3), refused(4), taken(1), taken(77)], "siap.xlsx")
    broken = given([("apa",)], "rusak.xlsx", ("x",))
    row = batch.files.get().lines.get(state="rejected")
    addresses = [
        reverse("reports:sending", args=[batch.arrangement_id]),
        reverse("reports:batch", args=[batch.pk]),
        reverse("reports:answer-give", args=[batch.pk]),
        reverse("reports:answer", args=[ready]) + "?hasil=accepted",
        reverse("reports:answer", args=[broken]),
        reverse("reports:answer-columns", args=[asking]),
        reverse("reports:answer-words", args=[wording]),
        reverse("reports:sending-fill", args=[batch.arrangement_id]),
        reverse("reports:sending-filled", args=[batch.arrangement_id, filled(batch, world).pk]),
        reverse("reports:sipp-templates"),
        reverse("reports:rejected"),
        reverse("reports:rejected-again", args=[row.pk]),
    ]
    page = desk(world.planner, reverse("reports:batches"), width=width)
    for address in ("", *addresses):
        if address:
            page.goto(address)
        accessible(page)
        beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert beyond == 0, f"{page.url} scrolls sideways by {beyond} px"


def test_the_branch_answers_without_javascript(world: World, desk, batch: Batch) -> None:
    page = desk(world.bpjs, reverse("reports:batches"), javascript=False)
    page.get_by_role("link", name="Kiriman 1").click()
    page.get_by_role("link", name="Berikan jawaban").click()
    page.get_by_label("Berkas jawaban").set_input_files(
        {"name": "hasil.xlsx", "mimeType": "application/octet-stream", "buffer": answer_file([taken(3), refused(4)])}
    )
    page.get_by_role("button", name="Unggah dan periksa").click()
    page.wait_for_url("**/pekerjaan/**")
    while jobs.run_next():
        pass
    page.reload()
    page.get_by_role("link", name="Lanjutkan").click()
    page.get_by_role("button", name="Terapkan jawaban").click()
    page.wait_for_url("**/pekerjaan/**")
    while jobs.run_next():
        pass
    page.goto(reverse("reports:batch", args=[batch.pk]))
    assert "2 baris: 1 diterima, 1 ditolak" in page.get_by_role("main").inner_text()
