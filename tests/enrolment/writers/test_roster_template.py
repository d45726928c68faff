"""The template of a roster: its seats, its columns, and what may be typed where."""

import io
import zipfile

import pytest
from openpyxl import load_workbook

from enrolment.actions.exceptions import except_seats
from enrolment.actions.units import enter_counts
from enrolment.catalogue import positions
from enrolment.lookups import lookups_for
from enrolment.models import CountKind, Region, StageCode
from enrolment.rules.bodies import Unit
from enrolment.rules.roster_columns import field_of
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_row import clean
from enrolment.rules.roster_settled import Settled
from enrolment.seat_rows import SeatRow, bodies_together, seat_rows, unit_of
from enrolment.writers.roster_template import COLUMNS, Heading, roster_template
from enrolment.writers.template_checks import CHECKS
from tests import factories_rosters as rosters
from tests.factories_enrolment import make_election, make_tps_list, tps_rows
from tests.people import World

HEADING = Heading("KPPS", "Kecamatan Muaradua", "Pemilu 2024")
SEATS = (
    SeatRow("Muaradua", "Pasar Muaradua", 1, "Ketua KPPS"),
    SeatRow("Muaradua", "Pasar Muaradua", 1, "Anggota KPPS"),
)


def region(code: str) -> Region:
    return Region.objects.get(pk=code)


def first_kecamatan() -> Region:
    return Region.objects.below("16.09", "kecamatan").order_by("pk")[0]


def test_kpps_have_seven_seats_a_tps_the_leader_first(reference: None):
    election = make_election()
    make_tps_list(election, tps_rows("16.09", per_desa=2))
    kecamatan = first_kecamatan()

    seats = list(seat_rows(election, kecamatan, ["kpps"]))

    desa = Region.objects.below(kecamatan.pk, "desa").count()
    assert len(seats) == desa * 2 * 7
    assert {seat.kecamatan for seat in seats} == {kecamatan.name}
    assert [seat.position for seat in seats[:7]] == ["Ketua KPPS", *["Anggota KPPS"] * 6]
    assert [seat.tps for seat in seats[:14]] == [1] * 7 + [2] * 7


def test_bodies_of_one_unit_kind_share_a_template_and_others_do_not(reference: None):
    election = make_election()
    kinds = bodies_together(election)
    assert kinds["desa"] == ("pps", "sek-pps", "pkd")

    together = list(seat_rows(election, first_kecamatan(), ["pps", "sek-pps"]))

    assert [seat.position for seat in together[:6]] == [
        "Ketua PPS", "Anggota PPS", "Anggota PPS", "Sekretaris PPS", "Staf Sekretariat PPS", "Staf Sekretariat PPS",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="one unit kind"):
        list(seat_rows(election, first_kecamatan(), ["pps", "kpps"]))


def test_a_body_of_the_kecamatan_names_no_desa(reference: None):
    seats = list(seat_rows(make_election(), region("16.09"), ["ppk"]))
    assert len(seats) == 19 * 5
    assert {(seat.desa, seat.tps) for seat in seats} == {("", None)}


def test_an_exception_holds_in_its_tps_alone(reference: None):
    election = make_election()
    make_tps_list(election, tps_rows("16.09", per_desa=2))
    kecamatan = first_kecamatan()
    desa = Region.objects.below(kecamatan.pk, "desa").order_by("pk")[0]
    except_seats(
        election=election, position="kpps-anggota", region=desa.pk, tps_number=1, seats=4, reason="Rutan", by=None
    )

    seats = [seat for seat in seat_rows(election, kecamatan, ["kpps"]) if seat.desa == desa.name]

    assert [seat.position for seat in seats if seat.tps == 1] == ["Ketua KPPS", *["Anggota KPPS"] * 4]
    assert len([seat for seat in seats if seat.tps == 2]) == 7


def test_where_only_the_number_of_tps_is_known_they_are_counted_from_one(reference: None):
    election = make_election()
    desa = Region.objects.below("16.09", "desa").order_by("pk")[0]
    enter_counts(election=election, kind=CountKind.TPS, counts={desa.pk: 3}, source="Rapat contoh", by=None)
    assert [seat.tps for seat in seat_rows(election, desa, ["ptps"])] == [1, 2, 3]


def test_a_desa_without_any_known_tps_has_the_seats_of_one_without_its_number(reference: None):
    seats = list(seat_rows(make_election(), first_kecamatan(), ["ptps"]))
    assert {seat.tps for seat in seats} == {None}
    assert len(seats) == Region.objects.below(first_kecamatan().pk, "desa").count()


