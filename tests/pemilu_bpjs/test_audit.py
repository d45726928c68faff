import pytest

from pemilu_bpjs import audit
from pemilu_bpjs.models import AuditEvent
from pemilu_bpjs.models.audit_event import AppendOnly
from tests.people import World

pytestmark = pytest.mark.django_db

NIK = "1609012304900081"


def test_a_line_outlives_its_office_and_actor_as_text(world: World) -> None:
    event = audit.record("plan.change", by=world.planner, subject="plan:7", office=world.office, detail={"months": 6})
    assert (event.actor, event.actor_id) == ("planner", world.planner.pk)
    assert (event.office, event.region) == (world.office.name, "16.09")
    assert AuditEvent.objects.get().detail == {"months": 6}


def test_numbers_of_sixteen_digits_are_masked_however_deep_they_stand() -> None:
    detail = {"rows": [{"nik": NIK, "count": 12}], NIK: int(NIK), "sha256": "0" * 64}
    event = audit.record("roster.accept", by=None, subject=f"person:{NIK}", detail=detail)
    event.refresh_from_db()
    masked = "1609**********81"
    assert event.subject == f"person:{masked}"
    assert event.detail == {"rows": [{"nik": masked, "count": 12}], masked: masked, "sha256": "0" * 64}


def test_a_line_can_be_neither_changed_nor_removed() -> None:
    event = audit.record("test", by=None, subject="x")
    event.action = "other"
    for attempt in (
        event.save,
        event.delete,
        AuditEvent.objects.all().delete,
        lambda: AuditEvent.objects.update(action="other"),
    ):
        with pytest.raises(AppendOnly):
            attempt()
    assert AuditEvent.objects.get().action == "test"


def test_who_may_see_which_lines(world: World) -> None:
    audit.record("a", by=world.planner, subject="x", office=world.office)
    audit.record("b", by=world.other_planner, subject="x", office=world.other_payer)
    audit.record("c", by=world.neighbour, subject="x", office=world.neighbour_office)

    def seen(user) -> set[str]:
        return set(AuditEvent.objects.visible_to(user).values_list("action", flat=True))

    assert seen(world.head) == {"a"}
    assert seen(world.auditor) == {"a", "b"}
    assert seen(world.planner) == set()
    assert seen(world.stranger) == set()
