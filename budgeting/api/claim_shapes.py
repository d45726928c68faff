"""The shapes of a claimed headcount in the API: the question, and what was found."""

from django.utils.translation import gettext as _
from rest_framework import serializers

from budgeting.claims import Question, Ratio
from enrolment.models import Body, ElectionPreset, Region
from enrolment.region_data import regions_called
from enrolment.rules.bodies import Unit, UnitCounts

MOST_CLAIMED = 10_000_000
MOST_PER_UNIT = 100
MOST_UNITS = 900_000
MOST_NAMED = 50


class ClaimUnitsSerializer(serializers.Serializer):
    """Counts that the source gives; those left out come from the region's election, or from the region data."""

    kecamatan = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=MOST_UNITS)
    desa = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=MOST_UNITS)
    tps = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=MOST_UNITS)
    tps_coklit = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=MOST_UNITS)
    tps_over_400 = serializers.IntegerField(required=False, allow_null=True, min_value=0, max_value=MOST_UNITS)


class ClaimedRatioSerializer(serializers.Serializer):
    per_unit = serializers.IntegerField(min_value=1, max_value=MOST_PER_UNIT)
    unit = serializers.ChoiceField(choices=[unit.value for unit in Unit])


class ClaimCheckSerializer(serializers.Serializer):
    """A published figure and what is known of it."""

    claimed = serializers.IntegerField(min_value=1, max_value=MOST_CLAIMED, help_text="people")
    region = serializers.CharField(max_length=100, help_text="Kemendagri code, or words of the name that name only one")
    election = serializers.CharField(max_length=40, help_text="code of a preset, say pemilu-2024")
    units = ClaimUnitsSerializer(required=False)
    bodies = serializers.ListField(
        child=serializers.CharField(max_length=40), required=False, max_length=MOST_NAMED, help_text="that are named"
    )
    ratio = ClaimedRatioSerializer(required=False, allow_null=True)
    positions = serializers.BooleanField(default=False, help_text="add up positions instead of whole bodies")

    def validate_region(self, asked: str) -> Region:
        found = regions_called(asked)
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(f"{region.pk} {region.name}" for region in found[:10])
            raise serializers.ValidationError(_("Cocok dengan beberapa wilayah: %s.") % names, "region-ambiguous")
        raise serializers.ValidationError(_("Tidak ada kabupaten, kota, atau provinsi yang cocok."), "region-unknown")

    def validate_election(self, code: str) -> str:
        known = list(ElectionPreset.objects.current().values_list("code", flat=True))
        if code not in known:
            raise serializers.ValidationError(_("Yang dikenal: %s.") % ", ".join(known), "election-unknown")
        return code

    def validate_bodies(self, codes: list[str]) -> list[str]:
        known = set(Body.objects.current().values_list("code", flat=True))
        if unknown := sorted(set(codes) - known):
            raise serializers.ValidationError(_("Badan tidak dikenal: %s.") % ", ".join(unknown), "body-unknown")
        return codes

    def question(self) -> Question:
        given = self.validated_data
        ratio = given.get("ratio")
        return Question(
            claimed=given["claimed"],
            region=given["region"],
            preset=given["election"],
            units=UnitCounts(**given.get("units", {})),
            named=frozenset(given.get("bodies", ())),
            ratio=Ratio(ratio["per_unit"], Unit(ratio["unit"])) if ratio else None,
            by_position=given["positions"],
        )


class WholeBodySerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    institution = serializers.CharField()
    people = serializers.IntegerField()
    explanation = serializers.CharField(help_text="where the people come from: 19 kecamatan × 5 = 95")


class BodySumSerializer(serializers.Serializer):
    bodies = WholeBodySerializer(many=True)
    total = serializers.IntegerField()
    remainder = serializers.IntegerField(help_text="people of the claim that this sum leaves unexplained")
    arithmetic = serializers.CharField()


class RatioFindingSerializer(serializers.Serializer):
    unit = serializers.CharField()
    per_unit = serializers.IntegerField()
    people = serializers.IntegerField(help_text="that the ratio gives")
    difference = serializers.IntegerField(help_text="people minus the claim; 0 where the ratio explains it")


class UncheckedBodySerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    unit = serializers.CharField(help_text="whose number is not known")


class UsedUnitsSerializer(serializers.Serializer):
    kecamatan = serializers.IntegerField(allow_null=True)
    desa = serializers.IntegerField(allow_null=True)
    tps = serializers.IntegerField(allow_null=True)
    tps_coklit = serializers.IntegerField(allow_null=True)
    tps_over_400 = serializers.IntegerField(allow_null=True)


class ClaimRegionSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()


class ClaimAnswerSerializer(serializers.Serializer):
    """Sums ranked by remainder, then by match with the named bodies, one institution, fewest bodies."""

    claimed = serializers.IntegerField()
    region = ClaimRegionSerializer()
    election = serializers.CharField()
    units = UsedUnitsSerializer()
    sums = BodySumSerializer(many=True)
    more = serializers.IntegerField(help_text="further sums with the remainder of the last one listed")
    too_large = WholeBodySerializer(many=True, help_text="alone larger than the claim: they can be in no sum")
    named = WholeBodySerializer(many=True)
    named_total = serializers.IntegerField(allow_null=True)
    ratios = RatioFindingSerializer(many=True, help_text="the claimed ratio, of the unit claimed first")
    unchecked = UncheckedBodySerializer(many=True)
