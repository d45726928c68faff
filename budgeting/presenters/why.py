"""Why this number: an explanation as a nested list that can be read, and opened further where it goes on."""

from dataclasses import dataclass

from budgeting.explaining import Source, amount, formula, label, name_of, sources
from budgeting.presenters.links import address, why
from budgeting.presenters.plan_head import PlanHead
from budgeting.rules.explanation import Node
from budgeting.rules.line import Line
from budgeting.rules.plan import Plan


@dataclass(frozen=True)
class WhyNode:
    """One figure. `url` leads to its own page where the list does not go on here; "" where it does, or has an end.

    `is_repeated`: it stands above already, with all that it is made of.
    """

    label: str
    amount: str
    formula: str
    sources: tuple[Source, ...]
    parts: tuple["WhyNode", ...]
    url: str
    is_repeated: bool


@dataclass(frozen=True)
class WhyPage:
    """`recorded`: every source that the plan keeps of the line. `edit_url`: where the line is changed, "" elsewhere."""

    title: str
    root: WhyNode
    recorded: tuple[str, ...]
    edit_url: str


def why_page(head: PlanHead, plan: Plan, root: Node) -> WhyPage:
    line = _line_of(plan, root)
    return WhyPage(
        title=label(root),
        root=why_node(head.pk, root),
        recorded=line.sources if line else (),
        edit_url=address("budgeting:entry-edit", head.pk, line.code) if line and head.may_edit else "",
    )


def why_node(plan_pk: int, root: Node) -> WhyNode:
    """The tree; of a sum, its parts only, each with a way to its own tree: a plan of twenty lines has hundreds."""
    return _Reading(plan_pk, folded=root.code.startswith("sum-")).node(root, "", is_root=True)


class _Reading:
    """Goes through a tree as it is read, and remembers what has been said."""

    def __init__(self, plan_pk: int, *, folded: bool) -> None:
        self.plan_pk, self.folded = plan_pk, folded
        self.told: list[Node] = []

    def node(self, node: Node, said: str, *, is_root: bool = False) -> WhyNode:
        stops = self.folded and not is_root and bool(node.key)
        repeated = bool(node.parts) and node in self.told
        self.told.append(node)
        inner = name_of(node) or said
        return WhyNode(
            label=label(node, said),
            amount=amount(node),
            formula=formula(node),
            sources=sources(node),
            parts=() if stops or repeated else tuple(self.node(part, inner) for part in node.parts),
            url=why(self.plan_pk, node.key) if stops and node.parts else "",
            is_repeated=repeated and not stops,
        )


def _line_of(plan: Plan, root: Node) -> Line | None:
    kind, _, rest = root.key.partition(":")
    code = rest.rpartition(":")[0] if kind == "line" else ""
    return next((line for line in plan.lines if line.code == code), None)
