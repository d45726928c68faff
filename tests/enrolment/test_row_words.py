"""Words of rows at rest: their marks stand in the problems, what they say is sealed, and every reader has it again."""

import importlib
import json
from collections import Counter
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from enrolment.mapping import layout_of
from enrolment.models import Election, RosterLine, RosterUpload
from enrolment.roster_groups import fault_groups
from enrolment.roster_lines import problems_of
from enrolment.row_words import SEALED_WORDS, WordSealer, mark_of, open_words
from enrolment.told_problems import told
from enrolment.writers.checked_lines import checked_lines
from pemilu_bpjs import resealing
from tests.enrolment.rosters import HEADER, kpps, line, person, send_and_check
from tests.enrolment.rosters import TPS as TPS_COLUMN
from tests.factories_enrolment import make_election

pytestmark = pytest.mark.django_db

DESA, OTHER_DESA, POST = "Zwartiningsih Contoh", "Aqilahningrum Contoh", "Xenia Wagirahwati"
TPS = "Gang Melati RT 3 RW 7"


@pytest.fixture
def election(reference: None) -> Election:
    return make_election()


@pytest.fixture
def upload(election: Election) -> RosterUpload:
    """Seven good rows; from row 9 on two of one desa that nobody knows, one of another, a post and a TPS."""
    faulty = [person(20, desa=DESA), person(21, desa=DESA), person(22, desa=OTHER_DESA), person(23, POST), person(24)]
    faulty[-1][TPS_COLUMN] = TPS
    return send_and_check(election, [*kpps(), *faulty])


def test_a_line_keeps_a_words_mark_and_the_word_sealed(upload: RosterUpload):
    kept = line(upload, 9)
    (problem,) = kept.problems
    assert (problem["value"], problem["particulars"]["word"]) == (mark_of(DESA), mark_of(DESA))
    assert open_words(kept.sealed_words) == {mark_of(DESA): DESA}
    (said,) = problems_of(kept.problems, kept.clashes, kept.sealed_words)
    assert (said.value, said.particulars["word"]) == (DESA, DESA)


def test_equal_words_have_one_mark_and_seals_of_their_own(upload: RosterUpload):
    first, second = line(upload, 9), line(upload, 10)
    assert first.problems == second.problems
    assert bytes(first.sealed_words) != bytes(second.sealed_words)


def test_rows_whose_problems_repeat_no_word_have_no_seal(election: Election):
    upload = send_and_check(election, [*kpps(), person(30, tps=2, nik="160901", mother=""), person(31, tps=2, name="")])
    assert sum(len(each.problems) for each in upload.lines.all()) == 3
    assert set(upload.lines.values_list("sealed_words", flat=True)) == {None}


def test_files_and_problems_tell_the_words(upload: RosterUpload):
    values = {each["row"]: each["value"] for each in told(upload) if each["row"]}
    assert values == {9: DESA, 10: DESA, 11: OTHER_DESA, 12: POST, 13: TPS}
    reasons = {each.row: each.reasons for each in checked_lines(upload)}
    assert all(said in reasons[row] for row, said in values.items())


def test_groups_tell_each_word_once_the_most_frequent_first(upload: RosterUpload):
    found = [(each.word, each.rows) for each in fault_groups(upload) if each.code == "region-unknown"]
    assert found == [(DESA, 2), (OTHER_DESA, 1)]


def test_words_of_as_many_rows_come_by_the_alphabet(election: Election):
    words = [f"Qwertyh {letter}" for letter in "ECADB"]
    upload = send_and_check(election, [person(n, desa=word) for n, word in enumerate(words)])
    assert [each.word for each in fault_groups(upload) if each.code == "region-unknown"] == sorted(words)


def test_a_group_opens_one_seal_however_many_rows_it_has(election: Election, monkeypatch: pytest.MonkeyPatch):
    upload = send_and_check(election, [person(n, desa=DESA) for n in range(12)])
    opened: Counter[str] = Counter()
    open_sealed = importlib.import_module("pemilu_bpjs.vault").open_sealed

    def counted(blob: bytes, context: str) -> bytes:
        opened[context] += 1
        return open_sealed(blob, context)

    monkeypatch.setattr("pemilu_bpjs.vault.open_sealed", counted)
    (group,) = (each for each in fault_groups(upload) if each.code == "region-unknown")
    assert (group.word, group.rows, opened) == (DESA, 12, {SEALED_WORDS: 1})


def test_masked_values_and_candidates_stay_as_they_are():
    kept = [
        {"code": "nik-length", "field": "nik", "value": "1609**", "particulars": {"digits": 6}},
        {
            "code": "region-ambiguous",
            "field": "desa",
            "value": "Lubar",
            "particulars": {"word": "Lubar", "near": "A; B"},
        },
    ]
    marked, blob = WordSealer().sealed(json.dumps(kept))
    masked, ambiguous = json.loads(marked)
    assert masked == kept[0]
    assert ambiguous["particulars"] == {"word": mark_of("Lubar"), "near": "A; B"}
    assert open_words(blob) == {mark_of("Lubar"): "Lubar"}


def test_lines_that_were_checked_before_are_sealed_by_the_migration(upload: RosterUpload):
    before = told(upload)
    sealed = {each.pk: each.problems for each in upload.lines.all()}
    for each in upload.lines.exclude(sealed_words=None):
        words = open_words(each.sealed_words)
        plain = json.dumps(each.problems)
        for mark, word in words.items():
            plain = plain.replace(mark, word)
        RosterLine.objects.filter(pk=each.pk).update(problems=json.loads(plain), sealed_words=None)
    assert told(upload) == before

    migration = importlib.import_module("enrolment.migrations.0003_sealed_rosters")
    migration.seal_words(None, SimpleNamespace(connection=connection))
    assert {each.pk: each.problems for each in upload.lines.all()} == sealed
    assert told(upload) == before


def test_headers_of_uploads_from_before_are_sealed_by_the_migration(upload: RosterUpload):
    layout = layout_of(upload)
    kept = {**upload.layout, "sheets": [{**each, "headers": list(HEADER)} for each in upload.layout["sheets"]]}
    RosterUpload.objects.update(layout=kept, sealed_headers=None)
    importlib.import_module("enrolment.migrations.0003_sealed_rosters").seal_headers(apps, None)
    after = RosterUpload.objects.get()
    assert (after.layout, layout_of(after)) == (upload.layout, layout)


def test_another_key_reaches_the_words():
    assert (RosterLine, "sealed_words") in {(model, field.name) for model, field in resealing.sealed_fields()}
