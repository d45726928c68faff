"""The shapes of incidents in the API: what happened, what was done, and totals without names."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from enrolment.people import masked_nik
from pemilu_bpjs.api_bodies import StrictSerializer
from reports.incident_details import done_at
from reports.incident_wording import KINDS
from reports.incidents import Opened
from reports.models import Incident, IncidentStep
from reports.rules.incident_claim import Cause, Programme
from reports.rules.incident_papers import Paper

_LARGEST_KEY = 2**63 - 1
_KINDS = [(kind.value, label) for kind, label in KINDS.items()]
_CAUSES = [cause.value for cause in Cause]


class IncidentQuery(serializers.Serializer):
    """What the list may be narrowed by; nobody's name or number stands in an address."""

    state = serializers.ChoiceField(choices=Incident.State.choices, required=False)
    kind = serializers.ChoiceField(choices=_KINDS, required=False)


class NewIncidentSerializer(StrictSerializer):
    """Only who, what and when have to be known in the first hour."""

    seat = serializers.IntegerField(min_value=1, max_value=_LARGEST_KEY, help_text="As a search of people has it")
    kind = serializers.ChoiceField(choices=_KINDS)
    day = serializers.DateField()
    on_duty = serializers.BooleanField(required=False, allow_null=True, default=None, help_text="null: not known")
    cause = serializers.ChoiceField(choices=_CAUSES, required=False, default="", help_text="Of a death; blank: unknown")
    place = serializers.CharField(max_length=200, required=False, default="", allow_blank=True)
    story = serializers.CharField(max_length=2_000, required=False, default="", allow_blank=True)
    reporter_name = serializers.CharField(max_length=200, required=False, default="", allow_blank=True)
    reporter_phone = serializers.CharField(max_length=30, required=False, default="", allow_blank=True)
    reporter_relation = serializers.CharField(max_length=100, required=False, default="", allow_blank=True)


class _NotedSerializer(StrictSerializer):
    note = serializers.CharField(max_length=500, required=False, default="", allow_blank=True)


class PapersSerializer(_NotedSerializer):
    papers = serializers.ListField(
        child=serializers.ChoiceField(choices=[paper.value for paper in Paper]), help_text="All that are in hand now"
    )


class ClaimSerializer(_NotedSerializer):
    programme = serializers.ChoiceField(choices=[each.value for each in Programme])
    claimed_on = serializers.DateField()
    number = serializers.CharField(max_length=60, required=False, default="", allow_blank=True)


class DecisionSerializer(_NotedSerializer):
    is_granted = serializers.BooleanField()
    amount = serializers.IntegerField(
        min_value=0, max_value=10**10, required=False, allow_null=True, default=None, help_text="rupiah"
    )
    decided_on = serializers.DateField()


class CloseSerializer(_NotedSerializer):
    """Without a decision of BPJS the note says why it is over."""


class IncidentSerializer(serializers.Serializer):
    """A line: whom it happened to, and how far the claim has come. Of a reports.incidents.Opened."""

    id = serializers.IntegerField(source="incident.pk")
    seat = serializers.IntegerField(source="incident.assignment_id")
    name = serializers.CharField(source="incident.assignment.record.name")
    nik = serializers.SerializerMethodField(help_text="The first 4 and the last 2 digits")
    election = serializers.CharField(source="incident.election.code")
    kind = serializers.ChoiceField(source="told.kind", choices=_KINDS)
    day = serializers.DateField(source="told.day")
    on_duty = serializers.BooleanField(source="told.on_duty", allow_null=True)
    state = serializers.ChoiceField(source="incident.state", choices=Incident.State.choices)
    covered = serializers.BooleanField(allow_null=True, help_text="null: BPJS has not answered")
    programme = serializers.CharField(source="told.claim.programme", default="")
    claimed_on = serializers.DateField(source="told.claim.day", default=None, allow_null=True)
    decided_on = serializers.DateField(source="told.decision.day", default=None, allow_null=True)
    is_granted = serializers.BooleanField(source="told.decision.is_granted", default=None, allow_null=True)
    decided_amount = serializers.IntegerField(
        source="told.decision.amount", default=None, allow_null=True, help_text="rupiah"
    )

    def get_nik(self, found: Opened) -> str:
        return masked_nik(found.incident.assignment.record)


class StepSerializer(serializers.ModelSerializer):
    """What was done, when, by whom."""

    move = serializers.SerializerMethodField()
    note = serializers.SerializerMethodField()
    by = serializers.CharField(source="by.username", default="", help_text="Blank: the system")

    class Meta:
        model = IncidentStep
        fields = ("state", "move", "note", "by", "at")
        read_only_fields = fields

    def get_move(self, step: IncidentStep) -> str:
        return done_at(step).move

    def get_note(self, step: IncidentStep) -> str:
        return done_at(step).note


class ProposedSerializer(serializers.Serializer):
    programme = serializers.CharField(allow_null=True, help_text="JKK, JKM; null: nothing can be claimed")
    reason = serializers.CharField()


class ReporterSerializer(serializers.Serializer):
    """Who told of it."""

    name = serializers.CharField()
    phone = serializers.CharField()
    relation = serializers.CharField()


class PaperSerializer(serializers.Serializer):
    paper = serializers.CharField()
    is_published = serializers.BooleanField(help_text="false: custom; ask the branch of BPJS")
    in_hand = serializers.BooleanField()


class WholeIncidentSerializer(IncidentSerializer):
    """The same with what was told of it; asking for it is a look on record."""

    cause = serializers.CharField(source="told.cause")
    place = serializers.CharField(source="told.place")
    story = serializers.CharField(source="told.story")
    reporter = ReporterSerializer(source="told.reporter")
    claim_number = serializers.CharField(source="told.claim.number", default="")
    proposed = ProposedSerializer(source="proposal")
    papers = serializers.SerializerMethodField()
    steps = StepSerializer(source="incident.steps", many=True)

    @extend_schema_field(PaperSerializer(many=True))
    def get_papers(self, found: Opened) -> list[dict[str, Any]]:
        return [
            {"paper": each.paper, "is_published": each.is_published, "in_hand": each.paper in found.told.papers}
            for each in self.context["checklist"]
        ]


class KindTotalSerializer(serializers.Serializer):
    """Incidents of one kind; `amount` in rupiah as BPJS granted them."""

    kind = serializers.CharField()
    reported = serializers.IntegerField()
    covered = serializers.IntegerField()
    claimed = serializers.IntegerField()
    granted = serializers.IntegerField()
    refused = serializers.IntegerField()
    waiting = serializers.IntegerField()
    amount = serializers.IntegerField()


class PlaceSerializer(serializers.Serializer):
    kecamatan = serializers.CharField()
    reported = serializers.IntegerField()


class TotalsSerializer(serializers.Serializer):
    """Kecamatan with few incidents are put together, so that nobody can be known by them."""

    election = serializers.CharField()
    kinds = KindTotalSerializer(many=True)
    kecamatan = PlaceSerializer(many=True)
    others = serializers.IntegerField(help_text="Of all other kecamatan together")
