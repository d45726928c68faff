"""Everything of budgeting that is kept."""

from budgeting.models.bill import Bill, BillLine, Holiday, Payment
from budgeting.models.cover import Arrangement, CoverPrice, CoverRun, CoverSaving, PersonMonth
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
from budgeting.models.registration import Registration
from budgeting.models.work_location import WorkLocation

__all__ = [
    "STATES",
    "Account",
    "ActivityCode",
    "Arrangement",
    "Benefit",
    "Bill",
    "BillLine",
    "BudgetKind",
    "CodeRegime",
    "Confirmation",
    "CoverPrice",
    "CoverRun",
    "CoverSaving",
    "FundSource",
    "Holiday",
    "Honorarium",
    "LegalBasis",
    "Parameter",
    "Payment",
    "PersonMonth",
    "Plan",
    "PlanEntry",
    "PremiumRate",
    "Proposal",
    "ProposalMove",
    "Registration",
    "WorkLocation",
]
