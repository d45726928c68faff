from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from pemilu_bpjs import offices
from pemilu_bpjs.access import may
from pemilu_bpjs.models import AuditEvent, Membership, Office, User
from pemilu_bpjs.permissions import Right
from tests.factories import make_membership
from tests.people import World

pytestmark = pytest.mark.django_db


def _png(width: int = 8) -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", (width, width), "teal").save(file, "png")
    return SimpleUploadedFile("lambang.png", file.getvalue(), "image/png")


def _fields(office: Office, **changes) -> dict[str, object]:
    kept = {
        "name": office.name,
        "kind": office.kind,
        "region": office.region,
        "letter_number_pattern": office.letter_number_pattern,
        "paper": office.paper,
        "is_payer": "on",
    }
    return {**kept, **changes}


def test_the_letterhead_is_stored_and_the_change_is_on_record(world: World, signed_in) -> None:
    url = reverse("office", args=[world.office.pk])
    fields = _fields(world.office, city="Muaradua", npp="AB001234", paper="F4", logo=_png())
    assert signed_in(world.admin).post(url, fields).status_code == 302
    world.office.refresh_from_db()
    assert (world.office.city, world.office.npp, world.office.paper) == ("Muaradua", "AB001234", "F4")
    assert AuditEvent.objects.get(action="office.change").detail == {"fields": ["logo", "npp", "paper"]}
    logo = signed_in(world.head).get(reverse("office-logo", args=[world.office.pk]))
    assert logo.getvalue().startswith(b"\x89PNG")
    assert signed_in(world.neighbour).get(reverse("office-logo", args=[world.office.pk])).status_code == 404


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"region": "1609"}, "dengan titik"),
        ({"region": "16.08"}, "di luar wewenang"),
        ({"letter_number_pattern": "{nomer}/x"}, "nomer"),
        ({"logo": SimpleUploadedFile("lambang.png", b"<svg/>", "image/png")}, "gambar"),
        ({"logo": SimpleUploadedFile("lambang.svg", b"<svg/>", "image/svg+xml")}, ""),
    ],
)
def test_faults_stand_at_their_field_and_nothing_typed_is_lost(world: World, signed_in, change, sentence) -> None:
    fields = _fields(world.office, address="Jalan Serasan Seandanan 7", **change)
    response = signed_in(world.admin).post(reverse("office", args=[world.office.pk]), fields)
    page = response.content.decode()
    assert response.status_code == 400
    assert sentence in page
    assert "Jalan Serasan Seandanan 7" in page
    world.office.refresh_from_db()
    assert world.office.address == ""


def test_a_logo_too_large_for_a_letterhead_is_refused(world: World, signed_in) -> None:
    large = SimpleUploadedFile("lambang.png", _png().read() + b"\0" * 600_000, "image/png")
    response = signed_in(world.admin).post(reverse("office", args=[world.office.pk]), _fields(world.office, logo=large))
    assert "512 kB" in response.content.decode()


def test_a_new_office_of_the_region(world: World, signed_in) -> None:
    fields = _fields(world.office, name="Badan Kesatuan Bangsa Kabupaten Contoh")
    assert signed_in(world.admin).post(reverse("office-new"), fields).status_code == 302
    assert Office.objects.get(name="Badan Kesatuan Bangsa Kabupaten Contoh").is_payer


def test_a_second_office_of_the_same_name_is_a_fault_of_the_form(world: World, signed_in) -> None:
    response = signed_in(world.admin).post(reverse("office-new"), _fields(world.office))
    assert response.status_code == 400


def test_a_signatory_is_added_beside_the_earlier_one(world: World, signed_in) -> None:
    url = reverse("signatory-new", args=[world.office.pk])
    fields = {
        "role_key": "head",
        "title_line": "Plt. Kepala Dinas",
        "name": "Ir. Contoh Pengganti",
        "nip": "123",
        "active_from": "2024-01-02",
    }
    client = signed_in(world.admin)
    assert "18 angka" in client.post(url, fields).content.decode()
    assert client.post(url, {**fields, "nip": "197502022000032002"}).status_code == 302
    assert world.office.signatories.count() == 2
    before, after = (world.office.signatory("head", on=date(*day)) for day in [(2024, 1, 1), (2024, 1, 2)])
    assert (before.title_line, after.title_line) == ("Kepala Dinas", "Plt. Kepala Dinas")
    assert world.office.signatory("head", on=date(2022, 1, 1)) is None


