"""Requests that no page of ours makes: answered with a sentence or not found, never with a fault of ours."""

import pytest

from enrolment.models import Assignment, RosterUpload
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

NO_KEY = "9" * 30


@pytest.mark.parametrize(
    "address",
    [
        "/pemilu/%00/",
        "/pemilu/kuota/%00/",
        "/pemilu/kuota/{code}/16.09%00/",
        "/pemilu/{code}/wilayah/%00/",
        f"/pemilu/petugas/{NO_KEY}/",
        f"/pemilu/daftar/{NO_KEY}/",
    ],
)
def test_what_can_be_no_address_is_not_found(kpu_client, roster, address: str):
    assert kpu_client.get(address.format(code=roster().election.code)).status_code == 404


@pytest.mark.parametrize(("page", "field", "status"), [("simpan", "ends", 404), ("banding", "assignments", 400)])
@pytest.mark.parametrize("key", [NO_KEY, "\x00", "-1"])
def test_a_key_that_is_nobodys_changes_nothing(kpu_client, roster, page: str, field: str, status: int, key: str):
    upload: RosterUpload = roster()
    asked = {field: [key], "last_day": "2024-02-01", "reason": "death"}
    assert kpu_client.post(f"/pemilu/daftar/{upload.pk}/{page}/", asked).status_code == status
    assert not Assignment.objects.exists()


def test_pages_that_name_people_stay_in_no_browser(world: World, kpu_client, roster):
    upload = roster()
    for page in ("", "kolom/", "banding/", "nik-rusak/"):
        assert "no-store" in kpu_client.get(f"/pemilu/daftar/{upload.pk}/{page}")["Cache-Control"]
