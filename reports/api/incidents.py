"""/api/v1/incidents/: reporting, the steps of the claim, and totals without names. Health data: each look on record."""

from typing import Any

from django.db.models import QuerySet
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from drf_spectacular.utils import extend_schema
from rest_framework import status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from enrolment.forms.people import FindForm
from enrolment.serializers.people import SearchSerializer, SeatSerializer
from pemilu_bpjs.access import has_right
from pemilu_bpjs.api_bodies import count_look, refuse, refused_form, valid
from pemilu_bpjs.parsers import JsonParser
from pemilu_bpjs.permissions import Right
from reports.actions import incidents as actions
from reports.incident_details import Details, Reporter
from reports.incident_looks import note_look, note_search
from reports.incidents import (
    elections_with_incidents,
    found_seats,
    incident_totals,
    incidents,
    of_kind,
    open_one,
    opened,
    seats_of,
)  # fmt: skip
from reports.models import Incident
from reports.presenters.incidents import checklist
from reports.rules.incident_claim import Cause, Kind
from reports.rules.incident_papers import Paper
from reports.serializers import incidents as data

_READ = ("list", "retrieve")


@method_decorator(never_cache, name="dispatch")
class IncidentViewSet(viewsets.GenericViewSet):
    """Another institution's or region's incidents are not found."""

    queryset = Incident.objects.none()
    serializer_class = data.IncidentSerializer
    permission_classes = (has_right(Right.VIEW_INCIDENT, Right.EDIT_INCIDENT),)
    parser_classes = (JsonParser,)
    lookup_value_regex = r"[0-9]{1,18}"

    def get_queryset(self) -> QuerySet[Incident]:
        right = Right.VIEW_INCIDENT if self.action in _READ else Right.EDIT_INCIDENT
        return incidents(self.request.user, right)

    @extend_schema(summary="Incidents within reach, newest first", parameters=[data.IncidentQuery])
    def list(self, request: Request) -> Response:
        asked = valid(data.IncidentQuery(data=request.query_params))
        found = self.get_queryset()
        if "state" in asked:
            found = found.filter(state=asked["state"])
        page = self.paginate_queryset(of_kind(found, Kind(asked["kind"])) if "kind" in asked else found)
        return self.get_paginated_response(data.IncidentSerializer(opened(page or ()), many=True).data)

    @extend_schema(summary="One incident: the look is on record", responses=data.WholeIncidentSerializer)
    def retrieve(self, request: Request, pk: str) -> Response:
        return self._told(self.get_object())

    @extend_schema(
        summary="Whom an incident may be reported of; what is asked stands in no address",
        request=SearchSerializer,
        responses=SeatSerializer(many=True),
    )
    @action(detail=False, methods=["post"], pagination_class=None, permission_classes=[has_right(Right.EDIT_INCIDENT)])
    def search(self, request: Request) -> Response:
        form = FindForm(valid(SearchSerializer(data=request.data)))
        if not form.is_valid():
            raise refused_form(form)
        count_look(request.user)
        seats = found_seats(request.user, **form.cleaned_data)
        note_search(request.user, seats)
        return Response(SeatSerializer(seats, many=True).data)

    @extend_schema(
        summary="Report an incident; the same again is the one that stands",
        request=data.NewIncidentSerializer,
        responses={201: data.WholeIncidentSerializer},
    )
    def create(self, request: Request) -> Response:
        asked = valid(data.NewIncidentSerializer(data=request.data))
        seat = seats_of(request.user).filter(pk=asked["seat"]).first()
        if seat is None:
            raise refuse("seat", _("Orang ini tidak ada, atau bukan petugas wilayah Anda."), "does_not_exist")
        reporter = Reporter(*(asked[f"reporter_{name}"] for name in ("name", "phone", "relation")))
        kind = Kind(asked["kind"])
        details = Details(
            kind,
            asked["day"],
            asked["on_duty"],
            place=asked["place"],
            story=asked["story"],
            cause=Cause(asked["cause"]) if kind is Kind.DEATH else Cause.UNKNOWN,
            reporter=reporter,
        )
        made = actions.report(assignment=seat, details=details, by=request.user)
        return self._told(incidents(request.user, Right.EDIT_INCIDENT).get(pk=made.pk), status.HTTP_201_CREATED)

    @extend_schema(
        summary="Which papers are in hand", request=data.PapersSerializer, responses=data.WholeIncidentSerializer
    )
    @action(detail=True, methods=["post"])
    def papers(self, request: Request, pk: str) -> Response:
        asked = valid(data.PapersSerializer(data=request.data))
        return self._moved(actions.keep_papers, {**asked, "papers": [Paper(each) for each in asked["papers"]]})

    @extend_schema(
        summary="The claim was handed to BPJS", request=data.ClaimSerializer, responses=data.WholeIncidentSerializer
    )
    @action(detail=True, methods=["post"])
    def claim(self, request: Request, pk: str) -> Response:
        return self._moved(actions.claim, valid(data.ClaimSerializer(data=request.data)))

    @extend_schema(summary="What BPJS decided", request=data.DecisionSerializer, responses=data.WholeIncidentSerializer)
    @action(detail=True, methods=["post"])
    def decide(self, request: Request, pk: str) -> Response:
        return self._moved(actions.decide, valid(data.DecisionSerializer(data=request.data)))

    @extend_schema(
        summary="Nothing more is to be done", request=data.CloseSerializer, responses=data.WholeIncidentSerializer
    )
    @action(detail=True, methods=["post"])
    def close(self, request: Request, pk: str) -> Response:
        return self._moved(actions.close, valid(data.CloseSerializer(data=request.data)))

    @extend_schema(summary="It is not over", request=data.CloseSerializer, responses=data.WholeIncidentSerializer)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str) -> Response:
        return self._moved(actions.reopen, valid(data.CloseSerializer(data=request.data)))

    @extend_schema(summary="Totals of each election, naming nobody", responses=data.TotalsSerializer(many=True))
    @action(detail=False, pagination_class=None, permission_classes=[has_right(Right.VIEW_COVER)])
    def totals(self, request: Request) -> Response:
        found = []
        for election in elections_with_incidents(request.user):
            told = incident_totals(election)
            places = [{"kecamatan": place, "reported": count} for place, count in told.places.told]
            found.append(
                {"election": election.code, "kinds": told.kinds, "kecamatan": places, "others": told.places.others}
            )
        return Response(data.TotalsSerializer(found, many=True).data)

    def _moved(self, deed: Any, asked: dict[str, Any]) -> Response:
        deed(incident=self.get_object(), by=self.request.user, **asked)
        return self._told(self.get_object())

    def _told(self, incident: Incident, code: int = status.HTTP_200_OK) -> Response:
        count_look(self.request.user)
        note_look(self.request.user, incident)
        found = open_one(incident)
        context = {"checklist": checklist(found)}
        return Response(data.WholeIncidentSerializer(found, context=context).data, code)
