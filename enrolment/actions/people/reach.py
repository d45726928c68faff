"""Whose people somebody may change, and what he must say when he does."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from enrolment.models import Assignment
from pemilu_bpjs.permissions import Right

LONGEST_REASON = 300


def require_edit(by: Any, seats: Iterable[Assignment]) -> None:
    """Raises PermissionDenied unless `by` may edit the people on all of these seats; a command (None) may."""
    keys = {seat.pk for seat in seats}
    if by is not None and not is_within(by, keys):
        raise PermissionDenied(_("Orang ini bukan petugas lembaga atau wilayah Anda."))


def is_within(by: Any, keys: set[int]) -> bool:
    """Whether `by` may edit the people on all of these seats."""
    return Assignment.objects.visible_to(by, Right.EDIT_PERSON).filter(pk__in=keys).count() == len(keys)


def required_reason(text: str) -> str:
    """Raises ValidationError under "reason"."""
    reason = " ".join(text.split())
    if not reason:
        raise ValidationError({"reason": _("Tulis alasannya; alasan ini disimpan.")})
    if len(reason) > LONGEST_REASON:
        raise ValidationError({"reason": _("Alasan paling panjang %s huruf.") % LONGEST_REASON})
    return reason
