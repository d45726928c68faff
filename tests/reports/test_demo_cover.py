"""The demo's cover: every state that its pages have to show, through the same doors as any other, and not twice."""

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Sum

from budgeting.models import Arrangement, Bill, Holiday, Payment, Registration
from pemilu_bpjs.models import AuditEvent, User
from pemilu_bpjs.roles import Role
from reports.actions.demo import make_demo, make_demo_cover, make_demo_rosters
from reports.incident_details import details_of
from reports.models import Answer, Batch, Incident
from reports.rules.incident_claim import Kind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def batch() -> Batch | None:
    return made()


def made() -> Batch | None:
    make_demo(examples=Path(settings.BASE_DIR) / "examples", password="sandi-Peragaan-1")
    make_demo_rosters()
    return make_demo_cover()


def counted() -> dict[str, Any]:
    """Rows of every table, so that nothing can be made twice unseen."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_people_are_told_and_a_few_of_them_refused_or_not_answered(batch: Batch | None):
    assert batch is not None
    (answer,) = Answer.objects.all()
    assert batch.totals == {"new": {"kpps": batch.people}}
    assert {"code": "marital-missing", "people": 2} in batch.held_back
    assert (answer.accepted, answer.rejected, answer.rows) == (batch.people - 8, 3, batch.people - 5)
    assert Registration.objects.filter(state="sent").count() == 5


def test_one_bill_is_paid_and_the_other_in_part_and_for_fewer_people(batch: Batch | None):
    first, second = Bill.objects.order_by("month")
    paid = dict(Payment.objects.values_list("bill").annotate(Sum("amount")))
    assert paid == {first.pk: first.total, second.pk: second.total // 2}
    assert (first.people, first.total) == (first.expected_people, first.expected_jkk + first.expected_jkm)
    assert second.people == second.lines.exclude(person=None).count() == Registration.objects.confirmed().count()
    assert second.people < second.expected_people
    assert Holiday.objects.get().source
    assert details_of(Incident.objects.get()).kind is Kind.ILLNESS


def test_every_role_has_somebody(batch: Batch | None):
    assert set(User.objects.values_list("memberships__role", flat=True)) == {role.value for role in Role}


def test_a_second_run_changes_nothing_that_stands(batch: Batch | None):
    Arrangement.objects.update(takes_members=False)  # as a user might
    before = counted()
    assert made() is None
    assert counted() == before
    assert not Arrangement.objects.get().takes_members


def test_nothing_of_anybody_stands_in_the_audit(batch: Batch | None):
    told = "".join(f"{each.subject}{each.detail}" for each in AuditEvent.objects.all())
    assert not any(word in told for word in ("160901", "Pingsan", "Halimah", "Adminduk"))
