"""Bills, payments, the three-way check and the realisation by API: the same rights and refusals as their pages."""

from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from budgeting.actions import bills as actions
from budgeting.api import bill_data as data
from budgeting.api.faults import faults_told
from budgeting.checks import Detail, detail, year_check
from budgeting.models import Arrangement, Bill, Payment
from budgeting.realisation import realisation
from budgeting.rules.three_way import Reason
from pemilu_bpjs.access import has_right, may
from pemilu_bpjs.api_bodies import refuse, valid
from pemilu_bpjs.permissions import Right


@extend_schema_view(
    list=extend_schema(summary="Bills that one may read", parameters=[data.BillQuery]),
    retrieve=extend_schema(summary="One bill"),
)
class BillViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """What BPJS asks of a payer for one month. Sums alone; a wrong bill is withdrawn, never changed."""

    queryset = Bill.objects.none()
    serializer_class = data.BillSerializer
    permission_classes = (has_right(Right.VIEW_BILL),)
    lookup_value_regex = r"[0-9]{1,9}"

    def get_queryset(self) -> QuerySet[Bill]:
        found = _with_paid(Bill.objects.visible_to(self.request.user)).order_by("-month", "-pk")
        if self.action != "list":
            return found
        asked = valid(data.BillQuery(data=self.request.query_params))
        if not asked.pop("withdrawn"):
            found = found.standing()
        return found.filter(**asked)

    @extend_schema(
        summary="Post a bill; the same one again is the one that stands",
        request=data.NewBillSerializer,
        responses={201: data.BillSerializer},
    )
    def create(self, request: Request) -> Response:
        _ask(request, Right.POST_BILL)
        asked = valid(data.NewBillSerializer(data=request.data))
        key = asked.pop("arrangement")
        arrangement = Arrangement.objects.visible_to(request.user, Right.POST_BILL).filter(pk=key).first()
        if arrangement is None:
            raise refuse("arrangement", _("Pengaturan iuran ini tidak ada."), "does_not_exist")
        with faults_told():
            made = actions.post_bill(arrangement=arrangement, by=request.user, **asked)
        return Response(self._shown(made), status.HTTP_201_CREATED)

    @extend_schema(
        summary="Take a wrong bill back", request=data.ReasonSerializer, responses={200: data.BillSerializer}
    )
    @action(detail=True, methods=["post"])
    def withdrawal(self, request: Request, pk: str) -> Response:
        bill = self._reached(request, Right.POST_BILL)
        asked = valid(data.ReasonSerializer(data=request.data))
        with faults_told():
            actions.withdraw(bill=bill, reason=asked["reason"], by=request.user)
        return Response(self._shown(bill))

    @extend_schema(summary="What was paid on a bill", responses=data.PaymentSerializer(many=True))
    @action(detail=True, pagination_class=None)
    def payments(self, request: Request, pk: str) -> Response:
        return Response(data.PaymentSerializer(self.get_object().payments.all(), many=True).data)

    @extend_schema(
        summary="Enter a payment; the same one again is the one that stands",
        request=data.NewPaymentSerializer,
        responses={201: data.PaymentSerializer},
    )
    @payments.mapping.post
    def pay(self, request: Request, pk: str) -> Response:
        bill = self._reached(request, Right.PAY_BILL)
        asked = valid(data.NewPaymentSerializer(data=request.data))
        with faults_told():
            made = actions.pay(bill=bill, by=request.user, **asked)
        return Response(data.PaymentSerializer(made).data, status.HTTP_201_CREATED)

    @extend_schema(
        summary="Take a payment back that was typed wrongly",
        request=data.VoidSerializer,
        responses={200: data.PaymentSerializer},
        parameters=[OpenApiParameter("id", OpenApiTypes.INT, OpenApiParameter.PATH)],
    )
    @action(detail=True, methods=["post"])
    def voids(self, request: Request, pk: str) -> Response:
        bill = self._reached(request, Right.PAY_BILL)
        asked = valid(data.VoidSerializer(data=request.data))
        payment = Payment.objects.filter(bill=bill, pk=asked["payment"]).first()
        if payment is None:
            raise refuse("payment", _("Pembayaran ini tidak ada pada tagihan itu."), "does_not_exist")
        with faults_told():
            done = actions.void_payment(payment=payment, reason=asked["reason"], by=request.user)
        return Response(data.PaymentSerializer(done).data)

    def _reached(self, request: Request, right: Right) -> Bill:
        """One that is not visible is not found; one that is, without the right to change it, is refused."""
        bill: Bill = self.get_object()
        if not Bill.objects.visible_to(request.user, right).filter(pk=bill.pk).exists():
            raise PermissionDenied
        return bill

    def _shown(self, bill: Bill) -> Any:
        return self.get_serializer(_with_paid(Bill.objects.filter(pk=bill.pk)).get()).data


class ThreeWayView(APIView):
    """Budget, people x months x rate, and bill held against each other: sums, and how many people explain them."""

    permission_classes = (has_right(Right.VIEW_BILL),)

    @extend_schema(
        operation_id="three_way",
        summary="The three-way check of a year's months, or of one month by body and kecamatan",
        parameters=[data.CheckQuery],
        responses=data.ThreeWaySerializer,
    )
    def get(self, request: Request) -> Response:
        asked = valid(data.CheckQuery(data=request.query_params))
        arrangement = _arrangement(request, asked["arrangement"])
        if month := asked.get("month"):
            found = detail(arrangement, month)
            told = {"months": [found.check], "parts": found.parts, "causes": _causes(found)}
            return Response(data.ThreeWaySerializer(told).data)
        year = asked.get("year")
        if year is None:
            raise refuse("year", _("Sebutkan tahun atau bulannya."), "required")
        told = {"months": year_check(arrangement, year), "parts": (), "causes": ()}
        return Response(data.ThreeWaySerializer(told).data)


class RealisationView(APIView):
    """Realisation against budget by account and month, with what is left of the year."""

    permission_classes = (has_right(Right.VIEW_BILL),)

    @extend_schema(
        operation_id="realisation",
        summary="A payer's realisation against its budget in one fiscal year",
        parameters=[data.RealisationQuery],
        responses=data.RealisationSerializer,
    )
    def get(self, request: Request) -> Response:
        asked = valid(data.RealisationQuery(data=request.query_params))
        arrangement = _arrangement(request, asked["arrangement"])
        return Response(data.RealisationSerializer(realisation(arrangement, asked["year"])).data)


def _causes(found: Detail) -> list[dict[str, Any]]:
    if found.explained is None:
        return []
    grouped = ((reason, found.explained.of(reason)) for reason in Reason)
    return [
        {"reason": reason.value, "people": len(causes), "total": sum(each.difference.total for each in causes)}
        for reason, causes in grouped
        if causes
    ]


def _ask(request: Request, right: Right) -> None:
    if not may(request.user, right):
        raise PermissionDenied


def _arrangement(request: Request, key: int) -> Arrangement:
    visible = Arrangement.objects.visible_to(request.user, Right.VIEW_BILL).select_related("election", "plan__election")
    found: Arrangement | None = visible.filter(pk=key).first()
    if found is None:
        raise refuse("arrangement", _("Pengaturan iuran ini tidak ada."), "does_not_exist")
    return found


def _with_paid(rows: QuerySet[Bill]) -> QuerySet[Bill]:
    paid = Sum("payments__amount", filter=Q(payments__voided_at=None))
    return rows.select_related("arrangement__office", "arrangement__election", "run").annotate(paid=paid)
