"""The review of an upload: faults in groups, rows found, cells mended in place."""

import io
import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from openpyxl import load_workbook

from enrolment.presenters.rosters import groups
from enrolment.roster_groups import Group
from enrolment.views.rosters import reviewing
from pemilu_bpjs.models import AuditEvent
from tests.enrolment.views.roster_pages import faulty, roster_url
from tests.factories import PASSWORD
from tests.factories_enrolment import make_election
from tests.factories_rosters import PLAIN_HEAD, first_desa, nik, person, plain_row, plain_workbook, pps, saved, send
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

HTMX = {"HX-Request": "true"}


def test_faults_stand_in_groups_with_a_cure_and_lead_to_their_rows(kpu_client: Client, roster):
    upload = roster(faulty(nik="160901"), faulty(desa=first_desa(1)[0], nik="16"))
    page = kpu_client.get(roster_url("roster", upload)).context["page"]
    group = next(group for group in page.errors if group.code == "nik-length")
    assert group.rows == "2 baris"
    assert group.cure
    rows = kpu_client.get(group.url.split("#")[0]).context["page"].lines
    assert [row.row for row in rows] == ["8", "9"]
    assert [fault.where for fault in rows[0].faults if fault.is_error] == ["A (NIK)"]


def test_what_is_told_once_a_file_leads_to_its_rows(kpu_client: Client, roster):
    nowhere = faulty(birth_place="")
    upload = roster(nowhere, {**faulty(nik="160901"), "birth_place": "", "name": "Kedua Contoh"})
    answer = kpu_client.get(roster_url("roster", upload))
    [remark] = answer.context["page"].remarks
    assert remark.sentence.startswith("Tempat lahir belum diisi di 2 baris")
    assert f'href="{escape(remark.url)}"' in answer.text
    address, anchor = remark.url.split("#")
    shown = kpu_client.get(address)
    assert [row.row for row in shown.context["page"].lines] == ["8", "9"]
    assert f'id="{anchor}" tabindex="-1"' in shown.text  # so that the keyboard goes on from there


def test_what_was_read_as_nobody_is_told(world: World, kpu_client: Client):
    rows = [["", "", "Jumlah"], PLAIN_HEAD[::-1], plain_row(person(71, desa=first_desa(3)[2], position="Anggota PPS"))]
    book = load_workbook(io.BytesIO(plain_workbook(list(pps(first_desa(1))))))
    for row in rows:
        book.active.append(row)
    upload = send(world, make_election(), "dua-tabel.xlsx", saved(book))
    page = kpu_client.get(roster_url("roster", upload)).context["page"]
    assert upload.rows == 4
    assert [doubt.split(";")[0] for doubt in page.doubts] == ["Lembar “Sheet”: baris 6 adalah judul kolom lain"]
    assert "Lembar “Sheet”: baris 5 dibaca sebagai jumlah, tanda tangan, atau catatan" in page.facts[-1]


def test_a_sheet_without_the_column_adds_no_row_to_what_its_file_lacks(world: World, kpu_client: Client):
    book = load_workbook(io.BytesIO(plain_workbook([*pps(first_desa(1)), faulty(birth_place="")])))
    other = book.create_sheet("Tanpa tempat lahir")
    nowhere = PLAIN_HEAD.index("Tempat Lahir")
    for row in (list(PLAIN_HEAD), plain_row(person(71, desa=first_desa(3)[2], position="Anggota PPS"))):
        other.append(row[:nowhere] + row[nowhere + 1 :])
    upload = send(world, make_election(), "dua-lembar.xlsx", saved(book))
    url = kpu_client.get(roster_url("roster", upload)).context["page"].remarks[0].url
    rows = kpu_client.get(url.split("#")[0]).context["page"].lines
    assert [(row.sheet, row.row) for row in rows] == [("Sheet", "5")]


def test_thousands_of_words_are_told_as_numbers_are(kpu_client: Client, roster, monkeypatch: pytest.MonkeyPatch):
    found = [Group("region-unknown", "desa", f"Desa {n}", 1, {}) for n in range(1_234 + groups.MOST_WORDS)]
    monkeypatch.setattr(reviewing, "fault_groups", lambda upload: found)
    text = kpu_client.get(roster_url("roster", roster(faulty(nik="160901")))).text
    assert "Dan 1.234 sebutan lain" in text


def test_no_personal_value_stands_in_full_on_the_review(kpu_client: Client, roster):
    whole = nik(70, date(1980, 11, 15))
    upload = roster(faulty(nik=f"{whole}9", phone="0812-rahasia"))
    text = kpu_client.get(roster_url("roster", upload)).text
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
    upload = roster(faulty(nik="160901"))
    found = kpu_client.get(roster_url("roster", upload), asked).context["page"].lines
    assert [row.row for row in found] == rows


