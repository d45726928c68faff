"""People for an annex of names, one at a time: of a batch as it was sent, or of an election as a user may see it."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import QuerySet

from enrolment.models import Assignment, Region
from enrolment.models.body import Position
from enrolment.particulars import open_particulars
from enrolment.rules.masking import masked
from enrolment.rules.region_code import kecamatan_of
from enrolment.rules.roster_fields import Field
from reports.models import Batch, BatchRow
from reports.models.batch import FileKind
from reports.rules.people_annex import Listed

_AT_ONCE = 2_000
_COLUMNS = ("region_code", "record__name", "record__sex", "record__sealed", "position", "tps", "start", "end")
_ORDER = ("region_code", "body", "tps")


def of_batch(batch: Batch, *, in_full: bool) -> Iterator[Listed]:
    """Kind after kind in the order of the files; each by kecamatan, desa, body and TPS."""
    posts = _posts()
    columns = [f"assignment__{column}" for column in _COLUMNS]
    for kind in FileKind:
        rows = BatchRow.objects.filter(file__batch=batch, file__kind=kind)
        ordered = rows.order_by(*(f"assignment__{column}" for column in _ORDER), "pk")
        yield from _listed(ordered.values_list(*columns), str(kind.label), posts, in_full=in_full)


def of_seats(seats: QuerySet[Assignment], *, in_full: bool) -> Iterator[Listed]:
    """The people on some seats."""
    rows = seats.order_by(*_ORDER, "pk").values_list(*_COLUMNS)
    return _listed(rows, "", _posts(), in_full=in_full)


def region_names(codes: QuerySet[Any, str]) -> dict[str, str]:
    """The names of regions and of the kecamatan above them, by code."""
    wanted = set(codes)
    wanted |= {kecamatan_of(code) for code in wanted}
    return dict(Region.objects.filter(pk__in=wanted).values_list("pk", "name"))


def batch_regions(batch: Batch) -> dict[str, str]:
    """The names of the places that a batch's people serve."""
    rows = BatchRow.objects.filter(file__batch=batch).order_by()
    return region_names(rows.values_list("assignment__region_code", flat=True).distinct())


def _posts() -> dict[str, str]:
    return dict(Position.objects.current().values_list("code", "name"))


def _listed(rows: Any, section: str, posts: Mapping[str, str], *, in_full: bool) -> Iterator[Listed]:
    for region, name, sex, sealed, position, tps, first, last in rows.iterator(chunk_size=_AT_ONCE):
        nik = open_particulars(sealed)[Field.NIK]
        shown = nik if in_full else masked(Field.NIK, nik) or ""
        yield Listed(section, region, name, sex, shown, posts.get(position, position), tps, first, last)
