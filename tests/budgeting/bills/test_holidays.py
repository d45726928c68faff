"""Holidays: kept by an administrator of the whole, read by everyone who reads the reference data."""

from datetime import date

import pytest
from django.urls import reverse

from budgeting import budget_codes
from budgeting.models import Holiday
from pemilu_bpjs.models import AuditEvent
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
TYPED = {"day": "2024-02-08", "name": "Isra Mikraj", "source": "SKB contoh"}


def page() -> str:
    return reverse("budgeting:holidays")


def test_nothing_is_filled_in_beforehand(world: World, signed_in):
    assert "Belum ada hari libur" in signed_in(world.planner).get(page()).content.decode()


def test_added_once_and_removed_on_record(world: World, signed_in):
    client = signed_in(world.lawkeeper)
    assert "Hari libur ditambahkan" in client.post(page(), TYPED, follow=True).content.decode()
    client.post(page(), TYPED)
    assert budget_codes.holidays() == {date(2024, 2, 8)}
    other = client.post(page(), {**TYPED, "name": "Lain"})
    assert other.status_code == 400
    assert "sudah ada dalam tabel: Isra Mikraj" in other.content.decode()
    client.post(reverse("budgeting:holiday-remove", args=[Holiday.objects.get().pk]))
    assert not Holiday.objects.exists()
    assert list(AuditEvent.objects.filter(action__startswith="holiday").order_by("pk").values_list("action")) == [
        ("holiday.add",),
        ("holiday.remove",),
    ]


def test_a_source_is_required(world: World, signed_in):
    assert signed_in(world.lawkeeper).post(page(), {**TYPED, "source": ""}).status_code == 400
    assert not Holiday.objects.exists()


@pytest.mark.parametrize("who", ["planner", "admin", "bpjs", "neighbour"])
def test_nobody_else_changes_what_holds_for_all(world: World, signed_in, who: str):
    holiday = Holiday.objects.create(day=date(2024, 2, 8), name="Isra Mikraj", source="SKB contoh")
    client = signed_in(getattr(world, who))
    assert "Tambah hari libur" not in client.get(page()).content.decode()
    assert client.post(page(), {**TYPED, "day": "2024-02-09"}).status_code == 403
    assert client.post(reverse("budgeting:holiday-remove", args=[holiday.pk])).status_code == 403
    assert Holiday.objects.count() == 1


def test_a_stranger_sees_no_reference_data(world: World, signed_in):
    assert signed_in(world.stranger).get(page()).status_code == 403
