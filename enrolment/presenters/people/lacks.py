"""Lists of who lacks what that may be asked for: one for each institution and region within reach."""

from dataclasses import dataclass
from typing import Any

from enrolment.models import Region
from enrolment.models.scope import institutions, reach_regions
from enrolment.people import Asked
from pemilu_bpjs.permissions import Right


@dataclass(frozen=True, slots=True)
class LacksChoice:
    """What a button asks for; `label` is of use where there are several."""

    election: str
    institution: str
    region: str
    label: str


def lacks_choices(user: Any, asked: Asked) -> tuple[LacksChoice, ...]:
    """For the place and the institution asked for, or each that the user may see in full; nothing for who may not."""
    election = asked.election
    regions = (asked.region,) if asked.region else reach_regions(user, Right.REVEAL_PERSON, election.region_id)
    found = [(region, each) for region in regions for each in institutions(user, Right.REVEAL_PERSON, region)]
    names = dict(Region.objects.filter(pk__in=regions).values_list("pk", "name")) if found else {}
    return tuple(
        LacksChoice(election.code, institution, region, f"{institution}, {names[region]}")
        for region, institution in found
        if region in names and asked.institution in ("", institution)
    )
