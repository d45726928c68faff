"""Addresses that pages of plans and proposals lead to."""

from typing import Any

from django.urls import reverse


def address(route: str, *args: Any) -> str:
    return reverse(route, args=args)


def why(plan_pk: int, key: str) -> str:
    """The page that explains one figure of a plan: "total:jkk", "line:kpps-anggota:headcount", "body:kpps"."""
    return address("budgeting:plan-why", plan_pk, key)


def with_query(url: str, query: str) -> str:
    return f"{url}?{query}"
