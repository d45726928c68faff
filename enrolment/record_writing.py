"""A person's record from what is known of him: sealed particulars, and the fingerprints that find them."""

from dataclasses import replace
from datetime import datetime

from enrolment.models import Person, PersonRecord
from enrolment.particulars import SEALED_PARTICULARS, content_fp, name_birth_fp, nik_fp, open_particulars
from enrolment.rules.region_code import kabupaten_of
from enrolment.rules.roster_fields import PARTICULARS
from enrolment.rules.roster_lacks import lacks_of
from enrolment.rules.roster_packing import pack
from enrolment.rules.roster_rows import RosterRow
from pemilu_bpjs import vault


def written(record: PersonRecord, row: RosterRow, at: datetime) -> PersonRecord:
    """The record with everything that the row says of the person; not saved. The row has name, birth date and sex."""
    packed = pack(row)
    record.name, record.sex, record.civil, record.is_member = row.name, row.sex, row.civil, row.is_member
    record.name_birth_fp = name_birth_fp(row.name, row.birth_date)
    record.lacks = lacks_of(row)
    record.content_fp = content_fp(row, packed)
    record.sealed = vault.seal(packed, SEALED_PARTICULARS)
    record.updated_at = at
    return record


def person_with(nik: str) -> Person:
    """Whoever bears a NIK; known from now on if nobody did."""
    return Person.objects.get_or_create(nik_fp=nik_fp(nik))[0]


def record_of(person: Person, institution: str, seat: str, row: RosterRow, at: datetime) -> PersonRecord:
    """What an institution says of a person, with what a row says now; its blanks take nothing away. Saved.

    `seat`: the region code of the person's seat, whose kabupaten the record is of.
    """
    own = {"person": person, "institution": institution, "region": kabupaten_of(seat)}
    standing = PersonRecord.objects.filter(**own).first()
    if standing is not None:
        row = _said_now(as_row(standing), row)
    record = written(standing or PersonRecord(**own), row, at)
    record.save()
    return record


def as_row(record: PersonRecord) -> RosterRow:
    """What a record says of its person; no seat. Raises vault.VaultError."""
    said = open_particulars(record.sealed)
    return RosterRow(
        **{each.value: said[each] for each in PARTICULARS},
        name=record.name,
        sex=record.sex,
        civil=record.civil,
        is_member=record.is_member,
    )


def filled(row: RosterRow, more: RosterRow) -> RosterRow:
    """The person as `row` tells of him; where it says nothing, as `more` does."""
    particulars = {each.value: getattr(row, each.value) or getattr(more, each.value) for each in PARTICULARS}
    return replace(row, **particulars, civil=row.civil or more.civil, is_member=row.is_member or more.is_member)


def _said_now(before: RosterRow, row: RosterRow) -> RosterRow:
    """Who names another occupation is a civil servant no longer."""
    return replace(filled(row, before), civil=row.civil or ("" if row.job else before.civil))
