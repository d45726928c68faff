import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_user
from tests.factories_budgeting import make_plan
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def test_the_admin_site_shows_plans_and_changes_none(world: World, client: Client):
    plan = make_plan(world.office, world.planner)
    change = reverse("admin:budgeting_plan_change", args=[plan.pk])
    client.force_login(world.planner)
    assert client.get(change).status_code == 302
    client.force_login(make_user("akar", is_staff=True, is_superuser=True))
    assert "Rencana contoh" in client.get(reverse("admin:budgeting_plan_changelist")).content.decode()
    page = client.get(change)
    assert page.status_code == 200
    assert "kpps" in page.content.decode()
    assert client.post(change, {"name": "x"}).status_code == 403
    assert client.get(reverse("admin:budgeting_plan_add")).status_code == 403
    assert client.post(reverse("admin:budgeting_plan_delete", args=[plan.pk])).status_code == 403
