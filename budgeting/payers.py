"""The payers that a user has to do with, fetched once however many of his rights are asked about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from budgeting.models import Arrangement
from budgeting.models.payer_scope import payer_within
from pemilu_bpjs.permissions import Right

_RIGHTS = (Right.VIEW_COVER, Right.RUN_COVER, Right.SEND_BATCH, Right.PAY_BILL, Right.POST_BILL)


@dataclass(frozen=True, slots=True)
class Payers:
    """Arrangements, the newest first, with the rights that the user holds over each."""

    rights: Mapping[Arrangement, frozenset[Right]] = field(default_factory=dict)

    def under(self, *rights: Right) -> list[Arrangement]:
        """Those that any of these rights reaches."""
        return [arrangement for arrangement, held in self.rights.items() if not held.isdisjoint(rights)]


def payers_of(user: Any) -> Payers:
    """One query; none reaches further than `Arrangement.objects.visible_to` with the same right."""
    reaches = {right: payer_within(user, right, region_field="region", office_field="office") for right in _RIGHTS}
    anywhere = Q(pk__in=())
    for reach in reaches.values():
        anywhere |= reach
    flags = {_flag(right): ExpressionWrapper(reach, output_field=BooleanField()) for right, reach in reaches.items()}
    found = Arrangement.objects.filter(anywhere).annotate(**flags).order_by("-pk")
    return Payers(
        {
            each: frozenset(right for right in _RIGHTS if getattr(each, _flag(right)))
            for each in found.select_related("election__region", "office", "plan")
        }
    )


def _flag(right: Right) -> str:
    return f"holds_{right.name.lower()}"
