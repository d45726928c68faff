"""The review of an upload: what its sender sees, mends, accepts and takes back."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from enrolment.models import Assignment, RosterUpload
from pemilu_bpjs import documents, jobs
from pemilu_bpjs.models import AuditEvent
from tests.factories import PASSWORD
from tests.factories_enrolment import make_election
from tests.factories_enrolment import upload as file_of
from tests.factories_rosters import first_desa, nik, person, plain_workbook, pps, send
from tests.people import World
from tests.sample_rosters import election_of, sample

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

HTMX = {"HX-Request": "true"}


@pytest.fixture
def kpu_client(world: World, signed_in) -> Client:
    return signed_in(world.kpu)


@pytest.fixture
def roster(world: World) -> Callable[..., RosterUpload]:
    """An upload of two whole PPS and whoever else is given."""

    def make(*more: dict, name: str = "pps.xlsx") -> RosterUpload:
        election = RosterUpload.objects.first().election if RosterUpload.objects.exists() else make_election()
        return send(world, election, name, plain_workbook([*pps(first_desa(2)), *more]))

    return make


@pytest.fixture
def few_people() -> bytes:
    return plain_workbook([*pps(first_desa(1))])


def _url(name: str, upload: RosterUpload, *more: int) -> str:
    return reverse(f"enrolment:{name}", args=[upload.pk, *more])


def _faulty(**values) -> dict:
    """Somebody for a seat of a third desa, with something wrong."""
    return person(70, **{"desa": first_desa(3)[2], "position": "Anggota PPS", **values})


# Sending


def test_a_file_is_sent_checked_and_shown(world: World, kpu_client: Client):
    given = sample("s2-pps-oku-selatan")
    election_of(given)
    page = kpu_client.get(reverse("enrolment:roster-send"))
    form = page.context["form"]
    chosen = {"target": form["target"].initial, "institution": form["institution"].initial}
    assert chosen["institution"] == "KPU"
    answer = kpu_client.post(page.request["PATH_INFO"], {**chosen, "file": file_of(given.content, given.file_name)})
    upload = RosterUpload.objects.get()
    assert answer.url == _url("roster", upload)
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
    assert answer.redirect_chain[-1][0] == _url("roster", upload)
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
    page = kpu_client.get(_url("roster", upload)).context["page"]
    assert page.kind == "error"
    assert page.sentence
    assert page.next.url == reverse("enrolment:roster-send")


# Reviewing


def test_faults_stand_in_groups_with_a_cure_and_lead_to_their_rows(kpu_client: Client, roster):
    upload = roster(_faulty(nik="160901"), _faulty(desa=first_desa(1)[0], nik="16"))
    page = kpu_client.get(_url("roster", upload)).context["page"]
    group = next(group for group in page.errors if group.code == "nik-length")
    assert group.rows == "2"
    assert group.cure
    rows = kpu_client.get(group.url.split("#")[0]).context["page"].lines
    assert [row.row for row in rows] == ["8", "9"]
    assert [fault.where for fault in rows[0].faults if fault.is_error] == ["A (NIK)"]


def test_no_personal_value_stands_in_full_on_the_review(kpu_client: Client, roster):
    whole = nik(70, date(1980, 11, 15))
    upload = roster(_faulty(nik=f"{whole}9", phone="0812-rahasia"))
    text = kpu_client.get(_url("roster", upload)).text
    assert whole not in text
    assert "rahasia" not in text
    assert "1609" in text


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        ({}, ["8"]),
        ({"keadaan": "semua"}, ["2", "3", "4", "5", "6", "7", "8"]),
        ({"keadaan": "ok"}, ["2", "3", "4", "5", "6", "7"]),
        ({"keadaan": "tersimpan"}, []),
        ({"keadaan": "semua", "kode": "nik-length"}, ["8"]),
        ({"keadaan": "semua", "q": "elva"}, ["2"]),
        ({"keadaan": "semua", "wilayah": "16.09.01"}, ["2", "3", "4", "5", "6", "7", "8"]),
        ({"keadaan": "semua", "wilayah": "16.08"}, []),
        ({"keadaan": "entah", "kode": "x"}, ["8"]),
    ],
)
def test_rows_are_found_by_state_fault_place_and_name(kpu_client: Client, roster, asked: dict, rows: list[str]):
    upload = roster(_faulty(nik="160901"))
    found = kpu_client.get(_url("roster", upload), asked).context["page"].lines
    assert [row.row for row in found] == rows


def test_the_review_asks_the_database_the_same_however_many_rows_there_are(
    world: World, kpu_client: Client, django_assert_max_num_queries
):
    desa = first_desa(10)
    bad = [person(500 + n, desa=desa[n % 10], position="Anggota PPS", nik="16") for n in range(120)]
    upload = send(world, make_election(), "banyak.xlsx", plain_workbook([*pps(desa), *bad]))
    kpu_client.get(_url("roster", upload))
    with django_assert_max_num_queries(15):
        page = kpu_client.get(_url("roster", upload)).context["page"]
    assert len(page.lines) == 50


def test_one_spelling_is_mended_for_all_its_rows(kpu_client: Client, roster):
    desa = first_desa(3)[2]
    odd = type("Desa", (), {"name": "Xyzzyx Plugh", "parent": desa.parent})
    upload = roster(_faulty(desa=odd), person(71, desa=odd, position="Ketua PPS"))
    page = kpu_client.get(_url("roster", upload)).context["page"]
    spelling = next(each for group in page.errors for each in group.spellings)
    assert (spelling.word, spelling.rows) == ("Xyzzyx Plugh", "2")
    given = {"field": spelling.field, "word": spelling.word, "meaning": desa.name}
    answer = kpu_client.post(page.mean_url, given, follow=True)
    assert "2 baris diperiksa lagi" in answer.text
    upload.refresh_from_db()
    assert upload.rejected == 0
    assert set(upload.lines.filter(row__gte=8).values_list("region_code", flat=True)) == {desa.pk}


def test_a_meaning_that_there_is_not_is_refused_in_words(kpu_client: Client, roster):
    upload = roster(_faulty(position="Juru Kunci"))
    wrong = (
        ({"field": "position", "meaning": "raja"}, "Pilih jabatan"),
        ({"field": "desa", "meaning": "Atlantis"}, "Atlantis"),
    )
    for given, said in wrong:
        answer = kpu_client.post(_url("roster-mean", upload), {"word": "Juru Kunci", **given}, follow=True)
        assert said in answer.text
    upload.refresh_from_db()
    assert upload.rejected == 1


# Editing


def test_a_file_without_a_good_row_says_that_nothing_can_be_stored_yet(world: World, kpu_client: Client):
    people = [{**each, "nik": "1"} for each in pps(first_desa(1))]
    upload = send(world, make_election(), "pps.xlsx", plain_workbook(people))
    summary = kpu_client.get(_url("roster", upload)).context["page"].summary
    assert "Belum ada baris yang dapat disimpan" in summary.next.sentence


def test_a_cell_is_mended_in_place_and_the_counts_follow(kpu_client: Client, roster):
    upload = roster(_faulty(nik="160901"))
    line = upload.lines.get(state="rejected")
    opened = kpu_client.get(_url("roster-line", upload, line.pk), headers=HTMX)
    assert 'value="160901"' in opened.text
    assert "<html" not in opened.text
    saved = kpu_client.post(_url("roster-line", upload, line.pk), {"nik": nik(70, date(1980, 11, 15))}, headers=HTMX)
    assert 'id="ringkasan" hx-swap-oob="true"' in saved.text
    assert "data-focus" in saved.text
    upload.refresh_from_db()
    assert (upload.rejected, upload.ok + upload.warned) == (0, 7)


def test_what_is_still_wrong_keeps_the_row_open(kpu_client: Client, roster):
    upload = roster(_faulty(nik="160901"))
    line = upload.lines.get(state="rejected")
    answer = kpu_client.post(_url("roster-line", upload, line.pk), {"nik": "16090112"}, headers=HTMX)
    assert 'value="16090112"' in answer.text
    assert "8 angka" in answer.text
    assert 'value="16090112"' in kpu_client.get(_url("roster-line", upload, line.pk)).text


def test_editing_works_as_a_page_without_javascript(kpu_client: Client, roster):
    upload = roster(_faulty(nik="160901"))
    line = upload.lines.get(state="rejected")
    assert "<html" in kpu_client.get(_url("roster-line", upload, line.pk)).text
    answer = kpu_client.post(_url("roster-line", upload, line.pk), {"nik": nik(70, date(1980, 11, 15))})
    assert answer.url == f"{_url('roster', upload)}#baris-{line.pk}"


def test_each_opening_of_personal_cells_is_a_look_on_record_and_only_of_those_shown(
    world: World, kpu_client: Client, roster
):
    upload = roster(_faulty(nik="160901", phone="0812xyz"))
    line = upload.lines.get(state="rejected")
    kpu_client.get(_url("roster", upload))
    assert not AuditEvent.objects.filter(action="person.look").exists()
    assert person(70)["mother"] not in kpu_client.get(_url("roster-line", upload, line.pk)).text
    look = AuditEvent.objects.get(action="person.look")
    assert (look.actor, look.subject) == (world.kpu.username, f"roster-line:{line.pk}")
    assert set(look.detail["what"].split(",")) == {"nik", "phone"}
    assert "160901" not in str(look.detail)


def test_every_cell_can_be_mended(kpu_client: Client, roster):
    upload = roster(_faulty(nik="160901"))
    line = upload.lines.get(state="rejected")
    form = kpu_client.get(_url("roster-line", upload, line.pk), {"sel": "semua"}).context["form"]
    assert {"nik", "name", "birth_date", "mother", "desa", "position"} <= set(form.fields)
    kpu_client.post(_url("roster-line", upload, line.pk), {"name": "Siti Contoh"})
    line.refresh_from_db()
    assert line.name == "Siti Contoh"


def test_what_was_typed_survives_a_lost_session(world: World, kpu_client: Client, roster):
    """The form goes through the sign-in page and comes back with its text, which stands in no address on the way."""
    upload = roster(_faulty(nik="160901"))
    url = _url("roster-line", upload, upload.lines.get(state="rejected").pk)
    kpu_client.logout()
    typed = "1609011511800070"
    answer = kpu_client.post(url, {"nik": typed})
    assert typed not in answer.url
    assert typed not in str(dict(kpu_client.session))
    signed_in = kpu_client.post(answer.url, {"username": world.kpu.username, "password": PASSWORD})
    assert signed_in.url == url
    page = kpu_client.get(url)
    assert f'value="{typed}"' in page.text
    assert "masih ada di bawah" in page.text
    kpu_client.post(url, {"nik": typed})
    upload.refresh_from_db()
    assert upload.rejected == 0


def test_a_part_of_a_page_sends_to_the_sign_in_page_as_a_whole(client: Client, roster):
    upload = roster(_faulty(nik="160901"))
    url = _url("roster-line", upload, upload.lines.get(state="rejected").pk)
    answer = client.post(url, {"nik": "1609011511800070"}, headers=HTMX)
    assert answer.headers["HX-Redirect"].startswith(reverse("sign-in"))


def test_what_one_typed_is_not_shown_to_another_institution_who_signs_in(world: World, client: Client, roster):
    upload = roster(_faulty(nik="160901"))
    url = _url("roster-line", upload, upload.lines.get(state="rejected").pk)
    client.post(url, {"nik": "1609011511800070"})
    client.force_login(world.bawaslu)
    answer = client.get(url)
    assert answer.status_code == 404
    assert "1609011511800070" not in answer.text


# Columns


def test_columns_are_confirmed_with_the_first_rows_in_view_masked(kpu_client: Client, roster):
    upload = roster(name="kolom.xlsx")
    page = kpu_client.get(_url("roster-columns", upload))
    assert "Sumarno" in page.text or "Elva" in page.text
    first = next(pps(first_desa(1)))
    assert first["nik"] not in page.text
    assert first["phone"] not in page.text
    form = page.context["form"]
    sent = {name: form[name].initial if form[name].initial is not None else "" for name in form.fields}
    column = next(name for name, value in sent.items() if value == "mother")
    assert kpu_client.post(_url("roster-columns", upload), {**sent, column: ""}).url == _url("roster", upload)
    assert jobs.run_next()
    upload.refresh_from_db()
    assert "mother" not in upload.layout["sheets"][0]["columns"]


def test_columns_that_cannot_be_are_refused_at_their_sheet_and_stay_chosen(kpu_client: Client, roster):
    upload = roster()
    form = kpu_client.get(_url("roster-columns", upload)).context["form"]
    sent = {name: form[name].initial if form[name].initial is not None else "" for name in form.fields}
    answer = kpu_client.post(_url("roster-columns", upload), {**sent, "lembar-0-kolom-0": ""})
    assert answer.status_code == 400
    assert "NIK" in str(answer.context["form"].errors)
    assert answer.context["form"]["lembar-0-kolom-0"].value() == ""


# Accepting


def _accepted(client: Client, upload: RosterUpload, **given) -> RosterUpload:
    client.post(_url("roster-accept", upload), given)
    while jobs.run_next():
        pass
    upload.refresh_from_db()
    return upload


def test_good_rows_are_accepted_after_their_number_was_shown_and_the_rest_waits(kpu_client: Client, roster):
    upload = roster(_faulty(nik="160901"))
    page = kpu_client.get(_url("roster-compare", upload)).context["page"]
    assert (page.good, page.is_first) == (6, True)
    assert "1 baris" in page.rejected
    assert not Assignment.objects.exists()
    _accepted(kpu_client, upload)
    assert (Assignment.objects.count(), upload.accepted, upload.rejected) == (6, 6, 1)
    page = kpu_client.get(_url("roster", upload)).context["page"]
    assert page.summary.next.url == ""
    assert [each.sentence for each in page.deeds.acceptances] == ["6 baru, 0 berubah, 0 tetap"]


def test_a_later_file_is_compared_and_who_is_gone_stays_unless_a_person_says_so(
    world: World, kpu_client: Client, roster
):
    first = _accepted(kpu_client, roster())
    people = list(pps(first_desa(2)))
    people[1]["phone"] = "081299990000"
    changed = people[1]["name"]
    gone = people.pop(2)
    later = send(world, first.election, "baru.xlsx", plain_workbook([*people, _faulty()]))
    answer = kpu_client.get(_url("roster-compare", later))
    page = answer.context["page"]
    assert "1 baru, 1 tidak ada lagi di berkas, 1 berubah" in page.sentence
    assert [line.name for line in page.changed] == [changed]
    assert "081299990000" not in answer.text
    assert [line.name for line in page.gone.lines] == [gone["name"]]
    assert "checked" not in answer.text
    _accepted(kpu_client, later)
    assert Assignment.objects.standing().filter(stop_reason="").count() == 7


def test_who_is_gone_is_ended_with_a_reason_and_a_day(world: World, kpu_client: Client, roster):
    first = _accepted(kpu_client, roster())
    people = list(pps(first_desa(2)))[:-1]
    later = send(world, first.election, "baru.xlsx", plain_workbook(people))
    line = kpu_client.get(_url("roster-compare", later)).context["page"].gone.lines[0]
    refused = kpu_client.post(_url("roster-compare", later), {"assignments": line.value, "last_day": "", "reason": ""})
    assert refused.status_code == 400
    assert " checked" in refused.text
    given = {"assignments": line.value, "last_day": "2024-02-01", "reason": "resigned"}
    assert kpu_client.post(_url("roster-compare", later), given).status_code == 302
    ended = Assignment.objects.get(pk=line.value)
    assert (ended.end, ended.stop_reason) == (date(2024, 2, 1), "resigned")


def test_nobody_is_ended_who_belongs_to_another_institution(world: World, kpu_client: Client, roster):
    _accepted(kpu_client, roster())
    other = Assignment.objects.first()
    Assignment.objects.filter(pk=other.pk).update(institution="Bawaslu")
    upload = RosterUpload.objects.get()
    given = {"assignments": other.pk, "last_day": "2024-02-01", "reason": "resigned"}
    assert kpu_client.post(_url("roster-compare", upload), given).status_code == 400
    other.refresh_from_db()
    assert other.stop_reason == ""


def test_an_upload_is_undone_and_its_people_go(kpu_client: Client, roster):
    upload = _accepted(kpu_client, roster())
    kpu_client.post(_url("roster-undo", upload))
    while jobs.run_next():
        pass
    assert not Assignment.objects.exists()
    page = kpu_client.get(_url("roster", upload)).context["page"]
    assert "dibatalkan" in page.notice
    assert not page.head.may_send


def test_what_stands_in_the_way_of_undoing_is_said(kpu_client: Client, roster):
    upload = roster()
    answer = kpu_client.post(_url("roster-undo", upload), follow=True)
    assert "Belum ada orang yang disimpan" in answer.text


def test_an_upload_is_thrown_away_with_its_file(kpu_client: Client, roster):
    upload = roster()
    kpu_client.post(_url("roster-discard", upload))
    upload.refresh_from_db()
    assert (upload.state, upload.lines.count(), upload.document) == ("undone", 0, None)
    assert kpu_client.get(_url("roster", upload)).status_code == 200


# Files


def test_the_returned_workbook_is_made_by_a_job_and_stands_among_the_files(kpu_client: Client, roster):
    upload = roster(_faulty(nik="160901"))
    kpu_client.post(_url("roster-returned", upload))
    assert jobs.run_next()
    files = kpu_client.get(_url("roster", upload)).context["page"].deeds.files
    assert len(files) == 2
    assert kpu_client.get(files[0].url).status_code == 200


def test_the_doctor_says_what_excel_did_and_gives_a_safe_template(world: World, kpu_client: Client):
    damaged = [{**each, "nik": int(each["nik"]) // 10 * 10} for each in pps(first_desa(3))]
    upload = send(world, make_election(), "rusak.xlsx", plain_workbook(damaged))
    page = kpu_client.get(_url("roster", upload)).context["page"]
    assert "9 baris" in page.damage
    found = kpu_client.get(page.deeds.doctor_url).context["page"]
    assert [(line.label, line.rows) for line in found.rows] == [("Pasti rusak", "Sheet: 2–10")]
    answer = kpu_client.post(page.deeds.doctor_url)
    assert jobs.run_next()
    assert len(kpu_client.get(answer.url).context["page"].documents) == 1


def test_a_template_is_asked_for_bodies_that_are_counted_alike(kpu_client: Client):
    make_election(tps=1352)
    form = kpu_client.get(reverse("enrolment:roster-template")).context["form"]
    target = form["target"].initial
    refused = kpu_client.post(reverse("enrolment:roster-template"), {"target": target, "bodies": ["pps", "kpps"]})
    assert refused.status_code == 400
    assert "bodies" in refused.context["form"].errors
    given = {"target": target, "bodies": ["pps", "sek-pps"], "kecamatan": "16.09.01"}
    answer = kpu_client.post(reverse("enrolment:roster-template"), given)
    assert jobs.run_next()
    assert kpu_client.get(answer.url).context["page"].documents