def test_a_tps_over_400_voters_has_a_second_pantarlih_in_a_pilkada_alone(reference: None):
    for preset, expected in (("pilkada-2024", 2), ("pemilu-2024", 1)):
        election = make_election(preset=preset)
        make_tps_list(election, tps_rows("16.09", 1, voters=480, desa=1), stage=StageCode.COKLIT)
        numbered = [seat for seat in seat_rows(election, region("16.09"), ["pantarlih"]) if seat.tps]
        assert len(numbered) == expected


def test_a_desa_and_a_kelurahan_of_one_name_are_told_apart(reference: None):
    desa = Region.objects.below(first_kecamatan().pk, "desa").order_by("pk").first()
    Region.objects.create(code=f"{desa.parent_id}.1099", name=desa.name.upper(), level="desa", parent_id=desa.parent_id)

    named = {seat.desa for seat in seat_rows(make_election(), desa.parent, ["pkd"])}

    assert {f"Kelurahan {desa.name.upper()}"} < named
    assert any(name in named for name in (f"Desa {desa.name}", f"Kelurahan {desa.name}"))
    assert desa.name not in named


def test_the_number_of_queries_does_not_grow_with_the_tps(reference: None, django_assert_max_num_queries):
    election = make_election()
    make_tps_list(election, tps_rows("16.09", per_desa=5))
    with django_assert_max_num_queries(15):
        assert len(list(seat_rows(election, region("16.09"), ["kpps", "linmas"]))) == 259 * 5 * 9


@pytest.mark.parametrize("column", [each for each in COLUMNS if each.field], ids=lambda each: each.head)
def test_every_header_is_known_for_what_it_is(column):
    match = field_of((column.head,))
    assert match is not None
    assert (match.field, match.doubt) == (column.field, 0)


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("ppk", ["Kecamatan"]),
        ("pps", ["Kecamatan", "Desa/Kelurahan"]),
        ("kpps", ["Kecamatan", "Desa/Kelurahan", "TPS"]),
    ],
)
def test_a_body_is_asked_for_no_place_that_it_does_not_have(reference: None, body: str, places: list[str]):
    election, kecamatan = make_election(), first_kecamatan()
    content = roster_template(HEADING, seat_rows(election, kecamatan, [body]), unit_of(election, [body]))

    sheet = load_workbook(io.BytesIO(content))["Daftar"]

    heads = [cell.value for cell in sheet[1]]
    assert heads[: heads.index("NIK")] == ["No", *places, "Jabatan"]
    assert sheet.cell(2, 2).value == kecamatan.name
    assert sheet.cell(2, len(places) + 2).value == f"Ketua {body.upper()}"
    assert sheet.cell(1, 1).offset(0, len(places) + 4).coordinate[:-1] == sheet.freeze_panes[:-1]


def test_place_and_post_stand_there_locked_and_the_rest_is_typed_as_text():
    sheet = load_workbook(io.BytesIO(roster_template(HEADING, SEATS, Unit.TPS)))["Daftar"]

    heads = [cell.value for cell in sheet[1]]
    assert heads == [column.head for column in COLUMNS]
    assert [cell.value for cell in sheet[2]][:5] == [1, "Muaradua", "Pasar Muaradua", 1, "Ketua KPPS"]
    assert sheet.protection.sheet
    assert all(sheet.cell(row, column).protection.locked for row in (1, 2, 3) for column in range(1, 6))
    nik, born = sheet.column_dimensions["F"], sheet.column_dimensions["I"]
    assert (nik.number_format, nik.protection.locked) == ("@", False)
    assert (born.number_format, born.protection.locked) == ("dd-mm-yyyy", False)
    assert sheet.column_dimensions["O"].number_format == "@"
    assert sheet.freeze_panes == "H2"
    assert sheet.auto_filter.ref == "A1:R3"


def test_checks_hold_for_all_rows_at_once_and_speak_indonesian():
    sheet = load_workbook(io.BytesIO(roster_template(HEADING, SEATS, Unit.TPS)))["Daftar"]
    checks = {str(check.sqref).split(":")[0]: check for check in sheet.data_validations.dataValidation}

    assert (checks["F2"].type, checks["F2"].formula1, checks["F2"].errorStyle) == ("textLength", "16", None)
    assert "16 angka" in checks["F2"].error
    assert checks["I2"].type == "date"
    assert checks["J2"].formula1 == '"L,P"'
    assert "Belum Kawin" in checks["N2"].formula1
    assert all(len(check.promptTitle) <= 32 and len(check.prompt) <= 255 for check in checks.values())
    assert len(checks) == len(sheet.data_validations.dataValidation)


def test_the_help_says_why_a_nik_is_text():
    book = load_workbook(io.BytesIO(roster_template(HEADING, SEATS, Unit.TPS)))
    words = " ".join(str(cell) for row in book["Petunjuk"].values for cell in row if cell)
    assert book.sheetnames == ["Daftar", "Petunjuk"]
    assert "15 angka" in words
    assert HEADING.title in words


