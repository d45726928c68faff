"""How faults are logged: what kind, and where, never the words of the fault itself.

A fault's words quote what it choked on: PostgreSQL names the row ("Failing row contains (…)", "Key (nik)=(…)"), int()
repeats the text that is no number. A log is kept, copied and mailed, so none of that may stand in it.
"""

import logging
import sqlite3
import traceback
from types import TracebackType

import psycopg
from django.core.exceptions import ImproperlyConfigured

from .vault import VaultError

_Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class FaultsWithoutWords(logging.Formatter):
    """The formatter of every handler in the settings, for faults that anything logs with its traceback."""

    def formatException(self, ei: _Fault) -> str:
        return told(ei[1]) if ei[1] is not None else ""


def told(fault: BaseException) -> str:
    """The fault and what led to it, the first one first: where each was raised, and what may be said of it."""
    parts: list[str] = []
    seen: set[int] = set()
    each: BaseException | None = fault
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        places = "".join(traceback.format_tb(each.__traceback__))
        parts.append(f"{places}{_kind(each)}{_particulars(each)}")
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
    return "\n\n".join(reversed(parts))


def _kind(fault: BaseException) -> str:
    return f"{type(fault).__module__}.{type(fault).__qualname__}"


def _particulars(fault: BaseException) -> str:
    """What the database or the system says of the fault without quoting data."""
    match fault:
        case psycopg.OperationalError(sqlstate=None):
            return f" {fault}"  # no connection: it names the server, and no row has been sent
        case psycopg.Error():
            of = fault.diag
            known = (fault.sqlstate, of.table_name, of.column_name, of.constraint_name)
            return "".join(f" {each}" for each in known if each)
        case sqlite3.Error():
            return f" {fault}"  # names columns and constraints, never values
        case VaultError() | ImproperlyConfigured():
            return f" {fault}"  # our own words for an operator
        case OSError(strerror=str() as words):
            return f" {words}"
        case _:
            return ""
