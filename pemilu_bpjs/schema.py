"""What every operation of the OpenAPI file shares."""

from typing import Any

from .problems import MEDIA_TYPE

_TEXT = {"type": "string"}
_FAULT = {
    "type": "object",
    "required": ["field", "code", "message"],
    "properties": {
        "field": {**_TEXT, "description": "Path of the field, parts joined by dots; empty: the request as a whole."},
        "code": _TEXT,
        "message": _TEXT,
    },
}
_PROBLEM = {
    "type": "object",
    "description": "RFC 9457: the body of every answer that is not a success.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": _TEXT,
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT,
        "errors": {"type": "array", "items": {"$ref": "#/components/schemas/FieldFault"}},
    },
}
_METHODS = frozenset({"get", "put", "post", "delete", "patch"})


def add_common(result: dict[str, Any], **_generator: Any) -> dict[str, Any]:
    """A post-processing hook of drf-spectacular: what each operation answers to a fault, and to empty parameters."""
    result["components"].setdefault("schemas", {}).update({"Problem": _PROBLEM, "FieldFault": _FAULT})
    answer = {
        "description": "The request cannot be answered; `detail` and `errors` say why.",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for operations in result["paths"].values():
        for method in _METHODS & operations.keys():
            operation = operations[method]
            operation["responses"].setdefault("4XX", answer)
            for parameter in operation.get("parameters", ()):
                if parameter["in"] == "query":
                    parameter["allowEmptyValue"] = True  # as a form sends a field left empty: none given
    return result
