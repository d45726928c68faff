"""What a sender's word means, said once for all rows that use it: "this spelling is that desa"."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from enrolment import mapping
from enrolment.actions.rosters.receiving import source_of
from enrolment.actions.rosters.rechecking import recheck_clashes
from enrolment.actions.rosters.upload_state import State, opened
from enrolment.models import RosterLine, RosterUpload
from enrolment.row_checking import RowChecker, checker_of, kept_row
from enrolment.row_words import mark_of
from enrolment.rules.raw_row import Cell, excerpt
from enrolment.rules.region_code import kecamatan_of, lies_within
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_lookups import Lookups
from enrolment.rules.roster_seat import word_of
from enrolment.rules.roster_words import plain_text
from enrolment.staging import update_lines
from pemilu_bpjs import audit

MEANT = (Field.KECAMATAN, Field.DESA, Field.POSITION, Field.BODY)
"""Fields whose words can be given a meaning."""

_AT_ONCE = 500  # rows re-checked while the upload is held: others wait for less than half a second


def mean(*, upload: RosterUpload, field: Field, word: str, meaning: str, by: Any) -> int:
    """Every row that says `word` (as problems repeat it) is read as `meaning`, a code, from now on; how many rows.

    Kept for the sender's later files of this election as well. Of a desa's word only those rows are meant that do not
    name another kecamatan than the desa's. Raises NotOpen, ValidationError for a meaning that there is not.
    """
    checker = checker_of(upload)
    if field not in MEANT or not _is_meaning(field, meaning, checker.lookups):
        raise ValidationError({"meaning": _("Pilih salah satu dari daftar.")})
    said = _words_meant(upload, field, word, meaning, checker)
    with opened(upload, [State.READY]) as held:
        words = held.words.setdefault(str(field), {})
        words.update(dict.fromkeys(said, meaning))
        held.save(update_fields=["words"])
        for form in said:
            _remember(held, field, form, meaning, by)
        audit.record(
            "roster.mean",
            by=by,
            subject=source_of(held),
            office=held.office,
            region=held.region,
            detail={"field": str(field), "meaning": meaning},
        )
    upload.refresh_from_db()
    lines = {pk for keys in said.values() for pk in keys}
    _check_again(upload, sorted(lines))
    recheck_clashes(upload=upload)
    return len(lines)


def _is_meaning(field: Field, meaning: str, lookups: Lookups) -> bool:
    if field is Field.POSITION:
        return meaning in lookups.laws
    if field is Field.BODY:
        return meaning in {law.body for law in lookups.laws.values()}
    places = lookups.index.desa if field is Field.DESA else lookups.index.kecamatan
    return meaning in places and (lies_within(meaning, lookups.region) or lies_within(lookups.region, meaning))


def _words_meant(
    upload: RosterUpload, field: Field, word: str, meaning: str, checker: RowChecker
) -> dict[str, list[int]]:
    """The forms in which rows say the word, and the rows by their ids."""
    said: dict[str, list[int]] = {}
    for line in _lines(_with_word(upload, field, word)):
        kept = kept_row(line)
        fields = checker.rules.fields(line.sheet, kept.placed, kept.edits)
        if excerpt(fields.get(field)) == word and _may_be_in(meaning, field, fields.get(Field.KECAMATAN), checker):
            said.setdefault(word_of(field, fields), []).append(line.pk)
    return said


def _may_be_in(meaning: str, field: Field, kecamatan: Cell, checker: RowChecker) -> bool:
    """Whether a row that names this kecamatan may mean that desa."""
    named = checker.lookups.index.kecamatan_named(plain_text(kecamatan)) if field is Field.DESA else ()
    return not named or kecamatan_of(meaning) in named


def _with_word(upload: RosterUpload, field: Field, word: str) -> list[int]:
    """Ids of the open lines of which a problem repeats the word."""
    mark = mark_of(word)
    lines = RosterLine.objects.filter(upload=upload, accepted_at=None).exclude(sealed_words=None).order_by("pk")
    return [
        pk
        for pk, problems in lines.values_list("pk", "problems").iterator()
        if any(each["field"] == field and each["value"] == mark for each in problems)
    ]


def _check_again(upload: RosterUpload, ids: list[int]) -> None:
    """By the words as they are now, some hundred rows at a time; one that somebody edits meanwhile is never lost."""
    checker = checker_of(upload)
    for start in range(0, len(ids), _AT_ONCE):
        with opened(upload, [State.READY]) as held:
            changed = []
            for line in RosterLine.objects.filter(pk__in=ids[start : start + _AT_ONCE], accepted_at=None):
                kept = kept_row(line)
                changed.append((line.pk, checker.check(line.sheet, kept.placed, kept.edits).columns))
            update_lines(changed)
            held.lines_version += 1
            held.save(update_fields=["lines_version"])


def _lines(ids: list[int]) -> Iterator[RosterLine]:
    columns = ("sheet", "row", "sealed_cells", "sealed_edits")
    for start in range(0, len(ids), _AT_ONCE):
        yield from RosterLine.objects.filter(pk__in=ids[start : start + _AT_ONCE]).only(*columns)


def _remember(upload: RosterUpload, field: Field, form: str, meaning: str, by: Any) -> None:
    mapping.remember_word(
        office=upload.office,
        institution=upload.institution,
        election=upload.election,
        field=str(field),
        word=form,
        meaning=meaning,
        by=by,
    )
