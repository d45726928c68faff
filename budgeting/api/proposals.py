"""Proposals by API: the same rights, rules and refusals as their pages."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from budgeting import figures_of
from budgeting.actions import proposals as actions
from budgeting.actions.proposal_moves import move_proposal
from budgeting.api import proposal_data as data
from budgeting.api.faults import faults_told
from budgeting.freezing import to_json
from budgeting.models import Plan, Proposal
from budgeting.rules.figures import Figures
from budgeting.rules.status import State
from pemilu_bpjs.access import has_right
from pemilu_bpjs.permissions import Right


@extend_schema_view(
    list=extend_schema(summary="Proposals that one may read", parameters=[data.ProposalQuery]),
    retrieve=extend_schema(summary="One proposal"),
)
class ProposalViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """One fiscal year of a plan on its way into the budget. A payer's drafts are its own until they are submitted."""

    queryset = Proposal.objects.none()
    serializer_class = data.ProposalSerializer
    permission_classes = (has_right(Right.VIEW_PROPOSAL),)
    lookup_value_regex = r"[0-9]{1,9}"

    def get_queryset(self) -> QuerySet[Proposal]:
        found = Proposal.objects.visible_to(self.request.user).select_related("office")
        if self.action == "list":
            asked = _valid(data.ProposalQuery(data=self.request.query_params))
            return found.filter(**{name: value for name, value in asked.items() if value}).defer("frozen")
        return found.select_related("plan__election__region", "before")

    @extend_schema(
        summary="Begin a proposal for one fiscal year of a plan",
        request=data.NewProposalSerializer,
        responses={201: data.ProposalSerializer},
    )
    def create(self, request: Request) -> Response:
        asked = _valid(data.NewProposalSerializer(data=request.data))
        plan = Plan.objects.visible_to(request.user).filter(pk=asked.pop("plan")).first()
        if plan is None:
            raise ValidationError({"plan": [ErrorDetail(_("Rencana ini tidak ada."), "does_not_exist")]})
        with faults_told(_FIELDS):
            made = actions.create_proposal(plan=plan, by=request.user, **asked)
        return Response(self.get_serializer(made).data, status.HTTP_201_CREATED)

    @extend_schema(summary="Fill in a draft", request=data.DraftSerializer, responses={200: data.ProposalSerializer})
    def partial_update(self, request: Request, pk: str) -> Response:
        found = self.get_object()
        asked = _valid(data.DraftSerializer(data=request.data))
        with faults_told(_FIELDS):
            edited = actions.edit_proposal(proposal=found, by=request.user, **asked)
        return Response(self.get_serializer(edited).data)

    @extend_schema(
        summary="Every figure: frozen once submitted, until then as the plan gives it", responses=OpenApiTypes.OBJECT
    )
    @action(detail=True)
    def figures(self, request: Request, pk: str) -> Response:
        return Response(to_json(self._figures()))

    @extend_schema(summary="The steps taken so far", responses=data.MoveSerializer(many=True))
    @action(detail=True, pagination_class=None)
    def moves(self, request: Request, pk: str) -> Response:
        taken = self.get_object().moves.select_related("by")
        return Response(data.MoveSerializer(taken, many=True).data)

    @extend_schema(
        summary="Take a step; submitting freezes every figure",
        request=data.NewMoveSerializer,
        responses={201: data.MoveSerializer},
    )
    @moves.mapping.post
    def move(self, request: Request, pk: str) -> Response:
        found = self.get_object()
        asked = _valid(data.NewMoveSerializer(data=request.data))
        target, comment = State(asked.pop("target")), asked.pop("comment")
        with faults_told(_FIELDS):
            taken = move_proposal(proposal=found, target=target, by=request.user, comment=comment, stated=asked)
        return Response(data.MoveSerializer(taken).data, status.HTTP_201_CREATED)

    @extend_schema(
        summary="What nobody has verified yet, and who vouched for what", responses=data.DoubtSerializer(many=True)
    )
    @action(detail=True, pagination_class=None)
    def confirmations(self, request: Request, pk: str) -> Response:
        return Response(data.DoubtSerializer(self._figures().unverified, many=True).data)

    @extend_schema(
        summary="A named person's word for figures as they were read",
        request=data.NewConfirmationSerializer,
        responses={201: data.ConfirmedSerializer},
    )
    @confirmations.mapping.post
    def confirm(self, request: Request, pk: str) -> Response:
        found = self.get_object()
        asked = _valid(data.NewConfirmationSerializer(data=request.data))
        stated = [(each["key"], each["value"]) for each in asked.pop("figures")]
        with faults_told(_FIELDS):
            confirmed = actions.confirm_figures(proposal=found, stated=stated, by=request.user, **asked)
        return Response({"confirmed": confirmed}, status.HTTP_201_CREATED)

    @extend_schema(
        summary="A new version of a proposal that was sent back",
        request=None,
        responses={201: data.ProposalSerializer},
        parameters=[OpenApiParameter("id", OpenApiTypes.INT, OpenApiParameter.PATH)],
    )
    @action(detail=True, methods=["post"])
    def revisions(self, request: Request, pk: str) -> Response:
        with faults_told(_FIELDS):
            made = actions.revise_proposal(proposal=self.get_object(), by=request.user)
        return Response(self.get_serializer(made).data, status.HTTP_201_CREATED)

    def _figures(self) -> Figures:
        with faults_told(_FIELDS):
            return figures_of.of_proposal(self.get_object())


_FIELDS = {"disepakati": "agreed", "keys": "figures"}
"""Where the API calls a field otherwise than the rules do."""


def _valid(asked: BaseSerializer) -> dict[str, Any]:
    asked.is_valid(raise_exception=True)
    found: dict[str, Any] = asked.validated_data
    return found
