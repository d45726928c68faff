"""Layouts and words are kept for the sender who confirmed them, and for nobody else."""

import json
from dataclasses import replace

import pytest

from enrolment.mapping import (
    CHOSEN,
    LABELS,
    ChoiceError,
    SheetChoice,
    keep_layout,
    layout_of,
    recall,
    recall_words,
    remember,
    remember_word,
    sheets_for_scripts,
    with_choices,
)
from enrolment.models import RememberedLayout, RememberedWord, RosterUpload
from enrolment.rules.masking import masked_number
from enrolment.rules.raw_row import Cell
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_layout import find_layout
from enrolment.rules.roster_rows import Layout, LeftOut
from pemilu_bpjs.models import Office
from tests.enrolment.rosters_in_memory import SheetInMemory, nik, sheet
from tests.factories import make_office, make_user
from tests.factories_enrolment import make_election

F = Field


def roster(*, title: str = "Simpang", index: int = 0, titles: int = 0, people: int = 3) -> SheetInMemory:
    """A sheet with two columns of names, of which only the sender knows whose they are."""
    rows: list[list[Cell]] = [[f"N{row}", nik(row), f"M{row}", "Lubar" if row == 0 else ""] for row in range(people)]
    return sheet(*[["JUDUL"]] * titles, ["Nama", "NIK", "Nama", "Tempat"], *rows, name=title, index=index)


def chosen(index: int = 0, columns: dict[int, str] | None = None, **more: object) -> SheetChoice:
    return SheetChoice(index, {0: "name", 1: "nik", 2: "mother", 3: ""} if columns is None else columns, **more)


def kept(layout: Layout) -> RosterUpload:
    upload = RosterUpload()
    keep_layout(upload, layout)
    upload.layout = json.loads(json.dumps(upload.layout))
    return upload


# As JSON


@pytest.mark.once
def test_a_layout_comes_back_from_json_as_it_was():
    hidden = sheet(["x"], name="H", index=1, visible=False)
    rows = [["Lubar" if row == 0 else "", f"N{row}", nik(row)] for row in range(4)]
    merged = sheet(["DAFTAR PPS"], ["KECAMATAN SIMPANG"], ["Desa", "Nama", "NIK"], *rows, name="M", index=2)
    found = find_layout([roster(), hidden, merged])
    assert found.sheets[1].merged == (F.DESA,)
    assert layout_of(kept(found)) == found


@pytest.mark.once
def test_a_person_taken_for_a_header_stands_nowhere_in_the_clear():
    found = find_layout([roster()])
    number = nik(7)
    taken = replace(found, sheets=(replace(found.sheets[0], headers=("Siti Contoh", number, "0812-3456-7890")),))
    upload = kept(taken)
    assert "Siti" not in json.dumps(upload.layout)
    (header, *numbers) = layout_of(upload).sheets[0].headers
    assert (header, numbers) == ("Siti Contoh", [masked_number(number), masked_number("0812-3456-7890")])


@pytest.mark.once
def test_no_layout_yet_has_no_sheets():
    assert layout_of(RosterUpload()) == Layout(())


@pytest.mark.once
def test_scripts_see_labels_and_letters_in_every_language():
    found = find_layout(
        [sheet(["x"], ["N I K", "Nama"], [nik(1), "BUDI"]), sheet([nik(2), "TONO"], name=None, index=1)]
    )
    assert sheets_for_scripts(found) == [
        {"name": "Sheet1", "header_row": 2, "columns": {"NIK": "A", "Nama": "B"}},
        {"name": None, "header_row": None, "columns": {"NIK": "A", "Nama": "B"}},
    ]
    assert LABELS.keys() == set(Field)


# What the sender chooses


@pytest.mark.once
def test_choices_end_every_doubt():
    found = find_layout([roster()])
    assert not found.is_plain
    confirmed = with_choices(found, [chosen()])
    assert confirmed.is_plain
    assert confirmed.sheets[0].columns == {F.NAME: 0, F.NIK: 1, F.MOTHER: 2}
    assert confirmed.key == found.key


@pytest.mark.once
def test_header_row_and_body_may_be_chosen_as_well():
    found = find_layout([roster()])
    sheets = with_choices(found, [chosen(header_row=3, body="kpps")]).sheets
    assert (sheets[0].header_rows, sheets[0].body) == ((3,), "kpps")
    assert with_choices(found, [chosen(header_row=0)]).sheets[0].header_rows == ()


@pytest.mark.once
def test_a_chosen_column_is_looked_at_for_merged_cells():
    head = roster()
    columns = {0: "name", 1: "nik", 3: "desa"}
    assert with_choices(find_layout([head]), [chosen(columns=columns)], [head]).sheets[0].merged == (F.DESA,)


@pytest.mark.once
def test_a_sheet_that_is_no_roster_is_left_out():
    found = find_layout([roster(), roster(title="Kontak", index=1)])
    confirmed = with_choices(found, [chosen(), SheetChoice(1, {}, is_roster=False)])
    assert [each.index for each in confirmed.sheets] == [0]
    assert confirmed.left_out == (LeftOut("Kontak", CHOSEN, index=1),)


@pytest.mark.once
@pytest.mark.parametrize(
    ("choice", "says"),
    [
        (chosen(columns={0: "name", 1: "nik", 2: "name"}), "A dan C"),
        (chosen(columns={0: "name"}), "NIK"),
        (chosen(columns={1: "nik"}), "Nama"),
        (chosen(columns={0: "name", 1: "nik", 2: "'; drop"}), "tidak dikenal"),
    ],
)
def test_columns_that_cannot_be_read_so_are_refused_with_a_sentence(choice: SheetChoice, says: str):
    with pytest.raises(ChoiceError, match=says) as refused:
        with_choices(find_layout([roster()]), [choice])
    assert refused.value.index == 0


