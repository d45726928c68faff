"""The exceptions of an election."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page
from django.urls import reverse

from enrolment.models import Election, SeatException
from enrolment.presenters.elections import Crumbs, crumbs
from enrolment.rules.bodies import Position


@dataclass(frozen=True, slots=True)
class ExceptionLine:
    position: str
    unit: str
    code: str
    seats: int
    ratio: int
    reason: str
    entered_by: str
    entered_at: datetime
    withdraw_url: str


@dataclass(frozen=True, slots=True)
class ExceptionsPage:
    election: Election
    crumbs: Crumbs
    lines: tuple[ExceptionLine, ...]
    page: Page
    may_edit: bool


def exceptions_page(election: Election, law: Sequence[Position], page: Page, *, may_edit: bool) -> ExceptionsPage:
    posts = {post.code: post for post in law}
    lines = tuple(_line(election, row, posts[row.position]) for row in page.object_list if row.position in posts)
    return ExceptionsPage(election, crumbs(election), lines, page, may_edit)


def _line(election: Election, row: SeatException, post: Position) -> ExceptionLine:
    return ExceptionLine(
        position=post.name,
        unit=f"{row.region.name} TPS {row.tps_number}" if row.tps_number else row.region.name,
        code=row.region_id,
        seats=row.seats,
        ratio=post.per_unit,
        reason=row.reason,
        entered_by=str(row.entered_by) if row.entered_by else "",
        entered_at=row.entered_at,
        withdraw_url=reverse("enrolment:exception-withdraw", args=[election.code, row.pk]),
    )
