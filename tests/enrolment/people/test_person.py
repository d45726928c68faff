"""One person: masked, seen for a purpose, corrected, ended."""

import pytest
from django.urls import reverse

from enrolment.models import Assignment, Election, Person, PersonRecord
from enrolment.particulars import name_birth_fp, nik_fp
from enrolment.record_writing import as_row
from pemilu_bpjs.models import AuditEvent
from tests.factories_enrolment import make_election
from tests.factories_people import NIK, make_nik, make_row, make_seat
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def election(world: World) -> Election:
    return make_election()


@pytest.fixture
def siti(election: Election) -> Assignment:
    return make_seat(election, decree_number="SK 7/2024")


def at(name: str, seat: Assignment) -> str:
    return reverse(f"enrolment:{name}", args=[seat.pk])


def typed(**changes: str) -> dict[str, str]:
    """The form as it stands for Siti, with what somebody changed."""
    return {
        "nik": NIK, "name": "Siti Contoh", "birth_place": "Muaradua", "birth_date": "12-03-1990", "sex": "L",
        "mother": "Aminah Contoh", "address": "Jalan Contoh 5", "postcode": "32211", "marital": "Y",
        "phone": "081234567890", "email": "", "kk": "", "job": "Petani", "kpj": "", **changes,
    }  # fmt: skip


def test_a_person_is_masked_until_somebody_says_what_for(world: World, signed_in, siti: Assignment):
    client = signed_in(world.kpu)
    page = client.get(at("person", siti))
    for hidden in (NIK, "Aminah", "Jalan Contoh", "081234567890", "12 Maret 1990"):
        assert hidden not in page.text
    assert "SK 7/2024" in page.text
    refused = client.post(at("person-reveal", siti), {"what": "nik"})
    assert refused.status_code == 400
    assert NIK not in refused.text
    assert not AuditEvent.objects.filter(action="person.look").exists()


def test_one_field_is_shown_and_the_look_is_on_record(world: World, signed_in, siti: Assignment):
    shown = signed_in(world.kpu).post(at("person-reveal", siti), {"what": "nik", "purpose": "verifikasi"})
    assert NIK in shown.text
    assert "Aminah" not in shown.text
    assert "no-store" in shown["Cache-Control"]
    look = AuditEvent.objects.get(action="person.look")
    assert (look.actor, look.subject) == ("kpu", f"person:{siti.person_id}")
    assert look.detail == {"what": "nik", "purpose": "verifikasi"}
    assert NIK not in str(AuditEvent.objects.values_list("detail", flat=True))


def test_a_head_looks_without_seeing_in_full_or_changing(world: World, signed_in, siti: Assignment):
    client = signed_in(world.head)
    page = client.get(at("person", siti))
    assert "Siti Contoh" in page.text
    for name in ("person-reveal", "person-correct", "person-end"):
        assert at(name, siti) not in page.text
        assert client.post(at(name, siti), {"what": "nik", "purpose": "klaim"}).status_code == 403
    assert reverse("budgeting:replacement", args=[siti.pk]) not in page.text


def test_across_institutions_each_learns_only_that_there_is_another_post(
    world: World, signed_in, election: Election, siti: Assignment
):
    other = make_seat(election, institution="Bawaslu", body="ptps", position="ptps")
    page = signed_in(world.kpu).get(at("person", siti))
    assert "juga tercatat bertugas di daftar lain" in page.text
    assert "Bawaslu" not in page.text
    assert at("person", other) not in page.text
    planners = signed_in(world.planner).get(at("person", siti))
    assert at("person", other) in planners.text
    assert "di daftar lain" not in planners.text


def test_a_correction_keeps_seal_fingerprints_and_lacks_in_step(world: World, signed_in, siti: Assignment):
    before = bytes(siti.record.content_fp)
    client = signed_in(world.kpu)
    answer = client.post(at("person-correct", siti), typed(name="Siti Contoh Baru", mother="", phone="0812-3456-7891"))
    assert answer.url == at("person", siti)
    record = PersonRecord.objects.get()
    row = as_row(record)
    assert (row.name, row.mother, row.phone) == ("Siti Contoh Baru", "", "081234567891")
    assert record.lacks == 1
    assert bytes(record.content_fp) != before
    assert bytes(record.name_birth_fp) == name_birth_fp("Siti Contoh Baru", row.birth_date)
    told = AuditEvent.objects.get(action="person.correct")
    assert told.detail == {"fields": ["name", "mother", "phone"], "institution": "KPU"}


