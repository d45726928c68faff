"""Before a proposal is submitted, its four amounts, and what a version changed."""

from dataclasses import replace

import pytest

from budgeting.rules.figures import Before, Coded, Figures
from budgeting.rules.notes import Note
from budgeting.rules.proposal import Difference, agreed, amounts, blockers, differences, totals, unconfirmed
from tests.factories_figures import HALF_YEAR, POSTS, make_figures, make_line

ASKED = 17_570_520


def ready(**changes: object) -> Figures:
    figures = make_figures(**changes)
    vouched = tuple(replace(each, confirmed_by="Ir. Contoh", basis="Surat") for each in figures.unverified)
    return replace(figures, unverified=vouched)


def test_a_murni_asks_for_all_and_a_change_for_the_difference():
    murni = amounts(make_figures())
    assert (murni.pagu, murni.usulan, murni.diminta) == (0, ASKED, ASKED)
    held = make_figures(budget_kind="perubahan", before=Before(8_000_000, 10_000_000, "DPA"), pagu=18_000_000)
    change = amounts(held)
    assert (change.pagu, change.usulan, change.diminta) == (18_000_000, ASKED - 18_000_000, ASKED)


def test_what_is_agreed():
    assert agreed(ASKED, None, is_partial=False) == ASKED
    assert agreed(ASKED, 10_000_000, is_partial=True) == 10_000_000
    for stated in (0, -1, ASKED, ASKED + 1):
        assert agreed(ASKED, stated, is_partial=True) == Note("agreed-not-partial", "disepakati", {"amount": ASKED})
    assert agreed(ASKED, None, is_partial=True) == Note("required", "disepakati")


def test_every_table_has_the_same_total():
    found = totals(make_figures())
    assert (found.rab, found.rka, found.recap, found.cash) == (ASKED,) * 4
    assert found.meet


def test_a_ready_proposal_has_nothing_against_it():
    assert blockers(ready()) == ()


@pytest.mark.parametrize(
    ("changes", "code", "key"),
    [
        ({"letter_number": " "}, "required", "letter_number"),
        ({"account_note": ""}, "required", "account_note"),
        ({"fund_source": ""}, "required", "fund_source"),
        ({"sub_activity": Coded("", "")}, "no-code-regime", ""),
        ({"recap": make_figures().recap[1:]}, "totals-differ", ""),
        ({"cash": make_figures().cash[1:]}, "totals-differ", ""),
        ({"lines": (), "recap": (), "cash": ()}, "nothing-proposed", ""),
    ],
)
def test_what_stands_against_submission(changes: dict[str, object], code: str, key: str):
    assert [(note.code, note.key) for note in blockers(replace(ready(), **changes))] == [(code, key)]


def test_figures_that_nobody_vouched_for_stand_against_submission():
    figures = make_figures()
    assert unconfirmed(figures) == len(figures.unverified) == 3
    assert [(note.code, note.params) for note in blockers(figures)] == [("unconfirmed", {"count": 3})]


def test_a_line_whose_amount_is_not_its_factors_product_blocks():
    wrong = replace(make_line(POSTS[0]), jkk=1)
    figures = ready(lines=(wrong, *(make_line(post) for post in POSTS[1:])))
    assert not totals(figures).meet


def test_equal_versions_differ_in_nothing():
    assert differences(make_figures(), make_figures()) == ()


def test_a_version_says_what_it_changed():
    old = make_figures()
    leaders = make_line(POSTS[0], HALF_YEAR[:3])
    new_post = make_line(("pkd", "PKD", "pkd", "PKD", "desa", 100, 1, 1_100_000))
    lines = (leaders, *(make_line(post) for post in POSTS[1:5]), new_post)
    found = differences(old, make_figures(lines=lines, letter_number="900/2"))
    gone = make_line(POSTS[5])
    assert Difference("months", "Ketua PPK", ", ".join(HALF_YEAR), ", ".join(HALF_YEAR[:3])) in found
    assert Difference("jkk", "Ketua PPK", 360_000, 180_000) in found
    assert Difference("position", "PKD", None, new_post.total) in found
    assert Difference("position", "Anggota PPS", gone.total, None) in found
    assert Difference("letter_number", "", "900.1/117/Disnakertrans/2023", "900/2") in found
    assert ("wage", "Ketua PPK") not in {(each.what, each.of) for each in found}


def test_runs_of_months_at_several_prices_are_one_position():
    whole = make_line(POSTS[0])
    split = (make_line(POSTS[0], HALF_YEAR[:2]), make_line(POSTS[0], HALF_YEAR[2:]))
    rest = tuple(make_line(post) for post in POSTS[1:])
    assert differences(make_figures(lines=(whole, *rest)), make_figures(lines=(*split, *rest))) == ()
