"""Case table: what the records say of a person and day → the verdict, and what a letter may state."""

import datetime

import pytest

from budgeting.rules.risk import ACTS as RISK_ACTS
from budgeting.rules.risk import Risk
from reports.rules.cover_answer import ACTS, Cover, Duty, Facts, Member, Verdict, stated, verdict
from reports.rules.initials import initials

DAY = datetime.date(2024, 2, 14)
BEFORE, AFTER = datetime.date(2024, 2, 13), datetime.date(2024, 2, 15)
SERVING, NONE = Duty.SERVING, Duty.NONE


def facts(duty: Duty, has_month: bool, member: Member | None = None, **values: object) -> Facts:
    return Facts(DAY, duty, has_month, member, **values)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (facts(SERVING, True, Member.ACTIVE, confirmed_from=BEFORE), Verdict.COVERED),
        (facts(SERVING, True, Member.ACTIVE, confirmed_from=DAY), Verdict.COVERED),
        (facts(SERVING, True, Member.ACTIVE, confirmed_from=AFTER), Verdict.LATER),
        # Taken, and BPJS named no day: nothing says that the day is within.
        (facts(SERVING, True, Member.ACTIVE), Verdict.UNANSWERED),
        (facts(SERVING, True, Member.ENDING, confirmed_from=BEFORE), Verdict.COVERED),
        (facts(SERVING, True, Member.ENDED, confirmed_from=BEFORE, ended_on=AFTER), Verdict.COVERED),
        # Whoever dies on his last day dies covered.
        (facts(SERVING, True, Member.ENDED, confirmed_from=BEFORE, ended_on=DAY), Verdict.COVERED),
        (facts(SERVING, True, Member.ENDED, confirmed_from=BEFORE, ended_on=BEFORE), Verdict.ENDED),
        (facts(SERVING, True, Member.ENDED, confirmed_from=BEFORE), Verdict.ENDED),
        (facts(SERVING, True, Member.SENT), Verdict.UNANSWERED),
        (facts(SERVING, True, Member.SENT, confirmed_from=BEFORE), Verdict.UNANSWERED),
        (facts(SERVING, True, Member.SENT, confirmed_from=AFTER), Verdict.LATER),
        (facts(SERVING, True, Member.REJECTED, confirmed_from=BEFORE), Verdict.REJECTED),
        (facts(SERVING, True, is_incomplete=True), Verdict.INCOMPLETE),
        (facts(SERVING, True), Verdict.UNSENT),
        (facts(SERVING, False), Verdict.UNPAID),
        # A member without a paid month is not covered here, whatever BPJS once said.
        (facts(SERVING, False, Member.ACTIVE, confirmed_from=BEFORE), Verdict.UNPAID),
        (facts(Duty.EXCLUDED, False), Verdict.EXCLUDED),
        (facts(Duty.EXCLUDED, True, Member.ACTIVE, confirmed_from=BEFORE), Verdict.COVERED),
        (facts(Duty.RESERVE, False), Verdict.RESERVE),
        (facts(NONE, False), Verdict.NOT_SERVING),
        (facts(NONE, True, Member.ACTIVE, confirmed_from=BEFORE), Verdict.OFF_DUTY),
        (facts(NONE, True, Member.SENT), Verdict.UNANSWERED),
    ],
)
def test_verdict(found: Facts, expected: Verdict):
    assert verdict(found) is expected


def test_covered_is_said_of_nobody_whom_bpjs_has_not_confirmed():
    unconfirmed = [
        facts(duty, has_month, member, is_incomplete=lacks)
        for duty in Duty
        for has_month in (True, False)
        for member in (None, *Member)
        for lacks in (True, False)
    ]
    assert Verdict.COVERED not in {verdict(each) for each in unconfirmed}


@pytest.mark.parametrize(
    ("found", "duty", "expected"),
    [
        (Verdict.COVERED, SERVING, Cover.COVERED),
        (Verdict.UNANSWERED, SERVING, Cover.UNCONFIRMED),
        (Verdict.UNPAID, SERVING, Cover.NOT_COVERED),
        (Verdict.REJECTED, SERVING, Cover.NOT_COVERED),
        (Verdict.UNANSWERED, NONE, None),
        (Verdict.OFF_DUTY, NONE, None),
        (Verdict.EXCLUDED, Duty.EXCLUDED, None),
        (Verdict.RESERVE, Duty.RESERVE, None),
    ],
)
def test_what_a_letter_states(found: Verdict, duty: Duty, expected: Cover | None):
    assert stated(found, duty) is expected


def test_every_answer_but_yes_names_who_can_act():
    assert set(Verdict) - set(ACTS) == {Verdict.COVERED}


def test_the_desk_sends_people_to_whom_the_board_of_risks_does():
    shared = {risk: Verdict(risk.value) for risk in Risk if risk.value in set(Verdict)}
    assert len(shared) == 6
    assert {verdict: RISK_ACTS[risk] for risk, verdict in shared.items()} == {
        each: ACTS[each] for each in shared.values()
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Siti Aminah", "S.A."),
        ("Siti Aminah, S.Pd., M.Si.", "S.A."),
        ("H. Moh. Ali", "H.M.A."),
        ("H.Moh.Ali", "H.M.A."),
        ("  'Aisyah   binti Contoh ", "A.B.C."),
        ("Sukarno", "S."),
        ("a b c d e f g h i j k", "A.B.C.D.E.F.G.H."),
        ("<script>", "S."),
        ("éva", "É."),
        ("123", "–"),
        ("", "–"),
    ],
)
def test_initials(name: str, expected: str):
    assert initials(name) == expected
