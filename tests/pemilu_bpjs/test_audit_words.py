"""The audit page speaks in words: every action that the program records has them."""

import ast
from pathlib import Path

from pemilu_bpjs import audit

ROOT = Path(__file__).resolve().parents[2]
STAGES = ("pemilu_bpjs", "enrolment", "budgeting", "reports")


def _recorded() -> set[str]:
    """The first argument of each call of `record` or `_record`, where it is plain text."""
    found = set()
    for path in (path for stage in STAGES for path in (ROOT / stage).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and _name(node.func) in ("record", "_record") and node.args:
                found |= {part.value for part in ast.walk(node.args[0]) if _is_action(part)}
    return found


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _is_action(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and "." in node.value


def test_every_recorded_action_has_words() -> None:
    actions = _recorded()
    assert {"user.sign-in", "document.download"} <= actions
    assert {action for action in actions if str(audit.action_label(action)) == action} == set()
