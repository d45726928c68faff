"""/api/v1/replacements/: one person's seat taken over by another, previewed with its premium, done, taken back."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from drf_spectacular.utils import extend_schema
from rest_framework import status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from budgeting.api.replacement_shapes import NewReplacementSerializer, ReplacementPreviewSerializer
from budgeting.forms.replacement import NEW, ReplacementForm
from budgeting.presenters.replacement import preview
from budgeting.replacement_cost import Cost, cost_of
from enrolment.actions.people.replacing import replace, take_back, why_not_replaced
from enrolment.models import Assignment
from enrolment.people import posts_meanwhile
from enrolment.person_checking import TYPED
from enrolment.serializers.people import SeatSerializer
from enrolment.unit_people import UnitPeople, people_around
from pemilu_bpjs.access import has_right
from pemilu_bpjs.api_bodies import Conflict, count_look, refuse, refused_form, valid
from pemilu_bpjs.parsers import JsonParser
from pemilu_bpjs.permissions import Right

_DEED = ("last_day", "reason", "first_day", "decree_number", "decree_date")
_UNDER = {str(field): "person" for field in TYPED}


@method_decorator(never_cache, name="dispatch")
class ReplacementViewSet(viewsets.GenericViewSet):
    """Who leaves, who comes: for whoever may edit both."""

    queryset = Assignment.objects.none()
    serializer_class = SeatSerializer
    permission_classes = (has_right(Right.EDIT_PERSON),)
    parser_classes = (JsonParser,)
    lookup_value_regex = r"[0-9]{1,18}"

    def get_queryset(self) -> QuerySet[Assignment]:
        own = Assignment.objects.visible_to(self.request.user, Right.EDIT_PERSON)
        return own.select_related("record", "election__region")

    @extend_schema(
        summary="Check a replacement and what it costs; nothing is stored",
        request=NewReplacementSerializer,
        responses=ReplacementPreviewSerializer,
    )
    @action(detail=False, methods=["post"])
    def check(self, request: Request) -> Response:
        count_look(request.user)  # it tells whether a person serves elsewhere
        form = self._form(request)
        seat, days = form.seat, {name: form.cleaned_data[name] for name in ("last_day", "first_day")}
        person = form.known_person
        cost = cost_of(request.user, seat, newcomer=person, is_insured=not form.civil, **days)
        unit = people_around(seat, **days)
        meanwhile = [] if person is None else posts_meanwhile(request.user, person, days["first_day"], seat)
        told = preview(seat, form, cost, unit, serves=meanwhile)
        return Response({**_figures(cost, unit), "ground": told.ground, "warnings": told.warnings})

    @extend_schema(
        summary="Replace: the seat's next holder", request=NewReplacementSerializer, responses={201: SeatSerializer}
    )
    def create(self, request: Request) -> Response:
        form = self._form(request)
        asked = {name: form.cleaned_data[name] for name in _DEED}
        coming = replace(assignment=form.seat, newcomer=form.coming, by=request.user, **asked)
        return Response(self._told(coming), status.HTTP_201_CREATED)

    @extend_schema(
        summary="Take a replacement back, by the seat of who came; answers with who sits there again",
        responses={200: SeatSerializer},
    )
    def destroy(self, request: Request, pk: str) -> Response:
        replacement = get_object_or_404(self.get_queryset().standing(), pk=pk, replaces__isnull=False)
        return Response(self._told(take_back(replacement=replacement, by=request.user)))

    def _form(self, request: Request) -> ReplacementForm:
        """What was asked, held against law as the page's form is. Raises ValidationError, Conflict."""
        asked = valid(NewReplacementSerializer(data=request.data))
        seat = self.get_queryset().filter(pk=asked["seat"]).first()
        if seat is None:
            raise refuse("seat", _("Orang ini tidak ada, atau bukan petugas Anda."), "does_not_exist")
        if refused := why_not_replaced(seat):
            raise Conflict(refused)
        reserves = _reserves(seat, asked.get("reserve"))
        typed = {**asked.get("person", {}), **{name: asked.get(name) or "" for name in _DEED}}
        form = ReplacementForm({**typed, "newcomer": asked.get("reserve", NEW)}, seat=seat, reserves=reserves)
        if not form.is_valid():
            raise refused_form(form, _UNDER)
        return form

    def _told(self, seat: Assignment) -> Any:
        return self.get_serializer(self.get_queryset().get(pk=seat.pk)).data


def _reserves(seat: Assignment, asked: int | None) -> list[tuple[Assignment, str]]:
    """The reserve of that very unit, as the form's only choice. Raises ValidationError."""
    if asked is None:
        return []
    own = {name: getattr(seat, name) for name in ("election", "institution", "body", "region_code", "tps")}
    found = Assignment.objects.standing().filter(pk=asked, is_reserve=True, **own).select_related("record").first()
    if found is None:
        raise refuse("reserve", _("Orang ini bukan cadangan di tempat yang sama."), "does_not_exist")
    return [(found, found.record.name)]


def _figures(cost: Cost, unit: UnitPeople) -> dict[str, Any]:
    found = cost.effect
    carried = ("month", "before", "after", "by_leaver", "by_newcomer", "newcomer_elsewhere")
    vacant = found.vacant
    return {
        "months": [
            {**{name: getattr(each, name) for name in carried}, "price": cost.prices[each.month]}
            for each in found.months
        ],
        "person_months_before": found.before,
        "person_months_after": found.after,
        "before": cost.before if cost.is_known else None,
        "after": cost.after if cost.is_known else None,
        "vacant": vacant and {"first": vacant.first, "last": vacant.last, "days": vacant.days},
        "uncovered_days": found.uncovered,
        "unit": {"seats": unit.seats, "before": unit.before, "after": unit.after},
    }
