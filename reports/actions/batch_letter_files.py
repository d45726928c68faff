"""Taking a batch's letter: which there are, and a look at whole NIKs on record."""

import uuid
from typing import Any

from pemilu_bpjs import looks
from pemilu_bpjs.models import Document
from reports.models import Batch

MASKED_KIND, FULL_KIND = "batch-letter", "batch-letter-full"
_OURS = uuid.UUID("6a0d2f0e-6c1f-5f43-9c55-0d8f3a4c7b21")


def document_key(batch: Batch, *, in_full: bool) -> uuid.UUID:
    """One letter a batch and way of showing NIKs: whoever asks again is given the same."""
    return uuid.uuid5(_OURS, f"{FULL_KIND if in_full else MASKED_KIND}:{batch.pk}")


def letters_of(batch: Batch) -> dict[bool, Document | None]:
    """The letters that were made, by whether their NIKs are whole."""
    keys = {in_full: document_key(batch, in_full=in_full) for in_full in (False, True)}
    found = Document.objects.in_bulk(keys.values())
    return {in_full: found.get(key) for in_full, key in keys.items()}


def take_batch_letter(batch: Batch, *, in_full: bool, by: Any) -> Document | None:
    """The letter for whoever is about to read it, or None where nobody made it."""
    document = Document.objects.filter(pk=document_key(batch, in_full=in_full)).select_related("office").first()
    if document is not None and in_full:
        looks.look(by=by, subject=f"batch:{batch.pk}", region=document.region, what="list", office=document.office)
    return document
