"""Which uploads a request may meet: the same as on the pages. What is out of reach is not found."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import QuerySet
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from rest_framework import viewsets

from enrolment.actions.rosters.undoing import NotUndoable
from enrolment.actions.rosters.upload_state import NotOpen, State
from enrolment.forms.rosters import bodies_of
from enrolment.models import Election, Region, RosterUpload
from enrolment.models.scope import institutions, reach_regions
from enrolment.serializers.rosters import RosterSerializer
from pemilu_bpjs.access import has_right, lies_within
from pemilu_bpjs.api_bodies import Conflict, refuse
from pemilu_bpjs.parsers import JsonParser
from pemilu_bpjs.permissions import Right

READABLE = (State.READY, State.ACCEPTING, State.DONE, State.UNDONE)
"""Rows are there for good; while a check is under way they come and go."""


@method_decorator(never_cache, name="dispatch")
class RosterScope(viewsets.GenericViewSet):
    """Reading needs `roster.view`, everything else `roster.send`, each for the upload's institution and region."""

    queryset = RosterUpload.objects.none()
    serializer_class = RosterSerializer
    parser_classes = (JsonParser,)
    permission_classes = (has_right(Right.VIEW_ROSTER, Right.SEND_ROSTER),)
    lookup_value_regex = r"[0-9]{1,18}"

    def get_queryset(self) -> QuerySet[RosterUpload]:
        is_read = self.request.method in ("GET", "HEAD", "OPTIONS")
        right = Right.VIEW_ROSTER if is_read else Right.SEND_ROSTER
        found = RosterUpload.objects.kept().visible_to(self.request.user, right)
        return found.select_related("election__region", "office", "sent_by", "job")

    def readable(self) -> RosterUpload:
        """The upload, whose rows may be looked at now."""
        upload: RosterUpload = self.get_object()
        require_state(upload, (*READABLE, State.REFUSED))
        return upload


def require_state(upload: RosterUpload, states: tuple[str, ...]) -> None:
    """Raises Conflict."""
    if upload.state not in states:
        raise Conflict(_("Daftar ini berkeadaan “%s”, jadi ini belum atau tidak lagi dapat dilakukan.") % (
            upload.get_state_display()
        ))  # fmt: skip


@contextmanager
def conflicts_told() -> Iterator[None]:
    """What the actions refuse, as the API's own."""
    try:
        yield
    except (NotOpen, NotUndoable) as refused:
        raise Conflict(str(refused)) from refused


def target(user: Any, asked: dict[str, Any], right: Right = Right.SEND_ROSTER) -> dict[str, Any]:
    """Election, region and institution of whose people something is asked, all within reach of the right.

    Raises ValidationError by field; what is out of reach is told as what does not exist.
    """
    found = place(user, asked, right)
    return {**found, "institution": _institution(user, right, asked, found["region"])}


def place(user: Any, asked: dict[str, Any], right: Right = Right.SEND_ROSTER) -> dict[str, Any]:
    """Election and region alone. Raises ValidationError by field."""
    election = Election.objects.select_related("region").filter(code=asked["election"]).first()
    reach = reach_regions(user, right, election.region_id) if election else ()
    if election is None or not reach:
        raise refuse("election", _("Pemilihan ini tidak ada, atau bukan di wilayah Anda."), "does_not_exist")
    return {"election": election, "region": _region(asked.get("region"), reach)}


def refuse_strange_bodies(field: str, bodies: Collection[str], senders: Collection[str]) -> None:
    """Raises ValidationError for a body of which none of these institutions sends lists."""
    known = {code for code, _name in bodies_of(set(senders))}
    if strange := sorted(set(bodies) - known):
        raise refuse(field, _("Badan tidak dikenal atau bukan milik lembaga ini: %s.") % ", ".join(strange))


def _region(asked: str | None, reach: tuple[str, ...]) -> str:
    if asked is None and len(reach) == 1:
        return reach[0]
    if asked is None:
        raise refuse("region", _("Sebutkan wilayahnya: %s.") % ", ".join(reach), "required")
    inside = any(lies_within(asked, each) for each in reach)
    if not inside or not Region.objects.filter(pk=asked).exists():
        raise refuse("region", _("Wilayah ini tidak ada, atau bukan wilayah Anda."), "does_not_exist")
    return asked


def _institution(user: Any, right: Right, asked: dict[str, Any], region: str) -> str:
    own = institutions(user, right, region)
    chosen = asked.get("institution")
    if chosen is None and len(own) == 1:
        return own[0]
    if chosen is None:
        raise refuse("institution", _("Sebutkan lembaganya: %s.") % ", ".join(own), "required")
    if chosen not in own:
        raise refuse("institution", _("Anda tidak mengurus daftar lembaga ini di wilayah tersebut."))
    return str(chosen)
