"""A roster's problems in words."""

import re

import pytest
from django.utils import translation

from enrolment import roster_wording as wording
from enrolment.roster_sentences import CURES, FIELDS, KINDS, MESSAGES
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_problems import SEVERITY, Problem, Unit, UnitProblem
from enrolment.rules.roster_settled import Proofs, Settled, to_json
from tests.enrolment.rules.sample_lookups import checked, lookups

pytestmark = pytest.mark.once


def test_every_code_of_the_contract_has_its_words():
    assert {key.partition(":")[0] for key in MESSAGES} == set(SEVERITY)
    assert set(KINDS) == set(CURES) == set(SEVERITY)
    assert set(FIELDS) == {field.value for field in Field}


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        (Problem("nik-length", "nik", "1609*", {"digits": 15}), "NIK harus 16 angka; ini 15 angka."),
        (Problem("name-missing", "name"), "Nama belum diisi."),
        (Problem("tps-unknown", "tps", None, {"why": "missing"}), "Nomor TPS belum diisi."),
        (Problem("tps-unknown", "tps", "59", {"tps": 59, "desa": "Lubar", "last": 4}), "TPS 59 tidak ada di Lubar"),
        (Problem("nik-twice-in-file", "nik", None, {"row": 7}), "sudah dipakai di baris 7"),
        (Problem("nik-twice-in-file", "nik", None, {"row": 7, "sheet": "Simpang"}), "di lembar “Simpang” baris 7"),
        (Problem("leader-twice", "position", None, {}), "Ketua di tempat ini sudah ada."),
        (Problem("leader-twice", "position", None, {"row": 3}), "sudah ada di baris 3"),
        (Problem("region-unknown", "desa", "X", {"word": "X", "near": "Lubar", "candidates": "1"}), "dimaksud: Lubar"),
        (Problem("region-unknown", "desa", None, {"why": "missing"}), "Wilayah tugas belum diisi."),
        (Problem("already-serving", "nik", None, {}), "di tempat lain pada waktu yang sama"),
        (
            Problem("already-serving", "nik", None, {"body": "sek-pps", "code": "16.09.05.2001", "tps": 0}),
            "sebagai SEK PPS di 16.09.05.2001 pada",
        ),
        (
            Problem("already-serving", "nik", None, {"body": "kpps", "code": "16.09.05.2001", "tps": 4}),
            "sebagai KPPS di 16.09.05.2001 TPS 4",
        ),
        (
            Problem(
                "already-serving",
                "nik",
                None,
                {"body": "kpps", "code": "16.09.05.2001", "tps": 4, "place": "Lubar TPS 4, Kec. Simpang"},
            ),
            "sebagai KPPS di Lubar TPS 4, Kec. Simpang pada",
        ),
        (
            Problem("period-outside", "start", None, {"first": "2024-01-25", "last": "2024-02-25"}),
            "25 Januari 2024 dan 25 Februari 2024",
        ),
    ],
)
def test_messages_name_what_is_wrong(problem: Problem, sentence: str):
    with translation.override("id"):
        assert sentence in wording.message(problem)


@pytest.mark.parametrize(
    "cells",
    [
        {"nik": "16O9", "sex": "X", "desa": "", "tps": "", "position": "", "birth_date": "30-02-1991"},
        {"nik": "20010", "desa": "Lubur Jaya", "tps": "1 dan 2", "position": "Ketua RT", "start": "entah"},
        {"nik": "2001055303900001", "kecamatan": "", "desa": "Tanjung Baru", "start": "01-01-2001"},
        {"birth_date": "13-07-2009", "tps": "59", "job": "PNS", "kpj": "37145342479", "position": "SEKRETARIS KPPS"},
        {"birth_date": "13-07-1950", "phone": "081", "mother": "", "address": "", "desa": "16.08.01.2001"},
        {"position": "PKD", "nik": 1.6e15, "birth_date": "", "name": "", "start": "2-2-2024", "end": "1-1-2024"},
        {"position": "PTPS", "birth_date": "12-03-2004", "nik": ""},
    ],
)
def test_no_sentence_is_left_with_a_gap(cells: dict[str, object]):
    held = lookups(institution="Bawaslu" if cells.get("position") == "PTPS" else "KPU")
    problems = checked(None, held, **cells).problems
    assert problems
    for problem in problems:
        sentence = wording.message(problem)
        assert not re.search(r"%\(|%s|None|\{", sentence), sentence


def test_a_units_problem_says_how_many():
    problem = UnitProblem(Unit("16.09.05.2001", 4, "kpps"), "unit-short", {"seats": 7, "people": 5})
    assert "5 orang untuk 7 kursi" in wording.unit_message(problem)


def test_a_refused_file_is_told_in_the_language_of_its_reader():
    kept = {"code": "file-unreadable", "particulars": {"why": "quote", "line": 7}}
    assert "sekitar baris 7 tidak berpasangan" in wording.file_message(kept)
    with translation.override("en"):
        assert "7" in wording.file_message(kept)
        assert "berpasangan" not in wording.file_message(kept)


def test_a_file_is_told_what_is_wrong_with_it_as_a_whole():
    assert "kosong" in wording.file_message({"code": "file-empty"})
    assert "di 12 baris" in wording.file_message({"code": "postcode-missing", "particulars": {"rows": 12}})
    assert "di 12 baris" in wording.file_message({"code": "postcode-missing", "rows": 12})


def test_candidates_are_offered_by_code_and_name():
    particulars = {
        "candidates": "16.09.05.2008 16.09.01.2001",
        "near": "Lubar, Kec. Simpang (16.09.05.2008); Suka Raja",
    }
    assert wording.candidates(particulars) == (
        ("16.09.05.2008", "Lubar, Kec. Simpang (16.09.05.2008)"),
        ("16.09.01.2001", "Suka Raja"),
    )
    assert wording.candidates({"word": "X"}) == ()


@pytest.mark.parametrize(
    ("order", "proofs", "sentence"),
    [
        ("mdy", Proofs(1, 23), "Tanggal lahir dibaca bulan dahulu, lalu hari: 23 baris membuktikannya."),
        ("dmy", Proofs(676, 2), "Tanggal lahir dibaca hari dahulu, lalu bulan: 676 baris membuktikannya."),
        ("dmy", Proofs(0, 0), "Tanggal lahir dibaca hari dahulu, lalu bulan, karena tidak ada baris"),
    ],
)
def test_the_order_of_dates_is_told_with_its_proof(order: str, proofs: Proofs, sentence: str):
    found = Settled(date_order={Field.BIRTH_DATE: order}, proofs={Field.BIRTH_DATE: proofs})
    said = wording.settled(to_json({0: found, 1: found}))
    assert said.startswith(sentence)
    assert said.count("dibaca") == 1  # two sheets, one sentence


def test_what_became_of_the_niks_is_told():
    damaged = Settled(numeric_niks=3, scientific_niks=2, nik_column_damaged=True, niks=6, niks_ending_in_zero=5)
    assert wording.settled(to_json({0: damaged})).startswith("10 NIK rusak")
    assert wording.settled(to_json({0: Settled(niks=10, niks_ending_in_zero=1)})) == ""


def test_a_word_of_every_group():
    assert wording.kind("nik-length") == "NIK bukan 16 angka"
    assert wording.cure("region-unknown").startswith("Pilih")
    assert wording.field_label(Field.MOTHER) == "Nama ibu kandung"
