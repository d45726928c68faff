"""Regions come in line with the file that ships, as often as it is loaded."""

from pathlib import Path

import pytest

from enrolment.actions.reference import load_regions
from enrolment.models import Region

pytestmark = pytest.mark.django_db


def test_regions_are_loaded_once_with_level_and_parent(few_regions: Path):
    assert load_regions(path=few_regions) == Region.objects.count() > 800
    assert load_regions(path=few_regions) == 0
    kecamatan = Region.objects.get(pk="16.09.01")
    assert (kecamatan.level, kecamatan.parent_id, kecamatan.valid_from) == ("kecamatan", "16.09", None)
    assert Region.objects.get(pk="16").parent is None


def test_a_name_follows_the_file_and_an_added_region_stays(few_regions: Path):
    load_regions(path=few_regions)
    Region.objects.filter(pk="16.09").update(name="Nama lama")
    Region.objects.create(pk="16.09.01.2999", name="Desa baru", level="desa", parent_id="16.09.01")
    assert load_regions(path=few_regions) == 1
    assert Region.objects.get(pk="16.09").name != "Nama lama"
    assert Region.objects.filter(pk="16.09.01.2999").exists()
