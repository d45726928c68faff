"""/api/v1/people/: who serves where, masked; seen in full for a purpose, corrected, ended."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import mixins, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from enrolment.actions.people.correcting import correct
from enrolment.actions.people.end_taken_back import take_end_back
from enrolment.actions.rosters.ending import end_assignments
from enrolment.api.roster_scope import target
from enrolment.forms.people import EndForm, FindForm, LookForm, ParticularsForm, typed_from
from enrolment.models import Assignment, Election, Region
from enrolment.particulars import open_particulars
from enrolment.people import (
    Asked,
    Standing,
    of_same_person,
    people,
    serves_elsewhere_unseen,
    with_name_and_birth,
    with_nik,
)  # fmt: skip
from enrolment.record_writing import as_row
from enrolment.rules.roster_fields import PARTICULARS
from enrolment.serializers import people as data
from enrolment.serializers.rosters import TargetSerializer
from enrolment.tasks import start_lacks, start_people_export
from pemilu_bpjs import looks
from pemilu_bpjs.access import has_right
from pemilu_bpjs.api import JobSerializer
from pemilu_bpjs.api_bodies import count_look, refuse, refused_form, started, valid
from pemilu_bpjs.parsers import JsonParser
from pemilu_bpjs.permissions import Right

MOST_FOUND = 50

_RIGHTS = {
    "reveal": Right.REVEAL_PERSON,
    "partial_update": Right.EDIT_PERSON,
    "end": Right.EDIT_PERSON,
    "end_take_back": Right.EDIT_PERSON,
}
_STARTED = {202: OpenApiResponse(JobSerializer, "A job; its document is the file, and its making a look on record.")}


@extend_schema_view(
    list=extend_schema(
        summary="People of an election in the order of their units, masked", parameters=[data.PeopleQuery]
    ),
    retrieve=extend_schema(summary="One person on one seat, masked", responses=data.PersonSerializer),
)
@method_decorator(never_cache, name="dispatch")
class PeopleViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """A person is met by his seat, as his institution knows him. Another institution's people are not found."""

    queryset = Assignment.objects.none()
    serializer_class = data.SeatSerializer
    permission_classes = (has_right(Right.VIEW_PERSON, Right.EDIT_PERSON),)
    parser_classes = (JsonParser,)
    lookup_value_regex = r"[0-9]{1,18}"

    def get_queryset(self) -> QuerySet[Assignment]:
        if self.action == "list":
            return _listed(self.request)
        found = Assignment.objects.visible_to(self.request.user, _RIGHTS.get(self.action, Right.VIEW_PERSON))
        return found.select_related("record", "election__region")

    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(_whole(request.user, self.get_object()))

    @extend_schema(
        summary="Find one person; what is asked stands in no address",
        request=data.SearchSerializer,
        responses=data.SeatSerializer(many=True),
    )
    @action(detail=False, methods=["post"], pagination_class=None, permission_classes=[has_right(Right.VIEW_PERSON)])
    def search(self, request: Request) -> Response:
        form = FindForm(valid(data.SearchSerializer(data=request.data)))
        if not form.is_valid():
            raise refused_form(form)
        count_look(request.user)
        asked = form.cleaned_data
        by_nik = with_nik(request.user, asked["nik"]) if asked["nik"] else None
        found = with_name_and_birth(request.user, asked["name"], asked["born"]) if by_nik is None else by_nik
        return Response(data.SeatSerializer(found[:MOST_FOUND], many=True).data)

    @extend_schema(
        summary="See particulars in full: the look is on record with its purpose",
        request=data.LookSerializer,
        responses=data.RevealedSerializer,
    )
    @action(detail=True, methods=["post"], permission_classes=[has_right(Right.REVEAL_PERSON)])
    def reveal(self, request: Request, pk: str) -> Response:
        seat = self.get_object()
        asked = valid(data.LookSerializer(data=request.data))
        count_look(request.user)
        looks.look(by=request.user, subject=f"person:{seat.person_id}", region=seat.region_code, **asked)
        said = open_particulars(seat.record.sealed)
        shown = [each for each in PARTICULARS if asked["what"] in (LookForm.ALL, each)]
        return Response({"id": seat.pk, "particulars": {str(each): _in_full(said[each]) for each in shown}})

    @extend_schema(
        summary="Put particulars right, checked as a roster's row is",
        request=data.CorrectionSerializer,
        responses=data.CorrectedSerializer,
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        seat = self.get_object()
        typed = valid(data.CorrectionSerializer(data=request.data))
        form = ParticularsForm({**typed_from(as_row(seat.record)), **typed}, seat=seat)
        if not form.is_valid():
            raise refused_form(form)
        correct(assignment=seat, row=form.row, by=request.user)
        fresh = self.get_object()
        return Response({"person": _whole(request.user, fresh), "warnings": form.warnings})

    @extend_schema(
        summary="Who leaves before his time, and nobody comes",
        request=data.EndSerializer,
        responses=data.PersonSerializer,
    )
    @action(detail=True, methods=["post"])
    def end(self, request: Request, pk: str) -> Response:
        seat = self.get_object()
        form = EndForm(valid(data.EndSerializer(data=request.data)), seat=seat)
        if not form.is_valid():
            raise refused_form(form)
        end_assignments(assignments=[seat.pk], by=request.user, **form.cleaned_data)
        return Response(_whole(request.user, self.get_object()))

    @extend_schema(
        summary="Take back that somebody was ended; last day and reason are as before",
        responses={200: data.PersonSerializer},
    )
    @end.mapping.delete
    def end_take_back(self, request: Request, pk: str) -> Response:
        take_end_back(assignment=self.get_object(), by=request.user)
        return Response(_whole(request.user, self.get_object()))

    @extend_schema(
        summary="Write whom of one institution which particulars lack", request=TargetSerializer, responses=_STARTED
    )
    @action(detail=False, methods=["post"], permission_classes=[has_right(Right.REVEAL_PERSON)])
    def lacks(self, request: Request) -> Response:
        asked = valid(TargetSerializer(data=request.data))
        given = target(request.user, asked, Right.REVEAL_PERSON)
        region = Region.objects.get(pk=given.pop("region"))
        return started(start_lacks(**given, region=region, by=request.user))

    @extend_schema(
        summary="Write a list of people in full, narrowed as the list of people is",
        request=data.ExportSerializer,
        responses=_STARTED,
    )
    @action(detail=False, methods=["post"], permission_classes=[has_right(Right.REVEAL_PERSON)])
    def exports(self, request: Request) -> Response:
        asked = _asked(valid(data.ExportSerializer(data=request.data)))
        if asked is None or not people(request.user, asked, Right.REVEAL_PERSON).exists():
            raise refuse("", _("Tidak ada orang yang dapat Anda lihat lengkap di sini."))
        return started(start_people_export(asked=asked, by=request.user))


def _listed(request: Request) -> QuerySet[Assignment]:
    """An election that there is not and one in which nobody is within reach give the same: nobody."""
    asked = _asked(valid(data.PeopleQuery(data=request.query_params)))
    if asked is None:
        return Assignment.objects.none()
    return people(request.user, asked).select_related("record", "election")


def _asked(given: dict[str, Any]) -> Asked | None:
    election = Election.objects.select_related("region").filter(code=given.pop("election")).first()
    standing = Standing(given.pop("standing", ""))
    return Asked(election, standing=standing, **given) if election else None


def _whole(user: Any, seat: Assignment) -> Any:
    seats = [each.pk for each in of_same_person(user, seat)]
    context = {"seats": seats, "serves_unseen": serves_elsewhere_unseen(user, seat)}
    return data.PersonSerializer(seat, context=context).data


def _in_full(value: Any) -> str | None:
    return value.isoformat() if isinstance(value, datetime.date) else value or None
