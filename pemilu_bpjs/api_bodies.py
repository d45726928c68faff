"""What requests of the API say, held to what was asked for; and answers that every stage gives alike."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiSerializerExtension
from rest_framework import serializers, status
from rest_framework.exceptions import APIException, ErrorDetail, Throttled, ValidationError
from rest_framework.response import Response
from rest_framework.settings import api_settings

from .api import JobSerializer
from .models import Job
from .ratelimit import hit

LOOKS_PER_MINUTE = 30
"""Searches for one person, and looks at what is masked: enough for someone at work, too few for reading everybody."""


class StrictSerializer(serializers.Serializer):
    """A body in which a key that nobody knows is a fault, so that a misspelt one is never silently left out."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping) and (unknown := sorted(str(key) for key in data.keys() - self.fields.keys())):
            raise ValidationError({key: [ErrorDetail(_("Isian ini tidak dikenal."), "unknown")] for key in unknown})
        return super().to_internal_value(data)


class StrictSchema(OpenApiSerializerExtension):
    """Says so in the OpenAPI file."""

    target_class = StrictSerializer
    match_subclasses = True

    def map_serializer(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        told: dict[str, Any] = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)
        return {**told, "additionalProperties": False}


class Conflict(APIException):
    """What is asked for cannot be done with the thing as it stands; `detail` says why."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "conflict"


def valid(asked: serializers.BaseSerializer) -> dict[str, Any]:
    """What was asked. Raises ValidationError."""
    asked.is_valid(raise_exception=True)
    found: dict[str, Any] = asked.validated_data
    return found


def refuse(field: str, sentence: str, code: str = "invalid") -> ValidationError:
    """A fault of one field; "" for the request as a whole."""
    return ValidationError({field or api_settings.NON_FIELD_ERRORS_KEY: [ErrorDetail(sentence, code)]})


def refused_form(form: forms.BaseForm, under: Mapping[str, str] | None = None) -> ValidationError:
    """The faults of a page's form as the API's own. `under`: where the body holds a field that the form has flat."""
    told: dict[str, Any] = {}
    for name, faults in form.errors.as_data().items():
        details = [ErrorDetail(text, fault.code or "invalid") for fault in faults for text in fault.messages]
        outer = (under or {}).get(name)
        if name == forms.forms.NON_FIELD_ERRORS:
            told[api_settings.NON_FIELD_ERRORS_KEY] = details
        elif outer:
            told.setdefault(outer, {})[name] = details
        else:
            told[name] = details
    return ValidationError(told)


def started(job: Job) -> Response:
    """A job that was started, and where to ask for its end."""
    where = {"Location": reverse("api-job-detail", args=[job.pk])}
    return Response(JobSerializer(job).data, status.HTTP_202_ACCEPTED, headers=where)


def count_look(user: Any) -> None:
    """Raises Throttled for who looks at one person after another faster than anyone who works with them."""
    if not hit(f"look:{user.pk}", LOOKS_PER_MINUTE, 60):
        raise Throttled(wait=60)
