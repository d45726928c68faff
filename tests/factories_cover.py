"""Cover for tests: an arrangement and its person-months. They need the fixture `reference`."""

from typing import Any

from budgeting.actions import cover
from budgeting.models import Arrangement, CoverRun, Plan
from enrolment.models import Election
from pemilu_bpjs.models import Office


def make_arrangement(
    election: Election, office: Office | None = None, plan: Plan | None = None, **settings: Any
) -> Arrangement:
    """By the preset (every position, each month of its tenure, the honorarium) unless a plan is given."""
    return cover.arrange(election=election, office=office, plan=plan, by=None, **settings)


def make_cover(election: Election, office: Office | None = None, **settings: Any) -> tuple[Arrangement, CoverRun]:
    """An arrangement and the months of everybody who sits already."""
    return make_arrangement(election, office, **settings), cover.run(election=election)
