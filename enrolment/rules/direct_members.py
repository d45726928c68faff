"""Members of an enumeration found as quickly as any attribute, where rows come by the ten thousand."""

from enum import Enum
from typing import TypeVar

Enumeration = TypeVar("Enumeration", bound=type[Enum])


def direct_members(enumeration: Enumeration) -> Enumeration:
    """A class decorator. Python 3.11 calls a function for each `Field.NIK`, later ones do not.

    A row names its fields some fifty times: that was a seventh of all the time that the rules take for it.
    """
    for member in enumeration:
        type.__setattr__(enumeration, member.name, member)
    return enumeration
