import pytest
from django.urls import reverse

from pemilu_bpjs import audit
from tests.people import World

pytestmark = pytest.mark.django_db


def test_lines_are_found_by_word_and_day_within_ones_reach(world: World, signed_in) -> None:
    audit.record("plan.change", by=world.planner, subject="plan:7", office=world.office)
    audit.record("election.change", by=world.neighbour, subject="election:9", office=world.neighbour_office)
    client = signed_in(world.auditor)

    def listed(**query) -> str:
        return client.get(reverse("audit"), query).content.decode()

    assert "plan:7" in listed()
    assert "election:9" not in listed()
    assert "plan:7" in listed(q="planner", since="2000-01-01")
    assert "plan:7" not in listed(until="2000-01-01")
    faulty = listed(since="kemarin")
    assert "plan:7" in faulty
    assert "kemarin" in faulty


def test_who_may_not_see_the_audit(world: World, signed_in) -> None:
    for user in (world.planner, world.kpu, world.stranger):
        assert signed_in(user).get(reverse("audit")).status_code == 403
