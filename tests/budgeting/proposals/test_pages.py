"""The pages of proposals: what each reader sees, and that nothing typed is lost when something is refused."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from budgeting import figures_of
from budgeting.models import Proposal
from budgeting.rules.status import State
from pemilu_bpjs.models import User
from tests.factories import make_document
from tests.factories_budgeting import make_plan
from tests.factories_proposals import ENTRIES, NOTE, make_proposal, make_submitted, make_verifying, move, walk
from tests.people import World

pytestmark = pytest.mark.usefixtures("reference")

SignIn = Callable[[User], Client]


def page_of(proposal: Proposal, route: str = "budgeting:proposal") -> str:
    return reverse(route, args=[proposal.pk])


@pytest.mark.parametrize("who", ["tapd", "auditor", "neighbour", "other_planner"])
def test_a_draft_is_nobody_elses(world: World, signed_in: SignIn, who: str):
    proposal = make_verifying(world)
    client = signed_in(getattr(world, who))
    assert client.get(page_of(proposal)).status_code == 404
    assert proposal.plan.name not in client.get(reverse("budgeting:proposals")).content.decode()


@pytest.mark.parametrize("who", ["kpu", "bawaslu", "satpolpp", "bpjs", "stranger", "admin"])
def test_whoever_reads_no_proposals_is_turned_away(world: World, signed_in: SignIn, who: str):
    proposal = make_submitted(world)
    client = signed_in(getattr(world, who))
    assert client.get(page_of(proposal)).status_code == 403
    assert client.get(reverse("budgeting:proposals")).status_code == 403


@pytest.mark.parametrize("who", ["planner", "head", "tapd", "auditor"])
def test_a_submitted_proposal_is_read_in_its_office_and_its_region(world: World, signed_in: SignIn, who: str):
    proposal = make_submitted(world)
    client = signed_in(getattr(world, who))
    text = client.get(page_of(proposal)).content.decode()
    assert "Rp9.311.760" not in text  # 2024's months stand in a proposal of their own
    assert figures_rupiah(proposal) in text
    assert proposal.plan.name in client.get(reverse("budgeting:proposals")).content.decode()


@pytest.mark.parametrize("who", ["neighbour", "other_planner"])
def test_a_submitted_proposal_is_not_read_elsewhere(world: World, signed_in: SignIn, who: str):
    proposal = make_submitted(world)
    for route in ("budgeting:proposal", "budgeting:proposal-edit"):
        assert signed_in(getattr(world, who)).get(page_of(proposal, route)).status_code == 404


def figures_rupiah(proposal: Proposal) -> str:
    return f"Rp{figures_of.of_proposal(proposal).total:,}".replace(",", ".")


def test_from_a_plan_to_a_draft(world: World, signed_in: SignIn):
    plan = make_plan(world.office, world.planner, *ENTRIES)
    client = signed_in(world.planner)
    url = f"{reverse('budgeting:proposal-new')}?plan={plan.pk}"
    form = client.get(url).content.decode()
    assert "2023 (Rp" in form
    assert "2024 (Rp" in form
    made = client.post(url, {"fiscal_year": "2024", "budget_kind": "murni"}, follow=True)
    assert "Konsep usulan sudah dibuat" in made.content.decode()
    assert Proposal.objects.get().fiscal_year == 2024
    refused = client.post(url, {"fiscal_year": "2024", "budget_kind": "murni"})
    assert refused.status_code == 400
    assert "sudah ada (versi 1)" in refused.content.decode()


@pytest.mark.parametrize("who", ["head", "tapd", "kpu", "neighbour", "stranger"])
def test_others_make_no_proposal_of_the_plan(world: World, signed_in: SignIn, who: str):
    plan = make_plan(world.office, world.planner, *ENTRIES)
    url = f"{reverse('budgeting:proposal-new')}?plan={plan.pk}"
    response = signed_in(getattr(world, who)).post(url, {"fiscal_year": "2023", "budget_kind": "murni"})
    assert response.status_code in (403, 404)
    assert not Proposal.objects.exists()


def test_a_draft_is_filled_in_and_says_what_is_lacking(world: World, signed_in: SignIn):
    proposal = make_proposal(world)
    client = signed_in(world.planner)
    text = client.get(page_of(proposal)).content.decode()
    for said in ("Isi nomor surat usulan.", "Isi dasar pemilihan rekening.", "belum dikonfirmasi"):
        assert said in text
    form = draft_of(client, proposal)
    saved = client.post(page_of(proposal, "budgeting:proposal-edit"), {**form, **NOTE, "letter_number": "500/1/2023"})
    assert saved.status_code == 302
    text = client.get(page_of(proposal)).content.decode()
    assert "Isi nomor surat usulan." not in text
    assert NOTE["account_note"] in text


def draft_of(client: Client, proposal: Proposal) -> dict[str, str]:
    """What the form of a draft holds, as a browser would send it back."""
    form = client.get(page_of(proposal, "budgeting:proposal-edit")).context["form"]
    return {bound.name: bound.value() or "" for bound in form}


def test_a_faulty_draft_comes_back_as_it_was_typed(world: World, signed_in: SignIn):
    proposal = make_proposal(world)
    client = signed_in(world.planner)
    form = {**draft_of(client, proposal), "letter_date": "besok", "account_note": "Surat BPKAD menyusul"}
    refused = client.post(page_of(proposal, "budgeting:proposal-edit"), form)
    assert refused.status_code == 400
    text = refused.content.decode()
    assert "Surat BPKAD menyusul" in text
    assert 'value="besok"' in text


def test_a_submitted_proposal_is_no_longer_edited(world: World, signed_in: SignIn):
    proposal = make_submitted(world)
    client = signed_in(world.planner)
    form = {**draft_of(client, proposal), "account_note": "lain"}
    refused = client.post(page_of(proposal, "budgeting:proposal-edit"), form)
    assert refused.status_code == 400
    assert "Perbaikan selalu versi baru" in refused.content.decode()


def test_figures_are_confirmed_by_a_named_person(world: World, signed_in: SignIn):
    proposal = make_proposal(world)
    client = signed_in(world.planner)
    url = page_of(proposal, "budgeting:proposal-confirm")
    keys = [f"{each.key}={each.value}" for each in figures_of.live(proposal).unverified]
    nameless = client.post(url, {"keys": keys, "basis": "Surat BPKAD 900/1"})
    assert nameless.status_code == 400
    assert nameless.content.decode().count(" checked") >= len(keys)
    assert "Surat BPKAD 900/1" in nameless.content.decode()
    given = {"keys": keys, "confirmed_by_name": "Ir. Contoh", "basis": "Surat BPKAD 900/1"}
    assert client.post(url, given).status_code == 302
    assert proposal.confirmations.count() == len(keys)
    assert client.post(url, {**given, "keys": [f"{keys[0]} lain"]}).status_code == 400


@pytest.mark.parametrize("who", ["tapd", "auditor", "kpu", "neighbour", "stranger"])
def test_others_confirm_nothing_by_the_page(world: World, signed_in: SignIn, who: str):
    proposal = make_proposal(world)
    given = {"keys": ["bpkad:accounts="], "confirmed_by_name": "A", "basis": "B"}
    response = signed_in(getattr(world, who)).post(page_of(proposal, "budgeting:proposal-confirm"), given)
    assert response.status_code in (403, 404)


def test_the_head_submits_what_the_planner_made_ready(world: World, signed_in: SignIn):
    proposal = make_verifying(world)
    head = signed_in(world.head)
    (submit,) = [deed for deed in head.get(page_of(proposal)).context["deeds"] if "Ajukan" in deed.label]
    form = {bound.name: bound.value() or "" for bound in submit.form}
    assert len(form["seen"]) == 64
    url = page_of(proposal, "budgeting:proposal-move")
    assert signed_in(world.planner).post(url, form).status_code == 403
    assert head.post(url, form).status_code == 302
    proposal.refresh_from_db()
    assert proposal.status is State.DIAJUKAN
    again = head.post(url, form, follow=True)
    assert "Status usulan sudah berubah" in again.content.decode()
    assert proposal.moves.filter(to_state=State.DIAJUKAN).count() == 1


def test_a_step_refused_keeps_what_was_typed(world: World, signed_in: SignIn):
    proposal = walk(make_submitted(world), world, State.DITELAAH, State.DIBAHAS_TAPD)
    form = {"target": State.DISETUJUI_PARSIAL.value, "disepakati": "999.999.999.999", "comment": "Pagu terbatas."}
    refused = signed_in(world.tapd).post(page_of(proposal, "budgeting:proposal-move"), form)
    text = refused.content.decode()
    assert refused.status_code == 400
    assert "di bawah jumlah yang diminta" in text
    assert "Pagu terbatas." in text
    assert 'value="999.999.999.999"' in text


def test_each_reader_is_offered_his_own_steps(world: World, signed_in: SignIn):
    proposal = make_submitted(world)
    offered = {
        who: [deed.label for deed in signed_in(getattr(world, who)).get(page_of(proposal)).context["deeds"]]
        for who in ("planner", "head", "tapd", "auditor")
    }
    assert offered == {"planner": [], "head": [], "tapd": ["Mulai menelaah"], "auditor": []}


def test_a_new_version_shows_what_it_changed(world: World, signed_in: SignIn):
    proposal = walk(make_submitted(world), world, State.DITELAAH, State.PERLU_REVISI)
    client = signed_in(world.planner)
    made = client.post(page_of(proposal, "budgeting:proposal-revise"), follow=True)
    proposal.plan.entries.filter(code="ppk").update(wage=3_000_000)
    text = client.get(made.redirect_chain[-1][0]).content.decode()
    assert "Yang berubah dari versi sebelumnya" in text
    assert "Rp3.000.000" in text
    assert "14 November 2023" in text
    assert "Versi 2" in text
    assert signed_in(world.tapd).get(made.redirect_chain[-1][0]).status_code == 404
    again = client.post(page_of(proposal, "budgeting:proposal-revise"), follow=True)
    assert "sudah ada (versi 2)" in again.content.decode()


def test_documents_are_listed_for_those_who_may_read_them(world: World, signed_in: SignIn):
    proposal = make_submitted(world)
    source = f"proposal:{proposal.pk}"
    make_document(world.planner, world.office, source=source, title="Konsep surat", is_draft=True)
    make_document(world.planner, world.office, source=source, title="Surat yang diajukan", is_draft=False)
    shown = {who: signed_in(getattr(world, who)).get(page_of(proposal)).content.decode() for who in ("planner", "tapd")}
    assert "Konsep surat" in shown["planner"]
    assert "Konsep surat" not in shown["tapd"]
    assert "Surat yang diajukan" in shown["tapd"]


def test_a_plan_that_no_longer_computes_says_why(world: World, signed_in: SignIn):
    proposal = make_proposal(world)
    proposal.plan.entries.filter(code="ppk").update(coverage=["2020-01"])
    text = signed_in(world.planner).get(page_of(proposal)).content.decode()
    assert "Rencana ini belum dapat dihitung" in text


def test_the_list_is_filtered_by_year_and_state(world: World, signed_in: SignIn):
    plan = make_plan(world.office, world.planner, *ENTRIES)
    make_submitted(world, plan=plan)
    make_proposal(world, plan, 2024)
    client = signed_in(world.head)
    url = reverse("budgeting:proposals")
    assert len(client.get(url).context["lines"]) == 2
    assert [line.year for line in client.get(url, {"year": 2024}).context["lines"]] == [2024]
    assert [line.year for line in client.get(url, {"state": "DIAJUKAN"}).context["lines"]] == [2023]
    assert len(client.get(url, {"year": "abc"}).context["lines"]) == 2


def test_the_number_of_queries_does_not_follow_the_regions(
    world: World, signed_in: SignIn, django_assert_max_num_queries
):
    draft = make_proposal(world)
    final = make_submitted(world, plan=draft.plan, budget_kind="perubahan")
    client = signed_in(world.planner)
    with django_assert_max_num_queries(60):
        client.get(page_of(draft))
    with django_assert_max_num_queries(30):
        client.get(page_of(final))
    with django_assert_max_num_queries(20):
        client.get(reverse("budgeting:proposals"))


@pytest.mark.parametrize("typed", ["3121491600", "3.121.491.600", "Rp3.121.491.600,00"])
def test_a_budget_of_billions_is_read_however_it_is_typed(world: World, signed_in: SignIn, typed: str):
    proposal = make_proposal(world, budget_kind="perubahan")
    client = signed_in(world.planner)
    form = {**draft_of(client, proposal), "before_jkk": typed}
    assert client.post(page_of(proposal, "budgeting:proposal-edit"), form).status_code == 302
    proposal.refresh_from_db()
    assert proposal.before_jkk == 3_121_491_600


def test_what_a_proposal_was_sent_back_for_stands_beside_the_next_step_and_with_the_next_version(
    world: World, signed_in: SignIn
):
    proposal = walk(make_submitted(world), world, State.DITELAAH, State.DIBAHAS_TAPD)
    move(proposal, State.PERLU_REVISI, world.tapd, comment="Kurangi bulan Juli.")
    client = signed_in(world.planner)
    assert client.get(page_of(proposal)).context["page"].said.comment == "Kurangi bulan Juli."
    client.post(page_of(proposal, "budgeting:proposal-revise"))
    text = client.get(page_of(Proposal.objects.get(replaces=proposal))).text
    assert "Kurangi bulan Juli." in text
    assert "<blockquote" not in client.get(page_of(make_proposal(world))).text


def test_locked_figures_without_papers_say_who_makes_them(world: World, signed_in: SignIn):
    proposal = make_submitted(world)
    assert "Buat dokumen resmi" in signed_in(world.planner).get(page_of(proposal)).text
    text = signed_in(world.tapd).get(page_of(proposal)).text
    assert "Buat dokumen resmi" not in text
    assert f"Mintalah kepada {proposal.office.name}" in text
    make_document(world.planner, world.office, source=f"proposal:{proposal.pk}", is_draft=False)
    for reader in (world.planner, world.tapd):
        assert signed_in(reader).get(page_of(proposal)).context["page"].papers == ""