def test_what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(world: World, signed_in, siti: Assignment):
    answer = signed_in(world.kpu).post(at("person-correct", siti), typed(nik="160901120390", sex="", name=""))
    assert answer.status_code == 400
    assert "NIK harus 16 angka; ini 12 angka." in answer.text
    assert "Nama belum diisi." in answer.text
    assert 'value="160901120390"' in answer.text
    assert as_row(PersonRecord.objects.get()).nik == NIK


def test_what_would_be_read_as_nothing_is_asked_again(world: World, signed_in, siti: Assignment):
    """A roster's row is accepted without them; whoever types into a form would lose what stood there before."""
    before = as_row(PersonRecord.objects.get())
    answer = signed_in(world.kpu).post(at("person-correct", siti), typed(postcode="3221", phone="12", kk="-"))
    assert answer.status_code == 400
    assert {"postcode", "phone"} == set(answer.context["form"].errors)
    assert as_row(PersonRecord.objects.get()) == before


def test_opening_the_form_is_a_look(world: World, signed_in, siti: Assignment):
    page = signed_in(world.kpu).get(at("person-correct", siti))
    assert NIK in page.text
    assert AuditEvent.objects.get(action="person.look").detail["purpose"] == "perbaikan"


def test_a_mistyped_nik_becomes_the_right_persons(world: World, signed_in, siti: Assignment):
    right = "1609011203900002"
    signed_in(world.kpu).post(at("person-correct", siti), typed(nik=right))
    siti.refresh_from_db()
    assert bytes(siti.person.nik_fp) == nik_fp(right)
    assert PersonRecord.objects.get().person_id == siti.person_id


def test_a_nik_of_another_in_the_same_list_is_refused(world: World, signed_in, election: Election, siti: Assignment):
    other = make_seat(election, make_row(make_nik(2), "Budi Contoh"), tps=2)
    answer = signed_in(world.kpu).post(at("person-correct", siti), typed(nik=make_nik(2), birth_date="3-3-1982"))
    assert answer.status_code == 400
    assert "sudah milik petugas lain" in answer.text
    siti.refresh_from_db()
    assert siti.person_id != other.person_id
    assert Person.objects.count() == 2


def test_who_turns_out_to_be_a_civil_servant_is_insured_no_longer(world: World, signed_in, siti: Assignment):
    client = signed_in(world.kpu)
    client.post(at("person-correct", siti), typed(job="PNS"))
    siti.refresh_from_db()
    assert siti.not_insured == "asn"
    client.post(at("person-correct", siti), typed(job="Petani"))
    siti.refresh_from_db()
    assert siti.not_insured == ""


def test_who_leaves_without_a_successor_is_ended(world: World, signed_in, siti: Assignment):
    client = signed_in(world.kpu)
    late = client.post(at("person-end", siti), {"last_day": "2024-03-01", "reason": "resigned"})
    assert late.status_code == 400
    early = client.post(at("person-end", siti), {"last_day": "2023-02-10", "reason": "resigned"})
    assert (early.status_code, list(early.context["form"].errors)) == (400, ["last_day"])
    # The first of the reasons is death: nobody's by default.
    assert client.post(at("person-end", siti), {"last_day": "2024-02-10", "reason": ""}).status_code == 400
    assert '<option value="" selected>Pilih alasan</option>' in client.get(at("person-end", siti)).text
    client.post(at("person-end", siti), {"last_day": "2024-02-10", "reason": "death"})
    siti.refresh_from_db()
    assert (str(siti.end), siti.stop_reason) == ("2024-02-10", "death")
    assert "meninggal dunia" in client.get(at("person", siti)).text
