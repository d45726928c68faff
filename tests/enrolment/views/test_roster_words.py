"""What the pages of an upload say is true of this upload, not only of most."""

import pytest
from django.test import Client

from enrolment.models import Region, RosterUpload
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


def test_after_its_own_storing_an_upload_blames_nobody_else(kpu_client: Client, roster):
    upload = roster(person(70, desa=first_desa(1)[0], position="Anggota PPS"))
    kpu_client.post(roster_url("roster-accept", upload))
    while jobs.run_next():
        pass
    text = kpu_client.get(roster_url("roster", upload)).text
    assert "Bandingkan lagi" in text
    assert "mungkin oleh penyimpanan daftar ini sendiri" in text
