"""The pages of plans: the list, a plan's result, making, importing, copying, archiving; and what strangers see."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from budgeting.actions import plans as actions
from budgeting.models import Plan
from budgeting.rules.plan_input import Entry
from enrolment.models import Election, UnitCount
from pemilu_bpjs.models import User
from tests.factories_budgeting import PLAN_FILE, make_election, make_plan
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
SignIn = Callable[[User], Client]

READ = ("plan", "plan-export")
WRITE = ("plan-edit", "plan-settings", "plan-copy", "entry-new")
WRITE_LINE = ("entry-add", "entry-remove")


def url(name: str, *args: object) -> str:
    return reverse(f"budgeting:{name}", args=args)


def text(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


@pytest.fixture
def plan(world: World) -> Plan:
    return make_plan(world.office, world.planner)


@pytest.fixture
def as_planner(world: World, signed_in: SignIn) -> Client:
    return signed_in(world.planner)


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [
        ("planner", 200, 200),
        ("head", 200, 403),
        ("other_planner", 404, 404),
        ("neighbour", 404, 404),
        ("tapd", 403, 403),
        ("auditor", 403, 403),
        ("admin", 403, 403),
        ("kpu", 403, 403),
        ("bawaslu", 403, 403),
        ("satpolpp", 403, 403),
        ("bpjs", 403, 403),
        ("stranger", 403, 403),
    ],
)
def test_a_plan_belongs_to_its_payer(world: World, signed_in: SignIn, plan: Plan, who: str, reads: int, writes: int):
    client = signed_in(getattr(world, who))
    assert {client.get(url(name, plan.pk)).status_code for name in READ} == {reads}
    assert {client.get(url(name, plan.pk)).status_code for name in WRITE} == {writes}
    assert client.get(url("entry-edit", plan.pk, "kpps")).status_code == writes
    if writes != 200:
        for name in WRITE_LINE:
            assert client.post(url(name, plan.pk, "kpps-ketua")).status_code == writes
        assert client.post(url("plan-archive", plan.pk)).status_code == writes
        assert client.post(url("plan-copy", plan.pk), {"name": "x"}).status_code == writes
    assert list(Plan.objects.values_list("name", "archived_at")) == [("Rencana contoh", None)]


def test_whoever_has_not_signed_in_is_asked_to(client: Client, plan: Plan):
    for name in ("plans", "plan-new", "plan-import"):
        assert client.get(url(name)).status_code == 302
    assert client.get(url("plan", plan.pk)).headers["Location"].startswith("/masuk/")


def test_the_list_shows_ones_own_plans_alone(world: World, signed_in: SignIn, plan: Plan):
    assert "Rencana contoh" in text(signed_in(world.planner).get(url("plans")))
    assert "Rencana contoh" in text(signed_in(world.head).get(url("plans")))
    for who in (world.other_planner, world.neighbour):
        page = signed_in(who).get(url("plans"))
        assert page.status_code == 200
        assert "Rencana contoh" not in text(page)
        assert "Belum ada rencana" in text(page)


def test_a_head_is_not_offered_what_a_planner_does(world: World, signed_in: SignIn, plan: Plan):
    client = signed_in(world.head)
    assert url("plan-new") not in text(client.get(url("plans")))
    page = text(client.get(url("plan", plan.pk)))
    for name in ("plan-edit", "plan-settings", "plan-copy", "plan-archive"):
        assert url(name, plan.pk) not in page
    assert "Buat usulan" not in page


def test_the_list_shows_people_months_and_total_in_a_fixed_number_of_queries(world: World, as_planner: Client, plan):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page = as_planner.get(url("plans"))
        assert "9.559" in text(page)
        assert "Rp" in text(page)
        return len(captured)

    queries()
    one = queries()
    for number in range(5):
        actions.copy_plan(plan=plan, name=f"Skenario {number}", by=world.planner)
    assert queries() == one


def test_the_list_keeps_archived_plans_apart(world: World, as_planner: Client, plan: Plan):
    actions.archive_plan(plan=plan, by=world.planner)
    assert "Rencana contoh" not in text(as_planner.get(url("plans")))
    assert "Rencana contoh" in text(as_planner.get(url("plans"), {"archived": "on"}))
    other = make_election(world.planner, preset="pilkada-2024")
    make_plan(world.office, world.planner, Entry("ppk"), election=other, name="Pilkada contoh")
    assert "Pilkada contoh" not in text(as_planner.get(url("plans"), {"election": plan.election_id, "archived": "on"}))


def test_the_result_shows_lines_totals_and_a_familys_benefit(as_planner: Client, plan: Plan):
    page = text(as_planner.get(url("plan", plan.pk)))
    # KPPS members: 1,352 x 6 people, 2 months, 1,100,000 x (0.24 % + 0.30 %)
    for figure in ("1.352 TPS × 6", "8.112", "Rp1.100.000", "Rp2.640", "Rp3.300", "Rp96.370.560"):
        assert figure in page
    assert "Rp74.800.000" in page  # 48 x 1,100,000 + 22,000,000
    assert "Rp42.000.000" in page
    for key in (
        "total:jkk",
        "line:kpps-anggota:headcount",
        "body:kpps",
        "institution:KPU",
        "year:2024",
        "month:2024-01",
    ):
        assert reverse("budgeting:plan-why", args=[plan.pk, key]) in page


def test_every_figure_leads_to_a_page_that_explains_it(as_planner: Client, plan: Plan):
    page = text(as_planner.get(url("plan", plan.pk)))
    links = {part.split('"')[0] for part in page.split('href="')[1:] if "/mengapa/" in part.split('"')[0]}
    assert len(links) > 40
    assert {link: as_planner.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_uncovered_days_are_shown_before_the_way_to_a_proposal(world: World, as_planner: Client):
    plan = make_plan(world.office, world.planner, Entry("kpps", coverage=("2024-01",)))
    page = text(as_planner.get(url("plan", plan.pk)))
    assert "1 Februari 2024 – 25 Februari 2024" in page
    assert page.index("Hari kerja tanpa perlindungan") < page.index("Buat usulan")


def test_what_nobody_has_confirmed_is_marked(world: World, as_planner: Client):
    plan = make_plan(world.office, world.planner, Entry("pkd"))
    page = text(as_planner.get(url("plan", plan.pk)))
    assert "belum dikonfirmasi" in page
    assert url("entry-edit", plan.pk, "pkd") in page  # where to mend it


def test_the_jkk_benefit_of_bpu_is_not_known(world: World, as_planner: Client, plan: Plan):
    Plan.objects.filter(pk=plan.pk).update(membership="BPU")
    assert "belum diketahui" in text(as_planner.get(url("plan", plan.pk)))


def test_a_plan_that_lost_its_counts_says_why_and_where_to_mend_it(world: World, as_planner: Client, plan: Plan):
    UnitCount.objects.all().delete()
    page = text(as_planner.get(url("plan", plan.pk)))
    assert "belum dapat dihitung" in page
    assert "Jumlah TPS belum diketahui" in page
    assert reverse("enrolment:units", args=[plan.election.code]) in page
    assert "Belum dapat dihitung" in text(as_planner.get(url("plans")))
    assert "Jumlah TPS belum diketahui" in text(as_planner.get(url("plan-edit", plan.pk)))


def test_a_new_plan_from_nothing(world: World, as_planner: Client):
    election = make_election(world.planner, tps=1352)
    choice = text(as_planner.get(url("plan-new")))
    address = f"?election={election.code}"
    assert address in choice
    sent = {"name": "Rencana baru", "office": world.office.pk, "start": "all"}
    made = as_planner.post(url("plan-new") + address, sent, follow=True)
    assert "Rencana baru" in text(made)
    assert "15.694" in text(made)  # every position that can be counted
    assert Plan.objects.get().office == world.office


def test_a_new_plan_of_chosen_bodies(world: World, as_planner: Client):
    election = make_election(world.planner, tps=1352)
    sent = {"name": "KPU saja", "office": world.office.pk, "start": "chosen", "bodies": ["ppk", "pps"]}
    as_planner.post(url("plan-new") + f"?election={election.code}", sent)
    assert [entry.code for entry in Plan.objects.get().entries.all()] == ["ppk", "pps"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"bodies": ["kpps"], "start": "chosen"}, "Jumlah TPS belum diketahui"),
        ({"start": "chosen"}, "Centang sedikitnya satu badan"),
        ({"office": ""}, "id_office_error"),
    ],
)
def test_a_faulty_new_plan_keeps_what_was_typed(world: World, as_planner: Client, change: dict, words: str):
    election = make_election(world.planner)
    sent = {"name": "Nama yang diketik", "office": world.office.pk, "start": "all", **change}
    page = as_planner.post(url("plan-new") + f"?election={election.code}", sent)
    assert page.status_code == 400
    assert words in text(page)
    assert "Nama yang diketik" in text(page)
    assert not Plan.objects.exists()


def test_a_planner_cannot_plan_for_another_payer_or_region(world: World, as_planner: Client):
    election = make_election(world.planner, tps=1352)
    sent = {"name": "x", "office": world.other_payer.pk, "start": "all"}
    assert as_planner.post(url("plan-new") + f"?election={election.code}", sent).status_code == 400
    elsewhere = make_election(world.neighbour, region="16.08", tps=10)
    assert as_planner.get(url("plan-new") + f"?election={elsewhere.code}").status_code == 404
    assert elsewhere.code not in text(as_planner.get(url("plan-new")))
    assert not Plan.objects.exists()


def test_a_pasted_plan_file_is_imported(world: World, as_planner: Client):
    made = as_planner.post(url("plan-import"), {"office": world.office.pk, "text": PLAN_FILE}, follow=True)
    assert "Penyelenggara Pemilu 2024 Kabupaten Contoh" in text(made)
    assert Plan.objects.get().units == {"tps": 1352}


def test_an_uploaded_plan_file_is_imported(world: World, as_planner: Client):
    file = SimpleUploadedFile("rencana.toml", b"\xef\xbb\xbf" + PLAN_FILE.encode())
    as_planner.post(url("plan-import"), {"office": world.office.pk, "file": file})
    assert Plan.objects.count() == 1


def test_each_fault_of_an_imported_file_is_listed_with_its_key_and_the_text_kept(world: World, as_planner: Client):
    faulty = PLAN_FILE.replace("tps = 1352", "tps = -1").replace('"ppk"', '"ppkk"')
    file = SimpleUploadedFile("rencana.toml", faulty.encode())
    page = as_planner.post(url("plan-import"), {"office": world.office.pk, "file": file})
    assert page.status_code == 400
    assert "units.tps: " in text(page)
    assert "position[1].code: " in text(page)
    assert "ppkk" in text(page).split("<textarea")[1]
    assert not Plan.objects.exists()
    assert not Election.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"x" * (1024 * 1024 + 1), "melebihi 1 MB"),
        ("name = “é”".encode("latin-1", "replace") + b"\xe9", "bukan teks UTF-8"),
        (b"name = ", "bukan TOML"),
        (b"a = " + b"[" * 100_000, "bukan TOML"),
        (b"a = " + b"9" * 5_000, "bukan TOML"),
        (PLAN_FILE.replace("1352", "0x" + "f" * 8_000).encode(), "terlalu besar"),
        (b"", "Pilih berkas"),
    ],
    ids=["large", "not-utf8", "not-toml", "deep", "many-digits", "hexadecimal", "nothing"],
)
def test_a_file_that_is_no_plan_is_refused_in_words(world: World, as_planner: Client, content: bytes, words: str):
    file = {"file": SimpleUploadedFile("rencana.toml", content)} if content else {}
    page = as_planner.post(url("plan-import"), {"office": world.office.pk, **file})
    assert page.status_code == 400
    assert words in text(page)


def test_the_plan_file_comes_back_as_a_download(as_planner: Client, plan: Plan):
    response = as_planner.get(url("plan-export", plan.pk))
    assert response.headers["Content-Disposition"] == 'attachment; filename="rencana-contoh.toml"'
    assert 'region = "16.09"' in text(response)


def test_a_copy_names_its_original(as_planner: Client, plan: Plan):
    page = as_planner.post(url("plan-copy", plan.pk), {"name": "Skenario kedua"}, follow=True)
    assert "Skenario kedua" in text(page)
    assert url("plan", plan.pk) in text(page)


def test_an_archived_plan_is_read_but_not_changed(as_planner: Client, plan: Plan):
    page = as_planner.post(url("plan-archive", plan.pk), follow=True)
    assert "diarsipkan" in text(page)
    assert url("plan-edit", plan.pk) not in text(page)
    assert as_planner.get(url("plan-edit", plan.pk)).status_code == 404
    assert "Arsipkan" in text(as_planner.post(url("plan-archive", plan.pk), follow=True))


def test_a_plans_page_needs_no_more_queries_for_more_lines(world: World, as_planner: Client, plan: Plan):
    def queries(of: Plan) -> int:
        with CaptureQueriesContext(connection) as captured:
            as_planner.get(url("plan", of.pk))
        return len(captured)

    queries(plan)
    large = actions.create_plan(election=plan.election, office=world.office, name="Semua", by=world.planner)
    assert queries(large) == queries(plan)
