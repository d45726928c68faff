"""Moves and successions on the page of the comparison: what it says before storing is what is stored."""

from datetime import date

import pytest
from django.test import Client

from enrolment.models import Assignment, RosterUpload
from pemilu_bpjs import jobs
from tests.enrolment.views.roster_pages import roster_url
from tests.factories_enrolment import make_election
from tests.factories_rosters import accepted, first_desa, person, plain_workbook, pps, send
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def _stored(client: Client, upload: RosterUpload, **given) -> RosterUpload:
    client.post(roster_url("roster-accept", upload), given)
    while jobs.run_next():
        pass
    upload.refresh_from_db()
    return upload


@pytest.fixture
def swap(world: World) -> RosterUpload:
    """Two PPS stand. The later list says that an anggota of each has gone to the other, and one has a new phone."""
    election, people = make_election(), list(pps(first_desa(2)))
    accepted(world, election, people)
    people[1]["desa"], people[4]["desa"] = people[4]["desa"], people[1]["desa"]
    people[2]["phone"] = "081299990000"
    return send(world, election, "tukar.xlsx", plain_workbook(people))


def test_two_who_change_places_are_asked_for_together_and_the_numbers_add_up(kpu_client: Client, swap: RosterUpload):
    answer = kpu_client.get(roster_url("roster-compare", swap))
    page = answer.context["page"]
    assert [(tile.label, tile.value) for tile in page.tiles] == [
        ("Baru", "0"),
        ("Berubah", "1"),
        ("Tetap", "3"),
        ("Tidak ada lagi", "0"),
    ]
    assert (page.good, page.rejected, page.label) == (4, "", "Ya, simpan 1 orang dan pindahan yang dicentang")
    [moves] = page.moves
    assert moves.title == "Pindah ke kursi yang masih ditempati"
    assert all(f'name="ends" value="{person.value}"' in answer.text for person in moves.lines)
    given = {"new": page.stores.new, "changed": page.stores.changed, "ends": [each.value for each in moves.lines]}
    _stored(kpu_client, swap, **given)
    receipt = swap.acceptances.get()
    assert (receipt.new, receipt.changed, receipt.unchanged) == (2, 1, 3)
    assert Assignment.objects.standing().count() == 6


def test_a_list_of_nothing_but_a_swap_can_be_stored(world: World, kpu_client: Client, swap: RosterUpload):
    people = list(pps(first_desa(2)))
    people[1]["desa"], people[4]["desa"] = people[4]["desa"], people[1]["desa"]
    upload = send(world, swap.election, "dua.xlsx", plain_workbook([people[1], people[4]]))
    page = kpu_client.get(roster_url("roster-compare", upload)).context["page"]
    assert (page.good, page.may_accept, page.heading) == (0, True, "Simpan")
    assert page.label == "Ya, simpan pindahan yang dicentang"
    _stored(kpu_client, upload, new=0, changed=0, ends=[each.value for each in page.moves[0].lines])
    assert (upload.state, upload.accepted) == ("done", 2)


def test_a_move_to_a_free_seat_has_a_tile_of_its_own(world: World, kpu_client: Client, swap: RosterUpload):
    people = list(pps(first_desa(3)[2:], first=50))[:2]
    leader = {**next(pps(first_desa(1))), "desa": people[0]["desa"], "position": "Anggota PPS"}
    upload = send(world, swap.election, "pindah.xlsx", plain_workbook([*people, leader]))
    page = kpu_client.get(roster_url("roster-compare", upload)).context["page"]
    assert [(tile.label, tile.value) for tile in page.tiles][:2] == [("Baru", "2"), ("Pindah", "1")]
    assert (page.good, page.label, [each.title for each in page.moves]) == (
        3,
        "Ya, simpan 3 orang",
        ["Pindah tempat tugas"],
    )


