"""What people type, rightly and wrongly, and what becomes of it."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from enrolment.actions.tps_lists import read_list
from enrolment.forms.fields import CountField
from enrolment.models import Election, PollingStation, SeatException, UnitCount
from enrolment.region_data import index_of
from pemilu_bpjs import jobs
from pemilu_bpjs.models import Job
from pemilu_bpjs.roles import Role
from tests.factories import make_member, make_office
from tests.factories_enrolment import make_election, make_tps_list, tps_csv, tps_rows, upload
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

NEW = "/pemilu/baru/"


@pytest.fixture
def election() -> Election:
    return make_election(tps=1352)


@pytest.fixture
def planning(world: World, signed_in) -> Client:
    return signed_in(world.planner)


def _url(name: str, election: Election) -> str:
    return reverse(f"enrolment:{name}", args=[election.code])


# Setting up


def test_a_planner_sets_up_an_election_of_his_region(planning: Client):
    asked = planning.get(NEW)
    assert "(16.09)" in asked.text
    assert "(16.08)" not in asked.text
    answer = planning.post(NEW, {"preset": "pilkada-2024", "region": "16.09", "stages": ["coklit", "dpt"]})
    assert answer.url == reverse("enrolment:election", args=["pilkada-2024-16.09"])
    assert Election.objects.get().kind == "pilkada"


def test_no_election_is_chosen_beforehand(planning: Client):
    answer = planning.post(NEW, {"preset": "", "region": "16.09", "stages": ["dpt"]})
    assert answer.status_code == 400
    assert "Pilih pemilihannya." in answer.text
    assert not Election.objects.exists()


def test_a_region_out_of_reach_is_refused_and_what_was_chosen_stays(planning: Client):
    answer = planning.post(NEW, {"preset": "pilkada-2024", "region": "16.08", "stages": ["coklit"]})
    assert answer.status_code == 400
    assert "Pilih satu wilayah dari daftar." in answer.text
    assert '<option value="pilkada-2024" selected>' in answer.text
    assert not Election.objects.exists()


def test_who_may_not_edit_cannot_set_up(world: World, signed_in):
    for nobody in (world.kpu, world.head, world.stranger):
        answer = signed_in(nobody).post(NEW, {"preset": "pemilu-2024", "region": "16.09", "stages": ["dpt"]})
        assert answer.status_code == 403
    assert not Election.objects.exists()


def test_a_planner_of_many_regions_finds_one_by_name_or_code_without_javascript(signed_in, monkeypatch):
    monkeypatch.setattr("enrolment.forms.elections.MOST_CHOICES", 4)
    wide = signed_in(make_member(Role.PLANNER, make_office("16"), region=""))
    asked = wide.get(NEW, {"preset": "pilkada-2024", "q": "komering selatan"})
    assert "(16.09)" in asked.text
    assert "(16.08)" not in asked.text
    assert '<option value="pilkada-2024" selected>' in asked.text
    by_code = wide.get(NEW, {"q": "35.07"})
    assert "(35.07)" in by_code.text
    assert "(35.16)" not in by_code.text
    by_province = wide.get(NEW, {"province": "35"})
    assert "(35.16)" in by_province.text
    assert "(16.09)" not in by_province.text
    assert "Tidak ada wilayah yang cocok" in wide.get(NEW, {"q": "atlantis"}).text


def test_a_region_chosen_before_the_search_words_changed_stays_chosen(signed_in, monkeypatch):
    monkeypatch.setattr("enrolment.forms.elections.MOST_CHOICES", 4)
    wide = signed_in(make_member(Role.PLANNER, make_office("16"), region=""))
    fields = {"preset": "pemilu-2024", "region": "16.09", "stages": ["dpt"], "q": "malang"}
    assert wide.post(NEW, fields).status_code == 302
    assert Election.objects.get().region_id == "16.09"


# Totals


def test_totals_are_typed_as_people_write_them(planning: Client, election: Election):
    answer = planning.post(
        _url("units", election),
        {
            "count-tps": "1.353 TPS",
            "source-tps": "DPT perbaikan",
            "count-tps_coklit": "1 351",
            "source-tps_coklit": "x",
        },
    )
    assert answer.status_code == 302
    stood = UnitCount.objects.filter(replaced_at=None).order_by("kind").values_list("kind", "count", "source")
    assert list(stood) == [("tps", 1353, "DPT perbaikan"), ("tps_coklit", 1351, "x")]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("seribu", "Tulis bilangan bulat"),
        ("-5", "tidak boleh kurang dari 0"),
        ("10000000", "terlalu besar"),
        ("1352,5", "Tulis bilangan bulat"),
    ],
)
def test_a_wrong_total_comes_back_as_typed_with_its_reason(
    planning: Client, election: Election, typed: str, words: str
):
    fields = {"count-tps": typed, "source-tps": "DPT", "count-tps_coklit": "1351", "source-tps_coklit": "Rekap coklit"}
    answer = planning.post(_url("units", election), fields)
    assert answer.status_code == 400
    assert words in str(answer.context["form"].errors["count-tps"])
    for value in fields.values():
        assert f'value="{value}"' in answer.text
    assert not UnitCount.objects.filter(kind="tps_coklit").exists()


def test_a_new_number_needs_its_source(planning: Client, election: Election):
    answer = planning.post(_url("units", election), {"count-tps": "1353", "source-tps": ""})
    assert list(answer.context["form"].errors) == ["source-tps"]


def test_a_cleared_total_is_taken_back(planning: Client, election: Election):
    planning.post(_url("units", election), {"count-tps": "", "source-tps": ""})
    assert not UnitCount.objects.filter(kind="tps", replaced_at=None).exists()


def test_a_neighbour_changes_nothing(world: World, signed_in, election: Election):
    client = signed_in(world.neighbour)
    fields = {
        "count-tps": "1",
        "source-tps": "x",
        "source": "x",
        "n-16.09.01": "1",
        "stage": "dpt",
        "file": upload(b"x"),
    }
    for name in ("units", "units-detail", "tps-list", "exceptions"):
        assert client.post(_url(name, election), fields).status_code == 404
    assert UnitCount.objects.get(replaced_at=None).count == 1352
    assert not Job.objects.exists()


# Grids


def test_numbers_per_kecamatan_are_stored_and_blanks_stay_unknown(planning: Client, election: Election):
    answer = planning.post(_url("units-detail", election), {"source": "Rekap", "n-16.09.01": "80", "n-16.09.02": ""})
    assert answer.status_code == 302
    assert dict(UnitCount.objects.filter(region__level="kecamatan").values_list("region_id", "count")) == {
        "16.09.01": 80
    }


def test_a_grid_comes_back_as_typed_with_the_fault_at_its_region(planning: Client, election: Election):
    fields = {"source": "Rekap", "n-16.09.01": "80", "n-16.09.02": "dua"}
    answer = planning.post(_url("units-detail", election), fields)
    assert list(answer.context["form"].errors) == ["n-16.09.02"]
    assert 'value="80"' in answer.text
    assert 'value="dua"' in answer.text


def test_detail_beyond_the_total_is_refused_with_the_sum(planning: Client, election: Election):
    answer = planning.post(_url("units-detail", election), {"source": "x", "n-16.09.01": "800", "n-16.09.02": "600"})
    assert answer.status_code == 400
    assert "1.400" in answer.text
    assert not UnitCount.objects.filter(region__level="kecamatan").exists()


def test_all_desa_of_a_kabupaten_are_asked_on_one_page(planning: Client, election: Election):
    url = _url("units-detail", election) + "?per=desa&jenis=tps_coklit"
    assert len(planning.get(url).context["form"].cells()) == 259
    planning.post(url, {"source": "Rekap coklit", "n-16.09.01.2003": "4"})
    assert UnitCount.objects.get(kind="tps_coklit").region_id == "16.09.01.2003"


# TPS lists


def _send(client: Client, election: Election, content: bytes, name: str = "tps.csv"):
    return client.post(
        _url("tps-list", election), {"stage": "dpt", "source": "Surat KPU contoh", "file": upload(content, name)}
    )


def test_an_upload_becomes_a_job_and_its_result_says_what_was_stored(planning: Client, election: Election):
    answer = _send(planning, election, tps_csv(tps_rows("16.09", per_desa=5)))
    job = Job.objects.get()
    assert answer.url == reverse("job", args=[job.pk])
    result = reverse("enrolment:tps-list-result", args=[election.code, job.pk])
    assert planning.get(result).url == reverse("job", args=[job.pk])
    jobs.run(job.pk)
    assert result in planning.get(answer.url).text
    assert "1.295 TPS tersimpan" in planning.get(result).text
    assert "Surat KPU contoh" in planning.get(_url("tps-list", election)).text


def test_a_refused_list_shows_every_problem_with_row_and_column(
    world: World, signed_in, planning: Client, election: Election
):
    _send(planning, election, b"desa_code,tps\n16.09.99.2001,1\n16.09.01.2003,nol\n")
    job = Job.objects.get()
    jobs.run(job.pk)
    url = reverse("enrolment:tps-list-result", args=[election.code, job.pk])
    answer = planning.get(url)
    shown = [(line.row, line.column) for line in answer.context["page"].problems]
    assert shown == [("2", "A"), ("3", "B")]
    assert "16.09.99.2001" in answer.text
    assert not PollingStation.objects.exists()
    file = reverse("document", args=[job.params["document"]])
    assert file in answer.text
    assert planning.get(file).status_code == 200
    head = signed_in(world.head)  # who follows the work, and sees nobody in full: it may turn out to be a roster
    assert head.get(url).status_code == 200
    assert file not in head.get(url).text
    assert head.get(file).status_code == 404
    for other in (world.neighbour, world.kpu):
        assert signed_in(other).get(url).status_code == 404
    assert signed_in(world.stranger).get(url).status_code == 403


def test_a_file_of_too_many_bytes_is_refused_at_its_field(planning: Client, election: Election, monkeypatch):
    monkeypatch.setattr("enrolment.sheets.LARGEST_FILE", 10)
    answer = _send(planning, election, b"desa_code,tps,voters")
    assert list(answer.context["form"].errors) == ["file"]
    assert 'value="Surat KPU contoh"' in answer.text
    assert not Job.objects.exists()


def test_the_template_comes_with_every_desa_and_can_be_sent_back(planning: Client, election: Election):
    book = load_workbook(BytesIO(planning.get(_url("tps-list-template", election)).content))
    rows = list(book.active.iter_rows(min_row=2, values_only=True))
    assert len(rows) == 259
    assert rows[0][0].startswith("16.09.01.")
    assert book.active["A2"].data_type == "s"
    make_tps_list(election, tps_rows("16.09", per_desa=2))
    filled = planning.get(_url("tps-list-template", election)).content
    assert len(read_list(region="16.09", name="isian.xlsx", content=filled).stations) == 518


# Exceptions

FIELDS = {"position": "pkd", "region": "16.09.01.2003", "seats": "2", "reason": "SK contoh"}


def test_an_exception_is_entered_by_the_name_of_its_desa_and_withdrawn(planning: Client, election: Election):
    planning.post(_url("exceptions", election), {**FIELDS, "region": "kec. buay rawan", "position": "ppk-anggota"})
    exception = SeatException.objects.get()
    assert (exception.region_id, exception.seats) == ("16.09.19", 2)
    assert "SK contoh" in planning.get(_url("exceptions", election)).text
    planning.post(reverse("enrolment:exception-withdraw", args=[election.code, exception.pk]))
    assert "SK contoh" not in planning.get(_url("exceptions", election)).text


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"region": "atlantis"}, "region"),
        ({"seats": "dua"}, "seats"),
        ({"reason": ""}, "reason"),
        ({"seats": "1"}, "seats"),
    ],
)
def test_a_faulty_exception_comes_back_as_typed(planning: Client, election: Election, changed, field: str):
    answer = planning.post(_url("exceptions", election), {**FIELDS, **changed})
    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == [field]
    assert not SeatException.objects.exists()


def test_a_name_that_several_places_bear_is_answered_with_their_codes(planning: Client, election: Election):
    index = index_of("16.09")
    name, code = next((name, code) for code, name in index.desa.items() if len(index.desa_named(name)) > 1)
    answer = planning.post(_url("exceptions", election), {**FIELDS, "region": name})
    fault = str(answer.context["form"].errors["region"])
    assert all(each in fault for each in index.desa_named(name))
    assert code in fault
    assert fault.count("Kec.") > 1  # what tells them apart


def test_readers_see_exceptions_and_can_neither_enter_nor_withdraw_one(
    world: World, signed_in, planning: Client, election: Election
):
    planning.post(_url("exceptions", election), FIELDS)
    exception = SeatException.objects.get()
    withdraw = reverse("enrolment:exception-withdraw", args=[election.code, exception.pk])
    assert "SK contoh" in signed_in(world.tapd).get(_url("exceptions", election)).text
    assert signed_in(world.tapd).post(_url("exceptions", election), FIELDS).status_code == 403
    assert signed_in(world.tapd).post(withdraw).status_code == 403
    assert signed_in(world.neighbour).post(withdraw).status_code == 404
    assert SeatException.objects.get().replaced_at is None


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        (CountField(max_value=10_000_000), "1000000000000", "Isi paling banyak 10.000.000."),
        (CountField(max_value=10_000_000), "1.000.000.000.000", "Isi paling banyak 10.000.000."),
        (CountField(min_value=1), "0", "Isi paling sedikit 1."),
        (CountField(), "satu", "Tulis bilangan bulat, misalnya 1352 atau 1.352."),
    ],
)
def test_a_number_out_of_bounds_is_told_the_bound_as_people_write_it(field: CountField, typed: str, said: str):
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    assert refused.value.messages == [said]
