"""Faults that no view answered: pages for people, problem+json under /api/."""

import sys
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views import defaults

from ..problems import MEDIA_TYPE, problem
from ..vault import KEYS_DIFFER, KeysDiffer

API = "/api/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 400, _("Permintaan tidak dapat dibaca."), defaults.bad_request, exception=exception)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 403, _("Anda tidak berwenang."), defaults.permission_denied, exception=exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 404, _("Alamat ini tidak ada."), defaults.page_not_found, exception=exception)


def broken(request: HttpRequest) -> HttpResponse:
    if isinstance(sys.exception(), KeysDiffer):
        return _answer(request, 500, _(KEYS_DIFFER), defaults.server_error, template_name="500_keys.html")
    return _answer(request, 500, _("Terjadi kesalahan; rinciannya tercatat."), defaults.server_error)


def _answer(
    request: HttpRequest, status: int, detail: str, page: Callable[..., HttpResponse], **given: Any
) -> HttpResponse:
    if request.path.startswith(API):
        return JsonResponse(problem(status, detail), status=status, content_type=MEDIA_TYPE)
    return page(request, **given)
