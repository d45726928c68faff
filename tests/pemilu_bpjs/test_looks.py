import pytest

from pemilu_bpjs.audit import action_label
from pemilu_bpjs.looks import look
from pemilu_bpjs.models import AuditEvent
from tests.people import World

pytestmark = pytest.mark.django_db


def test_a_look_says_who_saw_what_of_whom_and_what_for(world: World) -> None:
    look(
        by=world.planner,
        subject="person:12",
        region="16.09",
        what="nik",
        purpose="mencocokkan KTP",
        office=world.office,
    )
    event = AuditEvent.objects.get()
    assert (event.action, event.actor, event.subject) == ("person.look", "planner", "person:12")
    assert (event.office_id, event.region) == (world.office.pk, "16.09")
    assert event.detail == {"what": "nik", "purpose": "mencocokkan KTP"}
    assert str(action_label("person.look")) == "Melihat data pribadi"


def test_a_nik_typed_as_the_purpose_is_masked(world: World) -> None:
    look(by=world.planner, subject="roster:3", region="16.09", what="daftar", purpose="cek 1609034708910042")
    assert AuditEvent.objects.get().detail["purpose"] == "cek 1609**********42"
