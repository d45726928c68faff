"""Every fault and warning of the rules and of the plan file has a sentence."""

import ast
from pathlib import Path

from budgeting.wording import _SENTENCES

BUDGETING = Path(__file__).resolve().parents[3] / "budgeting"


def codes_in(path: Path) -> set[str]:
    """The codes of `Note("code", …)` and of a reader's `fault("code", …)`."""
    calls = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call) and node.args)
    named = ((getattr(call.func, "id", getattr(call.func, "attr", "")), call.args[0]) for call in calls)
    return {
        first.value
        for name, first in named
        if name in ("Note", "fault") and isinstance(first, ast.Constant) and isinstance(first.value, str)
    }


def test_no_fault_is_speechless():
    said = set().union(*(codes_in(path) for path in BUDGETING.rglob("*.py")))
    assert {"year-absurd", "unit-unknown", "no-entries-left"} <= said
    assert said - set(_SENTENCES) == set()
