"""The shapes of batches and answers in the API. Whoever a row is about is masked."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from enrolment.rules.masking import masked_number, plainly
from enrolment.rules.raw_row import column_index, column_letter
from pemilu_bpjs.api_bodies import StrictSerializer
from reports import answer_layouts as layouts
from reports.answer_cells import open_cells
from reports.answer_layouts import SheetChoice
from reports.batch_counts import Answers
from reports.forms.days import believable
from reports.models import Answer, AnswerRow, Batch, BatchFile
from reports.rules.answer_layout import Column
from reports.rules.answer_outcomes import Outcome
from reports.rules.answer_words import Verdict

LARGEST_KEY = 2**63 - 1
_LAST_ROW = 1_048_576  # of any workbook
_COLUMNS = [column.value for column in Column]
VERDICTS = [verdict.value for verdict in Verdict]


class NewBatchSerializer(StrictSerializer):
    arrangement = serializers.IntegerField(min_value=1, max_value=LARGEST_KEY)
    body = serializers.SlugField(max_length=40, required=False, default="", allow_blank=True)


class BatchFileSerializer(serializers.ModelSerializer):
    class Meta:
        model = BatchFile
        fields = ("id", "kind", "part", "layout", "name", "rows", "sha256")
        read_only_fields = fields


class BatchSerializer(serializers.ModelSerializer):
    """accepted + rejected + open = people."""

    body = serializers.CharField(allow_blank=True, help_text="Code; empty: all bodies")
    files = BatchFileSerializer(many=True)
    accepted = serializers.SerializerMethodField()
    rejected = serializers.SerializerMethodField()
    open = serializers.SerializerMethodField()

    class Meta:
        model = Batch
        fields = (
            "id", "arrangement", "number", "body", "people", "totals", "frozen_at", "expires_at", "files", "accepted",
            "rejected", "open",
        )  # fmt: skip
        read_only_fields = fields

    def get_accepted(self, batch: Batch) -> int:
        return self._counts(batch).accepted

    def get_rejected(self, batch: Batch) -> int:
        return self._counts(batch).rejected

    def get_open(self, batch: Batch) -> int:
        return self._counts(batch).open

    def _counts(self, batch: Batch) -> Answers:
        counts: dict[int, Answers] = self.context["counts"]
        return counts.get(batch.pk, Answers())


class NewAnswerSerializer(serializers.Serializer):
    file = serializers.FileField(help_text="XLSX, XLS, ODS or CSV, at most 20 MB")
    several = serializers.BooleanField(default=False, help_text="true: it answers other batches as well")


class AnswerSerializer(serializers.ModelSerializer):
    """accepted + rejected + unchanged + unknown + doubled + contradictory = rows. Nothing counts before `applied`."""

    problem = serializers.SerializerMethodField()

    class Meta:
        model = Answer
        fields = (
            "id", "arrangement", "batch", "file_name", "sha256", "state", "problem", "rows", "accepted", "rejected",
            "unchanged", "unknown", "doubled", "contradictory", "given_at", "applied_at",
        )  # fmt: skip
        read_only_fields = fields

    def get_problem(self, answer: Answer) -> str:
        """The code of why it cannot be read; "" where it can."""
        return str(answer.problem.get("code", ""))


class AnswerRowSerializer(serializers.ModelSerializer):
    """One row as it was given, masked, and what it came to."""

    why = serializers.CharField(allow_blank=True, help_text="Code of what is to be said of it; empty: nothing")
    nik = serializers.SerializerMethodField()
    kpj = serializers.SerializerMethodField()
    reference = serializers.SerializerMethodField()
    reason = serializers.SerializerMethodField()

    class Meta:
        model = AnswerRow
        fields = ("sheet", "row", "outcome", "why", "reference", "nik", "kpj", "reason")
        read_only_fields = fields

    def get_nik(self, row: AnswerRow) -> str:
        return masked_number(self._cells(row).nik)

    def get_kpj(self, row: AnswerRow) -> str:
        return masked_number(self._cells(row).kpj)

    def get_reference(self, row: AnswerRow) -> str:
        return str(self._cells(row).reference)

    def get_reason(self, row: AnswerRow) -> str:
        return plainly(self._cells(row).reason)

    def _cells(self, row: AnswerRow) -> Any:
        if not hasattr(row, "opened"):
            row.opened = open_cells(row.sealed)[0]  # type: ignore[attr-defined]
        return row.opened


class AnswerRowQuery(serializers.Serializer):
    outcome = serializers.ChoiceField(choices=[outcome.value for outcome in Outcome], required=False)


class ApplyAnswerSerializer(StrictSerializer):
    start = serializers.DateField(validators=[believable], help_text="First day of cover of those rows that name none")


class AnswerSheetSerializer(StrictSerializer):
    """One sheet as it is to be read."""

    index = serializers.IntegerField(min_value=0, max_value=255, help_text="The sheet's place in the file, from 0")
    header_row = serializers.IntegerField(min_value=0, max_value=_LAST_ROW, help_text="0: there is none")
    columns = serializers.DictField(
        child=serializers.RegexField(r"^[A-Z]{1,2}$"), help_text=f"Letter by meaning: {', '.join(_COLUMNS)}"
    )
    all_rows = serializers.ChoiceField(
        choices=VERDICTS, required=False, allow_null=True, default=None, help_text="Where no column holds a status"
    )
    is_read = serializers.BooleanField(default=True)

    def validate_columns(self, columns: dict[str, str]) -> dict[str, str]:
        if unknown := sorted(columns.keys() - set(_COLUMNS)):
            raise serializers.ValidationError(_("Isian tidak dikenal: %s.") % ", ".join(unknown), "unknown")
        if len(set(columns.values())) < len(columns):
            raise serializers.ValidationError(_("Satu kolom hanya untuk satu isian."), "doubled")
        return columns

    @staticmethod
    def choice(sheet: dict[str, Any]) -> SheetChoice:
        columns = {Column(name): column_index(letter) for name, letter in sheet["columns"].items()}
        said = Verdict(sheet["all_rows"]) if sheet["all_rows"] else None
        return SheetChoice(sheet["index"], columns, sheet["header_row"], said, sheet["is_read"])


class AnswerColumnsSerializer(StrictSerializer):
    sheets = AnswerSheetSerializer(many=True, allow_empty=False)


class AskedWordSerializer(serializers.Serializer):
    """A status to be explained: where it stands first in the file, and how many rows have it."""

    sheet = serializers.IntegerField()
    row = serializers.IntegerField()
    rows = serializers.IntegerField()


class FoundAnswerSheetSerializer(serializers.Serializer):
    index = serializers.IntegerField()
    name = serializers.CharField(allow_null=True)
    header_row = serializers.IntegerField()
    columns = serializers.DictField(child=serializers.CharField())
    all_rows = serializers.CharField(allow_null=True)
    unsure = serializers.ListField(child=serializers.CharField())


class AnswerLayoutSerializer(serializers.Serializer):
    sheets = FoundAnswerSheetSerializer(many=True)
    asked = AskedWordSerializer(many=True)


class AnswerWordSerializer(StrictSerializer):
    sheet = serializers.IntegerField(min_value=0, max_value=255)
    row = serializers.IntegerField(min_value=1, max_value=_LAST_ROW)
    meaning = serializers.ChoiceField(choices=VERDICTS)


class AnswerWordsSerializer(StrictSerializer):
    words = AnswerWordSerializer(many=True, allow_empty=False)


def layout_of(answer: Answer) -> dict[str, Any]:
    """How the file is read, and what is still asked."""
    layout = layouts.from_json(answer.layout)
    return {
        "sheets": [
            {
                "index": sheet.index,
                "name": sheet.name,
                "header_row": sheet.header_row,
                "columns": {column.value: column_letter(place) for column, place in sheet.columns.items()},
                "all_rows": sheet.all_rows.value if sheet.all_rows else None,
                "unsure": [column.value for column in sheet.unsure],
            }
            for sheet in layout.sheets
        ],
        "asked": [{"sheet": each.sheet, "row": each.row, "rows": each.rows} for each in layout.asked],
    }
