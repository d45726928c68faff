"""The shapes of regions, elections, their units and seats in the API."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from enrolment.models import CountKind, Election, Region, StageCode
from enrolment.rules.region_code import Level
from enrolment.rules.units import MOST_TPS_PER_DESA

REGION_CODE = r"^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$"
MOST_COUNT = 100_000 * MOST_TPS_PER_DESA  # above this no database column need be asked


class RegionSerializer(serializers.ModelSerializer):
    parent = serializers.CharField(source="parent_id", allow_null=True, read_only=True)

    class Meta:
        model = Region
        fields = ("code", "name", "level", "parent")
        read_only_fields = fields


class RegionQuery(serializers.Serializer):
    """What a list of regions may be narrowed by."""

    level = serializers.ChoiceField(choices=[str(each) for each in Level], required=False)
    parent = serializers.RegexField(REGION_CODE, required=False, help_text="Kemendagri code")
    q = serializers.CharField(
        max_length=100, required=False, allow_blank=True, help_text="Words of the name, or a code"
    )


class PartsQuery(serializers.Serializer):
    parent = serializers.RegexField(
        REGION_CODE, required=False, help_text="Region whose parts are asked for; default: the election's own"
    )


class ElectionSerializer(serializers.ModelSerializer):
    region = RegionSerializer(read_only=True)
    stages = serializers.SlugRelatedField(many=True, read_only=True, slug_field="code")

    class Meta:
        model = Election
        fields = ("code", "preset", "kind", "name", "region", "voting_day", "stages", "created_at")
        read_only_fields = fields


class NewElectionSerializer(serializers.Serializer):
    preset = serializers.CharField(max_length=40)
    region = serializers.RegexField(REGION_CODE, help_text="Kemendagri code of a kabupaten/kota or a province")
    stages = serializers.MultipleChoiceField(choices=StageCode.choices, default=[StageCode.DPT.value])


class CountsSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(choices=CountKind.choices)
    source = serializers.CharField(max_length=300)
    counts = serializers.DictField(
        child=serializers.IntegerField(min_value=0, max_value=MOST_COUNT, allow_null=True),
        allow_empty=False,
        help_text="Number by region code; null takes a number back.",
    )

    def validate_counts(self, counts: dict[str, int | None]) -> dict[str, int | None]:
        if any("\x00" in code for code in counts):
            raise serializers.ValidationError(_("Kode wilayah memuat karakter yang tidak sah."))
        return counts


class ChangedSerializer(serializers.Serializer):
    changed = serializers.IntegerField(help_text="How many numbers differ from what stood.")


class UnitsSerializer(serializers.Serializer):
    kecamatan = serializers.IntegerField(allow_null=True)
    desa = serializers.IntegerField(allow_null=True)
    tps = serializers.IntegerField(allow_null=True)
    tps_coklit = serializers.IntegerField(allow_null=True)
    tps_over_400 = serializers.IntegerField(allow_null=True)


class RegionUnitsSerializer(serializers.Serializer):
    code = serializers.CharField(help_text="Empty for what stands in no region below.")
    name = serializers.CharField()
    units = UnitsSerializer()
    tps_dps = serializers.IntegerField(allow_null=True)


class ProvenanceSerializer(serializers.Serializer):
    source = serializers.CharField()
    by = serializers.CharField()
    at = serializers.DateTimeField(allow_null=True)


class UnitTableSerializer(serializers.Serializer):
    """A region, those right below it, and the rest: parts and rest add up to the whole."""

    whole = RegionUnitsSerializer()
    parts = RegionUnitsSerializer(many=True)
    undetailed = RegionUnitsSerializer()
    provenance = serializers.DictField(child=ProvenanceSerializer(), source="counted.provenance")


class RegionSeatsSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    people = serializers.IntegerField()
    by_position = serializers.DictField(child=serializers.IntegerField(allow_null=True))
    by_body = serializers.DictField(child=serializers.IntegerField(allow_null=True))


class SeatTableSerializer(serializers.Serializer):
    whole = RegionSeatsSerializer()
    parts = RegionSeatsSerializer(many=True)
    undetailed = RegionSeatsSerializer()


class TpsListSerializer(serializers.Serializer):
    stage = serializers.ChoiceField(choices=StageCode.choices)
    file = serializers.FileField(help_text="XLSX, XLS, ODS or CSV; one row a TPS")
    source = serializers.CharField(max_length=300)
