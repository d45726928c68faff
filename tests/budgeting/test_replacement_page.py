"""The page that replaces a person: what it shows beforehand, to whom, and what it then does."""

import pytest
from django.urls import reverse

from budgeting.rules.plan_input import Entry
from enrolment.models import Assignment, Election
from tests.factories_budgeting import make_plan
from tests.factories_enrolment import make_election
from tests.factories_people import NIK, make_nik, make_row, make_seat
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

BUDI = "1609011505880003"


@pytest.fixture
def election(world: World) -> Election:
    return make_election(tps=1352)


@pytest.fixture
def siti(election: Election) -> Assignment:
    return make_seat(election)


def address(seat: Assignment) -> str:
    return reverse("budgeting:replacement", args=[seat.pk])


def typed(**changes: str) -> dict[str, str]:
    return {
        "last_day": "2024-01-31", "reason": "resigned", "first_day": "2024-02-01", "decree_number": "SK 9/2024",
        "decree_date": "2024-01-30", "newcomer": "baru", "nik": BUDI, "name": "Budi Contoh",
        "birth_place": "Muaradua", "birth_date": "15-05-1988", "sex": "L", "mother": "Ibu Contoh",
        "address": "Jalan Lain 1", "postcode": "32211", "marital": "T", "phone": "081234567899", "job": "Petani",
        **changes,
    }  # fmt: skip


def confirm(client, seat: Assignment, **changes: str):
    """Sends the form again with the mark that its preview carries."""
    sent = typed(**changes)
    previewed = client.post(address(seat), sent)
    assert previewed.status_code == 200, previewed.text
    mark = previewed.text.split('name="previewed" value="')[1].split('"')[0]
    return client.post(address(seat), {**sent, "previewed": mark})


def test_nothing_happens_before_it_was_seen(world: World, signed_in, siti: Assignment):
    client = signed_in(world.kpu)
    page = client.post(address(siti), typed())
    assert page.status_code == 200
    assert "1 → 1" in page.text  # people in the unit
    assert "Tetap 1 iuran: Siti Contoh." in page.text
    assert "Tetap 1 iuran: Budi Contoh." in page.text
    assert "Semula 2 orang-bulan × Rp5.940 = Rp11.880. Menjadi 2 orang-bulan × Rp5.940 = Rp11.880." in page.text
    assert "tidak berubah" in page.text
    assert Assignment.objects.count() == 1
    assert "no-store" in page["Cache-Control"]


def test_what_was_seen_is_then_done(world: World, signed_in, siti: Assignment):
    client = signed_in(world.kpu)
    answer = confirm(client, siti)
    budi = Assignment.objects.get(replaces=siti)
    assert answer.url == reverse("enrolment:person", args=[budi.pk])
    assert "Budi Contoh menggantikan Siti Contoh." in client.get(answer.url).text
    back = reverse("budgeting:replacement-take-back", args=[budi.pk])
    assert back in client.get(answer.url).text
    assert client.post(back).url == reverse("enrolment:person", args=[siti.pk])
    siti.refresh_from_db()
    assert siti.stop_reason == ""


def test_what_was_typed_over_since_is_shown_again_first(world: World, signed_in, siti: Assignment):
    client = signed_in(world.kpu)
    mark = client.post(address(siti), typed()).text.split('name="previewed" value="')[1].split('"')[0]
    again = client.post(address(siti), typed(first_day="2024-02-05", previewed=mark))
    assert again.status_code == 200
    assert "Kursi ini kosong 4 hari" in again.text
    assert Assignment.objects.count() == 1


def test_a_change_within_a_month_names_both_and_its_price(world: World, signed_in, siti: Assignment):
    page = signed_in(world.kpu).post(address(siti), typed(last_day="2024-02-09", first_day="2024-02-10"))
    assert "Keduanya bertugas pada bulan ini" in page.text
    assert "bertambah Rp5.940" in page.text


