"""Changing a plan page by page: what is saved, what is refused, and that nothing typed is lost."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from budgeting.actions import plans as actions
from budgeting.models import Plan, PlanEntry
from budgeting.planning import compute, to_input
from budgeting.rules.line import Line
from budgeting.rules.plan_input import Entry
from pemilu_bpjs.models import User
from tests.factories_budgeting import PLAN_FILE, make_election, make_plan
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

JAN_FEB = ["2024-01", "2024-02"]


def url(name: str, *args: object) -> str:
    return reverse(f"budgeting:{name}", args=args)


def text(response) -> str:
    return response.content.decode()


def line(plan: Plan, code: str) -> Line:
    lines = compute(Plan.objects.get(pk=plan.pk)).plan.lines
    return next(each for each in lines if each.code == code)


def codes(plan: Plan) -> list[str]:
    return list(plan.entries.values_list("code", flat=True))


@pytest.fixture
def plan(world: World) -> Plan:
    return make_plan(world.office, world.planner)


@pytest.fixture
def everything(world: World) -> Plan:
    """A plan that names no line and so holds them all."""
    election = make_election(world.planner, tps=1352)
    return actions.create_plan(election=election, office=world.office, name="Semua", by=world.planner)


@pytest.fixture
def as_planner(world: World, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(world.planner)


def test_the_lines_stand_by_body_and_what_is_left_out_can_be_added(as_planner: Client, plan: Plan):
    page = text(as_planner.get(url("plan-edit", plan.pk)))
    assert "8.112 orang" in page
    assert url("entry-edit", plan.pk, "kpps") in page
    assert url("entry-add", plan.pk, "pkd") in page
    assert url("entry-add", plan.pk, "pantarlih") not in page
    assert "jumlah TPS coklit belum diketahui" in page
    as_planner.post(url("entry-add", plan.pk, "pkd"))
    assert codes(plan) == ["ppk", "kpps", "pkd"]


def test_months_are_ticked_one_by_one(as_planner: Client, plan: Plan):
    page = text(as_planner.get(url("entry-edit", plan.pk, "kpps-anggota")))
    assert 'value="2024-01" id="id_coverage_0" checked' in page
    as_planner.post(url("entry-edit", plan.pk, "kpps-anggota"), {"coverage": ["2024-02"]})
    assert line(plan, "kpps-anggota").months == ("2024-02",)
    assert line(plan, "kpps-ketua").months == ("2024-01", "2024-02")


def test_boxes_that_nobody_touched_go_on_following_the_tenure(as_planner: Client, plan: Plan):
    sent = {"coverage": JAN_FEB, "end": "2024-03-05"}
    as_planner.post(url("entry-edit", plan.pk, "kpps-anggota"), sent)
    assert line(plan, "kpps-anggota").months == ("2024-01", "2024-02", "2024-03")
    assert PlanEntry.objects.get(plan=plan, code="kpps-anggota").coverage is None


def test_an_exclusion_is_stored_with_its_reason(as_planner: Client, plan: Plan):
    sent = {"coverage": JAN_FEB, "excluded": "1.012", "reason": "sudah peserta aktif"}
    page = as_planner.post(url("entry-edit", plan.pk, "kpps-anggota"), sent, follow=True)
    assert "1.012 dikecualikan" in text(page)
    assert line(plan, "kpps-anggota").insured == 7_100


@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        ({"excluded": "12"}, "reason", "Tulis alasannya"),
        ({"excluded": "9000", "reason": "x"}, "excluded", "melebihi jumlah orang"),
        ({"per_unit": "5", "headcount": "9", "reason": "x"}, "headcount", "Isi salah satu saja"),
        ({"per_unit": "lima"}, "per_unit", "Tulis bilangan bulat"),
        ({"wage": "1,5 juta"}, "wage", "Tulis rupiah bulat"),
        ({"start": "2024-02-20", "end": "2024-02-01"}, "end", "mendahului"),
        ({"start": "2024-03-01"}, "end", "mendahului"),
        ({"end": "9999-12-31"}, "end", "2100"),
        ({"coverage": ["2024-09"]}, "coverage", "di luar masa kerja"),
        ({"coverage": []}, "coverage", "Centang sedikitnya satu bulan"),
        ({"coverage": ["2031-09"]}, "coverage", "2031-09"),
    ],
)
def test_a_fault_stands_at_its_field_and_what_was_typed_stays(
    as_planner: Client, plan: Plan, sent: dict, field: str, words: str
):
    page = as_planner.post(url("entry-edit", plan.pk, "kpps-anggota"), {"coverage": JAN_FEB, **sent})
    assert page.status_code == 400
    assert words in text(page).split(f'id="id_{field}_error"')[1].split("</div>")[0]
    for name, value in sent.items():
        if name not in ("coverage", "reason"):
            assert f'name="{name}" value="{value}"' in text(page)
    assert codes(plan) == ["ppk", "kpps"]


def test_what_a_whole_body_shares_is_changed_at_once(as_planner: Client, plan: Plan):
    as_planner.post(url("entry-edit", plan.pk, "ppk"), {"coverage": ["2023-07", "2023-08"], "wage": "Rp2.000.000,00"})
    assert [line(plan, code).months for code in ("ppk-ketua", "ppk-anggota")] == [("2023-07", "2023-08")] * 2
    assert line(plan, "ppk-ketua").basis.wage == 2_000_000


def test_positions_that_differ_can_be_made_the_same(world: World, as_planner: Client):
    plan = make_plan(world.office, world.planner, Entry("kpps"), Entry("kpps-ketua", coverage=("2024-01",)))
    address = url("entry-edit", plan.pk, "kpps")
    assert "Samakan semua jabatan" in text(as_planner.get(address))
    as_planner.post(address, {"coverage": JAN_FEB})
    assert line(plan, "kpps-ketua").months == ("2024-01",)
    as_planner.post(address, {"coverage": JAN_FEB, "level": "on"})
    assert line(plan, "kpps-ketua").months == ("2024-01", "2024-02")


def test_changing_one_line_of_a_plan_that_names_none_keeps_the_others(as_planner: Client, everything: Plan):
    before = compute(everything).plan.total
    as_planner.post(url("entry-edit", everything.pk, "kpps-anggota"), {"coverage": ["2024-01"]})
    after = compute(Plan.objects.get(pk=everything.pk)).plan.total
    assert after.headcount == before.headcount
    assert before.total - after.total == 8_112 * (2_640 + 3_300)


def test_a_position_is_taken_out_and_its_body_stays(as_planner: Client, plan: Plan):
    page = as_planner.post(url("entry-remove", plan.pk, "kpps-ketua"), follow=True)
    assert "dikeluarkan dari rencana" in text(page)
    assert codes(plan) == ["ppk", "kpps-anggota"]


def test_the_last_line_stays(world: World, as_planner: Client):
    plan = make_plan(world.office, world.planner, Entry("pkd"))
    page = as_planner.post(url("entry-remove", plan.pk, "pkd"), follow=True)
    assert "sedikitnya satu baris" in text(page)
    assert codes(plan) == ["pkd"]


OWN = {
    "name": "Petugas KPU lainnya",
    "body": "KPU",
    "institution": "KPU",
    "headcount": "4",
    "wage": "2.000.000",
    "coverage": ["2023-07", "2023-08"],
    "reason": "Selisih 876 terhadap 95 PPK + 777 PPS",
}


def test_a_line_of_ones_own_is_added_changed_and_taken_out(as_planner: Client, plan: Plan):
    as_planner.post(url("entry-new", plan.pk), OWN)
    own = line(plan, "petugas-kpu-lainnya")
    assert (own.insured, own.total) == (4, 4 * 2 * (4_800 + 6_000))
    address = url("entry-edit", plan.pk, "petugas-kpu-lainnya")
    assert 'value="Petugas KPU lainnya"' in text(as_planner.get(address))
    as_planner.post(address, {**OWN, "headcount": "5"})
    assert line(plan, "petugas-kpu-lainnya").insured == 5
    as_planner.post(url("entry-remove", plan.pk, "petugas-kpu-lainnya"))
    assert codes(plan) == ["ppk", "kpps"]


def test_two_lines_of_one_name_get_codes_of_their_own(as_planner: Client, plan: Plan):
    as_planner.post(url("entry-new", plan.pk), OWN)
    as_planner.post(url("entry-new", plan.pk), OWN)
    as_planner.post(url("entry-new", plan.pk), {**OWN, "name": "PPK"})
    assert codes(plan)[2:] == ["petugas-kpu-lainnya", "petugas-kpu-lainnya-2", "ppk-2"]


@pytest.mark.parametrize(
    ("change", "field"),
    [({"name": "–"}, "name"), ({"wage": ""}, "wage"), ({"reason": ""}, "reason"), ({"headcount": ""}, "headcount")],
)
def test_a_line_of_ones_own_says_what_it_lacks(as_planner: Client, plan: Plan, change: dict, field: str):
    page = as_planner.post(url("entry-new", plan.pk), {**OWN, **change})
    assert page.status_code == 400
    assert f'id="id_{field}_error"' in text(page)
    assert "Selisih 876" in text(page) or field == "reason"
    assert codes(plan) == ["ppk", "kpps"]


@pytest.mark.parametrize("code", ["tidak-ada", "petugas-kpu-lainnya"])
def test_a_line_that_is_not_there_is_not_found(as_planner: Client, plan: Plan, code: str):
    assert as_planner.get(url("entry-edit", plan.pk, code)).status_code == 404
    assert as_planner.post(url("entry-add", plan.pk, code)).status_code == 404


def settings(**changes: object) -> dict[str, object]:
    return {"name": "Rencana contoh", "membership": "PU", "base": "honorarium", **changes}


def test_the_base_becomes_one_amount_with_its_source(as_planner: Client, plan: Plan):
    sent = settings(base="amount", wage_base="3.456.874", wage_source="Kep. Gubernur contoh", jkk_percent="0,24")
    page = as_planner.post(url("plan-settings", plan.pk), sent, follow=True)
    assert "dasar Rp3.456.874 per bulan" in text(page)
    assert line(plan, "kpps-anggota").parts[0].price.jkm == 10_371  # 3,456,874 x 0.30 % rounded half up
    assert "Kep. Gubernur contoh" in line(plan, "kpps-anggota").sources


def test_bpu_takes_the_flat_amounts(as_planner: Client, plan: Plan):
    page = as_planner.post(url("plan-settings", plan.pk), settings(membership="BPU"), follow=True)
    assert "belum diketahui" in text(page)  # the JKK benefit
    assert line(plan, "kpps-anggota").parts[0].price.total == 16_800


def test_a_unit_count_of_the_scenarios_own(as_planner: Client, plan: Plan):
    assert "Dari pemilihan: 1.352" in text(as_planner.get(url("plan-settings", plan.pk)))
    sent = settings(tps="1.400", **{"source-tps": "Perkiraan KPU"})
    as_planner.post(url("plan-settings", plan.pk), sent)
    assert line(plan, "kpps-anggota").headcount == 8_400
    assert "Perkiraan KPU" in line(plan, "kpps-anggota").sources


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"base": "amount"}, "wage_base"),
        ({"base": "amount", "wage_base": "3000000"}, "wage_source"),
        ({"tps": "1400"}, "source-tps"),
        ({"tps": "0", "source-tps": "x"}, "tps"),
        ({"tps": "999999999", "source-tps": "x"}, "tps"),
        ({"jkk_percent": "24 persen"}, "jkk_percent"),
        ({"jkk_percent": "0,12345"}, "jkk_percent"),
        ({"jkm_percent": "101"}, "jkm_percent"),
        ({"jkk_percent": "24"}, "jkk_percent"),
        ({"name": ""}, "name"),
    ],
)
def test_faulty_settings_say_what_is_wrong_at_the_field(as_planner: Client, plan: Plan, change: dict, field: str):
    page = as_planner.post(url("plan-settings", plan.pk), settings(**change))
    assert page.status_code == 400
    assert f'id="id_{field}_error"' in text(page)
    for name, value in change.items():
        if name != "base":
            assert f'name="{name}"' in text(page)
            assert f'value="{value}"' in text(page) or not value
    assert to_input(Plan.objects.get(pk=plan.pk)) == to_input(plan)


def test_settings_of_an_imported_plan_keep_every_source(world: World, as_planner: Client):
    file = PLAN_FILE.replace("[sources]", '[sources]\nppk = "SK PPK"\nlain = "Surat: nomor 3"')
    plan = actions.import_plan(text=file, office=world.office, by=world.planner)
    page = text(as_planner.get(url("plan-settings", plan.pk)))
    assert "ppk: SK PPK" in page
    others = {"other_sources": "ppk: SK PPK\nlain: Surat: nomor 3\nRapat 3 Mei"}
    sent = settings(name="Baru", tps="1.352", **{"source-tps": plan.sources["tps"]}, **others)
    as_planner.post(url("plan-settings", plan.pk), sent)
    plan.refresh_from_db()
    assert plan.sources == {
        "tps": "Rapat koordinasi 29 September 2023",
        "ppk": "SK PPK",
        "lain": "Surat: nomor 3",
        "sumber-3": "Rapat 3 Mei",
    }


def test_renaming_an_imported_plan_asks_for_no_source_it_never_had(world: World, as_planner: Client):
    file = PLAN_FILE.replace('tps = "Rapat koordinasi 29 September 2023"', "")
    plan = actions.import_plan(text=file, office=world.office, by=world.planner)
    as_planner.post(url("plan-settings", plan.pk), settings(name="Nama baru", tps="1352"))
    plan.refresh_from_db()
    assert plan.name == "Nama baru"


def test_of_two_windows_the_second_is_asked_before_it_undoes_the_first(as_planner: Client, plan: Plan):
    page = url("entry-edit", plan.pk, "ppk-ketua")
    form = as_planner.get(page).context["form"]
    opened = {"coverage": form["coverage"].value(), "seen": form["seen"].value()}
    assert as_planner.post(page, {**opened, "excluded": "5", "reason": "sudah peserta"}).status_code == 302
    refused = as_planner.post(page, {**opened, "wage": "900.000"})
    assert refused.status_code == 400
    assert "Dikecualikan, Alasan" in text(refused)
    assert "900.000" in text(refused)
    assert line(plan, "ppk-ketua").excluded == 5
    again = {**opened, "wage": "900.000", "seen": refused.context["form"]["seen"].value()}
    assert as_planner.post(page, again).status_code == 302
    assert PlanEntry.objects.get(plan=plan, code="ppk-ketua").wage == 900_000
