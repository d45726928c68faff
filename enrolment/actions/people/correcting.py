"""What stands of a person, put right by hand: particulars, and the NIK where it was mistyped."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from enrolment.actions.people.reach import require_edit
from enrolment.models import Assignment, Person, PersonRecord, Position
from enrolment.particulars import nik_fp
from enrolment.record_writing import as_row, written
from enrolment.rules.roster_fields import PARTICULARS
from enrolment.rules.roster_rows import RosterRow
from enrolment.serving import changing_people
from pemilu_bpjs import audit

_SAID = ("name", "sex", *(each.value for each in PARTICULARS))


def correct(*, assignment: Assignment, row: RosterRow, by: Any) -> PersonRecord:
    """The person's record as the row says it, blanks included; the row was checked and has no error.

    Raises ValidationError by field where the NIK is another person's, PermissionDenied.
    """
    require_edit(by, (assignment,))
    with changing_people(assignment.election_id):
        record = (
            PersonRecord.objects.select_related("person").select_for_update(of=("self",)).get(pk=assignment.record_id)
        )
        before = as_row(record)
        changed = [name for name in _SAID if getattr(before, name) != getattr(row, name)]
        if row.nik != before.nik:
            _give_nik(record, row.nik)
        written(record, row, timezone.now()).save()
        _insure(record, before, row)
        audit.record(
            "person.correct",
            by=by,
            subject=f"person:{record.person_id}",
            region=assignment.region_code,
            detail={"fields": changed, "institution": record.institution},
        )
    return record


def _give_nik(record: PersonRecord, nik: str) -> None:
    """The record and its seats become those of whoever bears that NIK: nobody yet, or a person of another's list."""
    person, _is_new = Person.objects.get_or_create(nik_fp=nik_fp(nik))
    own = {"institution": record.institution, "region": record.region}
    standing = PersonRecord.objects.filter(person=person, **own).first()
    if standing is not None and standing.assignments.exists():
        sentence = _("NIK ini sudah milik petugas lain dalam daftar Anda. Bila orangnya sama, putuskan di antrean itu.")
        raise ValidationError({"nik": sentence})
    if standing is not None:
        standing.delete()  # left by a list that was taken back: it is nobody's
    record.person = person
    Assignment.objects.filter(record=record).update(person=person)


def _insure(record: PersonRecord, before: RosterRow, row: RosterRow) -> None:
    """Who turns out to be a civil servant is not insured here, and the other way round; reserves never are."""
    seats = Assignment.objects.seated().filter(record=record)
    if row.civil and not before.civil:
        seats.update(not_insured=Assignment.NotInsured.ASN)
    elif before.civil and not row.civil:
        posts_of_civil_servants = Position.objects.current().filter(always_asn=True).values("code")
        by_occupation = seats.filter(not_insured=Assignment.NotInsured.ASN).exclude(
            position__in=posts_of_civil_servants
        )
        by_occupation.update(not_insured="")
