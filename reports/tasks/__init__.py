"""Jobs of this stage by subject, and the kinds of documents that they make; each handler calls an action."""

from reports.tasks.answers import start_answer_apply, start_answer_read
from reports.tasks.batch_letters import start_batch_letter
from reports.tasks.batch_previews import start_held_list, start_preview
from reports.tasks.batches import FREEZE, start_freeze
from reports.tasks.certificates import start_body_certificates, start_certificate
from reports.tasks.evaluations import start_evaluation
from reports.tasks.packs import PACK, start_pack
from reports.tasks.people_annexes import start_people_annex
from reports.tasks.prefilled import start_fill
from reports.tasks.receipts import RECEIPT

__all__ = [
    "FREEZE",
    "PACK",
    "RECEIPT",
    "start_answer_apply",
    "start_answer_read",
    "start_batch_letter",
    "start_body_certificates",
    "start_certificate",
    "start_evaluation",
    "start_fill",
    "start_freeze",
    "start_held_list",
    "start_pack",
    "start_people_annex",
    "start_preview",
]
