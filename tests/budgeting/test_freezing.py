"""Figures are kept as JSON and come back as they were, to the last field."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgeting.freezing import fingerprint, from_json, sha256, to_json
from budgeting.rules.figures import Figures
from tests.factories_figures import POSTS, make_figures, make_line


@given(st.from_type(Figures))
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_figures_come_back_exactly(figures: Figures):
    kept = json.loads(json.dumps(to_json(figures)))
    assert from_json(kept) == figures
    assert sha256(kept) == sha256(to_json(figures))


def test_the_hash_follows_the_content_not_its_order():
    kept = to_json(make_figures())
    assert sha256(dict(reversed(kept.items()))) == sha256(kept)
    assert sha256({**kept, "pagu": 1}) != sha256(kept)


@pytest.mark.parametrize("changes", [{"pagu": "0"}, {"pagu": True}, {"region_code": None}, {"unknown": 1}])
def test_what_we_did_not_write_is_not_read(changes: dict[str, object]):
    with pytest.raises((TypeError, KeyError)):
        from_json({**to_json(make_figures()), **changes})


def test_a_fingerprint_is_of_people_and_money():
    figures = make_figures()
    assert fingerprint(make_figures(letter_number="900/2", warnings=())) == fingerprint(figures)
    lines = (make_line(POSTS[0], wage=1), *figures.lines[1:])
    assert fingerprint(make_figures(lines=lines)) != fingerprint(figures)