def test_a_new_account_gets_a_first_password_that_is_shown_once(world: World, signed_in, client) -> None:
    fields = {
        "username": "sri.contoh",
        "full_name": "Sri Contoh",
        "role": "planner",
        "active_from": str(timezone.localdate()),
    }
    response = signed_in(world.admin).post(reverse("member-new", args=[world.office.pk]), fields)
    password = response.context["password"]
    assert password in response.content.decode()
    assert response["Cache-Control"] == "no-store"
    assert client.login(username="sri.contoh", password=password)
    assert may(User.objects.get(username="sri.contoh"), Right.EDIT_PLAN, region="16.09", office_id=world.office.pk)
    assert password not in str(AuditEvent.objects.get(action="member.add").detail)


def test_an_existing_account_keeps_its_password_and_gains_the_role(world: World, signed_in) -> None:
    fields = {"username": "stranger", "full_name": "x", "role": "head", "active_from": "2023-01-01"}
    assert signed_in(world.admin).post(reverse("member-new", args=[world.office.pk]), fields).status_code == 302
    assert may(User.objects.get(username="stranger"), Right.VERIFY_PROPOSAL)
    assert User.objects.get(username="stranger").full_name != "x"


def test_an_end_before_the_beginning_is_refused_at_its_field(world: World, signed_in) -> None:
    fields = {
        "username": "a",
        "full_name": "A",
        "role": "head",
        "active_from": "2024-02-01",
        "active_until": "2024-01-01",
    }
    response = signed_in(world.admin).post(reverse("member-new", args=[world.office.pk]), fields)
    assert "active_until" in response.context["member_form"].errors
    assert not User.objects.filter(username="a").exists()


def test_a_membership_ends_after_its_last_day(world: World, signed_in) -> None:
    membership = world.planner.memberships.get()
    assert signed_in(world.admin).post(reverse("member-end", args=[membership.pk])).status_code == 302
    membership.refresh_from_db()
    today = timezone.localdate()
    assert membership.active_until == today
    assert not world.planner.memberships.active(today + timedelta(days=1)).exists()


def test_a_lost_password_is_replaced_and_ends_the_old_sessions(world: World, signed_in, client) -> None:
    before = signed_in(world.planner)
    membership = world.planner.memberships.get()
    response = signed_in(world.admin).post(reverse("member-password", args=[membership.pk]))
    assert client.login(username="planner", password=response.context["password"])
    assert before.get(reverse("jobs")).status_code == 302


def test_no_administrator_takes_over_an_account_that_also_works_elsewhere(world: World, signed_in) -> None:
    make_membership(world.neighbour, "head", world.office)
    membership = world.neighbour.memberships.get(office=world.office)
    password = world.neighbour.password
    assert signed_in(world.admin).post(reverse("member-password", args=[membership.pk])).status_code == 403
    world.neighbour.refresh_from_db()
    assert world.neighbour.password == password


def test_one_that_has_not_begun_is_removed(world: World) -> None:
    later = Membership.objects.create(
        user=world.stranger, role="head", office=world.office, region="16.09", active_from=date(2999, 1, 1)
    )
    offices.end_membership(membership=later, last_day=timezone.localdate(), by=world.admin)
    assert not world.stranger.memberships.exists()


def test_only_whoever_manages_the_region_may(world: World, signed_in) -> None:
    membership = world.planner.memberships.get()
    gets = [reverse("offices"), reverse("office-new"), reverse("office", args=[world.office.pk])]
    posts = [
        reverse("signatory-new", args=[world.office.pk]),
        reverse("member-new", args=[world.office.pk]),
        reverse("member-end", args=[membership.pk]),
        reverse("member-password", args=[membership.pk]),
    ]
    for user in (world.planner, world.head, world.auditor, world.stranger):
        client = signed_in(user)
        assert {client.get(url).status_code for url in gets} == {403}
        assert {client.post(url).status_code for url in posts} == {403}
    admin = signed_in(world.admin)
    assert admin.get(reverse("office", args=[world.neighbour_office.pk])).status_code == 404
    assert admin.post(reverse("member-new", args=[world.neighbour_office.pk])).status_code == 404
    assert world.neighbour_office.name not in admin.get(reverse("offices")).content.decode()
    with pytest.raises(PermissionDenied):
        offices.save_office(office=world.neighbour_office, changed=[], by=world.admin)
