"""What a proposal cites: valid for its election kind, in force on its day, of its own fiscal year."""

from datetime import date

import pytest

from budgeting.rules.figures import Cited
from budgeting.rules.legal_bases import Basis, Regime, applicable, uncertain_dates

REGIMES = (Regime(2023, "decree-2021"), Regime(2024, "decree-2023"), Regime(2025, "decree-2024"))


def basis(code: str, since: date, *kinds: str, precision: str = "day", is_default: bool = True) -> Basis:
    kinds = kinds or ("pemilu", "pilkada")
    return Basis(Cited(code, code.upper(), "Contoh", "H"), frozenset(kinds), since, precision, is_default)


BASES = (
    basis("uu-7-2017", date(2017, 8, 16), "pemilu"),
    basis("uu-10-2016", date(2016, 7, 1), "pilkada"),
    basis("pp-49-2023", date(2023, 10, 1), precision="month"),
    basis("permenaker-5-2021", date(2021, 1, 1), precision="year", is_default=False),
    basis("decree-2021", date(2021, 12, 27)),
    basis("decree-2023", date(2023, 6, 23)),
    basis("decree-2024", date(2024, 8, 27), is_default=False),
)


def cited(kind: str, on: date, year: int) -> list[str]:
    return [each.cited.code for each in applicable(BASES, kind=kind, on=on, year=year, regimes=REGIMES)]


def test_each_kind_of_election_cites_its_own_law():
    assert cited("pemilu", date(2023, 7, 14), 2023) == ["uu-7-2017", "decree-2021"]
    assert cited("pilkada", date(2023, 7, 14), 2023) == ["uu-10-2016", "decree-2021"]


def test_nothing_is_cited_before_it_is_in_force():
    assert "pp-49-2023" not in cited("pemilu", date(2023, 9, 30), 2023)
    assert "pp-49-2023" in cited("pemilu", date(2023, 10, 1), 2023)


@pytest.mark.parametrize(
    ("year", "decrees"),
    [
        (2023, {"decree-2021"}),
        (2024, {"decree-2021", "decree-2023"}),
        (2025, {"decree-2021", "decree-2023", "decree-2024"}),
    ],
)
def test_decrees_on_codes_up_to_the_one_of_the_year(year: int, decrees: set[str]):
    assert {code for code in cited("pemilu", date(2024, 9, 1), year) if code.startswith("decree")} == decrees


def test_a_date_known_roughly_is_a_doubt_only_where_it_could_matter():
    rough = [basis("a", date(2023, 1, 1), precision="year"), basis("b", date(2023, 10, 1), precision="month")]
    found = {on: [note.key for note in uncertain_dates(rough, on)] for on in (date(2023, 10, 3), date(2024, 10, 3))}
    assert found == {date(2023, 10, 3): ["a", "b"], date(2024, 10, 3): []}
    assert uncertain_dates([basis("c", date(2023, 10, 3))], date(2023, 10, 3)) == ()
