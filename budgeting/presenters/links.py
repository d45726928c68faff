"""Addresses that pages of plans lead to."""

from typing import Any

from django.urls import NoReverseMatch, reverse


def address(route: str, *args: Any) -> str:
    """The address of a route; "" where this installation has no such page."""
    try:
        return reverse(route, args=args)
    except NoReverseMatch:
        return ""


def why(plan_pk: int, key: str) -> str:
    """The page that explains one figure of a plan: "total:jkk", "line:kpps-anggota:headcount", "body:kpps"."""
    return address("budgeting:plan-why", plan_pk, key)


def with_query(url: str, query: str) -> str:
    """The address with a query, where there is an address."""
    return f"{url}?{query}" if url else ""
