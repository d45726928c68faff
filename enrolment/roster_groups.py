"""The faults of an upload counted by kind and by word, and the rows that have one: in the database, opening no seal."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

from enrolment.models import RosterLine, RosterUpload
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_lacks import FIELD_OF, FILE_LEVEL
from enrolment.rules.roster_rows import Layout

WORDS = frozenset({Field.KECAMATAN, Field.DESA, Field.UNIT, Field.TPS, Field.POSITION, Field.BODY})
"""Fields whose words are told apart in the groups: one spelling is mended for all its rows at once."""

_ELEMENTS = {"sqlite": "json_each(l.{0}) AS e", "postgresql": "jsonb_array_elements(l.{0}) AS e(value)"}
_FAULTS = """
SELECT e.value ->> 'code' AS code, e.value ->> 'field' AS field, e.value ->> 'value' AS word,
       e.value ->> 'particulars' AS particulars
FROM enrolment_rosterline AS l, {elements}
WHERE l.upload_id = %s AND l.state <> 'ok'
"""
_GROUPS = """
SELECT code, field, CASE WHEN field IN ({words}) THEN word END AS spelt, COUNT(*), MIN(particulars)
FROM ({faults}) AS f GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 3
"""


@dataclass(frozen=True, slots=True)
class Group:
    """`rows` rows with one fault; `word` is what they all say where a word is at fault, else ""."""

    code: str
    field: str
    word: str
    rows: int
    particulars: Mapping[str, Any]
    """Those of one of the rows."""


class HasProblem(models.Func):
    """Whether a list of problems (a JSON column) holds the code."""

    output_field = models.BooleanField()
    template = "EXISTS (SELECT 1 FROM %(elements)s WHERE e.value ->> 'code' = %(code)s)"
    arity = 2

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self._as(compiler, "json_each({}) AS e")

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self._as(compiler, "jsonb_array_elements({}) AS e(value)")

    def _as(self, compiler: Any, elements: str) -> tuple[str, tuple[Any, ...]]:
        column, code = self.get_source_expressions()
        column_sql, column_params = compiler.compile(column)
        code_sql, code_params = compiler.compile(code)
        sql = self.template % {"elements": elements.format(column_sql), "code": code_sql}
        return sql, (*column_params, *code_params)


def fault_groups(upload: RosterUpload) -> list[Group]:
    """Every fault of the upload's rows, the most frequent first."""
    elements = _ELEMENTS[connection.vendor]
    faults = " UNION ALL ".join(_FAULTS.format(elements=elements.format(each)) for each in ("problems", "clashes"))
    sql = _GROUPS.format(words=", ".join(["%s"] * len(WORDS)), faults=faults)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*sorted(WORDS), upload.pk, upload.pk])
        return [
            Group(code, field or "", word or "", rows, json.loads(particulars or "{}"))
            for code, field, word, rows, particulars in cursor.fetchall()
        ]


def bodies_of(upload: RosterUpload) -> frozenset[str]:
    """The bodies that its rows are known to list, and the one that was chosen for it."""
    said = RosterLine.objects.filter(upload=upload).exclude(body="").order_by().values_list("body", flat=True)
    return frozenset({*said.distinct(), upload.body} - {""})


def that_lack(lines: models.QuerySet[RosterLine], code: str, layout: Layout) -> models.QuerySet[RosterLine]:
    """Those lines that add to a problem told once a file: their sheet has such a column, and they say nothing there."""
    field = next(each for each, told in FILE_LEVEL.items() if told == code)
    bit = next(each for each, lacked in FIELD_OF.items() if lacked is field)
    sheets = [sheet.index for sheet in layout.sheets if field in sheet.columns]
    return lines.filter(sheet__in=sheets).annotate(lacked=models.F("lacks").bitand(int(bit))).filter(lacked__gt=0)


def with_problem(lines: models.QuerySet[RosterLine], code: str) -> models.QuerySet[RosterLine]:
    """Those lines that have the fault, of their own or by others."""
    found = [HasProblem(models.F(column), models.Value(code)) for column in ("problems", "clashes")]
    return lines.filter(models.Q(found[0]) | models.Q(found[1]))
