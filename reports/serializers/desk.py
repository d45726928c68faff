"""The shapes of the answer desk in the API: a question, its answer, and letters."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from budgeting import catalogue
from budgeting.rules.benefits import of_basis
from budgeting.rules.premium import Basis
from budgeting.rules.rates import MembershipClass
from enrolment.serializers.people import LONGEST_TYPED, SeatSerializer
from enrolment.serializers.rosters import LARGEST_KEY
from pemilu_bpjs.api_bodies import StrictSerializer
from reports.actions.asking import Answered
from reports.answering import CoverAnswer
from reports.cover_letters import masked_kpj
from reports.cover_wording import HEADLINES, PURPOSES, SENTENCES
from reports.models import Certificate
from reports.models.certificate import FULL_KIND
from reports.rules.cover_answer import Verdict


class QuestionSerializer(StrictSerializer):
    """One person by NIK, by name and birth date, or by the seat of one of several namesakes; and a day."""

    nik = serializers.CharField(max_length=40, required=False)
    name = serializers.CharField(max_length=LONGEST_TYPED, required=False)
    born = serializers.CharField(max_length=30, required=False, help_text="12-03-1990")
    seat = serializers.IntegerField(min_value=1, max_value=LARGEST_KEY, required=False)
    day = serializers.DateField()
    purpose = serializers.ChoiceField(choices=list(PURPOSES.items()), help_text="Who asks: kept with the look")


class FamilySerializer(serializers.Serializer):
    """Rupiah on a death; null where it is not known. `scholarship` is the most, under conditions of its own."""

    base = serializers.IntegerField(allow_null=True)
    jkk = serializers.IntegerField(allow_null=True)
    jkm = serializers.IntegerField(allow_null=True)
    scholarship = serializers.IntegerField(allow_null=True)


class CoverSerializer(serializers.Serializer):
    """`covered` is true only where BPJS has confirmed; `answer` says why not. Nothing of another office's list."""

    day = serializers.DateField()
    covered = serializers.SerializerMethodField()
    answer = serializers.ChoiceField(choices=[each.value for each in Verdict], source="verdict")
    says = serializers.SerializerMethodField()
    seat = SeatSerializer(allow_null=True)
    since = serializers.SerializerMethodField()
    kpj = serializers.SerializerMethodField(help_text="First 4 and last 2 digits")
    month = serializers.SerializerMethodField()
    batch = serializers.SerializerMethodField()
    payment_code = serializers.SerializerMethodField()
    is_paid = serializers.SerializerMethodField()
    family = serializers.SerializerMethodField()

    def get_covered(self, answer: CoverAnswer) -> bool:
        return answer.verdict is Verdict.COVERED

    def get_says(self, answer: CoverAnswer) -> str:
        return f"{HEADLINES[answer.verdict]}. {SENTENCES[answer.verdict]}"

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_since(self, answer: CoverAnswer) -> Any:
        return answer.registration.confirmed_from if answer.is_seen and answer.registration else None

    def get_kpj(self, answer: CoverAnswer) -> str:
        return masked_kpj(answer) if answer.is_seen else ""

    def get_month(self, answer: CoverAnswer) -> str | None:
        return answer.month.month if answer.month else None

    def get_batch(self, answer: CoverAnswer) -> int | None:
        return answer.sent.number if answer.is_seen and answer.sent else None

    def get_payment_code(self, answer: CoverAnswer) -> str | None:
        return answer.billed.bill.payment_code if answer.is_seen and answer.billed else None

    def get_is_paid(self, answer: CoverAnswer) -> bool | None:
        return answer.billed.is_paid if answer.is_seen and answer.billed else None

    @extend_schema_field(FamilySerializer(allow_null=True))
    def get_family(self, answer: CoverAnswer) -> Any:
        if answer.verdict is not Verdict.COVERED or answer.price is None:
            return None
        basis = Basis(MembershipClass(answer.price.membership), answer.price.base)
        found = of_basis(basis, catalogue.benefits())
        return {"base": basis.wage, "jkk": found.jkk, "jkm": found.jkm, "scholarship": found.scholarship}


class AnsweredSerializer(serializers.Serializer):
    """Nobody (`found` 0), one with an answer, or several namesakes of whom one is to be asked for by `seat`."""

    found = serializers.SerializerMethodField()
    answer = serializers.SerializerMethodField()
    namesakes = serializers.SerializerMethodField()

    def get_found(self, answered: Answered) -> int:
        return len(answered.answers)

    @extend_schema_field(CoverSerializer(allow_null=True))
    def get_answer(self, answered: Answered) -> Any:
        return CoverSerializer(answered.answers[0]).data if len(answered.answers) == 1 else None

    @extend_schema_field(SeatSerializer(many=True))
    def get_namesakes(self, answered: Answered) -> Any:
        seats = [each.seat for each in answered.answers if each.seat is not None]
        return SeatSerializer(seats, many=True).data if len(answered.answers) > 1 else []


class IssueSerializer(StrictSerializer):
    """A letter for the person of a seat; in full only where the NIK may be seen so."""

    seat = serializers.IntegerField(min_value=1, max_value=LARGEST_KEY)
    day = serializers.DateField()
    purpose = serializers.ChoiceField(choices=list(PURPOSES.items()))
    in_full = serializers.BooleanField(default=False)


class CertificateSerializer(serializers.ModelSerializer):
    """What a letter stated, frozen."""

    seat = SeatSerializer(source="assignment")
    batch = serializers.IntegerField(source="batch.number", allow_null=True, default=None)
    payment_code = serializers.CharField(source="bill.payment_code", allow_null=True, default=None)
    sha256 = serializers.CharField(source="document.sha256")
    in_full = serializers.SerializerMethodField()

    class Meta:
        model = Certificate
        fields = (
            "id", "seat", "day", "cover", "since", "batch", "payment_code", "purpose", "issued_at", "sha256", "page",
            "in_full",
        )  # fmt: skip
        read_only_fields = fields

    def get_in_full(self, certificate: Certificate) -> bool:
        return certificate.document.kind == FULL_KIND
