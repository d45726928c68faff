"""Which uploads a request may look at, and which it may work on.

Another institution's upload is not found, in every page, as one that does not exist.
"""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from enrolment.models import RosterLine, RosterUpload
from enrolment.models.scope import institutions
from pemilu_bpjs.permissions import Right


def visible_uploads(request: HttpRequest, right: Right = Right.VIEW_ROSTER) -> QuerySet[RosterUpload]:
    found = RosterUpload.objects.kept().visible_to(request.user, right)
    return found.select_related("election__region", "sent_by", "job")


def visible_upload(request: HttpRequest, pk: int) -> RosterUpload:
    return get_object_or_404(visible_uploads(request), pk=pk)


def own_upload(request: HttpRequest, pk: int) -> RosterUpload:
    """For what changes it: only for who sends rosters of that institution there."""
    return get_object_or_404(visible_uploads(request, Right.SEND_ROSTER), pk=pk)


def own_line(request: HttpRequest, pk: int, line: int) -> RosterLine:
    upload = own_upload(request, pk)
    found = get_object_or_404(RosterLine, pk=line, upload=upload)
    found.upload = upload
    return found


def may_send(request: HttpRequest, upload: RosterUpload) -> bool:
    """Of an upload that the request has found already; asks the database nothing."""
    return upload.institution in institutions(request.user, Right.SEND_ROSTER, upload.region)
