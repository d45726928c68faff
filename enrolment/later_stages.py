"""What later stages keep of a seat (months paid for, batches sent, incidents told), whatever they are called."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import Count

from enrolment.models import Assignment

Referred = dict[str, int]
"""How many rows of a later stage refer to a seat, by the name of the column; one without any is left out."""


def referred_to(seats: Collection[int]) -> dict[int, Referred]:
    """Of each of these seats, in one query a column."""
    found: defaultdict[int, Referred] = defaultdict(dict)
    for field in stage_fields():
        rows = field.model._default_manager.filter(**{f"{field.name}__in": list(seats)})
        for seat, count in rows.order_by().values_list(field.attname).annotate(Count("pk")):
            found[seat][str(field)] = count
    return found


def come_since(before: Referred, now: Referred) -> list[Any]:
    """What the models are called of which more rows refer to the seat than did before."""
    return [
        field.model._meta.verbose_name_plural
        for field in stage_fields()
        if now.get(str(field), 0) > before.get(str(field), 0)
    ]


def stage_fields() -> list[Any]:
    """The columns of later stages that refer to seats."""
    own = Assignment._meta.app_label
    return [each for each in referring_fields() if each.model._meta.app_label != own]


def referring_fields() -> list[Any]:
    """All columns that refer to seats, those too that no seat can be asked for (related_name="+")."""
    return [each.field for each in Assignment._meta.get_fields(include_hidden=True) if each.one_to_many]
