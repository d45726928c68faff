"""The shapes of rosters in the API. Problems are those of the roster command's JSON (design/contracts.md §3)."""

from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from enrolment import mapping
from enrolment.actions.rosters.editing import EDITABLE, LONGEST
from enrolment.actions.rosters.meaning import MEANT
from enrolment.mapping import SheetChoice
from enrolment.models import Acceptance, RosterLine, RosterUpload
from enrolment.models.scope import ALL_INSTITUTIONS
from enrolment.rules.masking import plainly
from enrolment.rules.raw_row import column_index, column_letter
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_problems import SEVERITY, Severity
from enrolment.serializers.elections import REGION_CODE
from pemilu_bpjs.api import JobSerializer
from pemilu_bpjs.api_bodies import StrictSerializer

LARGEST_KEY = 2**63 - 1
_LAST_ROW = 1_048_576  # of any workbook
_FIELDS = [each.value for each in Field]


class TargetSerializer(StrictSerializer):
    """For which election, where and of whom; what leaves no choice may be left out."""

    election = serializers.CharField(max_length=60, help_text="Code of an election")
    institution = serializers.ChoiceField(choices=ALL_INSTITUTIONS, required=False)
    region = serializers.RegexField(
        REGION_CODE, required=False, help_text="Kemendagri code; default: the reach of whoever asks"
    )


class NewRosterSerializer(TargetSerializer):
    body = serializers.SlugField(
        max_length=40, required=False, allow_blank=True, help_text="Where the file itself names no body"
    )
    file = serializers.FileField(help_text="XLSX, XLS, ODS or CSV, at most 20 MB")


class NewTemplateSerializer(TargetSerializer):
    institution = None
    bodies = serializers.ListField(child=serializers.SlugField(max_length=40), min_length=1, max_length=20)


class RosterQuery(serializers.Serializer):
    """What a list of uploads may be narrowed by."""

    election = serializers.CharField(max_length=60, required=False)
    state = serializers.ChoiceField(choices=RosterUpload.State.choices, required=False)


class SheetSerializer(serializers.Serializer):
    name = serializers.CharField(allow_null=True, help_text="null: a CSV has no sheet")
    header_row = serializers.IntegerField(allow_null=True)
    columns = serializers.DictField(child=serializers.CharField(), help_text="Letter by field, as map files name it")


class RosterSerializer(serializers.ModelSerializer):
    """ok + warned + rejected = rows; `accepted` counts rows whose people stand."""

    election = serializers.CharField(source="election.code", read_only=True)
    body = serializers.CharField(allow_blank=True, help_text="Empty: the file itself says")
    sheets = serializers.SerializerMethodField()
    sent_by = serializers.CharField(source="sent_by.username", allow_null=True, default=None)
    job = JobSerializer(allow_null=True, read_only=True, help_text="The last that worked on it")

    class Meta:
        model = RosterUpload
        fields = (
            "id", "election", "institution", "region", "body", "office", "file_name", "sha256", "size", "state",
            "rows", "ok", "warned", "rejected", "accepted", "sheets", "sent_by", "sent_at", "checked_at",
            "accepted_at", "job",
        )  # fmt: skip
        read_only_fields = fields

    def get_sheets(self, upload: RosterUpload) -> SheetSerializer(many=True):  # type: ignore[valid-type]
        return mapping.sheets_for_scripts(mapping.layout_of(upload))


class UnitSerializer(serializers.Serializer):
    code = serializers.CharField()
    tps = serializers.IntegerField(allow_null=True)
    body = serializers.CharField()


class RosterProblemSerializer(serializers.Serializer):
    """A fault where the sender sees it. Values are masked; a unit's problem stands in no row."""

    sheet = serializers.CharField(allow_null=True)
    row = serializers.IntegerField(allow_null=True)
    column = serializers.CharField(allow_null=True)
    field = serializers.CharField(allow_null=True)
    code = serializers.ChoiceField(choices=sorted(SEVERITY))
    severity = serializers.ChoiceField(choices=[each.value for each in Severity])
    value = serializers.CharField(allow_null=True)
    message = serializers.CharField()
    unit = UnitSerializer(required=False, help_text="Only of a unit's problem")


class RosterRowQuery(serializers.Serializer):
    """What the rows of an upload may be narrowed by."""

    state = serializers.ChoiceField(choices=RosterLine.State.choices, required=False)
    code = serializers.ChoiceField(choices=sorted(SEVERITY), required=False, help_text="Rows that have this problem")