def test_the_review_asks_the_database_the_same_however_many_rows_there_are(
    world: World, kpu_client: Client, django_assert_max_num_queries
):
    desa = first_desa(10)
    bad = [person(500 + n, desa=desa[n % 10], position="Anggota PPS", nik="16") for n in range(120)]
    upload = send(world, make_election(), "banyak.xlsx", plain_workbook([*pps(desa), *bad]))
    kpu_client.get(roster_url("roster", upload))
    with django_assert_max_num_queries(15):
        page = kpu_client.get(roster_url("roster", upload)).context["page"]
    assert len(page.lines) == 50


def test_one_spelling_is_mended_for_all_its_rows(kpu_client: Client, roster):
    desa = first_desa(3)[2]
    odd = type("Desa", (), {"name": "Xyzzyx Plugh", "parent": desa.parent})
    upload = roster(faulty(desa=odd), person(71, desa=odd, position="Ketua PPS"))
    page = kpu_client.get(roster_url("roster", upload)).context["page"]
    spelling = next(each for group in page.errors for each in group.spellings)
    assert (spelling.word, spelling.rows) == ("Xyzzyx Plugh", "2 baris")
    given = {"field": spelling.field, "word": spelling.word, "meaning": desa.name}
    answer = kpu_client.post(page.mean_url, given, follow=True)
    assert "2 baris diperiksa lagi" in answer.text
    upload.refresh_from_db()
    assert upload.rejected == 0
    assert set(upload.lines.filter(row__gte=8).values_list("region_code", flat=True)) == {desa.pk}


def test_a_meaning_that_there_is_not_is_refused_in_words(kpu_client: Client, roster):
    upload = roster(faulty(position="Juru Kunci"))
    wrong = (
        ({"field": "position", "meaning": "raja"}, "Pilih jabatan"),
        ({"field": "desa", "meaning": "Atlantis"}, "Atlantis"),
    )
    for given, said in wrong:
        answer = kpu_client.post(roster_url("roster-mean", upload), {"word": "Juru Kunci", **given}, follow=True)
        assert said in answer.text
    upload.refresh_from_db()
    assert upload.rejected == 1


def test_what_was_chosen_for_a_word_stands_there_after_it_was_refused(kpu_client: Client, roster):
    odd = type("Desa", (), {"name": "Xyzzyx Plugh", "parent": first_desa(1)[0].parent})
    upload = roster(faulty(desa=odd), person(71, desa=first_desa(3)[2], position="Juru Kunci"))
    page = kpu_client.get(roster_url("roster", upload)).context["page"]
    words = {each.field: each.word for group in page.errors for each in group.spellings}

    desa = {"field": "desa", "word": words["desa"], "meaning": "Atlantis"}
    answer = kpu_client.post(roster_url("roster-mean", upload), desa, follow=True)
    assert 'value="Atlantis"' in answer.text
    assert 'value="Atlantis"' not in kpu_client.get(roster_url("roster", upload)).text

    foreign = {"field": "position", "word": words["position"], "meaning": "pkd-anggota"}
    answer = kpu_client.post(roster_url("roster-mean", upload), foreign, follow=True)
    assert "Pilih jabatan" in answer.text
    assert 'value="Atlantis"' not in answer.text


def test_a_post_that_is_not_plain_is_offered_those_of_the_files_own_body(kpu_client: Client, roster):
    upload = roster(faulty(position="Wakil Ketua"))

    page = kpu_client.get(roster_url("roster", upload)).context["page"]

    (spelling,) = [each for group in page.errors for each in group.spellings]
    assert [each.label for each in spelling.candidates] == ["Anggota PPS"]
    assert "KPPS" not in spelling.sentence
    assert {each.label for each in spelling.positions[:2]} == {"Ketua PPS", "Anggota PPS"}
    assert "Anggota KPPS" in {each.label for each in spelling.positions}


def test_who_only_reads_a_list_is_not_told_to_mend_it(world: World, signed_in, roster):
    upload = roster(faulty(nik="160901"))
    summary = signed_in(world.head).get(roster_url("roster", upload)).context["page"].summary
    assert "belum disimpan oleh pengirimnya" in summary.next.sentence
    assert summary.next.url == ""


def test_one_row_is_one_row_in_english(kpu_client: Client, roster):
    upload = roster(faulty(nik="160901"))
    kpu_client.cookies["django_language"] = "en"
    page = kpu_client.get(roster_url("roster", upload)).context["page"]
    assert [group.rows for group in page.errors] == ["1 row"]


def test_a_file_without_a_good_row_says_that_nothing_can_be_stored_yet(world: World, kpu_client: Client):
    people = [{**each, "nik": "1"} for each in pps(first_desa(1))]
    upload = send(world, make_election(), "pps.xlsx", plain_workbook(people))
    summary = kpu_client.get(roster_url("roster", upload)).context["page"].summary
    assert "Belum ada baris yang dapat disimpan" in summary.next.sentence


def test_a_cell_is_mended_in_place_and_the_counts_follow(kpu_client: Client, roster):
    upload = roster(faulty(nik="160901"))
    line = upload.lines.get(state="rejected")
    opened = kpu_client.get(roster_url("roster-line", upload, line.pk), headers=HTMX)
    assert 'value="160901"' in opened.text
    assert "<html" not in opened.text
    saved = kpu_client.post(
        roster_url("roster-line", upload, line.pk), {"nik": nik(70, date(1980, 11, 15))}, headers=HTMX
    )
    assert 'id="ringkasan" hx-swap-oob="true"' in saved.text
    assert "data-focus" in saved.text
    upload.refresh_from_db()
    assert (upload.rejected, upload.ok + upload.warned) == (0, 7)


