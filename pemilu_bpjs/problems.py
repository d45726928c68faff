"""Every fault of the API as RFC 9457 problem+json, with each field's faults under its name."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.core.exceptions import ValidationError as ModelFault
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound, Throttled, ValidationError
from rest_framework.fields import get_error_detail
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler

MEDIA_TYPE = "application/problem+json"


def handler(fault: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's EXCEPTION_HANDLER. What is not a fault of the request stays None and becomes a 500."""
    if isinstance(fault, ModelFault):
        fault = ValidationError(get_error_detail(fault))
    if isinstance(fault, Http404):
        fault = NotFound()  # the framework would name the model, in English
    response = exception_handler(fault, context)
    if response is None:
        return None
    response.data = problem(response.status_code, _detail(fault, response.data), _faults(fault))
    response.content_type = MEDIA_TYPE
    return response


def problem(status: int, detail: str, errors: list[dict[str, str]] | None = None) -> dict[str, Any]:
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    return {**body, "errors": errors} if errors else body


def _detail(fault: Exception, data: Any) -> str:
    if isinstance(fault, ValidationError):
        return _("Permintaan memuat isian yang keliru; lihat errors.")
    if isinstance(fault, Throttled) and fault.wait is not None:
        # The framework's own words are put together before they are translated, and so never are.
        return _("Terlalu banyak permintaan. Coba lagi setelah %(seconds)s detik.") % {"seconds": fault.wait}
    return str(data["detail"]) if isinstance(data, dict) and "detail" in data else str(fault)


def _faults(fault: Exception) -> list[dict[str, str]]:
    if not isinstance(fault, ValidationError):
        return []
    return list(_flat(fault.get_full_details(), ()))


def _flat(details: Any, path: tuple[str, ...]) -> Any:
    """Nested details → one entry a fault, its field as a dotted path ("units.tps", "position.2.code")."""
    if (
        isinstance(details, dict)
        and "message" in details
        and "code" in details
        and not isinstance(details["code"], dict)
    ):
        yield {"field": ".".join(path), "code": str(details["code"]), "message": str(details["message"])}
    elif isinstance(details, dict):
        for key, inner in details.items():
            whole = key in (api_settings.NON_FIELD_ERRORS_KEY, NON_FIELD_ERRORS)
            yield from _flat(inner, path if whole else (*path, str(key)))
    else:
        is_faults = all(isinstance(item, dict) and "message" in item for item in details)
        for place, inner in enumerate(details):
            yield from _flat(inner, path if is_faults else (*path, str(place)))
