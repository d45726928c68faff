"""How things stand with a document, in one sentence for whoever holds its code."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from budgeting.models import Proposal
from enrolment.models import Acceptance
from pemilu_bpjs.models import Document

Words = Promise | str


def of_document(document: Document) -> Words:
    """The state of the proposal that the document was made from; a newer version is named, nothing else is."""
    kind, _colon, key = document.source.partition(":")
    found = Proposal.objects.filter(pk=key) if kind == "proposal" and key.isdecimal() else Proposal.objects.none()
    proposal = found.defer("frozen").select_related("replaced_by").first()
    if proposal is None:
        return _("Usulan ini tidak ada lagi.")
    if document.is_draft:
        return _("Konsep, belum berlaku.")
    state = _("Usulan versi %(version)s berstatus: %(state)s.") % {
        "version": proposal.version,
        "state": proposal.get_state_display(),
    }
    newer = getattr(proposal, "replaced_by", None)
    if newer is None:
        return state
    return state + " " + _("Sudah ada versi %(version)s.") % {"version": newer.version}


def of_receipt(document: Document) -> Words:
    """Whether the people of a receipt still stand by it; no name, no number."""
    acceptance = Acceptance.objects.filter(document=document).first()
    if acceptance is None:
        return _("Tanda terima ini tidak berlaku lagi.")
    if acceptance.undone_at is not None:
        return _("Unggahan ini sudah dibatalkan; tanda terimanya tidak berlaku lagi.")
    return _("Tanda terima ini berlaku.")
