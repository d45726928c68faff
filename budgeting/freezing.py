"""Figures ⇄ JSON, exactly; and the SHA-256 that says they are still the same.

The JSON is keyed by field name, so that it can be read in the database with nothing but eyes. Dates are ISO text.
"""

import datetime
import hashlib
import json
import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from budgeting.rules.figures import Figures

Json = Any


def to_json(figures: Figures) -> dict[str, Json]:
    """Plain values for a JSON column."""
    written: dict[str, Json] = _written(figures)
    return written


def from_json(data: Mapping[str, Json]) -> Figures:
    """The same figures again. Raises KeyError, TypeError or ValueError for anything that `to_json` did not write."""
    figures: Figures = _read(Figures, data)
    return figures


def sha256(data: Json) -> str:
    """Of the canonical form: sorted keys, no spaces, UTF-8. Equal content gives equal hashes, however it was stored."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def fingerprint(figures: Figures) -> str:
    """Of people and money alone: whether what someone looked at is still what he is about to submit.

    Not of a line's reason and sources: they are words, and he may have read them in English.
    """
    lines = tuple(replace(line, reason="", sources=()) for line in figures.lines)
    seen = (lines, figures.jkk_account, figures.jkm_account, figures.sub_activity, figures.pagu)
    return sha256(_written(seen))


def _written(value: Any) -> Json:
    if is_dataclass(value):
        return {field.name: _written(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_written(item) for item in value]
    return value


def _read(kind: Any, data: Json) -> Any:
    if is_dataclass(kind):
        return _read_dataclass(kind, data)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is types.UnionType:
        return None if data is None else _read(arguments[0], data)
    if origin is tuple:
        inner = [arguments[0]] * len(data) if arguments[1:] == (Ellipsis,) else arguments
        return tuple(_read(each, item) for each, item in zip(inner, data, strict=True))
    if kind is datetime.date:
        return datetime.date.fromisoformat(data)
    # bool is an int to Python, yet true is no number of people.
    if type(data) is not kind:
        raise TypeError(f"{data!r} is not {kind.__name__}")
    return data


def _read_dataclass(kind: Any, data: Mapping[str, Json]) -> Any:
    known = _hints(kind)
    if unknown := data.keys() - known.keys():
        raise KeyError(*sorted(unknown))
    return kind(**{name: _read(known[name], value) for name, value in data.items()})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}
