"""Proposals by API: the same way as by the pages, with the same people turned away."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from budgeting.models import Proposal
from budgeting.rules.status import State
from pemilu_bpjs.models import User
from pemilu_bpjs.permissions import Right
from tests.factories import make_token
from tests.factories_budgeting import make_plan
from tests.factories_proposals import ENTRIES, NOTE, make_proposal, make_submitted, make_verifying, walk
from tests.people import World

pytestmark = pytest.mark.usefixtures("reference")

ApiAs = Callable[[User], APIClient]
LIST = "/api/v1/proposals/"


def url(proposal: Proposal, part: str = "") -> str:
    return f"{LIST}{proposal.pk}/{part}"


def fields(response) -> dict[str, str]:
    """Each fault's code by the field that it concerns."""
    return {fault["field"]: fault["code"] for fault in response.json()["errors"]}


def test_the_whole_way_to_submission(world: World, api_as: ApiAs):
    plan = make_plan(world.office, world.planner, *ENTRIES)
    planner, head = api_as(world.planner), api_as(world.head)
    made = planner.post(LIST, {"plan": plan.pk, "fiscal_year": 2023}, format="json")
    assert made.status_code == 201
    proposal = Proposal.objects.get(pk=made.json()["id"])
    letter = {"letter_number": "500/12/2023", "letter_date": "2023-11-14"}
    assert planner.patch(url(proposal), {**NOTE, **letter}, format="json").json()["letter_number"] == "500/12/2023"
    refused = planner.post(url(proposal, "moves/"), {"target": "DIAJUKAN"}, format="json")
    assert fields(refused) == {"": "no-such-move"}
    open_doubts = planner.get(url(proposal, "confirmations/")).json()
    figures = [{"key": each["key"], "value": each["value"]} for each in open_doubts]
    named = {"figures": figures, "confirmed_by_name": "Ir. Contoh", "basis": "Surat BPKAD 900/1"}
    assert planner.post(url(proposal, "confirmations/"), named, format="json").json() == {"confirmed": len(figures)}
    planner.post(url(proposal, "moves/"), {"target": "VERIFIKASI_INTERNAL"}, format="json")
    assert planner.post(url(proposal, "moves/"), {"target": "DIAJUKAN"}, format="json").status_code == 403
    submitted = head.post(url(proposal, "moves/"), {"target": "DIAJUKAN"}, format="json")
    assert (submitted.status_code, submitted.json()["to_state"]) == (201, "DIAJUKAN")
    kept = head.get(url(proposal)).json()
    assert (
        kept["asked"]
        == submitted.json()["amount"]
        == head.get(url(proposal, "figures/")).json()["years"][0]["jkk"]
        + (head.get(url(proposal, "figures/")).json()["years"][0]["jkm"])
    )
    assert len(kept["frozen_sha256"]) == 64
    assert [step["to_state"] for step in head.get(url(proposal, "moves/")).json()] == [
        "VERIFIKASI_INTERNAL",
        "DIAJUKAN",
    ]


@pytest.mark.parametrize(
    ("who", "draft", "submitted"),
    [
        ("planner", 200, 200),
        ("head", 200, 200),
        ("tapd", 404, 200),
        ("auditor", 404, 200),
        ("neighbour", 404, 404),
        ("other_planner", 404, 404),
        ("kpu", 403, 403),
        ("stranger", 403, 403),
    ],
)
def test_who_reads_what(world: World, api_as: ApiAs, who: str, draft: int, submitted: int):
    client = api_as(getattr(world, who))
    first = make_proposal(world)
    second = make_submitted(world, plan=first.plan, budget_kind="perubahan")
    for part in ("", "figures/", "moves/", "confirmations/"):
        assert client.get(url(first, part)).status_code == draft
        assert client.get(url(second, part)).status_code == submitted
    listed = client.get(LIST)
    if draft == 403:
        assert listed.status_code == 403
    else:
        assert [row["id"] for row in listed.json()["results"]] == [
            found.pk for found, seen in ((second, submitted), (first, draft)) if seen == 200
        ]


def test_faults_name_their_fields(world: World, api_as: ApiAs):
    proposal = make_proposal(world)
    planner = api_as(world.planner)
    again = planner.post(LIST, {"plan": proposal.plan_id, "fiscal_year": 2023}, format="json")
    assert fields(again) == {"fiscal_year": "proposal-stands"}
    assert fields(planner.post(LIST, {"plan": 10**6, "fiscal_year": 2023}, format="json")) == {"plan": "does_not_exist"}
    wrong = planner.patch(url(proposal), {"sub_activity": "9.99"}, format="json")
    assert fields(wrong) == {"sub_activity": "not-one-of"}
    stale = {"figures": [{"key": "bpkad:accounts", "value": "x"}], "confirmed_by_name": "A", "basis": "B"}
    assert fields(planner.post(url(proposal, "confirmations/"), stale, format="json")) == {"figures": "doubt-changed"}


def test_a_decision_has_an_amount_and_a_revision_a_new_version(world: World, api_as: ApiAs):
    proposal = walk(make_submitted(world), world, State.DITELAAH, State.DIBAHAS_TAPD)
    tapd, planner = api_as(world.tapd), api_as(world.planner)
    partial = {"target": "DISETUJUI_PARSIAL", "comment": "Pagu terbatas."}
    assert fields(tapd.post(url(proposal, "moves/"), partial, format="json")) == {"agreed": "required"}
    assert fields(planner.post(url(proposal, "revisions/"))) == {"": "not-to-revise"}
    tapd.post(url(proposal, "moves/"), {"target": "PERLU_REVISI", "comment": "Kurangi bulan."}, format="json")
    revised = planner.post(url(proposal, "revisions/"))
    assert (revised.status_code, revised.json()["version"], revised.json()["replaces"]) == (201, 2, proposal.pk)


def test_a_token_narrows_what_its_owner_may(world: World):
    proposal = make_verifying(world)
    clear = make_token(world.head, world.office, rights=[Right.USE_API.value, Right.VIEW_PROPOSAL.value])
    client = APIClient(headers={"Authorization": f"Token {clear}"})
    assert client.get(url(proposal)).status_code == 200
    assert client.post(url(proposal, "moves/"), {"target": "DIAJUKAN"}, format="json").status_code == 403


def test_the_list_is_narrowed_by_year_and_state(world: World, api_as: ApiAs):
    proposal = make_submitted(world)
    draft = make_proposal(world, proposal.plan, 2024)
    client = api_as(world.head)
    assert [row["id"] for row in client.get(LIST, {"fiscal_year": 2024}).json()["results"]] == [draft.pk]
    assert [row["id"] for row in client.get(LIST, {"state": "DIAJUKAN"}).json()["results"]] == [proposal.pk]
    assert client.get(LIST, {"state": "LAIN"}).status_code == 400
