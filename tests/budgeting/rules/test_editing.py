"""Editing one line of a plan leaves the meaning of its other lines as it was."""

import datetime

import pytest

from budgeting.rules import editing
from budgeting.rules.law import Law
from budgeting.rules.notes import Note
from budgeting.rules.plan import draft
from budgeting.rules.plan_input import Entry, PlanInput
from enrolment.rules.bodies import UnitCounts
from tests.budgeting.rules.laws import RATES, preset

PRESET = preset()
LAW = Law.of(PRESET, RATES, [2023, 2024])
UNITS = UnitCounts(kecamatan=19, desa=259, tps=1352)
BODY = Entry("ppk", coverage=("2023-07", "2023-08"), wage=2_000_000)


def lines(*entries: Entry) -> dict[str, tuple[int, tuple[str, ...], int | None]]:
    """What a plan of these entries computes, line by line."""
    drafted = draft(PlanInput("Uji", "16.09", PRESET.code, entries=entries), LAW, UNITS)
    return {line.code: (line.insured, line.months, line.basis.wage) for line in drafted.lines}


def test_a_plan_without_entries_says_the_same_once_it_is_spelled_out():
    given = {"panwascam"}  # its honorarium is not known in this law
    spelled = editing.spelled_out((), PRESET, UNITS)
    assert {entry.code for entry in spelled} == {"ppk", "sek-ppk", "kpps", "panwascam"}
    assert set(lines(*(entry for entry in spelled if entry.code not in given))) == {
        each.position.code for each in PRESET.positions
    } - {"pantarlih", "panwascam-ketua"}


def test_entries_that_stand_are_not_spelled_out_again():
    assert editing.spelled_out((BODY,), PRESET, UNITS) == (BODY,)


def test_of_a_body_that_is_counted_in_part_only_the_counted_positions_are_written():
    assert editing.of_bodies(["pantarlih"], PRESET, UNITS) == ()
    assert editing.of_bodies(["kpps"], PRESET, UNITS) == (Entry("kpps"),)


def test_taking_a_position_out_of_a_body_leaves_the_others_what_the_body_gave_them():
    before = lines(BODY, Entry("kpps"))
    after = editing.without((BODY, Entry("kpps")), "ppk-ketua", PRESET)
    assert lines(*after) == {code: line for code, line in before.items() if code != "ppk-ketua"}


def test_a_position_keeps_its_own_months_when_another_leaves_the_body():
    own = Entry("ppk-anggota", coverage=("2024-01",))
    left = editing.without((BODY, own), "ppk-ketua", PRESET)
    assert lines(*left) == {"ppk-anggota": (76, ("2024-01",), 2_000_000)}


def test_taking_a_body_out_takes_its_positions_out():
    entries = (BODY, Entry("ppk-ketua", wage=5), Entry("kpps"))
    assert editing.without(entries, "ppk", PRESET) == (Entry("kpps"),)


def test_months_for_a_whole_body_take_the_place_of_the_positions_own():
    entries = (BODY, Entry("ppk-ketua", coverage=("2024-01",)), Entry("kpps"))
    changed = editing.with_body(entries, Entry("ppk", coverage=("2023-12",)), ["coverage"], PRESET)
    assert {code: months for code, (_, months, _) in lines(*changed).items() if code.startswith("ppk")} == {
        "ppk-ketua": ("2023-12",),
        "ppk-anggota": ("2023-12",),
    }
    assert changed[0] == Entry("ppk", coverage=("2023-12",), wage=2_000_000)


def test_months_for_a_whole_body_do_not_bring_in_a_position_that_was_left_out():
    changed = editing.with_body((Entry("ppk-ketua"),), Entry("ppk", coverage=("2023-12",)), ["coverage"], PRESET)
    assert changed == (Entry("ppk-ketua", coverage=("2023-12",)),)


def test_what_a_position_says_of_its_people_survives_a_change_of_its_body():
    own = Entry("ppk-ketua", excluded=2, reason="sudah peserta aktif", wage=5)
    changed = editing.with_body((BODY, own), Entry("ppk", wage=1_000_000), ["wage"], PRESET)
    assert changed[1] == Entry("ppk-ketua", excluded=2, reason="sudah peserta aktif")


def test_a_change_of_the_months_leaves_each_positions_own_wage():
    entries = (Entry("ppk-ketua", wage=2), Entry("ppk-anggota", wage=1))
    changed = editing.with_body(entries, Entry("ppk", coverage=("2023-12",)), ["coverage"], PRESET)
    assert [(each.wage, each.coverage) for each in changed] == [(2, ("2023-12",)), (1, ("2023-12",))]


def test_positions_of_a_body_agree_on_what_is_the_same_for_all():
    assert editing.shared((BODY,), "ppk", PRESET) == (BODY, False)
    entries = (BODY, Entry("ppk-ketua", coverage=("2024-01",)))
    assert editing.shared(entries, "ppk", PRESET) == (Entry("ppk", wage=2_000_000), True)


def test_an_entry_takes_the_place_of_the_one_of_its_code():
    changed = Entry("ppk", end=datetime.date(2024, 3, 1))
    assert editing.with_entry((BODY, Entry("kpps")), changed) == (changed, Entry("kpps"))
    assert editing.with_entry((BODY,), Entry("kpps")) == (BODY, Entry("kpps"))


@pytest.mark.parametrize(
    ("entries", "code", "held"),
    [((), "ppk-ketua", True), ((BODY,), "ppk-ketua", True), ((Entry("kpps"),), "ppk-ketua", False)],
)
def test_a_position_is_held_by_itself_through_its_body_or_by_a_plan_that_names_nothing(entries, code, held):
    assert editing.holds(entries, PRESET.position(code)) is held


def test_a_fault_is_named_by_the_code_of_its_line():
    note = Note("wage-missing", "position[2].wage", {"name": "Ketua"})
    assert editing.by_code(note, (BODY, Entry("kpps"))) == Note("wage-missing", "kpps.wage", {"name": "Ketua"})
    assert editing.by_code(Note("region-form", "region"), ()) == Note("region-form", "region")
