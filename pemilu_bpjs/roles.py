"""Roles as sets of rights, with the words that pages use for them."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .permissions import Right


class Role(StrEnum):
    PLANNER = "planner"
    HEAD = "head"
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

# The drafter holds no right that moves a proposal on, the head none that drafts one: four eyes begin here.
RIGHTS: dict[Role, frozenset[Right]] = {
    Role.PLANNER: _PROPOSAL_READER
    | _PEOPLE_KEEPER
    | {
        Right.EDIT_ELECTION,
        Right.VIEW_PLAN,
        Right.EDIT_PLAN,
        Right.DRAFT_PROPOSAL,
        Right.CONFIRM_FIGURE,
        Right.USE_API,
    },
    Role.HEAD: _PROPOSAL_READER
    | _PEOPLE_READER
    | {Right.VIEW_PLAN, Right.VERIFY_PROPOSAL, Right.CONFIRM_FIGURE, Right.VIEW_AUDIT, Right.USE_API},
    Role.TAPD: _PROPOSAL_READER
    | {Right.REVIEW_PROPOSAL, Right.DECIDE_PROPOSAL, Right.ENACT_PROPOSAL, Right.VIEW_AUDIT, Right.VIEW_QUOTA},
    Role.AUDITOR: _PROPOSAL_READER | {Right.VIEW_AUDIT, Right.VIEW_QUOTA},
    Role.KPU: _SENDER,
    Role.BAWASLU: _SENDER,
    Role.SATPOLPP: _SENDER,
    Role.BPJS: _READER | {Right.VIEW_DOCUMENT, Right.USE_API},
    Role.ANSWER_DESK: frozenset({Right.VIEW_REFERENCE}),
    Role.ADMIN: _READER | {Right.MANAGE_OFFICE, Right.EDIT_REFERENCE, Right.VIEW_AUDIT, Right.USE_API},
}


def label(role: str) -> Promise:
    """The words for a role: label("planner") → "Perencana". Raises ValueError for an unknown role."""
    return LABELS[Role(role)]