@pytest.mark.once
def test_a_file_without_any_roster_is_none():
    with pytest.raises(ChoiceError, match="sedikitnya satu lembar"):
        with_choices(find_layout([roster()]), [SheetChoice(0, {}, is_roster=False)])


@pytest.mark.once
def test_a_term_in_one_column_stays_both_days():
    head = sheet(["Nama", "NIK", "Masa Kerja"], ["BUDI", nik(1), "25-01-2024 s.d. 25-02-2024"])
    confirmed = with_choices(find_layout([head]), [chosen(columns={0: "name", 1: "nik", 2: "start"})])
    assert confirmed.sheets[0].columns[F.END] == 2


# What the sender confirmed


@pytest.fixture
def office(db: None) -> Office:
    return make_office()


def confirm(office: Office, found: Layout, *choices: SheetChoice) -> None:
    remember(
        office=office,
        institution="KPU",
        found=found,
        confirmed=with_choices(found, choices or [chosen(each.index) for each in found.sheets]),
        by=make_user(),
    )


def test_the_next_file_of_the_layout_is_read_without_asking(office: Office):
    confirm(office, find_layout([roster()]))
    later = find_layout([roster(title="Muaradua", titles=4, people=9), roster(title="Liwa", index=1)])
    recalled = recall(office=office, institution="KPU", layout=later)
    assert recalled is not None
    assert recalled.is_plain
    assert [each.columns[F.MOTHER] for each in recalled.sheets] == [2, 2]
    assert [(each.sheet, each.header_rows) for each in recalled.sheets] == [("Muaradua", (5,)), ("Liwa", (1,))]


def test_what_was_confirmed_is_its_senders_alone(office: Office):
    found = find_layout([roster()])
    confirm(office, found)
    neighbour = make_office(region="35.16")
    assert recall(office=neighbour, institution="KPU", layout=found) is None
    assert recall(office=office, institution="Bawaslu", layout=found) is None
    assert recall(office=None, institution="KPU", layout=found) is None


def test_another_layout_is_not_known(office: Office):
    confirm(office, find_layout([roster()]))
    other = find_layout([sheet(["NIK", "Nama"], [nik(1), "BUDI"])])
    assert recall(office=office, institution="KPU", layout=other) is None


def test_confirming_again_replaces_what_was_confirmed(office: Office):
    found = find_layout([roster()])
    confirm(office, found)
    confirm(office, found, chosen(columns={0: "mother", 1: "nik", 2: "name"}))
    recalled = recall(office=office, institution="KPU", layout=found)
    assert recalled is not None
    assert recalled.sheets[0].columns[F.NAME] == 2
    assert RememberedLayout.objects.count() == 1


def test_a_header_row_that_was_moved_is_moved_in_the_next_file_too(office: Office):
    confirm(office, find_layout([roster()]), chosen(header_row=2, body="kpps"))
    recalled = recall(office=office, institution="KPU", layout=find_layout([roster(titles=3)]))
    assert recalled is not None
    assert (recalled.sheets[0].header_rows, recalled.sheets[0].body) == ((5,), "kpps")


def test_a_sheet_that_was_no_roster_is_none_the_next_time(office: Office):
    contacts = sheet(["Nama", "NIK", "NIK"], ["A", nik(1), nik(2)], ["B", nik(3), nik(4)], name="K", index=1)
    found = find_layout([roster(), contacts])
    confirm(office, found, chosen(), SheetChoice(1, {}, is_roster=False))
    recalled = recall(office=office, institution="KPU", layout=found)
    assert recalled is not None
    assert [each.index for each in recalled.sheets] == [0]
    assert recalled.left_out == (LeftOut("K", CHOSEN, index=1),)


def test_a_remembered_layout_keeps_no_word_of_the_file(office: Office):
    """What is taken for a header may be a person."""
    found = find_layout([sheet(["Nama", "NIK", "Zulaikhowati"], ["A", nik(1), "x"], ["B", nik(2), "y"])])
    confirm(office, found, chosen(columns={0: "name", 1: "nik"}))
    assert "zulaikhowati" not in json.dumps(RememberedLayout.objects.get().layout).lower()
    assert recall(office=office, institution="KPU", layout=found) is not None


def test_nothing_of_the_people_is_kept_with_a_layout(office: Office):
    confirm(office, find_layout([roster()]))
    assert nik(0) not in json.dumps(RememberedLayout.objects.get().layout)


def test_nobodys_office_remembers_nothing(office: Office):
    found = find_layout([roster()])
    assert remember(office=None, institution="KPU", found=found, confirmed=found, by=make_user()) is None
    assert (
        remember(office=office, institution="", found=replace(found, key=""), confirmed=found, by=make_user()) is None
    )
    assert not RememberedLayout.objects.exists()


# Words


@pytest.mark.usefixtures("reference")
def test_a_word_means_what_its_sender_said_whatever_its_spelling(office: Office):
    election, by = make_election(), make_user()

    def say(word: str, meaning: str) -> None:
        remember_word(
            office=office, institution="KPU", election=election, field=F.DESA, word=word, meaning=meaning, by=by
        )

    say("DS. SUKA RAJA", "16.09.01.2005")
    say("Suka-raja", "16.09.01.2006")
    say(" - ", "16.09.01.2007")
    assert recall_words(office=office, institution="KPU", election=election) == {(F.DESA, "sukaraja"): "16.09.01.2006"}
    assert recall_words(office=office, institution="Bawaslu", election=election) == {}
    assert recall_words(office=make_office(region="35.16"), institution="KPU", election=election) == {}
    assert recall_words(office=None, institution="KPU", election=election) == {}
    assert RememberedWord.objects.count() == 1
