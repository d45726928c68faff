"""Taking a letter of cover: never without a line that says who had it."""

from typing import Any

from django.utils.module_loading import import_string

from pemilu_bpjs import documents, looks
from pemilu_bpjs.models import Document
from reports.models import Certificate
from reports.models.certificate import BODY_SOURCE, FULL_KIND

MEDIA_TYPE = "application/pdf"


def take(*, certificate: Certificate, by: Any) -> bytes:
    """One letter; of a file that holds a whole body's, its page alone. `certificate` is one that `by` may see."""
    document = certificate.document
    person = f"person:{certificate.assignment.person_id}"
    _write_down(document, by, person, certificate.purpose)
    content = documents.content(document)
    if not document.source.startswith(BODY_SOURCE):
        return content
    # By name: the PDF library takes a while to import, and most requests never need it.
    page: bytes = import_string("reports.writers.one_page.one_page")(content, certificate.page)
    return page


def take_all(*, document: Document, by: Any, purpose: str) -> bytes:
    """A file of a whole body's letters, or the list of who got none."""
    _write_down(document, by, document.source, purpose)
    return documents.content(document)


def _write_down(document: Document, by: Any, subject: str, purpose: str) -> None:
    documents.write_down_download(document, by=by)
    if document.kind == FULL_KIND:
        looks.look(
            by=by, subject=subject, region=document.region, what="certificate", purpose=purpose, office=document.office
        )
