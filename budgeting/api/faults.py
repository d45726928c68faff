"""Faults of the rules as the API's own, each under its field with its code."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.settings import api_settings

from budgeting.rules.notes import Faults
from budgeting.wording import sentence

_AS_THEY_ARE: Mapping[str, str] = MappingProxyType({})


@contextmanager
def faults_told(fields: Mapping[str, str] = _AS_THEY_ARE) -> Iterator[None]:
    """Raises ValidationError for what the rules refuse inside the block.

    `fields`: where the API calls a field otherwise than the rules do.
    """
    try:
        yield
    except Faults as refused:
        told: dict[str, list[ErrorDetail]] = {}
        for note in refused.notes:
            field = fields.get(note.key, note.key) or api_settings.NON_FIELD_ERRORS_KEY
            told.setdefault(field, []).append(ErrorDetail(sentence(note), note.code))
        raise ValidationError(told) from refused
