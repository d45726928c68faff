"""The operator reads law at /kelola/ and changes none of it there: no row without a source and a successor."""

import pytest
from django.test import Client
from django.urls import reverse

from budgeting.models import Plan, Proposal
from budgeting.reference_tables import TABLES
from pemilu_bpjs.models import User
from tests.factories_proposals import make_proposal
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def operator(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("operator"))
    return client


def _opened(operator: Client, row) -> None:
    place = f"admin:{row._meta.app_label}_{row._meta.model_name}"
    assert str(row) in operator.get(reverse(f"{place}_changelist"), {"q": ""}).text.replace("&#x27;", "'")
    page = operator.get(reverse(f"{place}_change", args=[row.pk]))
    assert page.status_code == 200
    assert 'name="_save"' not in page.text
    assert operator.get(reverse(f"{place}_add")).status_code == 403
    assert operator.post(reverse(f"{place}_delete", args=[row.pk])).status_code == 403


@pytest.mark.parametrize("kind", sorted(TABLES))
def test_rows_of_law_are_only_read(operator: Client, kind: str) -> None:
    _opened(operator, TABLES[kind].rows()[0])


def test_plans_and_proposals_are_only_read(operator: Client, world: World) -> None:
    proposal = make_proposal(world)
    _opened(operator, Proposal.objects.get(pk=proposal.pk))
    _opened(operator, Plan.objects.get(pk=proposal.plan_id))


def test_people_of_an_office_have_no_way_in(world: World, signed_in) -> None:
    for user in (world.admin, world.planner, world.stranger):
        answer = signed_in(user).get(reverse("admin:budgeting_honorarium_changelist"))
        assert answer.url.startswith(reverse("admin:login"))
