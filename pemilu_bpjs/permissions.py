"""What may be done, by name. A role is a set of these (`roles.py`); a membership says where (`access.py`)."""

from enum import StrEnum


class Right(StrEnum):
    VIEW_ELECTION = "election.view"
    EDIT_ELECTION = "election.edit"
    VIEW_PLAN = "plan.view"
    EDIT_PLAN = "plan.edit"
    VIEW_PROPOSAL = "proposal.view"
    DRAFT_PROPOSAL = "proposal.draft"
    VERIFY_PROPOSAL = "proposal.verify"
    REVIEW_PROPOSAL = "proposal.review"
    DECIDE_PROPOSAL = "proposal.decide"
    ENACT_PROPOSAL = "proposal.enact"
    CONFIRM_FIGURE = "figure.confirm"
    VIEW_DOCUMENT = "document.view"
    EDIT_REFERENCE = "reference.edit"
    VIEW_REFERENCE = "reference.view"
    VIEW_AUDIT = "audit.view"
    MANAGE_OFFICE = "office.manage"
    CHECK_CLAIM = "claim.check"
    USE_API = "api.use"
