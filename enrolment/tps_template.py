"""The rows of a TPS list to fill in, from what is known of a region."""

from collections.abc import Iterator

from enrolment.counting import figures
from enrolment.models import CountKind, Election, Region
from enrolment.rules.region_code import Level

# (desa code, kecamatan, desa, TPS number or "").
Row = tuple[str, str, str, int | str]


def template_rows(election: Election, region: Region) -> Iterator[Row]:
    """One row a TPS where the number of a desa is known, else one row a desa."""
    known = figures(election).get(CountKind.TPS, {})
    desa = Region.objects.below(region.pk, Level.DESA).order_by("code")
    for code, name, kecamatan in desa.values_list("pk", "name", "parent__name"):
        for number in range(1, known.get(code, 0) + 1) or [""]:
            yield code, kecamatan, name, number
