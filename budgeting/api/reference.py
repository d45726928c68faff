"""/api/v1/reference/: what law, ministries and BPJS set, to read. Regions stand under /api/v1/regions/."""

from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import generics, serializers

from budgeting.reference_rows import Asked, found
from budgeting.reference_tables import TABLES, ReferenceTable
from pemilu_bpjs.access import has_right
from pemilu_bpjs.models.dated import Confidence, DatedRow
from pemilu_bpjs.permissions import Right


class ReferenceQuerySerializer(serializers.Serializer):
    q = serializers.CharField(max_length=100, required=False, help_text="Words that a row must hold")
    election = serializers.SlugField(max_length=40, required=False, help_text="Code of an election")
    unconfirmed = serializers.BooleanField(default=False, help_text="Only rows with something not confirmed yet")
    superseded = serializers.BooleanField(default=False, help_text="As well as rows that another has replaced")
    aside = serializers.BooleanField(default=False, help_text="As well as rows that nothing is computed from")


class ReferenceRowSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    values = serializers.SerializerMethodField(help_text="The row's own columns; they differ by table.")
    valid_from = serializers.DateField(allow_null=True)
    valid_to = serializers.DateField(allow_null=True)
    confidence = serializers.ChoiceField(choices=Confidence.choices, help_text="L: not confirmed; print it as such")
    source = serializers.CharField()
    note = serializers.CharField()
    entered_at = serializers.DateTimeField()
    superseded_by = serializers.IntegerField(source="superseded_by_id", allow_null=True)

    @extend_schema_field(OpenApiTypes.OBJECT)
    def get_values(self, row: DatedRow) -> dict[str, Any]:
        table: ReferenceTable = self.context["table"]
        return {name: _plain(getattr(row, name)) for name in table.fields}


@extend_schema_view(
    get=extend_schema(
        operation_id="reference_list",
        summary="Rows of one table of the reference data, as they stand now",
        parameters=[
            OpenApiParameter("kind", str, OpenApiParameter.PATH, enum=sorted(TABLES)),
            ReferenceQuerySerializer,
        ],
    )
)
class ReferenceList(generics.ListAPIView):
    permission_classes = (has_right(Right.VIEW_REFERENCE),)
    serializer_class = ReferenceRowSerializer

    def get_queryset(self) -> QuerySet[DatedRow]:
        given = {name: value for name, value in self.request.query_params.items() if value}
        query = ReferenceQuerySerializer(data=given)
        query.is_valid(raise_exception=True)
        return found(self._table(), Asked(**query.validated_data))

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "table": TABLES.get(self.kwargs.get("kind", ""))}

    def _table(self) -> ReferenceTable:
        if self.kwargs["kind"] not in TABLES:
            raise Http404
        return TABLES[self.kwargs["kind"]]


def _plain(value: Any) -> Any:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value
