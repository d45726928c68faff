"""What every page of one plan begins with: where one is, what the plan is about, where one may go."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from budgeting.models import Plan
from enrolment.models import Election
from pemilu_bpjs.access import may
from pemilu_bpjs.formats import rupiah
from pemilu_bpjs.permissions import Right


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool
    count: str = ""


@dataclass(frozen=True)
class PlanHead:
    """`about`: one line that says for whom, who pays, and on which base. The URLs are "" where one may not go."""

    pk: int
    name: str
    about: str
    crumbs: tuple[tuple[str, str], ...]
    tabs: tuple[Tab, ...]
    is_archived: bool
    may_edit: bool
    may_archive: bool
    archive_label: str
    copied_from: str
    copied_from_url: str
    units_url: str
    proposal_url: str


RESULT, LINES, SETTINGS = "budgeting:plan", "budgeting:plan-edit", "budgeting:plan-settings"


def plan_head(plan: Plan, user: Any, *, current: str = "") -> PlanHead:
    """The head of a plan's page; `current`: the route of the tab one stands on, "" on a page below them."""
    is_archived = plan.archived_at is not None
    may_write = may(user, Right.EDIT_PLAN, region=plan.region, office_id=plan.office_id)
    may_edit = may_write and not is_archived
    crumbs = [(_("Rencana"), reverse("budgeting:plans"))]
    if current != RESULT:
        crumbs.append((plan.name, reverse(RESULT, args=[plan.pk])))
    original = plan.copied_from
    may_propose = may(user, Right.DRAFT_PROPOSAL, region=plan.region, office_id=plan.office_id)
    return PlanHead(
        pk=plan.pk,
        name=plan.name,
        about=" · ".join([plan.election.name, plan.office.name, base_words(plan)]),
        crumbs=tuple(crumbs),
        tabs=_tabs(plan, current) if may_edit else (),
        is_archived=is_archived,
        may_edit=may_edit,
        may_archive=may_write,
        archive_label=_("Pulihkan") if is_archived else _("Arsipkan"),
        copied_from=original.name if original else "",
        copied_from_url=reverse(RESULT, args=[original.pk]) if original else "",
        units_url=units_url(plan.election, user),
        proposal_url=reverse("budgeting:proposal-new") + f"?plan={plan.pk}" if may_propose and not is_archived else "",
    )


def units_url(election: Election, user: Any) -> str:
    """Where the election's unit counts are entered, or at least seen."""
    may_enter = may(user, Right.EDIT_ELECTION, region=election.region_id)
    return reverse("enrolment:units" if may_enter else "enrolment:election", args=[election.code])


def base_words(plan: Plan) -> str:
    """What premiums of the plan are computed on."""
    if plan.membership == "BPU":
        return _("BPU, jumlah tetap per orang")
    if plan.wage_base is None:
        return _("PU, dasar honorarium")
    return _("PU, dasar %s per bulan") % rupiah(plan.wage_base)


def _tabs(plan: Plan, current: str) -> tuple[Tab, ...]:
    routes = ((RESULT, _("Hasil")), (LINES, _("Baris")), (SETTINGS, _("Pengaturan")))
    return tuple(Tab(label, reverse(route, args=[plan.pk]), route == current) for route, label in routes)
