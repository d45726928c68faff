"""The body of a request as a plan: the plan file as TOML, or its keys as JSON."""

import datetime
import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import IO, Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ErrorDetail, ParseError, ValidationError
from rest_framework.parsers import BaseParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from budgeting.planfile import read
from budgeting.rules.notes import Faults, Note
from budgeting.rules.plan_input import PlanInput
from budgeting.wording import sentence

MOST_BYTES = 1024 * 1024


class TomlParser(BaseParser):
    """A plan file as it stands on disk."""

    media_type = "application/toml"

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        try:
            return tomllib.loads(stream.read().decode("utf-8-sig"), parse_float=Decimal)
        # ValueError: not UTF-8, not TOML, or a number of more digits than Python reads.
        except (ValueError, RecursionError) as error:
            raise ParseError(_("Isi permintaan bukan TOML yang sah: %s") % error) from error


class TextTomlParser(TomlParser):
    media_type = "text/toml"


class TomlRenderer(JSONRenderer):
    """Lets a client ask for TOML by its media type; a fault answers in JSON all the same."""

    media_type = "application/toml"


def stated_in(request: Request, base: Mapping[str, Any] | None = None) -> tuple[PlanInput, str | None]:
    """The plan of the request's body, and its TPS file where it names one; what it leaves out comes from `base`.

    Raises ValidationError with every fault under its key.
    """
    refuse_large(request)
    document = request.data
    if not isinstance(document, dict):
        raise ValidationError({"": [_("Isi permintaan harus objek dengan kunci berkas rencana.")]})
    try:
        return read({**(base or {}), **_with_dates(document)})
    except Faults as faults:
        raise refused(faults.notes) from faults


def refuse_large(request: Request) -> None:
    """Raises ValidationError for a body that no plan is."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MOST_BYTES:
        raise ValidationError({"": [_("Isi permintaan melebihi 1 MB; rencana tidak pernah sebesar itu.")]})


def refused(notes: Iterable[Note]) -> ValidationError:
    """Faults as the API's own: each under its key of the plan file."""
    found: dict[str, list[ErrorDetail]] = {}
    for note in notes:
        found.setdefault(note.key or "non_field_errors", []).append(ErrorDetail(sentence(note), note.code))
    return ValidationError(found)


def _with_dates(document: Mapping[str, Any]) -> dict[str, Any]:
    """JSON has no dates: days written as text become dates, and whatever else stands there stays for the reader."""
    entries = document.get("position")
    if not isinstance(entries, list):
        return dict(document)
    return {**document, "position": [_entry(each) for each in entries]}


def _entry(entry: Any) -> Any:
    if not isinstance(entry, dict):
        return entry
    return {key: _day(value) if key in ("start", "end") else value for key, value in entry.items()}


def _day(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        return value
