"""Pages of person-months: for the payer who arranges them; sums for TAPD and the auditor; nothing for others."""

import pytest
from django.urls import reverse

from budgeting.actions import cover
from budgeting.models import Arrangement, CoverRun
from budgeting.rules.plan_input import Entry
from pemilu_bpjs import jobs
from pemilu_bpjs.models import Job
from tests.factories_bills import make_treasurer
from tests.factories_budgeting import make_plan
from tests.factories_cover import make_arrangement, make_cover
from tests.factories_enrolment import make_election
from tests.factories_people import make_nik, make_row, make_seat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

GIVEN = {
    "takes_members": "on",
    "carrier": "highest",
    "first_day": "tenure",
    "contract_status": "Y",
    "identity_valid_until": "2090-01-01",
    "work_location": "",
}


def page(route, *args):
    return reverse(f"budgeting:{route}", args=args)


def test_a_planner_arranges_computes_and_sees_sums(planner, office, signed_in):
    election = make_election()
    make_seat(election)
    make_seat(election, position="kpps-ketua", tps=2)  # the same person twice
    client = signed_in(planner)
    offered = client.get(page("covers")).content.decode()
    new = f"{page('cover-new')}?pemilihan={election.code}&amp;kantor={office.pk}"
    assert new in offered
    answer = client.post(new.replace("&amp;", "&"), GIVEN)
    arrangement = Arrangement.objects.get()
    assert answer.url == page("cover", arrangement.pk)
    assert client.post(new.replace("&amp;", "&"), GIVEN).url == page("cover-settings", arrangement.pk)  # pressed twice
    assert "belum pernah dihitung" in client.get(answer.url).content.decode()
    answer = client.post(page("cover-run", arrangement.pk))
    assert jobs.run_next()
    job = Job.objects.get()
    assert (job.state, job.result["added"]) == (Job.State.DONE, 2)
    assert answer.url == reverse("job", args=[job.pk])
    shown = client.get(page("cover", arrangement.pk)).content.decode()
    assert "sesuai dengan petugas" in shown
    assert "2 orang-bulan bertambah, 0 berkurang" in shown
    assert "2 orang-bulan tidak dibayar dua kali: Rp11.880 terhemat" in shown
    assert "1 orang memegang jabatan lain juga: 2 orang-bulan, Rp11.880 tidak dibayar dua kali." in shown
    assert "Rp1.200.000" in shown
    assert "sesuai" in client.get(page("covers")).content.decode()


def test_a_run_that_changes_nothing_says_so(planner, office, signed_in):
    arrangement, _ = make_cover(make_election(), office)
    signed_in(planner).post(page("cover-run", arrangement.pk))
    jobs.run_next()
    assert "Tidak ada yang berubah" in Job.objects.get().result["sentence"]


def test_a_plan_that_cannot_be_computed_fails_the_job_with_its_sentence(planner, office, signed_in):
    election = make_election(tps=1352)
    plan = make_plan(office, planner, Entry("kpps-anggota"), election=election)
    plan.entries.update(code="tidak-ada")
    arrangement = make_arrangement(election, office, plan=plan)
    signed_in(planner).post(page("cover-run", arrangement.pk))
    jobs.run_next()
    job = Job.objects.get()
    assert job.state == Job.State.FAILED
    assert "tidak-ada" in job.error
    assert not CoverRun.objects.exists()


def test_settings_keep_what_was_typed_and_name_the_fault(planner, office, signed_in):
    arrangement = make_arrangement(make_election(), office)
    client = signed_in(planner)
    answer = client.post(page("cover-settings", arrangement.pk), {**GIVEN, "work_location": "16 9"})
    assert answer.status_code == 400
    body = answer.content.decode()
    assert "4 angka" in body
    assert "16 9" in body
    assert "belum dikonfirmasi" in body
    answer = client.post(page("cover-settings", arrangement.pk), {**GIVEN, "carrier": "order", "takes_members": ""})
    arrangement.refresh_from_db()
    assert (answer.status_code, arrangement.carrier, arrangement.takes_members) == (302, "order", False)


def test_the_page_says_what_changed_since_the_run(planner, office, signed_in):
    election = make_election(tps=1352)
    plan = make_plan(office, planner, Entry("kpps-anggota"), election=election)
    arrangement, run = make_cover(election, office, plan=plan)
    plan.save()
    cover.arrange(election=election, office=office, plan=plan, by=planner, carrier="order")
    run.people_version = 99
    run.save()
    body = signed_in(planner).get(page("cover", arrangement.pk)).content.decode()
    for word in ("Petugas berubah", "Pengaturan iuran berubah", "Rencana berubah"):
        assert word in body


def test_names_of_a_run_stay_with_those_who_may_see_people(planner, office, tapd, auditor, signed_in):
    election = make_election()
    make_seat(election, make_row(name="Rusmini Contoh"))
    arrangement, run = make_cover(election, office)
    address = page("cover-changes", arrangement.pk, run.number)
    assert "Rusmini Contoh" in signed_in(planner).get(address).content.decode()
    for user in (tapd, auditor):
        answer = signed_in(user).get(address)
        assert answer.status_code == 200
        assert "Rusmini" not in answer.content.decode()


def test_the_neighbour_other_payers_and_senders_find_nothing(
    planner, office, neighbour, other_planner, tapd, kpu, bpjs, stranger, signed_in
):
    election = make_election()
    make_seat(election, make_row(make_nik(1)))
    arrangement, run = make_cover(election, office)
    routes = (page("cover", arrangement.pk), page("cover-changes", arrangement.pk, run.number))
    for user in (neighbour, other_planner):
        assert [signed_in(user).get(each).status_code for each in routes] == [404, 404]
        assert signed_in(user).post(page("cover-run", arrangement.pk)).status_code == 404
        assert page("cover", arrangement.pk) not in signed_in(user).get(page("covers")).content.decode()
    for user in (kpu, bpjs, stranger):
        assert {signed_in(user).get(each).status_code for each in (*routes, page("covers"))} == {403}
    reader = signed_in(tapd)
    assert reader.get(routes[0]).status_code == 200
    assert "Hitung</button>" not in reader.get(routes[0]).content.decode()
    assert reader.post(page("cover-run", arrangement.pk)).status_code == 403
    assert reader.get(page("cover-settings", arrangement.pk)).status_code == 403
    assert not Job.objects.exists()


def test_who_counts_the_uncovered_is_led_to_them_and_nobody_else_is(planner, world, office, signed_in):
    election = make_election()
    arrangement = make_arrangement(election, office)
    risk = page("risk", election.code)
    assert risk in signed_in(planner).get(page("cover", arrangement.pk)).content.decode()
    treasurer = signed_in(make_treasurer(world))
    assert risk not in treasurer.get(page("cover", arrangement.pk)).content.decode()
    assert treasurer.get(risk).status_code == 403


def test_an_election_of_another_payer_is_not_arranged_by_its_address(planner, world, signed_in):
    election = make_election()
    client = signed_in(planner)
    for query in (
        f"?pemilihan={election.code}&kantor={world.other_payer.pk}",
        f"?pemilihan={make_election(region='16.08').code}&kantor={world.office.pk}",
        f"?pemilihan={election.code}&kantor=bukan-angka",
        "",
    ):
        assert client.get(page("cover-new") + query).status_code == 404
    make_arrangement(election, world.other_payer)
    theirs = f"?pemilihan={election.code}&kantor={world.other_payer.pk}"
    assert client.get(page("cover-new") + theirs).status_code == 404
