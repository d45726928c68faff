"""Everything of budgeting that is kept."""

from budgeting.models.law import (
    Account,
    ActivityCode,
    Benefit,
    CodeRegime,
    FundSource,
    Honorarium,
    LegalBasis,
    Parameter,
    PremiumRate,
)
from budgeting.models.plan import Plan, PlanEntry
from budgeting.models.proposal import STATES, BudgetKind, Confirmation, Proposal, ProposalMove

__all__ = [
    "STATES",
    "Account",
    "ActivityCode",
    "Benefit",
    "BudgetKind",
    "CodeRegime",
    "Confirmation",
    "FundSource",
    "Honorarium",
    "LegalBasis",
    "Parameter",
    "Plan",
    "PlanEntry",
    "PremiumRate",
    "Proposal",
    "ProposalMove",
]
