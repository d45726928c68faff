"""May this user do this here? Pages, API and querysets all ask through this module."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from .models.scope import EVERYWHERE, Reach, forget, lies_within, office_bound, reaches, region_wide, within
from .permissions import Right
from .signing_in import sign_in_required

__all__ = [
    "EVERYWHERE",
    "Reach",
    "Right",
    "forget",
    "has_right",
    "lies_within",
    "may",
    "office_bound",
    "reaches",
    "region_wide",
    "require",
    "right_required",
    "within",
]

View = Callable[..., HttpResponseBase]


def may(user: Any, right: Right, *, region: str | None = None, office_id: int | None = None) -> bool:
    """Whether the user holds the right there; without region and office: anywhere."""
    return any(reach.covers(region, office_id) for reach in reaches(user, right))


def require(user: Any, right: Right, *, region: str | None = None, office_id: int | None = None) -> None:
    """Raises PermissionDenied unless `may`."""
    if not may(user, right, region=region, office_id=office_id):
        raise PermissionDenied(_("Anda tidak memiliki wewenang untuk tindakan ini di wilayah atau kantor tersebut."))


def right_required(right: Right) -> Callable[[View], View]:
    """For a view: signed in, with the right somewhere. What it shows comes by `.visible_to(user)`."""

    def decorate(view: View) -> View:
        @sign_in_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            require(request.user, right)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def has_right(read: Right, write: Right | None = None) -> type[BasePermission]:
    """The same as a DRF permission class; `write` (default: `read`) is asked for unsafe methods."""

    class HasRight(BasePermission):
        def has_permission(self, request: Request, view: Any) -> bool:
            safe = request.method in ("GET", "HEAD", "OPTIONS")
            return may(request.user, read if safe or write is None else write)

    return HasRight
