"""The shapes of the quota board in the API: people and seats, whole numbers; it names nobody."""

from rest_framework import serializers

from enrolment.serializers.elections import REGION_CODE


class QuotaQuery(serializers.Serializer):
    region = serializers.RegexField(REGION_CODE, required=False, help_text="Default: the election's own")
    on = serializers.DateField(required=False, help_text="Who sits on that day; default: whoever has not left")
    body = serializers.SlugField(max_length=40, required=False)


class TallySerializer(serializers.Serializer):
    """seats + surplus = people + vacancies."""

    seats = serializers.IntegerField(help_text="Those taken, where is_known is false")
    people = serializers.IntegerField()
    vacancies = serializers.IntegerField()
    surplus = serializers.IntegerField(help_text="People beyond the seats of their own unit")
    reserves = serializers.IntegerField(help_text="They take no seat")
    faults = serializers.IntegerField(help_text="Rows of lists that wait to be mended")
    overlaps = serializers.IntegerField(help_text="People with another post at the same time")
    is_known = serializers.BooleanField(help_text="Whether anybody knows how many seats there are")
    share = serializers.IntegerField(allow_null=True, help_text="Seats taken in whole per cent")


class QuotaLineSerializer(serializers.Serializer):
    code = serializers.CharField(allow_blank=True, help_text="Empty for what stands in no part")
    name = serializers.CharField(allow_blank=True)
    tps = serializers.IntegerField(help_text="Number of the TPS where the region is a desa, else 0")
    by_body = serializers.DictField(child=TallySerializer())
    whole = TallySerializer()


class QuotaBodySerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    institution = serializers.CharField(allow_blank=True)
    is_own = serializers.BooleanField(
        help_text="false: another institution's; of it only people are counted whom one's own has sent"
    )


class QuotaSerializer(serializers.Serializer):
    """In every column `lines` and `rest` meet `whole`."""

    level = serializers.CharField(help_text="Of the lines: kecamatan, desa, tps")
    institutions = serializers.ListField(child=serializers.CharField(), help_text="Whose people are counted")
    bodies = QuotaBodySerializer(many=True)
    lines = QuotaLineSerializer(many=True)
    rest = QuotaLineSerializer()
    whole = QuotaLineSerializer()
