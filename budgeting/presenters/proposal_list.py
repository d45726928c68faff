"""Proposals in a list."""

import datetime
from dataclasses import dataclass

from django.urls import reverse

from budgeting.models import BudgetKind, Proposal
from budgeting.presenters import proposal_words as words


@dataclass(frozen=True)
class ProposalLine:
    """One row of the list. `amount` is None until the figures are frozen."""

    name: str
    url: str
    about: str
    year: int
    kind: str
    version: int
    state: str
    tone: str
    amount: int | None
    agreed: int | None
    updated_at: datetime.datetime


def proposal_line(proposal: Proposal) -> ProposalLine:
    return ProposalLine(
        name=proposal.plan.name,
        url=reverse("budgeting:proposal", args=[proposal.pk]),
        about=f"{proposal.plan.election.region.name} · {proposal.office.name}",
        year=proposal.fiscal_year,
        kind=BudgetKind(proposal.budget_kind).label,
        version=proposal.version,
        state=words.state_label(proposal.status),
        tone=words.state_tone(proposal.status),
        amount=proposal.diminta,
        agreed=proposal.disepakati,
        updated_at=proposal.updated_at,
    )