def help_words(seats, unit: Unit) -> str:
    book = load_workbook(io.BytesIO(roster_template(HEADING, seats, unit)))
    return " ".join(str(cell) for row in book["Petunjuk"].values for cell in row if cell)


@pytest.mark.parametrize(
    ("seat", "unit", "said"),
    [
        (SeatRow("Muaradua", "", None, "Ketua PPK"), Unit.KECAMATAN, "“Daftar”. Kecamatan dan jabatan sudah terisi."),
        (SeatRow("Muaradua", "Bumi Agung", None, "Ketua PPS"), Unit.DESA, "Kecamatan, desa, dan jabatan sudah terisi."),
        (SeatRow("Muaradua", "Bumi Agung", 1, "Ketua KPPS"), Unit.TPS, "Kecamatan, desa, TPS, dan jabatan sudah"),
        (SeatRow("Muaradua", "Bumi Agung", None, "Ketua KPPS"), Unit.TPS, "Kolom TPS yang kosong Anda isi sendiri"),
    ],
)
def test_the_help_says_what_is_filled_in_and_no_more(seat: SeatRow, unit: Unit, said: str):
    words = help_words([seat], unit)
    assert said in words
    assert ("TPS, dan jabatan sudah terisi" in words) == (seat.tps is not None)


def test_a_post_is_chosen_in_the_free_rows_below_the_last_seat():
    sheet = load_workbook(io.BytesIO(roster_template(HEADING, SEATS, Unit.TPS)))["Daftar"]
    (check,) = (each for each in sheet.data_validations.dataValidation if str(each.sqref).startswith("E"))
    assert str(check.sqref) == "E4:E503"
    assert check.formula1 == '"Ketua KPPS,Anggota KPPS"'
    assert check.errorStyle == "information"  # "Cadangan" is no post, and is read all the same


def test_rows_are_not_kept_while_they_are_written():
    """A hundred thousand seats pass through a template as they come."""
    alive = most = 0

    class Counted(str):
        def __new__(cls, text: str) -> "Counted":
            nonlocal alive, most
            alive += 1
            most = max(most, alive)
            return super().__new__(cls, text)

        def __del__(self) -> None:
            nonlocal alive
            alive -= 1

    seats = (SeatRow("Muaradua", Counted(f"Desa {number}"), 1, "Ketua KPPS") for number in range(5000))
    content = roster_template(HEADING, seats, Unit.TPS)

    assert most < 50
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"Desa 4999" in archive.read("xl/worksheets/sheet1.xml")


def test_a_template_filled_half_is_read_as_half(world: World, reference: None):
    """Vacant seats are no people, and the help is no roster."""
    election = make_election()
    desa = rosters.first_desa(2)
    seats = seat_rows(election, desa[0].parent, ["pps"])
    book = load_workbook(io.BytesIO(roster_template(Heading("PPS", "Muaradua", "x"), seats, Unit.DESA)))
    for row, each in enumerate(rosters.pps(desa[:1]), 2):
        cells = [each["nik"], each["name"], each["birth_place"], each["born"], each["sex"], each["address"], "32211"]
        cells += [each["mother"], "Belum Kawin", each["phone"], "PPPK"]
        for column, value in enumerate(cells, 5):
            book["Daftar"].cell(row, column).value = value

    upload = rosters.send(world, election, "templat.xlsx", rosters.saved(book))

    assert upload.state == upload.State.READY
    assert (upload.rows, upload.rejected) == (3, 0)
    assert upload.file_problems == []
    assert {(line.region_code, line.civil) for line in upload.lines.all()} == {(desa[0].pk, "asn")}
    assert [problem["code"] for line in upload.lines.all() for problem in line.problems] == ["excluded-asn"] * 3


@pytest.mark.parametrize(
    "body", ["ppk", "sek-ppk", "pps", "sek-pps", "kpps", "linmas", "pantarlih", "panwascam", "pkd"]
)
def test_every_post_of_a_template_is_known_for_what_it_is(world: World, reference: None, body: str):
    """What the template writes as position must be read back as it, whoever the body's institution is."""
    election = make_election()
    posts = [post for post in positions(election.preset) if post.body == body]
    lookups = lookups_for(election=election, institution=posts[0].institution, region="16.09", body="", words={})
    for post in posts:
        row = clean({Field.POSITION: post.name, Field.NAME: "Sumarno"}, settled=Settled(), lookups=lookups)
        assert row.row.position == post.code


@pytest.mark.parametrize("word", CHECKS[Field.MARITAL].words)
def test_every_marital_status_offered_is_one_that_is_read(reference: None, word: str):
    lookups = lookups_for(election=make_election(), institution="KPU", region="16.09", body="pps", words={})
    cleaned = clean({Field.MARITAL: word}, settled=Settled(), lookups=lookups)
    assert cleaned.row.marital == ("Y" if word == "Kawin" else "T")
