"""Roles as sets of rights, with the words that pages use for them."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .permissions import Right


class Role(StrEnum):
    PLANNER = "planner"
    HEAD = "head"
    TREASURER = "treasurer"
    TAPD = "tapd"
    AUDITOR = "auditor"
    KPU = "kpu"
    BAWASLU = "bawaslu"
    SATPOLPP = "satpolpp"
    BPJS = "bpjs"
    ANSWER_DESK = "answer-desk"
    ADMIN = "admin"


LABELS: dict[Role, Promise] = {
    Role.PLANNER: _("Perencana"),
    Role.HEAD: _("Kepala dinas"),
    Role.TREASURER: _("Bendahara"),
    Role.TAPD: _("TAPD"),
    Role.AUDITOR: _("Inspektorat"),
    Role.KPU: _("Sekretariat KPU"),
    Role.BAWASLU: _("Sekretariat Bawaslu"),
    Role.SATPOLPP: _("Satpol PP"),
    Role.BPJS: _("Cabang BPJS Ketenagakerjaan"),
    Role.ANSWER_DESK: _("Petugas jawaban"),
    Role.ADMIN: _("Administrator"),
}

# These read every payer's proposals in their region, once submitted: their reach is not tied to an office.
REGION_WIDE = frozenset({Role.TAPD, Role.AUDITOR})

_READER = frozenset({Right.VIEW_REFERENCE, Right.VIEW_ELECTION})
_PROPOSAL_READER = _READER | {Right.VIEW_PROPOSAL, Right.VIEW_DOCUMENT, Right.CHECK_CLAIM}
# People are seen by those who answer for them: TAPD, Inspektorat and BPJS see counts at most.
_PEOPLE_READER = frozenset({Right.VIEW_ROSTER, Right.VIEW_PERSON, Right.VIEW_QUOTA})
_PEOPLE_KEEPER = _PEOPLE_READER | {Right.SEND_ROSTER, Right.REVEAL_PERSON, Right.EDIT_PERSON}
_SENDER = _READER | _PEOPLE_KEEPER | {Right.VIEW_DOCUMENT, Right.USE_API}

# What was covered and what it cost, in counts and sums: names are no part of it.
_MONEY_READER = frozenset({Right.VIEW_COVER, Right.VIEW_BILL})
_INCIDENT_KEEPER = frozenset({Right.ASK_COVER, Right.VIEW_INCIDENT, Right.EDIT_INCIDENT})

# The drafter holds no right that moves a proposal on, the head none that drafts one: four eyes begin here.
RIGHTS: dict[Role, frozenset[Right]] = {
    Role.PLANNER: _PROPOSAL_READER
    | _PEOPLE_KEEPER
    | _MONEY_READER
    | _INCIDENT_KEEPER
    | {
        Right.EDIT_ELECTION,
        Right.RUN_COVER,
        Right.VIEW_BATCH,
        Right.SEND_BATCH,
        Right.ANSWER_BATCH,
        Right.POST_BILL,
        Right.VIEW_PLAN,
        Right.EDIT_PLAN,
        Right.DRAFT_PROPOSAL,
        Right.CONFIRM_FIGURE,
        Right.USE_API,
    },
    Role.HEAD: _PROPOSAL_READER
    | _PEOPLE_READER
    | _MONEY_READER
    | {Right.VIEW_PLAN, Right.VERIFY_PROPOSAL, Right.CONFIRM_FIGURE, Right.VIEW_AUDIT, Right.USE_API}
    | {Right.VIEW_BATCH, Right.ASK_COVER, Right.VIEW_INCIDENT},
    Role.TREASURER: _PROPOSAL_READER | _MONEY_READER | {Right.PAY_BILL, Right.USE_API},
    Role.TAPD: _PROPOSAL_READER
    | _MONEY_READER
    | {Right.REVIEW_PROPOSAL, Right.DECIDE_PROPOSAL, Right.ENACT_PROPOSAL, Right.VIEW_AUDIT, Right.VIEW_QUOTA},
    Role.AUDITOR: _PROPOSAL_READER | _MONEY_READER | {Right.VIEW_AUDIT, Right.VIEW_QUOTA},
    Role.KPU: _SENDER,
    Role.BAWASLU: _SENDER,
    Role.SATPOLPP: _SENDER,
    # A branch sees what was sent to it, gives its answers and posts its bills; nobody who was not sent.
    Role.BPJS: _READER
    | {Right.VIEW_DOCUMENT, Right.USE_API, Right.VIEW_BATCH, Right.ANSWER_BATCH, Right.VIEW_BILL, Right.POST_BILL},
    Role.ANSWER_DESK: _READER | _INCIDENT_KEEPER | {Right.USE_API},
    Role.ADMIN: _READER | {Right.MANAGE_OFFICE, Right.EDIT_REFERENCE, Right.VIEW_AUDIT, Right.USE_API},
}


def label(role: str) -> Promise:
    """The words for a role: label("planner") → "Perencana". Raises ValueError for an unknown role."""
    return LABELS[Role(role)]
