"""The statements of enrolment/restoring.py; what each database reads JSON and hex by is filled in.

Parameters: %(upload)s; of a chunk of rows %(sheet)s, %(first)s and %(last)s.
"""

# Where one thing was changed twice, what stood at first counts. A subquery, not a join, as in merging_sql; by the plus
# it is looked for by the thing, never among all that the upload changed.
_AS_AT_FIRST = """
UPDATE {table} SET {set}({columns}) = (
    SELECT {values} FROM enrolment_rosterchange c
    WHERE c.{of} = {table}.id AND +c.upload_id = %(upload)s ORDER BY c.id LIMIT 1)
WHERE id IN (SELECT {of} FROM enrolment_rosterchange WHERE upload_id = %(upload)s AND {of} IS NOT NULL)
"""
# What is in an index is written only where it changes, as in merging_sql.
_RENAMED_BACK = """
UPDATE enrolment_personrecord SET name_birth_fp = (
    SELECT {value} FROM enrolment_rosterchange c
    WHERE c.record_id = enrolment_personrecord.id AND +c.upload_id = %(upload)s ORDER BY c.id LIMIT 1)
WHERE id IN (
    SELECT c.record_id FROM enrolment_rosterchange c JOIN enrolment_personrecord r ON r.id = c.record_id
    WHERE c.upload_id = %(upload)s AND {value} <> r.name_birth_fp)
"""
_SEAT_KINDS = {
    "position": "text", "start": "date", "end": "date", "is_reserve": "boolean", "not_insured": "text",
    "decree_number": "text", "decree_date": "date", "stop_reason": "text", "line": "bigint",
}  # fmt: skip
_RECORD_KINDS = {
    "name": "text", "sex": "text", "civil": "text", "is_member": "boolean", "lacks": "smallint",
    "content_fp": "bytes", "updated_at": "timestamptz",
}  # fmt: skip


def seats(vendor: str) -> str:
    """Those that the upload changed or ended, as they were."""
    columns, values = _kept("c.before", _SEAT_KINDS, vendor)
    return _AS_AT_FIRST.format(
        table="enrolment_assignment",
        set="voided_at = NULL, ",
        of="assignment_id",
        columns=columns.replace('"line"', "line_id"),
        values=values,
    )


def records(vendor: str) -> str:
    """Those that the upload wrote over, as they were."""
    columns, values = _kept("c.record_before", _RECORD_KINDS, vendor)
    return _AS_AT_FIRST.format(
        table="enrolment_personrecord",
        set="",
        of="record_id",
        columns=f"{columns}, sealed",
        values=f"{values}, c.sealed_before",
    )


def names(vendor: str) -> str:
    """By what people of one name and birth date are found, where the upload wrote over that."""
    return _RENAMED_BACK.format(value=_value("c.record_before", "name_birth_fp", "bytes", vendor))


def _kept(column: str, kinds: dict[str, str], vendor: str) -> tuple[str, str]:
    """The columns' names, and what is kept of them in a column of JSON."""
    values = (_value(column, name, kind, vendor) for name, kind in kinds.items())
    return ", ".join(f'"{name}"' for name in kinds), ", ".join(values)


def _value(column: str, name: str, kind: str, vendor: str) -> str:
    if vendor == "sqlite":  # has no kinds but those that JSON has
        value = f"json_extract({column}, '$.{name}')"
        return f"unhex({value})" if kind == "bytes" else value
    value = f"{column} ->> '{name}'"
    return f"decode({value}, 'hex')" if kind == "bytes" else f"CAST({value} AS {kind})"


UNTELL_LINES = """
UPDATE enrolment_rosterline SET accepted_at = NULL, outcome = ''
WHERE upload_id = %(upload)s AND sheet = %(sheet)s AND "row" BETWEEN %(first)s AND %(last)s AND accepted_at IS NOT NULL
"""
