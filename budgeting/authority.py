"""What a payer's months are held against: the newest proposal with authority, else submitted, else the plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from budgeting import budget_codes, figure_lines, planning
from budgeting.budget_codes import Chosen
from budgeting.freezing import from_json
from budgeting.models import Arrangement, CoverPrice, Proposal
from budgeting.recap_of import recap_of
from budgeting.rules.billing import Charge
from budgeting.rules.budget_side import Part, month_charge, month_parts
from budgeting.rules.figures import Coded, FigureLine, RecapRow
from budgeting.rules.notes import Faults
from budgeting.rules.status import FROZEN, State

ENACTED = (State.DPA_SAH, State.REALISASI, State.REKONSILIASI, State.SELESAI)
_REFUSED = (State.DITOLAK, State.PERLU_REVISI)
_SUBMITTED = tuple(state for state in FROZEN if state not in (*ENACTED, *_REFUSED))


class Source(StrEnum):
    """How much the budget may be relied on."""

    ENACTED = "enacted"
    SUBMITTED = "submitted"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class Authority:
    """One fiscal year's budget. Figures of a proposal are its frozen ones; a plan's are as it stands now.

    `agreed`: rupiah that TAPD agreed to where that is less than `asked`; how the cut falls on lines nobody has said.
    """

    source: Source
    proposal: Proposal | None
    lines: tuple[FigureLine, ...]
    recap: tuple[RecapRow, ...]
    jkk_account: Coded
    jkm_account: Coded
    agreed: int | None = None

    @property
    def asked(self) -> int:
        """What the lines come to in the year, rupiah."""
        return sum(line.total for line in self.lines)

    @property
    def cut(self) -> int:
        """What TAPD took off the lines, rupiah."""
        return 0 if self.agreed is None else self.asked - self.agreed

    def month(self, month: str) -> Charge:
        return month_charge(self.lines, month)

    def parts(self, month: str) -> Mapping[Part, Charge]:
        return month_parts(self.lines, self.recap, month)

    @property
    def body_names(self) -> Mapping[str, str]:
        return {line.body: line.body_name for line in self.lines}


def authority(arrangement: Arrangement, year: int) -> Authority | None:
    """None where there is neither a proposal nor a plan that computes."""
    proposal = _proposal(arrangement, year)
    if proposal is None:
        return _planned(arrangement, year)
    figures = from_json(proposal.frozen or {})
    return Authority(
        source=Source.ENACTED if proposal.status in ENACTED else Source.SUBMITTED,
        proposal=proposal,
        lines=figures.lines,
        recap=figures.recap,
        jkk_account=figures.jkk_account,
        jkm_account=figures.jkm_account,
        agreed=_agreed(proposal),
    )


def _proposal(arrangement: Arrangement, year: int) -> Proposal | None:
    if arrangement.office_id is None:
        return None
    found = Proposal.objects.filter(office=arrangement.office_id, fiscal_year=year, frozen_at__isnull=False)
    found = found.filter(plan__election=arrangement.election_id).select_related("plan").order_by("-frozen_at", "-pk")
    if arrangement.plan_id:
        found = found.filter(plan=arrangement.plan_id)
    newest: Proposal | None = found.filter(state__in=ENACTED).first() or found.filter(state__in=_SUBMITTED).first()
    return newest


def _agreed(proposal: Proposal) -> int | None:
    """P4 speaks of what was asked for as a whole (P3): only a smaller one says anything beyond the lines."""
    if proposal.disepakati is None or proposal.diminta is None or proposal.disepakati >= proposal.diminta:
        return None
    return int(proposal.disepakati)


def _planned(arrangement: Arrangement, year: int) -> Authority | None:
    if arrangement.plan is None:
        return None
    try:
        planned = planning.compute(arrangement.plan)
    except Faults:
        return None
    lines = figure_lines.of_year(planned.plan.lines, year)
    codes = budget_codes.codes_of(year, arrangement.region, Chosen())
    return Authority(Source.PLANNED, None, lines, recap_of(planned, year), codes.jkk_account, codes.jkm_account)


def budgeted_months(arrangement: Arrangement) -> set[str]:
    """The months that the payer's prices name, which are those of its plan."""
    rows = CoverPrice.objects.filter(arrangement=arrangement, replaced_at=None)
    return set(rows.order_by().values_list("month", flat=True).distinct())
