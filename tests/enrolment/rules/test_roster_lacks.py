"""What SIPP asks for and a row does not say."""

import pytest

from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_lacks import Lacks, file_level, lacking, lacks_of
from enrolment.rules.roster_rows import RosterRow

pytestmark = pytest.mark.once

_ALL = {
    "mother": "Siti",
    "address": "RT 1",
    "birth_place": "Muaradua",
    "marital": "T",
    "postcode": "32211",
    "phone": "08",
}


def test_a_full_row_lacks_nothing_and_an_empty_one_everything():
    assert lacks_of(RosterRow(**_ALL)) == 0
    assert lacks_of(RosterRow()) == sum(Lacks) == 63


@pytest.mark.parametrize("lack", list(Lacks))
def test_each_bit_stands_for_its_field(lack: Lacks):
    (field,) = lacking(lack)
    assert lacks_of(RosterRow(**{name: text for name, text in _ALL.items() if name != field.value})) == lack


def test_fields_are_named_in_the_order_of_their_bits():
    assert lacking(Lacks.PHONE | Lacks.MOTHER) == (Field.MOTHER, Field.PHONE)


def test_what_is_told_once_a_file_needs_a_column_with_nothing_in_it():
    fields = {Field.BIRTH_PLACE: "", Field.MARITAL: "entah", Field.NAME: ""}
    assert file_level(fields, RosterRow()) == ("birthplace-missing", "marital-missing")
    assert file_level(fields, RosterRow(marital="T", birth_place="Muaradua")) == ()
    assert file_level({}, RosterRow()) == ()
