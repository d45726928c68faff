"""Names for the seats that rows speak of, looked up for a whole page at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from enrolment.models import Body, Position, Region
from enrolment.rules.bodies import Position as Post
from enrolment.rules.region_code import Level, kecamatan_of, level
from enrolment.rules.region_index import RegionIndex


@dataclass(frozen=True, slots=True)
class SeatNames:
    """Names by code of bodies, positions and the regions asked for."""

    bodies: Mapping[str, str]
    positions: Mapping[str, str]
    regions: Mapping[str, str]

    def seat(self, *, body: str, position: str, region: str, tps: int, is_reserve: bool = False) -> str:
        """ "Anggota KPPS · TPS 4, Suka Raja, Muaradua"; what is not known is left out."""
        post = self.positions.get(position) or self.bodies.get(body, "")
        if is_reserve:
            post = _("%s (cadangan)") % post
        return " · ".join(part for part in (post, self.place(region, tps)) if part)

    def place(self, region: str, tps: int = 0) -> str:
        """ "TPS 4, Suka Raja, Muaradua"."""
        names = [_("TPS %s") % tps] if tps else []
        if region:
            names.append(self.regions.get(region, region))
            if level(region) is Level.DESA:
                names.append(self.regions.get(kecamatan_of(region), kecamatan_of(region)))
        return ", ".join(names)


def names_of(posts: Iterable[Post], index: RegionIndex) -> SeatNames:
    """From what a page has fetched already."""
    posts = list(posts)
    return SeatNames(
        {post.body: post.body_name for post in posts},
        {post.code: post.name for post in posts},
        {**index.kecamatan, **index.desa},
    )


def seat_names(regions: Iterable[str]) -> SeatNames:
    """In three queries, however many regions."""
    codes = {code for code in regions if code}
    codes |= {kecamatan_of(code) for code in codes}
    return SeatNames(
        dict(Body.objects.current().values_list("code", "short_name")),
        dict(Position.objects.current().values_list("code", "name")),
        dict(Region.objects.filter(pk__in=codes).values_list("pk", "name")),
    )
