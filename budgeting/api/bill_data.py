"""What the API takes and gives about bills, payments, the three-way check and the realisation. Whole rupiah."""

from typing import Any

from rest_framework import serializers

from budgeting.models import Bill, Payment
from pemilu_bpjs.api_bodies import StrictSerializer

_MOST_ID = 2**31 - 1
_MOST_RUPIAH = 10**12
_MONTH = r"\A[0-9]{4}-(0[1-9]|1[0-2])\Z"


class PaymentSerializer(serializers.ModelSerializer):
    """`voided_at`: taken back because it was typed wrongly; such a one counts no more."""

    class Meta:
        model = Payment
        fields = ("id", "amount", "paid_on", "reference", "entered_at", "voided_at")
        read_only_fields = fields


class BillSerializer(serializers.ModelSerializer):
    """`expected_*` is what the ledger of person-months gave on the day the bill was posted, and never changes."""

    arrangement = serializers.IntegerField(source="arrangement_id")
    payer = serializers.SerializerMethodField()
    election = serializers.CharField(source="arrangement.election.code")
    total = serializers.IntegerField()
    paid = serializers.SerializerMethodField()

    class Meta:
        model = Bill
        fields = (
            "id",
            "arrangement",
            "payer",
            "election",
            "month",
            "payment_code",
            "people",
            "jkk",
            "jkm",
            "total",
            "expected_people",
            "expected_jkk",
            "expected_jkm",
            "paid",
            "due",
            "note",
            "posted_at",
            "voided_at",
            "void_reason",
        )
        read_only_fields = fields

    def get_payer(self, bill: Bill) -> str:
        return bill.arrangement.office.name if bill.arrangement.office else ""

    def get_paid(self, bill: Any) -> int:
        return bill.paid or 0


class BillQuery(serializers.Serializer):
    """What a list of bills may be narrowed by. Withdrawn bills are listed only where they are asked for."""

    arrangement = serializers.IntegerField(required=False, min_value=1, max_value=_MOST_ID)
    month = serializers.RegexField(_MONTH, required=False)
    withdrawn = serializers.BooleanField(required=False, default=False)


class NewBillSerializer(StrictSerializer):
    arrangement = serializers.IntegerField(min_value=1, max_value=_MOST_ID)
    month = serializers.RegexField(_MONTH)
    payment_code = serializers.CharField(max_length=40)
    people = serializers.IntegerField(min_value=0, max_value=2_000_000)
    jkk = serializers.IntegerField(min_value=0, max_value=_MOST_RUPIAH)
    jkm = serializers.IntegerField(min_value=0, max_value=_MOST_RUPIAH)
    note = serializers.CharField(max_length=300, allow_blank=True, default="")


class ReasonSerializer(StrictSerializer):
    reason = serializers.CharField(max_length=300)


class NewPaymentSerializer(StrictSerializer):
    amount = serializers.IntegerField(min_value=1, max_value=_MOST_RUPIAH)
    paid_on = serializers.DateField()
    reference = serializers.CharField(max_length=60, allow_blank=True, default="")
    as_credit = serializers.BooleanField(default=False, help_text="what goes beyond the bill is meant as a credit")


class VoidSerializer(ReasonSerializer):
    payment = serializers.IntegerField(min_value=1, max_value=_MOST_ID)


class CheckQuery(serializers.Serializer):
    """The payer's arrangement, and a year for its months or one month for its parts."""

    arrangement = serializers.IntegerField(min_value=1, max_value=_MOST_ID)
    year = serializers.IntegerField(required=False, min_value=1, max_value=9999)
    month = serializers.RegexField(_MONTH, required=False)


class RealisationQuery(serializers.Serializer):
    arrangement = serializers.IntegerField(min_value=1, max_value=_MOST_ID)
    year = serializers.IntegerField(min_value=1, max_value=9999)


class ChargeSerializer(serializers.Serializer):
    people = serializers.IntegerField()
    jkk = serializers.IntegerField()
    jkm = serializers.IntegerField()
    total = serializers.IntegerField()


class ComparedSerializer(serializers.Serializer):
    """budget + over_budget + off_bill - unpaid = paid, to the rupiah, where all sides are known."""

    verdict = serializers.CharField(source="compared.verdict.value")
    budget = ChargeSerializer(source="sides.budget", allow_null=True)
    expected = ChargeSerializer(source="sides.expected")
    billed = ChargeSerializer(source="sides.billed", allow_null=True)
    paid = serializers.IntegerField(source="sides.paid", allow_null=True)
    over_budget = ChargeSerializer(source="compared.over_budget", allow_null=True, help_text="expected - budget")
    off_bill = ChargeSerializer(source="compared.off_bill", allow_null=True, help_text="billed - expected")
    unpaid = serializers.IntegerField(source="compared.unpaid", allow_null=True)


class MonthCheckSerializer(ComparedSerializer):
    month = serializers.CharField()
    budget_source = serializers.SerializerMethodField(help_text="enacted | submitted | planned; null: no budget")

    def get_budget_source(self, check: Any) -> str | None:
        return check.budget.source.value if check.budget else None


class CheckedPartSerializer(ComparedSerializer):
    """`kecamatan` "" holds what no kecamatan does; `body` "" what was billed for nobody of ours."""

    body = serializers.SerializerMethodField()
    kecamatan = serializers.SerializerMethodField()

    def get_body(self, part: Any) -> str:
        return part.part[0]

    def get_kecamatan(self, part: Any) -> str:
        return part.part[1]


class CauseSerializer(serializers.Serializer):
    """How many people or lines of one kind explain how much of the difference. Names are on the page, by right."""

    reason = serializers.CharField()
    people = serializers.IntegerField()
    total = serializers.IntegerField()


class ThreeWaySerializer(serializers.Serializer):
    months = MonthCheckSerializer(many=True)
    parts = CheckedPartSerializer(many=True, help_text="of the one month asked for; else empty")
    causes = CauseSerializer(many=True, help_text="where BPJS's list was read; else empty")


class AccountMonthSerializer(serializers.Serializer):
    budget = serializers.IntegerField()
    expected = serializers.IntegerField()
    billed = serializers.IntegerField(allow_null=True)
    paid = serializers.IntegerField()
    left = serializers.IntegerField()


class RealisedMonthSerializer(serializers.Serializer):
    month = serializers.CharField()
    jkk = AccountMonthSerializer()
    jkm = AccountMonthSerializer()


class RealisationSerializer(serializers.Serializer):
    """`cut`: what TAPD took off the lines; left = budget - cut - paid."""

    year = serializers.IntegerField()
    jkk_account = serializers.CharField(source="jkk_account.code")
    jkm_account = serializers.CharField(source="jkm_account.code")
    budget = serializers.IntegerField()
    cut = serializers.IntegerField()
    paid = serializers.IntegerField()
    left = serializers.IntegerField()
    months = RealisedMonthSerializer(many=True)
