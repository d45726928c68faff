import pytest

from enrolment.rules.region_code import (
    Level,
    is_code,
    is_kelurahan,
    kecamatan_of,
    level,
    lies_within,
    parent,
)


@pytest.mark.parametrize(
    ("code", "expected", "above"),
    [
        ("16", Level.PROVINSI, None),
        ("16.09", Level.KABUPATEN, "16"),
        ("16.09.01", Level.KECAMATAN, "16.09"),
        ("16.09.01.2001", Level.DESA, "16.09.01"),
    ],
)
def test_each_level_knows_the_one_above(code: str, expected: Level, above: str | None) -> None:
    assert is_code(code)
    assert level(code) is expected
    assert parent(code) == above


@pytest.mark.parametrize("text", ["", "1609", "16.9", "16.09.01.201", "16.09.", "16,09", "16.09.01.2001.1", "1.609"])
def test_other_forms_are_no_codes(text: str) -> None:
    assert not is_code(text)


def test_a_code_lies_within_by_whole_segments() -> None:
    assert lies_within("16.09.01", "16.09")
    assert lies_within("16.09", "16.09")
    assert not lies_within("16.09", "16.0")
    assert not lies_within("16", "16.09")


def test_kinds_stand_in_the_code() -> None:
    assert is_kelurahan("16.09.01.1001")
    assert not is_kelurahan("16.09.01.2001")
    assert not is_kelurahan("16.09.01")
    assert kecamatan_of("16.09.01.2001") == "16.09.01"
