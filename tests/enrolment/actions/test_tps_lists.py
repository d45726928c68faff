import pytest

from enrolment.counting import count
from enrolment.models import Election, PollingStation, TpsList, UnitCount
from enrolment.tasks import start_tps_list
from pemilu_bpjs import jobs
from pemilu_bpjs.models import AuditEvent, Document, Job, User
from tests.factories_enrolment import make_election, make_tps_list, tps_csv, tps_rows, tps_workbook, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def election() -> Election:
    return make_election()


def _run(election: Election, by: User, content: bytes, stage: str = "dpt") -> Job:
    job = start_tps_list(election=election, stage=stage, file=upload(content), source="Surat contoh", by=by)
    jobs.run(job.pk)
    job.refresh_from_db()
    return job


def test_a_list_gives_the_count_of_every_level(election: Election):
    loaded = make_tps_list(election, tps_rows("16.09", per_desa=5))
    assert loaded.stations == 259 * 5
    counted = count(election)
    assert counted.units.tps == 1295
    assert counted.trees["tps"]["16.09.01"].total == 5 * 14
    assert counted.provenance["tps"].source == "Surat contoh"


def test_a_later_list_replaces_the_one_before_it_and_no_other_stage(election: Election):
    make_tps_list(election, tps_rows("16.09", per_desa=2), stage="coklit")
    make_tps_list(election, tps_rows("16.09", per_desa=5))
    make_tps_list(election, tps_rows("16.09", per_desa=4))
    units = count(election).units
    assert (units.tps, units.tps_coklit) == (259 * 4, 259 * 2)
    assert [row.replaced_at is None for row in TpsList.objects.filter(stage="dpt").order_by("pk")] == [False, True]


def test_the_same_file_twice_changes_nothing(election: Election):
    rows = tps_rows("16.09", per_desa=1)
    make_tps_list(election, rows)
    before = list(PollingStation.objects.values_list("pk", flat=True))
    assert make_tps_list(election, rows).is_same_file
    assert list(PollingStation.objects.values_list("pk", flat=True)) == before
    assert TpsList.objects.count() == 1


def test_one_fault_stores_nothing_and_every_fault_is_named(election: Election):
    make_tps_list(election, tps_rows("16.09", per_desa=1))
    rows = tps_rows("16.09", per_desa=1)
    bad = [*rows[:3], ("16.09.99.2001", 1, 10), (rows[0][0], 1, 10), (rows[1][0], 0, 10), (rows[2][0], 2, -4)]
    loaded = make_tps_list(election, bad)
    assert [(each.row, each.column) for each in loaded.problems] == [(5, "A"), (6, "B"), (7, "B"), (8, "C")]
    assert count(election).units.tps == 259
    assert TpsList.objects.count() == 1


def test_numbers_entered_before_give_way_only_where_the_list_contradicts_them():
    election = make_election(tps=1400)
    rows = tps_rows("16.09", per_desa=5)
    desa = rows[0][0]
    UnitCount.objects.create(election=election, region_id=desa, kind="tps", count=9)
    UnitCount.objects.create(election=election, region_id="16.09.01", kind="tps", count=60)
    loaded = make_tps_list(election, rows)
    assert {(each.region, each.count) for each in loaded.withdrawn} == {(desa, 9), ("16.09.01", 60)}
    node = count(election).trees["tps"]["16.09"]
    assert (node.total, node.undetailed) == (1400, 1400 - 1295)
    assert loaded.beyond == 1400 - 1295


def test_a_list_of_every_desa_replaces_the_numbers_per_kecamatan_larger_and_smaller():
    election = make_election(tps=1300)
    for code, number in (("16.09.01", 60), ("16.09.05", 70)):
        UnitCount.objects.create(election=election, region_id=code, kind="tps", count=number)
    loaded = make_tps_list(election, tps_rows("16.09", per_desa=5))
    assert {each.region for each in loaded.withdrawn} == {"16.09.01", "16.09.05"}
    assert (count(election).units.tps, loaded.beyond) == (1300, 5)


