"""What left the house for BPJS, what came back, and what was told to families."""

from reports.models.answer import Answer, AnswerRow, RememberedAnswer
from reports.models.batch import Batch, BatchFile, BatchRow, SippTemplate
from reports.models.certificate import Certificate
from reports.models.incident import Incident, IncidentStep

__all__ = [
    "Answer",
    "AnswerRow",
    "Batch",
    "BatchFile",
    "BatchRow",
    "Certificate",
    "Incident",
    "IncidentStep",
    "RememberedAnswer",
    "SippTemplate",
]