class RosterRowSerializer(serializers.ModelSerializer):
    """A row by what it was understood to say, its particulars left out; `sheet` and `row` as its sender sees them."""

    sheet = serializers.SerializerMethodField()
    body = serializers.CharField(allow_blank=True, help_text="Empty where it is not understood; so are the next")
    position = serializers.CharField(allow_blank=True)
    region = serializers.CharField(source="region_code", allow_blank=True)
    outcome = serializers.ChoiceField(choices=RosterLine.Outcome.choices, allow_blank=True)
    is_edited = serializers.SerializerMethodField(help_text="Whether a cell of it was typed over")
    problems = RosterProblemSerializer(many=True, source="told")

    class Meta:
        model = RosterLine
        fields = (
            "id", "sheet", "row", "state", "name", "body", "position", "region", "tps", "start", "end", "is_reserve",
            "is_edited", "outcome", "accepted_at", "problems",
        )  # fmt: skip
        read_only_fields = fields

    def get_sheet(self, line: RosterLine) -> str | None:
        names: dict[int, str | None] = self.context["sheets"]
        return names[line.sheet]

    def get_is_edited(self, line: RosterLine) -> bool:
        return line.sealed_edits is not None


class CellSerializer(StrictSerializer):
    """One cell typed over; the row is checked again at once."""

    field = serializers.ChoiceField(choices=[each.value for each in EDITABLE])
    text = serializers.CharField(max_length=LONGEST, allow_blank=True)


class MeaningSerializer(StrictSerializer):
    """What one word of the file means, in every row that says it."""

    field = serializers.ChoiceField(choices=[each.value for each in MEANT])
    word = serializers.CharField(max_length=200, trim_whitespace=False, help_text="The `value` of the problem")
    meaning = serializers.CharField(max_length=60, help_text="Code of a region, a position or a body")


class MeantSerializer(serializers.Serializer):
    rows = serializers.IntegerField(help_text="How many rows were read so")


class ColumnsOfSheetSerializer(StrictSerializer):
    """One sheet as it is to be read."""

    index = serializers.IntegerField(min_value=0, max_value=255, help_text="The sheet's place in the file, from 0")
    header_row = serializers.IntegerField(
        min_value=0, max_value=_LAST_ROW, required=False, help_text="The header's last row; 0: there is none"
    )
    body = serializers.SlugField(max_length=40, required=False, allow_blank=True)
    is_roster = serializers.BooleanField(default=True, help_text="false: this sheet lists no people")
    columns = serializers.DictField(
        child=serializers.RegexField(r"^[A-Z]{1,2}$"), help_text=f"Letter by field; fields: {', '.join(_FIELDS)}"
    )

    def validate_columns(self, columns: dict[str, str]) -> dict[str, str]:
        if unknown := sorted(columns.keys() - set(_FIELDS)):
            raise serializers.ValidationError(_("Isian tidak dikenal: %s.") % ", ".join(unknown), "unknown")
        letters = [letter for field, letter in columns.items() if field != Field.END or letter != columns.get("start")]
        if len(set(letters)) < len(letters):
            raise serializers.ValidationError(_("Satu kolom hanya untuk satu isian."), "doubled")
        return columns

    @staticmethod
    def choice(sheet: dict[str, Any]) -> SheetChoice:
        """What was asked of one sheet. One column for both days of a tenure counts as its first day's."""
        fields = sorted(sheet["columns"].items(), key=lambda each: each[0] == Field.START)
        columns = {column_index(letter): field for field, letter in fields}
        return SheetChoice(sheet["index"], columns, sheet.get("header_row"), sheet.get("body"), sheet["is_roster"])


class ColumnsSerializer(StrictSerializer):
    """Sheets that are left out stay as they were found."""

    sheets = ColumnsOfSheetSerializer(many=True, allow_empty=False)


class FoundSheetSerializer(serializers.Serializer):
    """How one sheet was read. `headers`, from column A on; `unsure`: fields that its sender has to confirm."""

    index = serializers.IntegerField()
    name = serializers.CharField(allow_null=True)
    header_row = serializers.IntegerField(allow_null=True)
    body = serializers.CharField(allow_blank=True)
    headers = serializers.ListField(child=serializers.CharField(allow_blank=True))
    columns = serializers.DictField(child=serializers.CharField())
    unsure = serializers.ListField(child=serializers.CharField())


