"""What the region data itself says of a region: what lies below it, and how much."""

from collections import Counter
from collections.abc import Mapping

from enrolment.models import Region
from enrolment.rules.bodies import UnitCounts
from enrolment.rules.names import answers_to
from enrolment.rules.region_code import Level, is_code, level, parent
from enrolment.rules.region_index import RegionIndex


def known_units(region: str) -> Mapping[str, UnitCounts]:
    """Kecamatan and desa of `region` and of every region below it, in two queries."""
    kecamatan: Counter[str] = Counter()
    desa: Counter[str] = Counter()
    codes = {region}
    for counter, wanted in ((kecamatan, Level.KECAMATAN), (desa, Level.DESA)):
        for code in Region.objects.below(region, wanted).values_list("pk", flat=True):
            for above in _up_to(code, region):
                counter[above] += 1
                codes.add(above)
    return {code: _units(code, kecamatan[code], desa[code]) for code in codes}


def regions_called(asked: str) -> list[Region]:
    """The kabupaten, kota and provinsi that somebody may mean by a code or by words of a name, by their codes."""
    own_budget = Region.objects.filter(level__in=[Level.PROVINSI, Level.KABUPATEN]).order_by("pk")
    if is_code(asked.strip()):
        return list(own_budget.filter(pk=asked.strip()))
    return [region for region in own_budget if answers_to(region.name, asked)]


def index_of(region: str) -> RegionIndex:
    """Every kecamatan and desa of a region, to be found by code or by name."""
    kecamatan = dict(Region.objects.below(region, Level.KECAMATAN).values_list("pk", "name"))
    return RegionIndex.build(
        region, kecamatan, dict(Region.objects.below(region, Level.DESA).values_list("pk", "name"))
    )


def _up_to(code: str, region: str) -> list[str]:
    """`code` and all above it, as far as `region`."""
    found = [code]
    while found[-1] != region and (above := parent(found[-1])) is not None:
        found.append(above)
    return found


def _units(code: str, kecamatan: int, desa: int) -> UnitCounts:
    """A desa has no kecamatan of its own: its posts are counted above it."""
    return UnitCounts(kecamatan=kecamatan if level(code) is not Level.DESA else None, desa=desa)
