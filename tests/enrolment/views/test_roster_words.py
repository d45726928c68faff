"""What the pages of an upload say is true of this upload, not only of most."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from enrolment.models import Region, RosterUpload
from enrolment.presenters.rosters.groups import FaultGroup
from enrolment.writers import returned
from pemilu_bpjs import jobs
from tests.enrolment.views.roster_pages import faulty, roster_url
from tests.factories_enrolment import make_election
from tests.factories_rosters import first_desa, person, plain_csv, plain_workbook, pps, send
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

NOWHERE = Region(name="", parent=Region(name=""))


def returned_words(client: Client, upload: RosterUpload) -> str:
    return client.get(roster_url("roster", upload)).context["page"].deeds.returned_words


def test_only_a_workbook_that_can_be_marked_is_said_to_come_back_as_it_was(
    world: World, kpu_client: Client, roster, monkeypatch: pytest.MonkeyPatch
):
    upload = roster(faulty(nik="160901"))
    assert "berkas Anda sendiri" in returned_words(kpu_client, upload)
    text = send(world, upload.election, "pps.csv", plain_csv([faulty(nik="160901")]))
    assert "berkas XLSX baru: hanya baris yang keliru" in returned_words(kpu_client, text)
    monkeypatch.setattr(returned, "MOST_MARKED", 2)
    assert "berkas XLSX baru" in returned_words(kpu_client, upload)


@pytest.mark.parametrize(
    ("damaged", "nik", "said"),
    [
        (1, "1,60903E+15", "9% NIK di berkas ini berakhiran 0. Itu wajar"),
        (12, 1609031203900000, "biasanya hanya sekitar"),
    ],
)
def test_a_usual_share_of_niks_that_end_in_zero_is_called_usual(
    world: World, kpu_client: Client, damaged: int, nik: str | int, said: str
):
    people = list(pps(first_desa(4)))  # one of twelve ends in 0 by its serial
    for each in people[:damaged]:
        each["nik"] = nik
    upload = send(world, make_election(), "rusak.xlsx", plain_workbook(people))
    assert said in kpu_client.get(roster_url("roster-doctor", upload)).context["page"].evidence


@pytest.fixture
def place_group(kpu_client: Client) -> Callable[[RosterUpload], FaultGroup]:
    def find(upload: RosterUpload) -> FaultGroup:
        page = kpu_client.get(roster_url("roster", upload)).context["page"]
        return next(group for group in page.errors if group.code == "region-unknown")

    return find


def test_an_empty_place_is_nothing_to_choose_from_and_leads_to_the_columns(kpu_client: Client, roster, place_group):
    upload = roster(faulty(desa=NOWHERE), person(71, desa=NOWHERE, position="Ketua PPS"))
    group = place_group(upload)
    assert (group.title, group.spellings, group.empty) == ("Wilayah tugas kosong", (), "")
    assert "tidak ada yang dapat dipilih" in group.cure
    assert group.columns_url == roster_url("roster-columns", upload)
    assert f'<a href="{group.columns_url}">Cocokkan kolom</a>' in kpu_client.get(roster_url("roster", upload)).text


def test_beside_words_to_choose_for_the_empty_rows_are_told_apart(roster, place_group):
    odd = Region(name="Xyzzyx Plugh", parent=first_desa(1)[0].parent)
    group = place_group(roster(faulty(desa=odd), person(71, desa=NOWHERE, position="Ketua PPS")))
    assert (group.title, len(group.spellings)) == ("Wilayah tidak ditemukan", 1)
    assert group.cure.startswith("Pilih yang dimaksud")
    assert group.empty.startswith("1 baris: Tempat tugasnya kosong")


def test_once_rows_are_stored_no_column_is_offered_another_meaning(kpu_client: Client, roster, place_group):
    upload = roster(faulty(desa=NOWHERE))
    kpu_client.post(roster_url("roster-accept", upload))
    while jobs.run_next():
        pass
    assert place_group(upload).columns_url == ""


def test_after_its_own_storing_an_upload_blames_nobody_else(kpu_client: Client, roster):
    upload = roster(person(70, desa=first_desa(1)[0], position="Anggota PPS"))
    kpu_client.post(roster_url("roster-accept", upload))
    while jobs.run_next():
        pass
    text = kpu_client.get(roster_url("roster", upload)).text
    assert "Bandingkan lagi" in text
    assert "mungkin oleh penyimpanan daftar ini sendiri" in text


def test_the_template_page_promises_no_tps_number_that_nobody_has_entered(kpu_client: Client):
    make_election()
    assert "bila belum, Anda mengisinya sendiri" in kpu_client.get(reverse("enrolment:roster-template")).text
