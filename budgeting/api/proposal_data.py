"""What the API takes and gives about proposals."""

from rest_framework import serializers

from budgeting.models import STATES, BudgetKind, Confirmation, Proposal, ProposalMove

_MOST_ID = 2**31 - 1
_MOST_RUPIAH = 10**13


class ProposalSerializer(serializers.ModelSerializer):
    """Amounts in whole rupiah; null until the proposal is submitted, `agreed` until TAPD has decided."""

    office = serializers.CharField(source="office.name")
    plan = serializers.IntegerField(source="plan_id")
    replaces = serializers.IntegerField(source="replaces_id", allow_null=True)
    ceiling = serializers.IntegerField(source="pagu", help_text="pagu (P1): what the budget holds already")
    asked_beyond = serializers.IntegerField(source="usulan", allow_null=True, help_text="usulan (P2)")
    asked = serializers.IntegerField(source="diminta", allow_null=True, help_text="diminta (P3 = P1 + P2)")
    agreed = serializers.IntegerField(source="disepakati", allow_null=True, help_text="disepakati (P4)")

    class Meta:
        model = Proposal
        fields = (
            "id",
            "plan",
            "office",
            "region",
            "fiscal_year",
            "budget_kind",
            "version",
            "replaces",
            "state",
            "ceiling",
            "asked_beyond",
            "asked",
            "agreed",
            "letter_number",
            "letter_date",
            "sub_activity",
            "jkk_account",
            "jkm_account",
            "account_note",
            "fund_source",
            "money_from",
            "minutes_number",
            "minutes_date",
            "before_jkk",
            "before_jkm",
            "perda_number",
            "perkada_number",
            "dpa_number",
            "frozen_sha256",
            "frozen_at",
            "created_at",
            "updated_at",
        )
        read_only_fields = fields


class ProposalQuery(serializers.Serializer):
    """What a list of proposals may be narrowed by."""

    fiscal_year = serializers.IntegerField(required=False, min_value=1, max_value=9999)
    state = serializers.ChoiceField(choices=STATES, required=False, allow_blank=True)


class NewProposalSerializer(serializers.Serializer):
    plan = serializers.IntegerField(min_value=1, max_value=_MOST_ID)
    fiscal_year = serializers.IntegerField(min_value=1, max_value=9999)
    budget_kind = serializers.ChoiceField(choices=BudgetKind.choices, default=BudgetKind.MURNI.value)


class DraftSerializer(serializers.Serializer):
    """The fields of a draft; only those that are given change."""

    letter_number = serializers.CharField(max_length=80, allow_blank=True, required=False)
    letter_date = serializers.DateField(allow_null=True, required=False)
    sub_activity = serializers.CharField(max_length=30, required=False)
    jkk_account = serializers.CharField(max_length=30, required=False)
    jkm_account = serializers.CharField(max_length=30, required=False)
    account_note = serializers.CharField(max_length=2000, allow_blank=True, required=False)
    fund_source = serializers.CharField(max_length=20, required=False)
    money_from = serializers.DateField(allow_null=True, required=False)
    minutes_number = serializers.CharField(max_length=80, allow_blank=True, required=False)
    minutes_date = serializers.DateField(allow_null=True, required=False)
    before_jkk = serializers.IntegerField(min_value=0, max_value=_MOST_RUPIAH, required=False)
    before_jkm = serializers.IntegerField(min_value=0, max_value=_MOST_RUPIAH, required=False)


class MoveSerializer(serializers.ModelSerializer):
    by = serializers.CharField(source="by.get_full_name")

    class Meta:
        model = ProposalMove
        fields = ("from_state", "to_state", "by", "at", "comment", "amount")
        read_only_fields = fields


class NewMoveSerializer(serializers.Serializer):
    """One step. What a step needs is said by the fault that it is refused with."""

    target = serializers.ChoiceField(choices=STATES)
    comment = serializers.CharField(max_length=4000, allow_blank=True, default="")
    letter_number = serializers.CharField(max_length=80, required=False)
    letter_date = serializers.DateField(required=False)
    agreed = serializers.IntegerField(
        source="disepakati", min_value=1, max_value=_MOST_RUPIAH, required=False, help_text="with DISETUJUI_PARSIAL"
    )
    perda_number = serializers.CharField(max_length=120, required=False)
    perkada_number = serializers.CharField(max_length=120, required=False)
    dpa_number = serializers.CharField(max_length=120, required=False)


class DoubtSerializer(serializers.Serializer):
    """A figure or citation that nobody has verified; `confirmed_by` is empty until a named person vouches for it."""

    key = serializers.CharField()
    label = serializers.CharField()
    value = serializers.CharField()
    source = serializers.CharField()
    confirmed_by = serializers.CharField()
    basis = serializers.CharField()


class StatedSerializer(serializers.Serializer):
    key = serializers.CharField(max_length=120)
    value = serializers.CharField(
        max_length=700, allow_blank=True, help_text="as it was read: a changed one is refused"
    )


class NewConfirmationSerializer(serializers.Serializer):
    figures = StatedSerializer(many=True, allow_empty=False)
    confirmed_by_name = serializers.CharField(max_length=Confirmation._meta.get_field("confirmed_by_name").max_length)
    basis = serializers.CharField(max_length=Confirmation._meta.get_field("basis").max_length)


class ConfirmedSerializer(serializers.Serializer):
    confirmed = serializers.IntegerField()
