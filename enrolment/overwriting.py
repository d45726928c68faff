"""A person's record when a later row says other things of him: what the row leaves blank stays as it was.

Lists come with more and with fewer columns: one without the mother's name must not take away what an earlier one gave.
"""

from typing import Any, NamedTuple

from enrolment.models import PersonRecord, RosterLine
from enrolment.particulars import SEALED_PARTICULARS, content_fp, open_particulars
from enrolment.rules.roster_fields import PARTICULARS, Field
from enrolment.rules.roster_lacks import lacks_of
from enrolment.rules.roster_packing import pack
from enrolment.rules.roster_rows import RosterRow
from pemilu_bpjs import vault


class Saying(NamedTuple):
    """A record, and a row that says something else; `sealed` and `line_sealed` are the particulars of both."""

    line: int
    record: int
    sealed: bytes
    content_fp: bytes
    civil: str
    is_member: bool
    line_sealed: bytes
    line_content_fp: bytes
    name: str
    name_birth_fp: bytes
    sex: str
    line_civil: str
    line_is_member: bool


Told = tuple[int, str, bytes, str, str, bool, int, bytes, bytes]
"""id, name, name_birth_fp, sex, civil, is_member, lacks, sealed, content_fp"""


def saying(record: PersonRecord, line: RosterLine) -> Saying:
    """The two of them as `told` takes them."""
    return Saying(
        line.pk, record.pk, record.sealed, record.content_fp, record.civil, record.is_member,
        line.sealed, line.content_fp, line.name, line.name_birth_fp, line.sex, line.civil, line.is_member,
    )  # fmt: skip


def told(says: Saying) -> RosterRow:
    """The person as record and row tell of him together."""
    before, row = open_particulars(says.sealed), open_particulars(says.line_sealed)
    together: dict[str, Any] = {each.value: row[each] or before[each] for each in PARTICULARS}
    return RosterRow(
        name=says.name,
        sex=says.sex,
        civil=says.line_civil or ("" if row[Field.JOB] else says.civil),
        is_member=bool(says.line_is_member or (says.is_member and not row[Field.KPJ])),
        **together,
    )


def overwritten(says: Saying) -> Told | None:
    """The record's new columns; None where the row says nothing that the record does not say already."""
    row = told(says)
    packed = pack(row)
    content = content_fp(row, packed)
    if content == bytes(says.content_fp):
        return None
    sealed = vault.seal(packed, SEALED_PARTICULARS)
    return (
        says.record, says.name, says.name_birth_fp, says.sex, row.civil, row.is_member, lacks_of(row), sealed, content,
    )  # fmt: skip