def test_a_successor_in_the_middle_of_the_term_finds_his_seat_on_the_page(
    world: World, kpu_client: Client, swap: RosterUpload
):
    """Who left is ended, the row is told since when it serves though its file has no such column, and is stored."""
    people = list(pps(first_desa(1)))
    successor = {**person(60), "desa": people[1]["desa"], "position": "Anggota PPS"}
    upload = send(world, swap.election, "pengganti.xlsx", plain_workbook([people[0], successor, people[2]]))
    [gone] = kpu_client.get(roster_url("roster-compare", upload)).context["page"].gone.lines
    given = {"assignments": gone.value, "last_day": "2023-12-31", "reason": "resigned"}
    kpu_client.post(roster_url("roster-compare", upload), given)
    page = kpu_client.get(roster_url("roster", upload)).context["page"]
    assert page.crowded.compare_url
    assert "isi “Mulai bertugas”" in page.errors[0].cure
    line = upload.lines.get(state="rejected")
    form = kpu_client.get(roster_url("roster-line", upload, line.pk)).context["form"]
    assert list(form.fields) == ["position", "start"]
    kpu_client.post(roster_url("roster-line", upload, line.pk), {"position": "Anggota PPS", "start": "01-01-2024"})
    upload.refresh_from_db()
    line.refresh_from_db()
    assert (upload.rejected, line.start) == (0, date(2024, 1, 1))
    _stored(kpu_client, upload, new=1, changed=0)
    assert Assignment.objects.get(line=line).start == date(2024, 1, 1)


def test_since_when_somebody_serves_can_be_said_of_every_row(kpu_client: Client, swap: RosterUpload):
    line = swap.lines.get(state="ok", position="pps-ketua", region_code=first_desa(1)[0].pk)
    form = kpu_client.get(roster_url("roster-line", swap, line.pk), {"sel": "semua"}).context["form"]
    assert list(form.fields)[-2:] == ["start", "end"]
    assert "sejak hari pertama" in form.fields["start"].help_text


def test_an_address_behind_its_mask_is_only_said_to_change(world: World, kpu_client: Client, swap: RosterUpload):
    people = list(pps(first_desa(1)))
    changed = [{**people[0], "address": "Rawa 3", "phone": "081277770000"}, people[1], people[2]]
    upload = send(world, swap.election, "alamat.xlsx", plain_workbook(changed))
    answer = kpu_client.get(roster_url("roster-compare", upload))
    [change] = answer.context["page"].changed
    assert set(change.differences) == {("Alamat", "", "berubah"), ("Nomor HP", "0812******01", "0812******00")}
    assert "<p>Alamat <strong>berubah</strong></p>" in answer.text


def test_a_move_that_was_ticked_stays_ticked_when_somebody_is_ended_first(
    world: World, kpu_client: Client, swap: RosterUpload
):
    people = list(pps(first_desa(2)))
    people[1]["desa"], people[4]["desa"] = people[4]["desa"], people[1]["desa"]
    upload = send(world, swap.election, "tukar.xlsx", plain_workbook([people[1], people[2], people[4]]))
    url = roster_url("roster-compare", upload)
    answer = kpu_client.get(url)
    page = answer.context["page"]
    assert 'data-carries="ends"' in answer.text  # by its script the moves go along
    move, other = (person.value for person in page.moves[0].lines)
    box, unticked = f'name="ends" value="{move}" checked', f'name="ends" value="{other}">'
    gone = {"assignments": page.gone.lines[0].value, "ends": [move, "x"]}
    refused = kpu_client.post(url, {**gone, "last_day": "", "reason": ""})
    assert (refused.status_code, box in refused.text, unticked in refused.text) == (400, True, True)
    days = {"last_day": "2024-02-01", "reason": "resigned"}
    again = kpu_client.post(url, {**gone, **days}, follow=True)
    assert (box in again.text, unticked in again.text) == (True, True)
    asked = kpu_client.post(page.end_all_url, {"ends": move, **days})
    assert f'<input type="hidden" name="ends" value="{move}">' in asked.text
    number = asked.context["page"].number
    again = kpu_client.post(page.end_all_url, {"ends": move, "people": number, **days}, follow=True)
    assert box in again.text
