"""How far batches are answered, counted in one question however many there are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count

from reports.models import Batch, BatchRow


@dataclass(frozen=True, slots=True)
class Answers:
    """People of one batch by what BPJS said of them."""

    accepted: int = 0
    rejected: int = 0
    open: int = 0

    @property
    def people(self) -> int:
        return self.accepted + self.rejected + self.open


def answers_of(batches: Iterable[Batch]) -> Mapping[int, Answers]:
    """By the batch's key; a batch without rows has none."""
    keys = [batch.pk for batch in batches]
    rows = BatchRow.objects.filter(file__batch__in=keys).order_by().values_list("file__batch", "state")
    counted: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for batch, state, people in rows.annotate(people=Count("pk")):
        counted[batch][state] = people
    states = BatchRow.State
    return {
        key: Answers(found.get(states.ACCEPTED, 0), found.get(states.REJECTED, 0), found.get(states.SENT, 0))
        for key, found in counted.items()
    }
