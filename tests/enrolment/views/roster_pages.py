"""Addresses of roster pages, and a person with something wrong."""

from django.urls import reverse

from enrolment.models import RosterUpload
from tests.factories_rosters import first_desa, person


def roster_url(name: str, upload: RosterUpload, *more: int) -> str:
    return reverse(f"enrolment:{name}", args=[upload.pk, *more])


def faulty(**values) -> dict:
    """Somebody for a seat of a third desa, with something wrong."""
    return person(70, **{"desa": first_desa(3)[2], "position": "Anggota PPS", **values})