def test_a_list_that_lacks_a_desa_leaves_the_larger_number_of_its_kecamatan():
    election = make_election()
    UnitCount.objects.create(election=election, region_id="16.09.01", kind="tps", count=80)
    rows = [row for row in tps_rows("16.09", per_desa=5) if row[0] != "16.09.01.2003"]
    loaded = make_tps_list(election, rows)
    assert (loaded.withdrawn, loaded.beyond) == ((), 80 - 13 * 5)


def test_a_coklit_list_counts_the_tps_over_400_voters(election: Election):
    UnitCount.objects.create(election=election, region_id="16.09", kind="tps_over_400", count=3)
    rows = [*tps_rows("16.09", per_desa=2, voters=400, desa=5), ("16.09.01.2003", 9, 401)]
    make_tps_list(election, rows, stage="coklit")
    assert count(election).units.tps_over_400 == 3
    make_tps_list(election, [(desa, tps, 500) for desa, tps, _voters in rows], stage="coklit")
    assert count(election).units.tps_over_400 == 11


def test_a_coklit_list_without_voters_leaves_them_unknown_and_outruns_a_larger_number(election: Election):
    UnitCount.objects.create(election=election, region_id="16.09", kind="tps_over_400", count=30)
    loaded = make_tps_list(election, tps_rows("16.09", per_desa=1, voters=None, desa=20), stage="coklit")
    assert [(each.kind, each.count) for each in loaded.withdrawn] == [("tps_over_400", 30)]
    assert count(election).units.tps_over_400 is None


def test_a_workbook_with_lists_on_two_sheets_is_not_half_read(election: Election):
    from io import BytesIO

    from openpyxl import load_workbook

    book = load_workbook(BytesIO(tps_workbook(tps_rows("16.09", 1, desa=2))))
    book.copy_worksheet(book.active)
    content = BytesIO()
    book.save(content)
    loaded = make_tps_list(election, [], content=content.getvalue(), name="tps.xlsx")
    assert [each.code for each in loaded.problems] == ["several-sheets"]
    assert not PollingStation.objects.exists()


def test_a_note_beside_the_list_is_no_list(election: Election):
    from io import BytesIO

    from openpyxl import load_workbook

    book = load_workbook(BytesIO(tps_workbook(tps_rows("16.09", 1, desa=2))))
    book.create_sheet("Catatan", 0).append(["Diisi oleh sekretariat"])
    content = BytesIO()
    book.save(content)
    assert make_tps_list(election, [], content=content.getvalue(), name="tps.xlsx").stations == 2


def test_an_upload_is_kept_with_its_hash_and_loaded_by_a_job(election: Election, planner: User, office):
    job = _run(election, planner, tps_csv(tps_rows("16.09", per_desa=1)))
    assert job.state == Job.State.DONE
    assert job.result["stations"] == 259
    assert job.office == office
    kept = Document.objects.get(pk=job.params["document"])
    assert (kept.kind, kept.office, kept.created_by) == ("tps-list", office, planner)
    assert kept.sha256 == TpsList.objects.get().sha256
    assert AuditEvent.objects.filter(action="tps-list.load", actor="planner").exists()


def test_a_job_that_is_run_again_after_a_crash_ends_the_same(election: Election, planner: User):
    job = _run(election, planner, tps_csv(tps_rows("16.09", per_desa=1)))
    Job.objects.filter(pk=job.pk).update(state=Job.State.QUEUED)
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result["stations"]) == (Job.State.DONE, 259)
    assert PollingStation.objects.count() == 259


def test_a_refused_list_ends_the_job_with_all_its_problems(election: Election, planner: User):
    job = _run(election, planner, b"desa_code,tps\n16.09.99.2001,1\n")
    assert job.state == Job.State.FAILED
    assert "tidak ada yang disimpan" in job.error
    assert job.result["problems"][0]["row"] == 2
    assert not PollingStation.objects.exists()


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"PK\x03\x04 rusak", b"catatan saja\n"])
def test_a_file_that_is_no_list_is_refused_with_a_sentence(election: Election, planner: User, content: bytes):
    job = _run(election, planner, content)
    assert job.state == Job.State.FAILED
    assert len(job.result["problems"]) == 1
