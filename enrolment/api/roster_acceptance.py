"""/api/v1/rosters/<id>/: what accepting an upload changes, accepting it, taking it back, and the files made of it."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from enrolment.actions.rosters.accepting import Agreed
from enrolment.actions.rosters.closing import close, reopen
from enrolment.actions.rosters.comparing import compare
from enrolment.api.roster_scope import READABLE, RosterScope, conflicts_told, require_state
from enrolment.models import Assignment, RosterUpload
from enrolment.serializers import rosters as data
from enrolment.tasks import start_acceptance, start_doctor, start_returned, start_undoing
from pemilu_bpjs.api import JobSerializer
from pemilu_bpjs.api_bodies import Conflict, refuse, started, valid
from pemilu_bpjs.permissions import Right

State = RosterUpload.State

_STARTED = {202: OpenApiResponse(JobSerializer, "A job; `Location` says where to ask for its end.")}


class RosterAcceptanceViewSet(RosterScope):
    @extend_schema(summary="Its rows held against who stands", responses=data.RosterComparisonSerializer)
    @action(detail=True)
    def comparison(self, request: Request, pk: str) -> Response:
        upload = self.get_object()
        require_state(upload, (State.READY, State.DONE))
        return Response(data.RosterComparisonSerializer(compare(upload=upload)).data)

    @extend_schema(summary="What was accepted of it, and the receipts", responses=data.AcceptanceSerializer(many=True))
    @action(detail=True, pagination_class=None)
    def acceptances(self, request: Request, pk: str) -> Response:
        found = self.get_object().acceptances.order_by("number")
        return Response(data.AcceptanceSerializer(found, many=True).data)

    @extend_schema(
        summary="Accept its good rows: all of them or none", request=data.AcceptSerializer, responses=_STARTED
    )
    @acceptances.mapping.post
    def accept(self, request: Request, pk: str) -> Response:
        upload = self.get_object()
        asked = valid(data.AcceptSerializer(data=request.data))
        ends, numbers = set(asked["ends"]), asked.get("numbers")
        if ends and _own_people(request.user, upload).filter(pk__in=ends).count() < len(ends):
            raise refuse("ends", _("Salah satu orang ini tidak ada, atau bukan petugas Anda."), "does_not_exist")
        with conflicts_told():
            agreed = Agreed(numbers["new"] + numbers["moved"], numbers["changed"]) if numbers else None
            return started(start_acceptance(upload=upload, by=request.user, ends=ends, agreed=agreed))

    @extend_schema(summary="Take it back as a whole, while nothing was built on it", request=None, responses=_STARTED)
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, pk: str) -> Response:
        upload = self.get_object()
        with conflicts_told():
            return started(start_undoing(upload=upload, by=request.user))

    @extend_schema(
        summary="Leave its rejected rows out for good: nobody waits for them any more",
        request=None,
        responses=data.RosterSerializer,
    )
    @action(detail=True, methods=["post"])
    def close(self, request: Request, pk: str) -> Response:
        upload = self.get_object()
        with conflicts_told():
            close(upload=upload, by=request.user)
        return Response(self.get_serializer(upload).data)

    @extend_schema(
        summary="Take back its closing: rejected rows wait to be mended again",
        request=None,
        responses=data.RosterSerializer,
    )
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str) -> Response:
        upload = self.get_object()
        with conflicts_told():
            reopen(upload=upload, by=request.user)
        return Response(self.get_serializer(upload).data)

    @extend_schema(
        summary="Make its sender's own workbook with what was found in it; the job's document is the file",
        request=None,
        responses=_STARTED,
    )
    @action(detail=True, methods=["post"])
    def returned(self, request: Request, pk: str) -> Response:
        return started(start_returned(upload=self._with_file(), by=request.user))

    @extend_schema(
        summary="Make a safe template of a file whose NIKs went through Excel", request=None, responses=_STARTED
    )
    @action(detail=True, methods=["post"], url_path="safe-template")
    def safe_template(self, request: Request, pk: str) -> Response:
        return started(start_doctor(upload=self._with_file(), by=request.user))

    def _with_file(self) -> RosterUpload:
        """The upload, whose file is still kept and whose rows are there for good."""
        upload: RosterUpload = self.get_object()
        require_state(upload, READABLE)
        if upload.document_id is None:
            raise Conflict(_("Berkas unggahan ini sudah dibuang."))
        return upload


def _own_people(user: Any, upload: RosterUpload) -> QuerySet[Assignment]:
    """Those whom this upload speaks of and the user may edit."""
    own = Assignment.objects.visible_to(user, Right.EDIT_PERSON).standing()
    return own.filter(election=upload.election_id, institution=upload.institution)
