"""Sending a roster, and what its columns mean."""

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from enrolment.models import RosterUpload
from pemilu_bpjs import documents, jobs
from tests.enrolment.views.roster_pages import roster_url
from tests.factories_enrolment import make_election
from tests.factories_enrolment import upload as file_of
from tests.factories_rosters import first_desa, plain_workbook, pps, saved, send
from tests.people import World
from tests.sample_rosters import election_of, sample

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

HTMX = {"HX-Request": "true"}


def test_a_file_is_sent_checked_and_shown(world: World, kpu_client: Client):
    given = sample("s2-pps-oku-selatan")
    election_of(given)
    page = kpu_client.get(reverse("enrolment:roster-send"))
    form = page.context["form"]
    chosen = {"target": form["target"].initial, "institution": form["institution"].initial}
    assert chosen["institution"] == "KPU"
    answer = kpu_client.post(page.request["PATH_INFO"], {**chosen, "file": file_of(given.content, given.file_name)})
    upload = RosterUpload.objects.get()
    assert answer.url == roster_url("roster", upload)
    assert "progress" in kpu_client.get(answer.url).text
    assert jobs.run_next()
    tiles = kpu_client.get(answer.url).context["page"].summary.tiles
    truth = given.truth
    assert [tile.value for tile in tiles] == [
        str(truth[key]) for key in ("rows", "clean_rows", "warned_rows", "rejected_rows")
    ]


def test_progress_comes_anew_until_the_job_is_over(world: World, kpu_client: Client):
    given = sample("s2-pps-oku-selatan")
    election_of(given)
    form = kpu_client.get(reverse("enrolment:roster-send")).context["form"]
    sent = {"target": form["target"].initial, "institution": "KPU", "file": file_of(given.content, given.file_name)}
    url = kpu_client.post(reverse("enrolment:roster-send"), sent).url
    assert 'hx-trigger="every 1s"' in kpu_client.get(url, headers=HTMX).text
    jobs.run_next()
    assert kpu_client.get(url, headers=HTMX).headers["HX-Refresh"] == "true"


def test_the_same_file_again_leads_to_the_upload_that_stands(kpu_client: Client, roster):
    upload = roster()
    form = kpu_client.get(reverse("enrolment:roster-send")).context["form"]
    content = documents.content(upload.document)
    sent = {"target": form["target"].initial, "institution": "KPU", "file": file_of(content, "lain.xlsx")}
    answer = kpu_client.post(reverse("enrolment:roster-send"), sent, follow=True)
    assert answer.redirect_chain[-1][0] == roster_url("roster", upload)
    assert "sudah pernah diunggah" in answer.text
    assert RosterUpload.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "kosong"), (None, "Pilih berkasnya"), (b"x" * (20 * 1024 * 1024 + 1), "20 MB")]
)
def test_what_is_wrong_with_the_file_is_said_at_its_field(kpu_client: Client, content: bytes | None, said: str):
    make_election()
    sent = {"target": "pemilu-2024-16.09@16.09", "institution": "KPU", "body": "pps"}
    if content is not None:
        sent["file"] = file_of(content, "pps.xlsx")
    answer = kpu_client.post(reverse("enrolment:roster-send"), sent)
    assert answer.status_code == 400
    assert said in str(answer.context["form"].errors["file"])
    assert '<option value="pps" selected>' in answer.text


def test_who_sends_for_several_says_for_whom_and_nobody_sends_for_others(
    world: World, signed_in, kpu_client: Client, few_people: bytes
):
    target = f"{make_election().code}@16.09"
    url = reverse("enrolment:roster-send")

    def refused(client: Client, **given) -> dict:
        answer = client.post(url, {"target": target, **given, "file": file_of(few_people, "pps.xlsx")})
        assert (answer.status_code, RosterUpload.objects.exists()) == (400, False)
        return answer.context["form"].errors

    assert set(refused(signed_in(world.planner))) == {"institution"}
    assert set(refused(kpu_client, institution="Bawaslu")) == {"institution"}
    assert "target" in refused(kpu_client, institution="KPU", target="pemilu-2024-16.08@16.08")
    sent = {"target": target, "institution": "Bawaslu", "file": file_of(few_people, "pps.xlsx")}
    signed_in(world.planner).post(url, sent)
    assert RosterUpload.objects.get().institution == "Bawaslu"