def test_what_is_still_wrong_keeps_the_row_open(kpu_client: Client, roster):
    upload = roster(faulty(nik="160901"))
    line = upload.lines.get(state="rejected")
    answer = kpu_client.post(roster_url("roster-line", upload, line.pk), {"nik": "16090112"}, headers=HTMX)
    assert 'value="16090112"' in answer.text
    assert "8 angka" in answer.text
    assert 'value="16090112"' in kpu_client.get(roster_url("roster-line", upload, line.pk)).text


def test_other_rows_of_the_page_that_an_edit_makes_stale_come_with_it(kpu_client: Client, roster):
    first = person(1)
    upload = roster(faulty(nik=first["nik"], born=first["born"], sex=first["sex"]))
    mended, twin, other = (upload.lines.get(row=row) for row in (2, 8, 3))
    theirs = roster(faulty(), name="lain.xlsx").lines.get(row=8)
    assert f'name="tampil" value="{twin.pk}"' in kpu_client.get(roster_url("roster", upload)).text
    given = {"nik": nik(99, first["born"], first["sex"]), "tampil": [mended.pk, twin.pk, other.pk, theirs.pk, "x"]}
    answer = kpu_client.post(roster_url("roster-line", upload, mended.pk), given, headers=HTMX)
    assert [line.pk for line in answer.context["others"]] == [twin.pk]
    assert re.search(rf'id="baris-{twin.pk}"[^>]* hx-swap-oob="true"', answer.text)
    assert not answer.context["others"][0].faults


def test_editing_works_as_a_page_without_javascript(kpu_client: Client, roster):
    upload = roster(faulty(nik="160901"))
    line = upload.lines.get(state="rejected")
    assert "<html" in kpu_client.get(roster_url("roster-line", upload, line.pk)).text
    answer = kpu_client.post(roster_url("roster-line", upload, line.pk), {"nik": nik(70, date(1980, 11, 15))})
    assert answer.url == f"{roster_url('roster', upload)}#baris-{line.pk}"


def test_each_opening_of_personal_cells_is_a_look_on_record_and_only_of_those_shown(
    world: World, kpu_client: Client, roster
):
    upload = roster(faulty(nik="160901", phone="0812xyz"))
    line = upload.lines.get(state="rejected")
    kpu_client.get(roster_url("roster", upload))
    assert not AuditEvent.objects.filter(action="person.look").exists()
    assert person(70)["mother"] not in kpu_client.get(roster_url("roster-line", upload, line.pk)).text
    look = AuditEvent.objects.get(action="person.look")
    assert (look.actor, look.subject) == (world.kpu.username, f"roster-line:{line.pk}")
    assert set(look.detail["what"].split(",")) == {"nik", "phone"}
    assert "160901" not in str(look.detail)


def test_every_cell_can_be_mended(kpu_client: Client, roster):
    upload = roster(faulty(nik="160901"))
    line = upload.lines.get(state="rejected")
    form = kpu_client.get(roster_url("roster-line", upload, line.pk), {"sel": "semua"}).context["form"]
    assert {"nik", "name", "birth_date", "mother", "desa", "position"} <= set(form.fields)
    kpu_client.post(roster_url("roster-line", upload, line.pk), {"name": "Siti Contoh"})
    line.refresh_from_db()
    assert line.name == "Siti Contoh"


def test_what_was_typed_survives_a_lost_session(world: World, kpu_client: Client, roster):
    """The form goes through the sign-in page and comes back with its text, which stands in no address on the way."""
    upload = roster(faulty(nik="160901"))
    url = roster_url("roster-line", upload, upload.lines.get(state="rejected").pk)
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
    given = {name: page.context["form"][name].value() for name in page.context["form"].fields}
    assert given == {"nik": typed}  # a cell that was not in the form must not come back as an empty one
    kpu_client.post(url, given)
    upload.refresh_from_db()
    assert upload.rejected == 0


def test_a_part_of_a_page_sends_to_the_sign_in_page_as_a_whole(client: Client, roster):
    upload = roster(faulty(nik="160901"))
    url = roster_url("roster-line", upload, upload.lines.get(state="rejected").pk)
    answer = client.post(url, {"nik": "1609011511800070"}, headers=HTMX)
    assert answer.headers["HX-Redirect"].startswith(reverse("sign-in"))


def test_what_one_typed_is_not_shown_to_another_institution_who_signs_in(world: World, client: Client, roster):
    upload = roster(faulty(nik="160901"))
    url = roster_url("roster-line", upload, upload.lines.get(state="rejected").pk)
    client.post(url, {"nik": "1609011511800070"})
    client.force_login(world.bawaslu)
    answer = client.get(url)
    assert answer.status_code == 404
    assert "1609011511800070" not in answer.text
