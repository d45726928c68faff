"""Members of an enumeration that are found at once are still its members."""

import pickle
from enum import StrEnum

from enrolment.rules.direct_members import direct_members
from enrolment.rules.roster_fields import Field


@direct_members
class Bird(StrEnum):
    BEO = "beo"
    JALAK = "jalak"


def test_the_enumeration_is_what_it_was():
    assert [each.name for each in Bird] == ["BEO", "JALAK"]
    assert Bird("beo") is Bird.BEO is Bird["BEO"]
    assert Bird.JALAK == "jalak"
    assert pickle.loads(pickle.dumps(Bird.JALAK)) is Bird.JALAK  # noqa: S301 - our own


def test_a_member_is_found_without_calling_a_function():
    assert vars(Bird)["BEO"] is Bird.BEO
    assert vars(Field)["NIK"] is Field.NIK
