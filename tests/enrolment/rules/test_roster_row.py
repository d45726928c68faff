"""One row on its own: what it says, and every code of the contract that it may earn."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrolment.rules import roster_seat
from enrolment.rules.bodies import Unit
from enrolment.rules.roster_fields import PERSONAL, Field
from enrolment.rules.roster_problems import SEVERITY
from enrolment.rules.roster_row import age_on, clean
from enrolment.rules.roster_seat import read_seat, word_of
from enrolment.rules.roster_settled import Settled
from tests.enrolment.rules.sample_lookups import GOOD, checked, codes, laws, lookups

pytestmark = pytest.mark.once


def particulars(code: str, *args: Any, **cells: Any) -> dict[str, Any]:
    return dict(next(each.particulars for each in checked(*args, **cells).problems if each.code == code))


def test_a_good_row_says_who_sits_where_and_when():
    row = checked().row
    assert codes() == []
    assert (row.nik, row.name, row.sex, row.phone) == ("1609051203900001", "Budi Contoh", "L", "081234567890")
    assert row.birth_date == datetime.date(1990, 3, 12)
    assert (row.body, row.position, row.region, row.tps) == ("kpps", "kpps-anggota", "16.09.05.2008", 2)
    assert (row.start, row.end) == (datetime.date(2024, 1, 25), datetime.date(2024, 2, 25))
    assert (row.civil, row.is_member, row.is_reserve) == ("", False, False)


def test_rare_columns_are_kept_too():
    row = checked(
        kk="1609052303079016", email="budi@example.com", marital="KAWIN", postcode="32211", job="Petani",
        decree_number="12/2024", decree_date="24 Januari 2024", reserve="ya",
    ).row  # fmt: skip
    assert (row.kk, row.email, row.marital, row.postcode) == ("1609052303079016", "budi@example.com", "Y", "32211")
    assert (row.job, row.decree_number, row.decree_date) == ("Petani", "12/2024", datetime.date(2024, 1, 24))
    assert row.is_reserve


def test_every_fault_of_a_row_is_told_at_once_in_the_order_of_the_fields():
    found = checked(
        nik="", name=" - ", birth_date="30-02-1991", sex="X", phone="081", desa="Entah", tps="", position="Juru"
    )
    assert [problem.code for problem in found.problems] == [
        "nik-missing", "name-missing", "birth-date-invalid", "sex-invalid", "phone-invalid", "region-unknown",
        "position-unknown",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"nik": "160905120390001"}, ["nik-length"]),
        ({"nik": 1609051203900000.0}, ["nik-excel-damage"]),
        # A NIK with a fault of form is held against nothing else: another date, another sex, no region.
        ({"nik": "2001055203910000"}, ["nik-serial"]),
        ({"nik": "1609051303900001"}, ["nik-birth-date"]),
        ({"nik": "1609053102900001"}, ["nik-birth-date"]),  # 31 February
        ({"nik": "1609055203900001"}, ["nik-sex"]),  # 52: a woman
        ({"nik": "2001051203900001"}, ["nik-region"]),
        ({"nik": "3578051203900001"}, []),  # merely another region
        ({"nik": "2001055303900001"}, ["nik-region", "nik-birth-date", "nik-sex"]),
        ({"birth_date": ""}, ["birth-date-from-nik"]),
        ({"birth_date": "-"}, ["birth-date-from-nik"]),
        ({"birth_date": "", "nik": ""}, ["nik-missing", "birth-date-missing"]),
        ({"birth_date": "", "nik": "1609053102900001"}, ["birth-date-missing"]),  # 31 February gives no day
        ({"birth_date": "1963-13-15"}, ["birth-date-invalid"]),
        ({"birth_date": "12-03-2025"}, ["birth-date-invalid"]),  # after voting day
        ({"sex": ""}, ["sex-from-nik"]),
        ({"sex": "", "nik": ""}, ["nik-missing", "sex-invalid"]),
        ({"sex": "LP"}, ["sex-invalid"]),
        ({"address": "", "mother": "-"}, ["address-missing", "mother-missing"]),
        ({"phone": ""}, []),
        ({"phone": "08123456789012345"}, ["phone-invalid"]),
        ({"birth_place": "", "marital": "", "postcode": ""}, []),  # told once a file
    ],
)
def test_the_person(cells: dict[str, Any], expected: list[str]):
    assert codes(**cells) == expected


def test_a_list_without_such_a_column_is_not_told_in_every_row():
    assert codes(mother=None, address=None, phone=None, birth_place=None) == []


@pytest.mark.parametrize(
    ("cells", "born", "sex"),
    [
        ({"birth_date": ""}, datetime.date(1990, 3, 12), "L"),
        ({"sex": "", "nik": "1609055203900001"}, datetime.date(1990, 3, 12), "P"),
        ({"birth_date": "12/3/90"}, datetime.date(1990, 3, 12), "L"),
        ({"birth_date": "12-03-05", "nik": ""}, datetime.date(2005, 3, 12), "L"),
        ({"birth_date": "12-03-13", "nik": ""}, datetime.date(1913, 3, 12), "L"),  # nobody of 10 serves
    ],
)
def test_what_is_missing_is_taken_from_the_nik(cells: dict[str, Any], born: datetime.date, sex: str):
    row = checked(**cells).row
    assert (row.birth_date, row.sex) == (born, sex)


def test_the_order_of_day_and_month_is_the_columns():
    month_first = Settled(date_order={Field.BIRTH_DATE: "mdy"})
    assert codes(month_first, birth_date="03/12/1990") == []
    assert codes(birth_date="03/12/1990") == ["nik-birth-date"]


def test_in_a_damaged_column_a_nik_ending_in_0_is_damaged():
    assert codes(Settled(nik_column_damaged=True), nik="1609051203900010") == ["nik-excel-damage"]
    assert codes(Settled(nik_column_damaged=True)) == []


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        # KPPS: 17 on 25 January 2024, the first day; 55 at most is advised on 14 February 2024.
        ("25-01-2007", []),
        ("26-01-2007", ["too-young"]),  # 17 one day later
        ("13-07-2009", ["too-young"]),
        ("15-02-1968", []),  # 55 on voting day, 56 the day after
        ("14-02-1968", ["over-advised-age"]),  # 56 that day
    ],
)
def test_ages_in_a_kpps(born: str, expected: list[str]):
    assert codes(nik="", birth_date=born) == ["nik-missing", *expected]


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        # PKD: 21 on 6 February 2023, or 17 with Bawaslu's consent.
        ("06-02-2002", []),
        ("07-02-2002", ["under-advised-age"]),
        ("06-02-2006", ["under-advised-age"]),  # 17 that day
        ("07-02-2006", ["too-young"]),
    ],
)
def test_ages_of_the_supervisor_of_a_desa(born: str, expected: list[str]):
    assert codes(nik="", birth_date=born, position="PKD") == ["nik-missing", *expected]


def test_a_position_without_a_published_age_has_none():
    assert codes(nik="", birth_date="13-07-2012", position="Linmas") == ["nik-missing"]


def test_where_no_hard_limit_is_published_the_minimum_is_one():
    # Pantarlih: min_age 17 alone; 12 February 2023 is the first day.
    assert "too-young" in codes(nik="", birth_date="13-02-2006", position="Pantarlih")
    assert "too-young" not in codes(nik="", birth_date="12-02-2006", position="Pantarlih")


def test_who_comes_later_in_the_tenure_is_as_old_as_he_is_then():
    assert "too-young" not in codes(nik="", birth_date="01-02-2007", start="01-02-2024", end="25-02-2024")
    # A first day outside the tenure is no first day.
    assert "too-young" in codes(nik="", birth_date="01-02-2007", start="01-03-2024", end="02-03-2024")


def test_without_a_tenure_the_rows_first_day_counts_else_voting_day():
    # PTPS have no published days here: 17 on 14 February 2024.
    assert "too-young" not in codes(nik="", birth_date="14-02-2007", position="PTPS")
    assert "too-young" in codes(nik="", birth_date="14-02-2007", position="PTPS", start="22-01-2024")
    assert checked(position="PTPS").row.start is None


def test_whoever_was_born_on_29_february_comes_of_age_on_1_march():
    assert age_on(datetime.date(2024, 2, 29), datetime.date(2004, 2, 29)) == 20
    assert age_on(datetime.date(2023, 2, 28), datetime.date(2004, 2, 29)) == 18
    assert age_on(datetime.date(2023, 3, 1), datetime.date(2004, 2, 29)) == 19


@pytest.mark.parametrize(
    ("cells", "tps", "expected"),
    [
        ({"tps": "TPS 003"}, 3, []),
        ({"tps": "4"}, 4, ["tps-unknown"]),  # the list has 1, 2, 3
        ({"tps": ""}, 0, ["tps-unknown"]),
        ({"tps": None}, 0, ["tps-unknown"]),
        ({"tps": "1 dan 2"}, 0, ["tps-unknown"]),
        ({"tps": "59", "desa": "Karang Agung"}, 59, []),  # no list for that desa: taken as given
        ({"tps": "3", "position": "Pantarlih"}, 3, ["tps-unknown"]),  # coklit knows 1 and 2
        ({"tps": "2", "position": "Pantarlih"}, 2, []),
        ({"tps": "59", "desa": "Entah"}, 59, ["region-unknown"]),
        ({"tps": "59", "position": "Ketua PPS"}, 0, []),  # a desa's body has no TPS
        ({"tps": "59", "position": "Juru Parkir"}, 59, ["tps-unknown", "position-unknown"]),
        ({"tps": "", "position": "Juru Parkir"}, 0, ["position-unknown"]),
    ],
)
def test_the_tps(cells: dict[str, Any], tps: int, expected: list[str]):
    found = checked(**cells)
    assert ([problem.code for problem in found.problems], found.row.tps) == (expected, tps)


def test_without_a_coklit_list_pantarlih_are_taken_as_given():
    only_dpt = lookups(tps={Unit.TPS: {"16.09.05.2008": frozenset({1})}})
    assert codes(Settled(), only_dpt, tps="7", position="Pantarlih") == []


@pytest.mark.parametrize(
    ("cells", "position", "region", "expected"),
    [
        ({"position": "Ketua PPK", "desa": "Entah"}, "ppk-ketua", "16.09.05", []),
        ({"position": "Ketua PPS"}, "pps-ketua", "16.09.05.2008", []),
        ({"position": "SEKRETARIS KPPS"}, "kpps-anggota", "16.09.05.2008", ["position-mapped"]),
        ({"position": ""}, "", "16.09.05.2008", ["position-unknown"]),
        ({"position": "", "body": "Linmas"}, "linmas", "16.09.05.2008", []),
        ({"position": "Anggota", "body": "KPPS"}, "kpps-anggota", "16.09.05.2008", []),
        ({"position": "Anggota"}, "", "16.09.05.2008", ["position-unknown"]),
        ({"position": "Juru Parkir", "desa": "", "tps": ""}, "", "16.09.05", ["position-unknown"]),
        ({"position": "Juru", "kecamatan": "", "desa": "", "tps": ""}, "", "", ["region-unknown", "position-unknown"]),
        ({"position": "Juru", "body": "PPS", "desa": "", "tps": ""}, "", "", ["region-unknown", "position-unknown"]),
        ({"kecamatan": "", "desa": "Tanjung Baru"}, "kpps-anggota", "", ["region-ambiguous"]),
        ({"kecamatan": "Candi", "desa": "Kalipecabean"}, "kpps-anggota", "", ["region-outside"]),
    ],
)  # fmt: skip
def test_the_seat(cells: dict[str, Any], position: str, region: str, expected: list[str]):
    found = checked(**cells)
    assert [problem.code for problem in found.problems] == expected
    assert (found.row.position, found.row.region) == (position, region)


def test_the_body_chosen_for_the_upload_serves_where_the_row_names_none():
    assert checked(Settled(), lookups(body="kpps"), position="Ketua").row.position == "kpps-ketua"
    assert checked(Settled(), lookups(body="kpps"), position="Ketua", body="PPS").row.position == "pps-ketua"
    assert checked(Settled(), lookups(body="kpps"), position="Ketua", body="Karang Taruna").row.position == "kpps-ketua"


@pytest.mark.parametrize(
    ("institution", "position", "expected"),
    [
        ("KPU", "PKD", ["position-not-yours"]),
        ("Bawaslu", "Anggota KPPS", ["position-not-yours"]),
        ("Satpol PP", "Anggota KPPS", ["position-not-yours"]),
        ("Satpol PP", "Linmas", []),
        ("KPU", "Linmas", []),
        ("Bawaslu", "Linmas", ["position-not-yours"]),
        (None, "PKD", []),
    ],
)
def test_each_institution_sends_its_own(institution: str | None, position: str, expected: list[str]):
    assert codes(Settled(), lookups(institution=institution), position=position) == expected


def test_another_institutions_position_is_checked_no_further():
    # Its tenure and ages are its own institution's to mind; where and in which TPS it says to be still is checked.
    found = checked(
        Settled(), lookups(institution="KPU"), position="PKD", birth_date="13-07-2009", nik="", start="01-01-2001",
        desa="Entah",
    )  # fmt: skip
    assert [problem.code for problem in found.problems] == ["nik-missing", "region-unknown", "position-not-yours"]
    assert found.row.position == ""


def test_another_institutions_position_lacks_no_desa_and_no_tps_here():
    changes = {"position": "Pengawas TPS", "desa": "", "tps": ""}
    assert codes(Settled(), lookups(institution="KPU"), **changes) == ["position-not-yours"]
    assert codes(Settled(), lookups(institution="KPU", body="kpps"), **changes) == [
        "region-unknown", "tps-unknown", "position-not-yours",
    ]  # fmt: skip


def test_what_the_sender_meant_by_a_word_counts():
    words = {(Field.POSITION, "juruparkir"): "kpps-anggota", (Field.BODY, "tim7"): "kpps"}
    assert codes(Settled(), lookups(words=words), position="Juru Parkir") == []
    assert codes(Settled(), lookups(words=words), position="Ketua", body="Tim 7") == []
    gone = {(Field.POSITION, "juruparkir"): "no-such-position"}
    assert codes(Settled(), lookups(words=gone), position="Juru Parkir") == ["position-unknown"]


def test_words_are_remembered_in_one_form():
    row = {Field.POSITION: "Ketua K.P.P.S.", Field.KECAMATAN: "KEC. SIMPANG", Field.DESA: "Ds. Lubar", Field.BODY: None}
    assert word_of(Field.POSITION, row) == "ketuakpps"
    assert word_of(Field.DESA, row) == "simpang/lubar"
    assert word_of(Field.KECAMATAN, row) == "simpang"
    assert word_of(Field.BODY, row) == ""


@pytest.mark.parametrize(
    ("start", "end", "expected", "days"),
    [
        ("25-01-2024", "25-02-2024", [], ("2024-01-25", "2024-02-25")),
        ("01-02-2024", None, [], ("2024-02-01", "2024-02-25")),
        (None, "10-02-2024", [], ("2024-01-25", "2024-02-10")),
        ("", "-", [], ("2024-01-25", "2024-02-25")),
        ("24-01-2024", "25-02-2024", ["period-outside"], ("2024-01-24", "2024-02-25")),
        ("25-01-2024", "26-02-2024", ["period-outside"], ("2024-01-25", "2024-02-26")),
        ("01-04-2019", "01-05-2019", ["period-outside"], ("2019-04-01", "2019-05-01")),
        ("01-03-2024", None, ["period-outside"], ("2024-03-01", "2024-03-01")),  # the tenure ends before
        (None, "01-01-2024", ["period-outside"], ("2024-01-01", "2024-01-01")),
        ("14-02-2024", "31-01-2024", ["period-invalid"], ("2024-02-14", None)),
        ("01-05-2019", "01-04-2019", ["period-invalid"], ("2019-05-01", None)),  # nothing is said of outside
        ("sejak dilantik", None, ["period-invalid"], ("2024-01-25", "2024-02-25")),
        (datetime.date(2024, 2, 1), 45337.0, [], ("2024-02-01", "2024-02-15")),
    ],
)
def test_days_in_office(start: Any, end: Any, expected: list[str], days: tuple[str, str | None]):
    found = checked(start=start, end=end)
    assert [problem.code for problem in found.problems] == expected
    assert tuple(day and day.isoformat() for day in (found.row.start, found.row.end)) == days


def test_without_a_tenure_a_row_must_say_both_days():
    found = checked(position="PTPS", start="22-01-2024")
    assert (codes(position="PTPS", start="22-01-2024"), found.row.end) == ([], None)
    assert codes(position="PTPS", start="22-01-2024", end="21-01-2024") == ["period-invalid"]


@pytest.mark.parametrize(
    ("cells", "civil", "expected"),
    [
        ({"job": "PNS"}, "asn", ["excluded-asn"]),
        ({"job": "POLRI"}, "polri", ["excluded-asn"]),
        ({"job": "Pensiunan PNS"}, "", []),
        ({"position": "Pelaksana teknis PNS", "job": "Petani"}, "asn", ["excluded-asn"]),
        ({"position": "Pelaksana teknis non-PNS"}, "", []),
        ({"position": "Sekretaris PPK"}, "asn", ["excluded-asn"]),  # by law, and the row says nothing else
        ({"position": "Sekretaris PPK", "job": "Petani"}, "", []),
        ({"position": "Sekretaris PPS"}, "", []),  # may be either
    ],
)
def test_civil_servants_are_kept_and_not_insured(cells: dict[str, Any], civil: str, expected: list[str]):
    found = checked(**cells)
    assert ([problem.code for problem in found.problems], found.row.civil) == (expected, civil)


def test_members_already():
    assert codes(kpj="37145342479") == ["already-member"]
    assert checked(kpj="ya").row.is_member
    assert codes(kpj="-") == codes(kpj="") == codes(kpj="belum") == []


def test_reserves_by_their_post():
    assert checked(position="Cadangan KPPS").row.is_reserve
    assert not checked(reserve="").row.is_reserve


def test_values_of_persons_are_masked_and_those_of_seats_are_not():
    found = checked(
        nik="160905120390001", birth_date="30-02-1991", phone="081", desa="Kwq Vzxh", position="Juru Parkir"
    )
    shown = {problem.code: problem.value for problem in found.problems}
    assert shown["nik-length"] == "1609*********01"
    assert shown["birth-date-invalid"] == "**-**-1991"
    assert (shown["region-unknown"], shown["position-unknown"]) == ("Kwq Vzxh", "Juru Parkir")


def test_the_same_words_are_understood_once():
    held = lookups()
    first, second = read_seat(GOOD, held), read_seat({**GOOD, Field.NAME: "Siti Contoh"}, held)
    assert first is second
    leader = read_seat({**GOOD, Field.POSITION: "Ketua KPPS"}, held)
    assert (leader.region, leader.law.code) == (first.region, "kpps-ketua")


def test_what_is_understood_is_forgotten_before_it_fills_the_memory(monkeypatch):
    monkeypatch.setattr(roster_seat, "_MOST_UNDERSTOOD", 50)
    held = lookups()
    for number in range(300):
        clean({**GOOD, Field.DESA: f"Desa {number}"}, settled=Settled(), lookups=held)
    assert len(held.understood) < 60
    assert codes(Settled(), held) == []


_CELL = st.one_of(st.none(), st.text(max_size=30), st.floats(), st.dates(), st.integers(0, 10**16).map(float))


@given(st.dictionaries(st.sampled_from(Field), _CELL))
def test_whatever_the_cells_hold_a_row_comes_to_known_codes(fields: dict[Field, Any]):
    found = clean(fields, settled=Settled(), lookups=lookups())
    assert all(problem.code in SEVERITY for problem in found.problems)
    places = [list(Field).index(Field(problem.field)) for problem in found.problems]
    assert places == sorted(places)
    assert found.row.position in {"", *laws()}
    if found.row.start and found.row.end:
        assert found.row.start <= found.row.end


@given(st.dictionaries(st.sampled_from(sorted(PERSONAL)), st.text("abcdefgh0123456789 -", min_size=8, max_size=20)))
def test_no_problem_repeats_a_personal_cell(cells: dict[Field, str]):
    found = clean({**GOOD, **cells}, settled=Settled(), lookups=lookups())
    for problem in found.problems:
        cell = cells.get(Field(problem.field or "name"))
        if cell is not None and cell.strip(" -0"):
            assert problem.value != " ".join(cell.split())