def test_what_to_look_at_twice_is_told(world: World, signed_in, election: Election, siti: Assignment):
    make_seat(election, make_row(BUDI, "Budi Contoh"), institution="Bawaslu", body="ptps", position="ptps")
    page = signed_in(world.kpu).post(address(siti), typed(decree_number="", job="PNS"))
    assert "Ia juga tercatat di daftar lain pada waktu yang sama." in page.text
    assert "Bawaslu" not in page.text
    # Nor are its months to be read off the premium, of whomever one likes.
    assert "tugas lain" not in page.text
    assert "Tugas pada lembaga lain tidak ikut dihitung di sini" in page.text
    assert "ASN, TNI, atau Polri dijamin aturan lain" in page.text
    assert "Nomor SK penggantinya belum diisi." in page.text
    planners = signed_in(world.planner).post(address(siti), typed())
    assert "Ia juga bertugas sebagai" in planners.text
    assert "sudah diiurkan lewat tugas lain" in planners.text
    assert "tidak ikut dihitung" not in planners.text


def test_faults_stand_at_their_fields_with_what_was_typed(world: World, signed_in, siti: Assignment):
    page = signed_in(world.kpu).post(address(siti), typed(nik="16090115058800", birth_date="15-05-2012", last_day=""))
    assert page.status_code == 400
    assert "NIK harus 16 angka; ini 14 angka." in page.text
    assert "paling muda" in page.text
    assert 'value="16090115058800"' in page.text
    assert "Ganti sekarang" not in page.text
    himself = signed_in(world.kpu).post(address(siti), typed(nik=NIK, birth_date="12-03-1990"))
    assert "NIK ini milik orang yang berhenti." in himself.text


def test_a_reserve_comes_without_being_typed_again(world: World, signed_in, election: Election, siti: Assignment):
    reserve = make_seat(election, make_row(make_nik(8), "Rina Contoh"), is_reserve=True, not_insured="reserve")
    make_seat(election, make_row(make_nik(9), "Jauh Contoh"), tps=9, is_reserve=True, not_insured="reserve")
    client = signed_in(world.kpu)
    page = client.get(address(siti))
    assert "Rina Contoh" in page.text
    assert "Jauh Contoh" not in page.text
    blank = dict.fromkeys(("nik", "name", "birth_date", "sex", "mother", "address"), "")
    confirm(client, siti, newcomer=str(reserve.pk), **blank)
    assert Assignment.objects.get(replaces=siti).person_id == reserve.person_id


def test_the_neighbour_and_other_institutions_find_no_such_page(world: World, signed_in, siti: Assignment):
    for reader in (world.bawaslu, world.satpolpp, world.neighbour):
        assert signed_in(reader).get(address(siti)).status_code == 404
        assert signed_in(reader).post(address(siti), typed()).status_code == 404
    for reader in (world.head, world.tapd, world.auditor, world.bpjs, world.stranger):
        assert signed_in(reader).get(address(siti)).status_code == 403
    assert Assignment.objects.count() == 1


def test_who_left_already_is_not_replaced(world: World, signed_in, siti: Assignment):
    client = signed_in(world.kpu)
    confirm(client, siti)
    page = client.get(address(siti))
    assert "sudah berhenti atau sudah diganti" in page.text
    assert '<form method="post" novalidate>' not in page.text


def test_a_planners_own_plan_says_which_months_are_paid(world: World, signed_in, siti: Assignment):
    january = Entry("kpps", coverage=("2024-01",))
    make_plan(world.office, world.planner, january, election=siti.election, name="Rencana Contoh")
    page = signed_in(world.planner).post(address(siti), typed())
    assert "Bulan dan dasar upah menurut rencana “Rencana Contoh”." in page.text
    assert "Semula 1 orang-bulan" in page.text
    assert "25 hari bertugas penggantinya berada di luar bulan yang diiurkan." in page.text
    others = signed_in(world.kpu).post(address(siti), typed())
    assert "Rencana Contoh" not in others.text
    assert "Perkiraan menurut honorarium" in others.text