class LeftOutSerializer(serializers.Serializer):
    """A sheet that is not read; one that its sender chose to leave out is read again once its columns are said."""

    index = serializers.IntegerField(allow_null=True, help_text="The sheet's place in the file, from 0")
    sheet = serializers.CharField(allow_blank=True)
    why = serializers.CharField()
    rows = serializers.IntegerField()


class FoundColumnsSerializer(serializers.Serializer):
    sheets = FoundSheetSerializer(many=True)
    left_out = LeftOutSerializer(many=True)


class AcceptanceSerializer(serializers.ModelSerializer):
    receipt = serializers.UUIDField(
        source="document_id", allow_null=True, read_only=True, help_text="Id of the document; null until it is made"
    )

    class Meta:
        model = Acceptance
        fields = ("number", "at", "new", "changed", "unchanged", "sha256", "undone_at", "receipt")
        read_only_fields = fields


class ComparedRowSerializer(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    row = serializers.IntegerField()
    name = serializers.CharField()
    body = serializers.CharField()
    position = serializers.CharField()
    region = serializers.CharField(source="region_code")
    tps = serializers.IntegerField()


class ComparedSeatSerializer(serializers.Serializer):
    id = serializers.IntegerField(source="pk", help_text="as /people/ calls it")
    body = serializers.CharField()
    position = serializers.CharField()
    region = serializers.CharField(source="region_code")
    tps = serializers.IntegerField()


class GoneSerializer(ComparedSeatSerializer):
    name = serializers.CharField(source="record.name")


class DifferenceSerializer(serializers.Serializer):
    field = serializers.CharField()
    old = serializers.CharField(allow_null=True, help_text="masked where it is personal")
    new = serializers.CharField(allow_null=True)


class RosterChangeSerializer(serializers.Serializer):
    line = ComparedRowSerializer()
    assignment = ComparedSeatSerializer()
    differences = DifferenceSerializer(many=True)


class RosterMoveSerializer(serializers.Serializer):
    line = ComparedRowSerializer()
    old = ComparedSeatSerializer()


class ComparedNumbersSerializer(serializers.Serializer):
    new = serializers.IntegerField()
    changed = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    moved = serializers.IntegerField()
    gone = serializers.IntegerField()
    namesakes = serializers.IntegerField()


class AcceptSerializer(StrictSerializer):
    ends = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=LARGEST_KEY),
        default=list,
        max_length=10_000,
        help_text="Older seats (of `comparison.moved` and `.blocked`) of people who move here, to be ended as they are "
        "accepted",
    )
    numbers = ComparedNumbersSerializer(
        required=False,
        help_text="`comparison.numbers` as they were agreed to: where more would be stored by now, nothing is; the job "
        "fails, and its error and result tell the new numbers. Default: whatever is good by then",
    )


class NamesakeSerializer(serializers.Serializer):
    line = ComparedRowSerializer()
    seat = ComparedSeatSerializer()


class RosterComparisonSerializer(serializers.Serializer):
    """What accepting would change: the numbers, and the first 200 people of each kind."""

    numbers = ComparedNumbersSerializer()
    new = ComparedRowSerializer(many=True)
    changed = RosterChangeSerializer(many=True)
    moved = RosterMoveSerializer(many=True)
    blocked = RosterMoveSerializer(
        many=True,
        help_text="Rejected rows of people who would move to a seat that somebody else still has, as two who change "
        "places: accepted where `ends` names their older seats and that one's. Among none of the numbers",
    )
    gone = GoneSerializer(many=True, help_text="They stay until somebody ends them.")
    namesakes = NamesakeSerializer(
        many=True, help_text="People of these units with a row's name and birth date under another NIK: one, or two?"
    )
    is_part = serializers.BooleanField(
        help_text="The file is a workbook that the product made of some people alone: nobody is gone by it"
    )


def columns_of(upload: RosterUpload) -> dict[str, Any]:
    """How the file is read. A header may be a person's row taken for one: long numbers in it are masked."""
    layout = mapping.layout_of(upload)
    return {
        "sheets": [
            {
                "index": sheet.index,
                "name": sheet.sheet,
                "header_row": sheet.header_rows[-1] if sheet.header_rows else None,
                "body": sheet.body,
                "headers": [plainly(header) for header in sheet.headers],
                "columns": {str(field): column_letter(place) for field, place in sheet.columns.items()},
                "unsure": [str(field) for field in sheet.unsure],
            }
            for sheet in layout.sheets
        ],
        "left_out": [asdict(each) for each in layout.left_out],
    }
