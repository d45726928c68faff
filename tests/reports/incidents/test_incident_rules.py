"""What is proposed, which papers, which steps, and totals that tell of nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.rules.incident_claim import Cause, Kind, Programme, Proposed, Reason, proposed
from reports.rules.incident_papers import Paper, missing, needed
from reports.rules.incident_steps import Move, State, after, open_moves
from reports.rules.incident_totals import FEWEST, KindTotal, by_place, summed

JKK, JKM = Programme.JKK, Programme.JKM


@pytest.mark.parametrize(
    ("kind", "on_duty", "cause", "expected"),
    [
        (Kind.ACCIDENT, True, Cause.UNKNOWN, Proposed(JKK, Reason.WORK_ACCIDENT)),
        (Kind.ACCIDENT, False, Cause.UNKNOWN, Proposed(None, Reason.OFF_DUTY)),
        (Kind.ACCIDENT, None, Cause.UNKNOWN, Proposed(None, Reason.DUTY_OPEN)),
        (Kind.ILLNESS, True, Cause.UNKNOWN, Proposed(None, Reason.ILLNESS)),
        (Kind.DEATH, True, Cause.ACCIDENT, Proposed(JKK, Reason.DEATH_BY_WORK)),
        (Kind.DEATH, True, Cause.OTHER, Proposed(JKM, Reason.SUDDEN_ON_DUTY)),
        (Kind.DEATH, True, Cause.UNKNOWN, Proposed(JKM, Reason.CAUSE_OPEN)),
        (Kind.DEATH, False, Cause.ACCIDENT, Proposed(JKM, Reason.DEATH)),
        (Kind.DEATH, None, Cause.OTHER, Proposed(JKM, Reason.DEATH)),
        (Kind.DEATH, None, Cause.UNKNOWN, Proposed(JKM, Reason.CAUSE_OPEN)),
    ],
)
def test_the_programme_follows_what_happened(kind: Kind, on_duty: bool | None, cause: Cause, expected: Proposed):
    assert proposed(kind, on_duty=on_duty, cause=cause, is_covered=True) == expected


@given(st.sampled_from(Kind), st.sampled_from([True, False, None]), st.sampled_from(Cause))
def test_nothing_is_proposed_for_who_is_not_covered(kind: Kind, on_duty: bool | None, cause: Cause):
    assert proposed(kind, on_duty=on_duty, cause=cause, is_covered=False).programme is None


def test_a_death_by_accident_needs_the_accident_told_as_well():
    usual = {each.paper for each in needed(Kind.DEATH)}
    by_accident = {each.paper for each in needed(Kind.DEATH, by_work_accident=True)}
    assert by_accident - usual == {Paper.ACCIDENT_REPORT}


def test_papers_that_no_text_names_are_marked():
    published = {each.paper for each in needed(Kind.DEATH) if each.is_published}
    assert published == {
        Paper.HEIRS, Paper.DEATH_CERTIFICATE, Paper.FAMILY_CARD, Paper.IDENTITY_CARDS, Paper.ACCOUNT,
    }  # fmt: skip
    assert not any(each.is_published for kind in (Kind.ACCIDENT, Kind.ILLNESS) for each in needed(kind))


def test_what_is_missing_is_told_in_the_order_of_the_list():
    wanted = needed(Kind.ILLNESS)
    assert missing(wanted, frozenset({Paper.OWN_IDENTITY})) == (Paper.MEDICAL,)


def test_a_claim_may_be_filed_before_the_papers_are_whole():
    assert after(State.REPORTED, Move.CLAIM, was_claimed=False, was_decided=False) is State.CLAIMED


def test_papers_that_come_later_do_not_undo_a_claim():
    assert after(State.CLAIMED, Move.PAPERS, was_claimed=True, was_decided=False) is State.CLAIMED


@pytest.mark.parametrize(
    ("claimed", "decided", "expected"),
    [(False, False, State.PAPERS), (True, False, State.CLAIMED), (True, True, State.DECIDED)],
)
def test_what_is_opened_again_stands_where_it_had_come_to(claimed: bool, decided: bool, expected: State):
    assert after(State.CLOSED, Move.REOPEN, was_claimed=claimed, was_decided=decided) is expected


def test_nothing_is_decided_before_it_was_claimed():
    assert Move.DECIDE not in open_moves(State.PAPERS)
    with pytest.raises(ValueError):
        after(State.PAPERS, Move.DECIDE, was_claimed=False, was_decided=False)


@pytest.mark.parametrize(
    ("counts", "told", "others"),
    [
        ({"A": 5, "B": 4}, {"A": 5, "B": 4}, 0),
        ({"A": 5, "B": 2, "C": 1}, {"A": 5}, 3),
        ({"A": 5, "B": 2}, {}, 7),  # B alone would be the rest
        ({"A": 5, "B": 4, "C": 1}, {"A": 5}, 5),
        ({"A": 1}, {}, 1),
        ({}, {}, 0),
    ],
)
def test_small_places_are_put_together(counts: dict[str, int], told: dict[str, int], others: int):
    found = by_place(counts)
    assert (dict(found.told), found.others) == (told, others)


@given(st.dictionaries(st.sampled_from("ABCDEFGH"), st.integers(0, 6)))
def test_no_place_with_few_can_be_worked_out(counts: dict[str, int]):
    found = by_place(counts)
    told = dict(found.told)
    hidden = {place: count for place, count in counts.items() if count and place not in told}
    assert sum(told.values()) + found.others == sum(counts.values())
    assert all(count >= FEWEST for count in told.values())
    # Told apart from the rest only where the rest is several places, and enough people to hide in.
    assert not told or not hidden or (len(hidden) > 1 and found.others >= FEWEST)


def test_the_sum_of_kinds_meets_them():
    rows = [KindTotal("a", 3, 2, 2, 1, 0, 42), KindTotal("b", 1, 1, 1, 0, 1, 0)]
    whole = summed(rows)
    assert (whole.reported, whole.claimed, whole.amount, whole.waiting) == (4, 3, 42, 1)
