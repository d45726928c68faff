"""The places of a region in the words that a list uses: so that whoever reads it back finds the same place again."""

from collections import Counter
from dataclasses import dataclass

from enrolment.models import Region
from enrolment.rules.names import comparable
from enrolment.rules.region_code import Level, is_kelurahan, kecamatan_of


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """A kecamatan, or a desa in it; `desa` is "" of a kecamatan itself."""

    kecamatan: str
    desa: str = ""


def place_words(region: str) -> dict[str, PlaceWords]:
    """By code, the kecamatan and desa at or below a region, each kecamatan before its desa; two queries.

    A desa and a kelurahan of one kecamatan may bear one name: then the word before it tells which is meant.
    """
    desa = list(Region.objects.below(region, Level.DESA).values_list("pk", "name", "parent_id", "parent__name"))
    shared = Counter((kecamatan_of(code), comparable(name)) for code, name, _parent, _above in desa)
    found = {parent: PlaceWords(above) for _code, _name, parent, above in desa}
    found |= {
        code: PlaceWords(name) for code, name in Region.objects.below(region, Level.KECAMATAN).values_list("pk", "name")
    }
    for code, name, _parent, above in desa:
        is_shared = shared[kecamatan_of(code), comparable(name)] > 1
        word = f"{'Kelurahan' if is_kelurahan(code) else 'Desa'} {name}" if is_shared else name
        found[code] = PlaceWords(above, word)
    return dict(sorted(found.items()))
