"""/api/v1/rosters/: files of people go in; what becomes of each is read here. What its columns mean, too."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from enrolment import mapping
from enrolment.actions.rosters.columns import choosable_layout, confirm_columns, sheet_heads
from enrolment.actions.rosters.discarding import discard
from enrolment.actions.rosters.receiving import receive
from enrolment.api.roster_scope import RosterScope, conflicts_told, place, refuse_strange_bodies, require_state, target
from enrolment.models import Body, Election, Region, RosterUpload
from enrolment.models.scope import institutions
from enrolment.rules.roster_rows import Layout
from enrolment.seat_rows import bodies_together
from enrolment.sending_offices import sending_office
from enrolment.serializers import rosters as data
from enrolment.sheets import SheetError, refuse_large
from enrolment.tasks import start_roster_check, start_template
from pemilu_bpjs.api import JobSerializer
from pemilu_bpjs.api_bodies import refuse, started, valid
from pemilu_bpjs.parsers import JsonParser
from pemilu_bpjs.permissions import Right

State = RosterUpload.State

_STARTED = OpenApiResponse(JobSerializer, "A job; `Location` says where to ask for its end.")


@extend_schema_view(
    list=extend_schema(summary="Uploads within reach, newest first", parameters=[data.RosterQuery]),
    retrieve=extend_schema(summary="One upload: how far it has come, and its counts"),
)
class RosterViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, RosterScope):
    """One file that was sent: received, checked, accepted in whole or in part, undone."""

    parser_classes = (JsonParser, MultiPartParser)

    def filter_queryset(self, found: Any) -> Any:
        if self.action != "list":
            return found
        asked = valid(data.RosterQuery(data=self.request.query_params))
        if election := asked.pop("election", None):
            asked["election__code"] = election
        return found.filter(**asked)

    @extend_schema(
        summary="Send a file; it is checked by a job",
        request={"multipart/form-data": data.NewRosterSerializer},
        responses={
            202: OpenApiResponse(data.RosterSerializer, "Received; `job` checks it."),
            200: OpenApiResponse(data.RosterSerializer, "The very same file stood before: nothing was changed."),
        },
    )
    def create(self, request: Request) -> Response:
        asked = valid(data.NewRosterSerializer(data=request.data))
        given = {**target(request.user, asked), "body": asked.get("body", "")}
        if given["body"]:
            refuse_strange_bodies("body", [given["body"]], [given["institution"]])
        office = sending_office(request.user, given["institution"], given["region"])
        received = receive(**given, **_file(asked["file"]), office=office, by=request.user)
        if not received.is_same_file:
            start_roster_check(upload=received.upload, by=request.user)
        upload = self.get_queryset().get(pk=received.upload.pk)
        where = {"Location": reverse("api-roster-detail", args=[upload.pk])}
        code = status.HTTP_200_OK if received.is_same_file else status.HTTP_202_ACCEPTED
        return Response(self.get_serializer(upload).data, code, headers=where)

    @extend_schema(summary="Throw an upload away of which nothing was accepted")
    def destroy(self, request: Request, pk: str) -> Response:
        with conflicts_told():
            discard(upload=self.get_object(), by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(summary="Check once more, from the beginning", request=None, responses={202: _STARTED})
    @action(detail=True, methods=["post"])
    def check(self, request: Request, pk: str) -> Response:
        upload = self.get_object()
        require_state(upload, (State.RECEIVED, State.ASKING, State.CHECKING, State.READY))
        with conflicts_told():
            return started(start_roster_check(upload=upload, by=request.user))

    @extend_schema(summary="What its columns were taken for", responses=data.FoundColumnsSerializer)
    @action(detail=True, parser_classes=[JsonParser])
    def columns(self, request: Request, pk: str) -> Response:
        return Response(data.FoundColumnsSerializer(data.columns_of(self.get_object())).data)

    @extend_schema(
        summary="Say what its columns mean; it is checked again, and the next file of the layout is read so too",
        request=data.ColumnsSerializer,
        responses={202: _STARTED},
    )
    @columns.mapping.put
    def confirm(self, request: Request, pk: str) -> Response:
        upload = self.get_object()
        sheets = valid(data.ColumnsSerializer(data=request.data))["sheets"]
        require_state(upload, (State.ASKING, State.READY))
        choices = [data.ColumnsOfSheetSerializer.choice(each) for each in sheets]
        try:
            heads = sheet_heads(upload)
            _refuse_strange_sheets(choosable_layout(upload, heads), sheets)
            with conflicts_told():
                confirm_columns(upload=upload, heads=heads, choices=choices, by=request.user)
                return started(start_roster_check(upload=upload, by=request.user))
        except (mapping.ChoiceError, SheetError) as refused:
            raise refuse("sheets", refused.message) from refused

    @extend_schema(
        summary="Make a template with a row for every seat; the job's document is the file",
        request=data.NewTemplateSerializer,
        responses={202: _STARTED},
    )
    @action(detail=False, methods=["post"], parser_classes=[JsonParser])
    def templates(self, request: Request) -> Response:
        asked = valid(data.NewTemplateSerializer(data=request.data))
        given = place(request.user, asked)
        refuse_strange_bodies("bodies", asked["bodies"], institutions(request.user, Right.SEND_ROSTER, given["region"]))
        _refuse_bodies_apart(given["election"], asked["bodies"])
        region = Region.objects.get(pk=given["region"])
        job = start_template(election=given["election"], region=region, bodies=asked["bodies"], by=request.user)
        return started(job)


def _file(sent: UploadedFile) -> dict[str, Any]:
    try:
        refuse_large(sent.size or 0)
    except SheetError as refused:
        raise refuse("file", refused.message, refused.code) from refused
    return {"name": sent.name or "", "content": sent.read()}


def _refuse_strange_sheets(layout: Layout, sheets: list[dict[str, Any]]) -> None:
    """Raises ValidationError for a sheet that the file does not have as a roster, and for a body that nobody knows."""
    known = {each.index for each in layout.sheets}
    bodies = set(Body.objects.current().values_list("code", flat=True))
    for each in sheets:
        if each["index"] not in known:
            raise refuse("sheets", _("Tidak ada lembar bernomor %s di berkas ini.") % each["index"], "does_not_exist")
        if each.get("body") and each["body"] not in bodies:
            raise refuse("sheets", _("Badan tidak dikenal: %s.") % each["body"])


def _refuse_bodies_apart(election: Election, bodies: list[str]) -> None:
    """Raises ValidationError for bodies that no template can hold together."""
    if not any(set(bodies) <= set(together) for together in bodies_together(election).values()):
        raise refuse("bodies", _("Badan ini dihitung per satuan yang berbeda (kecamatan, desa, TPS)."))
