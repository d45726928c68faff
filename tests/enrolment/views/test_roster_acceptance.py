"""Accepting, comparing, taking back; and the files around a roster."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from enrolment.actions.rosters.editing import edit_cells
from enrolment.actions.rosters.ending import end_assignments
from enrolment.models import Assignment, RosterUpload
from enrolment.rules.roster_fields import Field
from enrolment.views.rosters import editing, reviewing
from pemilu_bpjs import jobs
from pemilu_bpjs.models import AuditEvent
from tests.enrolment.views.roster_pages import faulty, roster_url
from tests.factories_enrolment import make_election
from tests.factories_rosters import first_desa, person, plain_workbook, pps, send
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def _accepted(client: Client, upload: RosterUpload, **given) -> RosterUpload:
    client.post(roster_url("roster-accept", upload), given)
    while jobs.run_next():
        pass
    upload.refresh_from_db()
    return upload


def test_good_rows_are_accepted_after_their_number_was_shown_and_the_rest_waits(kpu_client: Client, roster):
    upload = roster(faulty(nik="160901"))
    page = kpu_client.get(roster_url("roster-compare", upload)).context["page"]
    assert (page.good, page.is_first) == (6, True)
    assert "1 baris" in page.rejected
    assert not Assignment.objects.exists()
    _accepted(kpu_client, upload)
    assert (Assignment.objects.count(), upload.accepted, upload.rejected) == (6, 6, 1)
    page = kpu_client.get(roster_url("roster", upload)).context["page"]
    assert page.summary.next.url == ""
    assert [each.sentence for each in page.deeds.acceptances] == ["6 baru, 0 berubah, 0 tetap"]


def test_a_stored_row_is_shown_on_its_page_of_all_rows(kpu_client: Client, roster, monkeypatch: pytest.MonkeyPatch):
    upload = _accepted(kpu_client, roster(faulty(nik="160901")))
    stored = upload.lines.filter(accepted_at__isnull=False).order_by("sheet", "row")[4]
    monkeypatch.setattr(editing, "PAGE_SIZE", 2)
    monkeypatch.setattr(reviewing, "PAGE_SIZE", 2)
    shown = kpu_client.get(roster_url("roster-line", upload, stored.pk), follow=True)
    assert shown.redirect_chain[0][0].endswith(f"#baris-{stored.pk}")
    assert f'id="baris-{stored.pk}"' in shown.text


def test_the_button_stores_no_more_than_it_said_and_asks_again(world: World, kpu_client: Client, roster):
    upload = roster(faulty(nik="160901"))
    answer = kpu_client.get(roster_url("roster-compare", upload))
    said = answer.context["page"].stores
    assert f'name="new" value="{said.new}"' in answer.text
    line = upload.lines.get(state="rejected")
    edit_cells(upload=upload, line=line, texts={Field.NIK: faulty()["nik"]}, by=world.kpu)  # by somebody beside him
    upload = _accepted(kpu_client, upload, new=said.new, changed=said.changed)
    assert (Assignment.objects.count(), upload.state) == (0, "ready")
    page = kpu_client.get(roster_url("roster", upload)).context["page"]
    assert "kini 7 orang baru" in page.failure
    assert page.summary.next.url == roster_url("roster-compare", upload)
    now = kpu_client.get(page.summary.next.url).context["page"].stores
    _accepted(kpu_client, upload, new=now.new, changed=now.changed)
    assert Assignment.objects.count() == 7


def test_a_later_file_is_compared_and_who_is_gone_stays_unless_a_person_says_so(
    world: World, kpu_client: Client, roster
):
    first = _accepted(kpu_client, roster())
    people = list(pps(first_desa(2)))
    people[1]["phone"] = "081299990000"
    changed = people[1]["name"]
    gone = people.pop(2)
    later = send(world, first.election, "baru.xlsx", plain_workbook([*people, faulty()]))
    answer = kpu_client.get(roster_url("roster-compare", later))
    page = answer.context["page"]
    assert "1 baru, 1 tidak ada lagi di berkas, 1 berubah" in page.sentence
    assert page.label == "Ya, simpan 2 orang"  # not the four who stand exactly so
    assert [line.name for line in page.changed] == [changed]
    assert "081299990000" not in answer.text
    assert [line.name for line in page.gone.lines] == [gone["name"]]
    assert "checked" not in answer.text
    _accepted(kpu_client, later)
    assert Assignment.objects.standing().filter(stop_reason="").count() == 7


def test_who_sits_there_under_another_nik_is_named_before_storing(world: World, kpu_client: Client, roster):
    first = _accepted(kpu_client, roster())
    people = list(pps(first_desa(2)))
    corrected = {**people[1], "nik": people[1]["nik"][:-1] + "9"}
    later = send(world, first.election, "perbaikan.xlsx", plain_workbook([corrected]))
    assert later.rejected == 1  # as long as he sits there himself, the seat is taken
    answer = kpu_client.get(roster_url("roster-compare", later))
    page = answer.context["page"]
    assert "Belum ada petugas" not in page.sentence
    assert [line.name for line in page.namesakes.lines] == [corrected["name"]]
    assert "Mungkin orang yang sama (NIK lain)" in answer.text
    assert page.namesakes.lines[0].url in answer.text
    assert reverse("enrolment:same-person") in answer.text
    assert corrected["nik"] not in answer.text


def test_where_everybody_stands_already_nobody_is_said_to_be_stored(world: World, kpu_client: Client, roster):
    first = _accepted(kpu_client, roster())
    content = plain_workbook([*reversed(list(pps(first_desa(2))))])
    page = kpu_client.get(roster_url("roster-compare", send(world, first.election, "lagi.xlsx", content))).context[
        "page"
    ]
    assert (page.good, page.label, page.may_accept) == (6, "Ya, catat semuanya sudah tersimpan", True)
    assert page.heading == "Tidak ada yang akan berubah"


def test_a_list_that_brings_nothing_new_offers_the_comparison_and_no_storing(
    world: World, kpu_client: Client, signed_in, roster
):
    first = _accepted(kpu_client, roster())
    later = send(world, first.election, "lagi.xlsx", plain_workbook([*pps(first_desa(2)), faulty(nik="160901")]))
    answer = kpu_client.get(roster_url("roster", later))
    summary = answer.context["page"].summary
    assert (summary.stores, summary.next.label) == (False, "Bandingkan dengan yang tersimpan")
    assert "tidak mengubah apa pun. 1 baris yang ditolak menunggu diperbaiki." in answer.text
    assert "siap disimpan" not in answer.text
    assert "orang yang baik" not in answer.text
    read = signed_in(world.head).get(roster_url("roster", later)).context["page"].summary.next
    assert ("tidak mengubah apa pun" in read.sentence, read.url) == (True, "")


def test_mending_a_row_of_such_a_list_offers_storing_at_once(world: World, kpu_client: Client, roster):
    first = _accepted(kpu_client, roster())
    later = send(world, first.election, "lagi.xlsx", plain_workbook([*pps(first_desa(2)), faulty(nik="160901")]))
    line = later.lines.get(state="rejected")
    url = roster_url("roster-line", later, line.pk)
    saved = kpu_client.post(url, {"nik": faulty()["nik"]}, headers={"HX-Request": "true"})
    assert "Simpan 7 orang yang baik" in saved.text


def test_who_is_gone_is_ended_with_a_reason_and_a_day(world: World, kpu_client: Client, roster):
    first = _accepted(kpu_client, roster())
    people = list(pps(first_desa(2)))[:-1]
    later = send(world, first.election, "baru.xlsx", plain_workbook(people))
    line = kpu_client.get(roster_url("roster-compare", later)).context["page"].gone.lines[0]
    refused = kpu_client.post(
        roster_url("roster-compare", later), {"assignments": line.value, "last_day": "", "reason": ""}
    )
    assert refused.status_code == 400
    assert " checked" in refused.text
    slip = {"assignments": line.value, "last_day": "2022-02-01", "reason": "resigned"}
    refused = kpu_client.post(roster_url("roster-compare", later), slip)
    assert (refused.status_code, list(refused.context["form"].errors)) == (400, ["last_day"])
    assert "Tugasnya baru mulai" in refused.text
    given = {"assignments": line.value, "last_day": "2024-02-01", "reason": "resigned"}
    assert kpu_client.post(roster_url("roster-compare", later), given).status_code == 302
    ended = Assignment.objects.get(pk=line.value)
    assert (ended.end, ended.stop_reason) == (date(2024, 2, 1), "resigned")


def test_all_who_are_gone_end_at_once_after_their_number_was_shown(world: World, kpu_client: Client, roster):
    first = _accepted(kpu_client, roster())
    people = list(pps(first_desa(2)))
    later = send(world, first.election, "baru.xlsx", plain_workbook([people[0], people[3]]))
    compared = kpu_client.get(roster_url("roster-compare", later))
    url = compared.context["page"].end_all_url
    assert f'formaction="{url}"' in compared.text
    assert "Akhiri semua 4 orang ini" in compared.text
    given = {"last_day": "2024-02-01", "reason": "resigned"}
    asked = kpu_client.post(url, given)  # the button of the comparison: no number was shown so far
    assert "Ya, akhiri tugas 4 orang" in asked.text
    assert [line.name for line in asked.context["page"].lines] == [people[place]["name"] for place in (1, 2, 4, 5)]
    assert all(line.name in asked.text for line in asked.context["page"].lines)
    assert 'value="2024-02-01"' in asked.text
    assert not Assignment.objects.exclude(stop_reason="").exists()
    for day in ("", "2022-02-01"):
        assert kpu_client.post(url, {**given, "last_day": day, "people": 4}).status_code == 400
    more = kpu_client.post(url, {**given, "people": 3})
    assert "kini 4 orang" in more.text
    assert not Assignment.objects.exclude(stop_reason="").exists()
    assert kpu_client.post(url, {**given, "people": 4}).url == roster_url("roster-compare", later)
    assert Assignment.objects.filter(stop_reason="resigned", end=date(2024, 2, 1)).count() == 4
    assert kpu_client.get(url).url == roster_url("roster-compare", later)  # nobody is left


def test_a_list_that_finds_every_seat_taken_gets_them_once_the_old_people_end(world: World, kpu_client: Client, roster):
    """The whole desa was chosen anew: nothing could be stored, and the way to the people of old is on the page."""
    first = _accepted(kpu_client, roster())
    desa = first_desa(2)
    posts = ["Ketua PPS", "Anggota PPS", "Anggota PPS"]
    people = [person(200 + 10 * at + n, desa=each, position=posts[n]) for at, each in enumerate(desa) for n in range(3)]
    later = send(world, first.election, "baru.xlsx", plain_workbook(people))
    assert (later.ok, later.rejected) == (0, 6)
    page = kpu_client.get(roster_url("roster", later)).context["page"]
    assert (page.crowded.compare_url, page.crowded.recheck_url) == (roster_url("roster-compare", later), "")
    gone = kpu_client.get(page.crowded.compare_url).context["page"].gone.lines
    start = Assignment.objects.first().start
    given = {"last_day": str(start - timedelta(days=1)), "reason": "moved"}
    kpu_client.post(page.crowded.compare_url, {"assignments": [each.value for each in gone[:3]], **given})
    later.refresh_from_db()
    assert (later.ok, later.rejected) == (3, 3)
    rest = [int(each.value) for each in gone[3:]]
    end_assignments(assignments=rest, last_day=start - timedelta(days=1), reason="moved", by=world.kpu)
    page = kpu_client.get(roster_url("roster", later)).context["page"]
    assert kpu_client.post(page.crowded.recheck_url, follow=True).context["page"].crowded is None
    later.refresh_from_db()
    assert (later.ok, later.rejected) == (6, 0)


def test_nobody_is_ended_who_belongs_to_another_institution(world: World, kpu_client: Client, roster):
    _accepted(kpu_client, roster())
    other = Assignment.objects.first()
    Assignment.objects.filter(pk=other.pk).update(institution="Bawaslu")
    upload = RosterUpload.objects.get()
    given = {"assignments": other.pk, "last_day": "2024-02-01", "reason": "resigned"}
    assert kpu_client.post(roster_url("roster-compare", upload), given).status_code == 400
    other.refresh_from_db()
    assert other.stop_reason == ""


def test_an_upload_is_undone_and_its_people_go_and_who_did_both_stays_told(world: World, kpu_client: Client, roster):
    upload = _accepted(kpu_client, roster(faulty(nik="160901", position="Juru Masak")))
    assert kpu_client.get(roster_url("roster", upload)).context["page"].errors
    at_work = kpu_client.post(roster_url("roster-undo", upload), follow=True).context["page"].work
    assert at_work.label == "Membatalkan unggahan"
    while jobs.run_next():
        pass
    assert not Assignment.objects.exists()
    answer = kpu_client.get(roster_url("roster", upload))
    page = answer.context["page"]
    assert "dibatalkan" in page.notice
    [stored] = page.deeds.acceptances
    assert (stored.sentence, stored.undone_by) == ("6 baru, 0 berubah, 0 tetap", str(world.kpu))
    assert f"oleh {world.kpu}.</strong>" in answer.text
    assert stored.receipt_url in answer.text.split("Tanda terima (PDF), sudah dibatalkan")[0]
    assert [each.title.startswith("DIBATALKAN: Tanda terima") for each in page.deeds.files] == [True, False]
    assert (page.deeds.undo_url, stored.is_receipt_due) == ("", False)
    assert "Belum ada yang disimpan" not in answer.text
    assert not page.head.may_send
    told = (page.errors, page.warnings, page.units, page.damage, page.queues)
    assert not any(told)  # nobody mends what was taken back
    assert not any(tile.note for tile in page.summary.tiles[1:])  # nothing of it waits for anybody any more


def test_what_storing_leaves_to_be_decided_is_led_to(world: World, kpu_client: Client, signed_in, roster):
    first = _accepted(kpu_client, roster())
    people, desa = list(pps(first_desa(2))), first_desa(3)[2]
    elsewhere = {**people[1], "desa": desa}
    twin = {**people[2], "desa": desa, "nik": people[2]["nik"][:-1] + "9"}
    later = send(world, first.election, "ketiga.xlsx", plain_workbook([elsewhere, twin]))
    assert not kpu_client.get(roster_url("roster", later)).context["page"].queues  # nothing is stored so far
    answer = kpu_client.get(roster_url("roster", _accepted(kpu_client, later)))
    assert [(link.label, link.url) for link in answer.context["page"].queues] == [
        ("1 pasang mungkin orang yang sama", reverse("enrolment:same-person")),
        ("1 orang bertugas di dua tempat sekaligus", reverse("enrolment:overlaps")),
    ]
    assert reverse("enrolment:overlaps") in answer.text.split('id="keputusan"')[1]
    assert "Tidak ada lagi yang perlu" not in answer.text
    assert not signed_in(world.head).get(roster_url("roster", later)).context["page"].queues
    assert not signed_in(world.kpu).get(roster_url("roster", first)).context["page"].queues  # not by its rows


def test_what_stands_in_the_way_of_undoing_is_said(kpu_client: Client, roster):
    upload = roster()
    answer = kpu_client.post(roster_url("roster-undo", upload), follow=True)
    assert "Belum ada orang yang disimpan" in answer.text


def test_what_stays_rejected_can_be_closed_and_is_nobodys_task_any_more(world: World, kpu_client: Client, roster):
    upload = roster(faulty(nik="160901"))
    assert "Simpan dulu" in kpu_client.post(roster_url("roster-close", upload), follow=True).text
    upload = _accepted(kpu_client, upload)
    assert (upload.state, upload.rejected) == ("ready", 1)
    page = kpu_client.post(roster_url("roster-close", upload), follow=True).context["page"]
    upload.refresh_from_db()
    assert (upload.state, upload.rejected, upload.accepted) == ("done", 1, Assignment.objects.count())
    assert "ditutup" in page.summary.next.sentence
    assert not any(line.url for line in page.lines)
    assert roster_url("roster", upload) not in kpu_client.get("/").text


def test_what_was_closed_is_opened_again_and_its_rows_wait_once_more(
    world: World, kpu_client: Client, signed_in, roster
):
    upload = _accepted(kpu_client, roster(faulty(nik="160901")))
    early = kpu_client.post(roster_url("roster-reopen", upload), follow=True)
    assert "Hanya daftar yang ditutup" in early.text
    closed = kpu_client.post(roster_url("roster-close", upload), follow=True).context["page"]
    assert closed.deeds.reopen_url == roster_url("roster-reopen", upload)
    assert signed_in(world.head).get(roster_url("roster", upload)).context["page"].deeds.reopen_url == ""
    for other in (world.bawaslu, world.neighbour):
        assert signed_in(other).post(roster_url("roster-reopen", upload)).status_code == 404

    kpu_client = signed_in(world.kpu)
    page = kpu_client.post(roster_url("roster-reopen", upload), follow=True).context["page"]

    upload.refresh_from_db()
    assert (upload.state, upload.rejected, upload.accepted) == ("ready", 1, 6)
    assert [bool(line.url) for line in page.lines] == [True]
    assert page.deeds.reopen_url == ""
    assert AuditEvent.objects.get(action="roster.reopen").actor == "kpu"


def test_a_list_that_came_to_its_end_by_itself_is_not_opened_again(kpu_client: Client, roster):
    upload = _accepted(kpu_client, roster())
    assert kpu_client.get(roster_url("roster", upload)).context["page"].deeds.reopen_url == ""
    kpu_client.post(roster_url("roster-reopen", upload))
    upload.refresh_from_db()
    assert upload.state == "done"


def test_an_upload_is_thrown_away_with_its_file(kpu_client: Client, roster):
    upload = roster()
    kpu_client.post(roster_url("roster-discard", upload))
    upload.refresh_from_db()
    assert (upload.state, upload.lines.count(), upload.document) == ("undone", 0, None)
    assert kpu_client.get(roster_url("roster", upload)).status_code == 200


def test_the_returned_workbook_is_made_by_a_job_and_stands_among_the_files(kpu_client: Client, roster):
    upload = roster(faulty(nik="160901"))
    kpu_client.post(roster_url("roster-returned", upload))
    assert jobs.run_next()
    files = kpu_client.get(roster_url("roster", upload)).context["page"].deeds.files
    assert len(files) == 2
    assert kpu_client.get(files[0].url).status_code == 200


def test_the_doctor_says_what_excel_did_and_gives_a_safe_template(world: World, kpu_client: Client):
    damaged = [{**each, "nik": int(each["nik"]) // 10 * 10} for each in pps(first_desa(3))]
    upload = send(world, make_election(), "rusak.xlsx", plain_workbook(damaged))
    page = kpu_client.get(roster_url("roster", upload)).context["page"]
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


def test_once_people_stand_their_sender_may_ask_what_they_still_lack(
    world: World, kpu_client: Client, roster, signed_in
):
    upload = roster()
    assert not kpu_client.get(roster_url("roster", upload)).context["page"].deeds.lacks
    _accepted(kpu_client, upload)
    choice = kpu_client.get(roster_url("roster", upload)).context["page"].deeds.lacks[0]
    assert (choice.election, choice.institution, choice.region) == (upload.election.code, "KPU", "16.09")
    assert not signed_in(world.head).get(roster_url("roster", upload)).context["page"].deeds.lacks