def test_the_menu_marks_one_page(kpu_client: Client):
    strip = kpu_client.get(reverse("enrolment:rosters")).text.split('class="navstrip"')[1].split("</nav>")[0]
    assert strip.count('aria-current="page"') == 1
    assert strip.split('aria-current="page"')[0].rsplit('href="', 1)[1].startswith(reverse("enrolment:rosters"))


def test_a_file_that_cannot_be_read_says_what_to_do(world: World, kpu_client: Client):
    upload = send(world, make_election(), "foto.xlsx", b"\x89PNG\r\n\x1a\n" + b"x" * 100)
    page = kpu_client.get(roster_url("roster", upload)).context["page"]
    assert page.kind == "error"
    assert page.sentence
    assert page.next.url == reverse("enrolment:roster-send")


def shown(page: Any) -> dict[str, Any]:
    """What the page's form sends when nothing in it is changed: no more than it shows."""
    form = page.context["form"]
    initial = {name: form[name].initial for name in form.fields if f'name="{name}"' in page.text}
    return {name: "" if value is None else value for name, value in initial.items() if value is not False}


def test_columns_are_confirmed_with_the_first_rows_in_view_masked(kpu_client: Client, roster):
    upload = roster(name="kolom.xlsx")
    page = kpu_client.get(roster_url("roster-columns", upload))
    assert "Sumarno" in page.text or "Elva" in page.text
    first = next(pps(first_desa(1)))
    assert first["nik"] not in page.text
    assert first["phone"] not in page.text
    sent = shown(page)
    column = next(name for name, value in sent.items() if value == "mother")
    assert kpu_client.post(roster_url("roster-columns", upload), {**sent, column: ""}).url == roster_url(
        "roster", upload
    )
    assert jobs.run_next()
    upload.refresh_from_db()
    assert "mother" not in upload.layout["sheets"][0]["columns"]


def test_columns_that_cannot_be_are_refused_at_their_sheet_and_stay_chosen(kpu_client: Client, roster):
    upload = roster()
    page = kpu_client.get(roster_url("roster-columns", upload))
    answer = kpu_client.post(roster_url("roster-columns", upload), {**shown(page), "lembar-0-kolom-0": ""})
    assert answer.status_code == 400
    assert "NIK" in str(answer.context["form"].errors)
    assert answer.context["form"]["lembar-0-kolom-0"].value() == ""


def test_a_sheet_that_was_left_out_can_be_brought_back(world: World, kpu_client: Client):
    book = load_workbook(io.BytesIO(plain_workbook(list(pps(first_desa(1))))))
    book.copy_worksheet(book.active)
    upload = send(world, make_election(), "dua-lembar.xlsx", saved(book))
    url = roster_url("roster-columns", upload)

    def choose(is_read: bool) -> list[int]:
        form = kpu_client.get(url).context["form"]
        sent = {name: bound.initial for name, bound in form.fields.items() if bound.initial not in (None, False)}
        sent.pop("lembar-1-dibaca", None)
        assert kpu_client.post(url, {**sent, **({"lembar-1-dibaca": "on"} if is_read else {})}).status_code == 302
        assert jobs.run_next()
        upload.refresh_from_db()
        return [sheet["index"] for sheet in upload.layout["sheets"]]

    assert choose(is_read=False) == [0]
    form = kpu_client.get(url).context["form"]
    assert (form["lembar-0-dibaca"].initial, form["lembar-1-dibaca"].initial) == (True, False)
    assert choose(is_read=False) == [0]
    assert choose(is_read=True) == [0, 1]
    assert upload.layout["left_out"] == []
