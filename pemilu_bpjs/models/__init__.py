from .audit_event import AuditEvent
from .dated import AlreadySuperseded, Confidence, DatedQuerySet, DatedRow, unique_while_current
from .document import Document
from .job import Job
from .membership import Membership
from .office import Office, Signatory
from .token import ApiToken
from .user import User

__all__ = [
    "AlreadySuperseded",
    "ApiToken",
    "AuditEvent",
    "Confidence",
    "DatedQuerySet",
    "DatedRow",
    "Document",
    "Job",
    "Membership",
    "Office",
    "Signatory",
    "User",
    "unique_while_current",
]
