"""What the quota board and its workbook call their columns and rows."""

from django.utils.translation import gettext as _

from enrolment.quota import BodyOf
from enrolment.rules.region_code import Level


def head() -> tuple[str, ...]:
    """What is told of every region and body."""
    return (
        _("Kursi"), _("Orang"), _("Kosong"), _("Lebih"), _("Terisi"), _("Ditolak"), _("Tumpang tindih"), _("Cadangan"),
    )  # fmt: skip


def body_name(body: BodyOf) -> str:
    """Rows of a list whose body nobody could read have a line of their own."""
    return body.name or _("Badan belum terbaca")


def rest_name(level: str) -> str:
    """Bodies of a kecamatan stand in none of its desa, those of a desa in none of its TPS: no detail is missing."""
    return {
        Level.KECAMATAN: _("Tingkat kecamatan, dan yang belum dirinci"),
        Level.DESA: _("Tingkat desa, dan yang belum dirinci"),
    }.get(Level(level), _("Belum dirinci"))
