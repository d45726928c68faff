"""The demo's rosters: in different states through the real engine, and not twice."""

from pathlib import Path

import pytest
from django.conf import settings

from enrolment.models import Assignment, RosterUpload
from enrolment.overlapping import open_overlaps
from pemilu_bpjs.models import User
from reports.actions.demo import make_demo, make_demo_rosters
from reports.demo_people import invented

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def accepted() -> int:
    make_demo(examples=Path(settings.BASE_DIR) / "examples", password="sandi-Peragaan-1")
    return len(make_demo_rosters())


def test_lists_stand_in_different_states(accepted: int):
    found = RosterUpload.objects.filter(region="16.09").order_by("pk")
    assert accepted == 3
    assert [(each.institution, each.body, each.state) for each in found] == [
        ("KPU", "kpps", "done"),
        ("KPU", "pps", "ready"),
        ("Bawaslu", "ptps", "done"),
        ("Satpol PP", "linmas", "ready"),
    ]
    faults = {
        (told["code"], told["field"]) for upload in found for line in upload.lines.all() for told in line.problems
    }
    assert faults == {("nik-excel-damage", "nik")}
    assert open_overlaps(User.objects.get(username="bawaslu")) == 1


def test_a_second_run_sends_nothing(accepted: int):
    before = RosterUpload.objects.count(), Assignment.objects.count()
    assert make_demo_rosters() == []
    assert (RosterUpload.objects.count(), Assignment.objects.count()) == before


def test_invented_people_are_told_apart():
    people = list(invented("16.09.01", "Muara Dua"))
    assert len({each.nik for each in people}) == len({each.name for each in people}) == len(people)
