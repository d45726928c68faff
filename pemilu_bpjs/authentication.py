"""API tokens: "Authorization: Token …". Apart from `api.py`, since DRF's own views import this module."""

import hashlib
import secrets
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from .models import ApiToken
from .models.scope import reaches
from .permissions import Right

TOKEN_BYTES = 20  # 160 random bits: guessing is hopeless, so a plain hash (no salt, no stretching) is enough


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class ApiTokenAuthentication(BaseAuthentication):
    """The token's owner, with rights no wider than the token's office, region and list of rights."""

    keyword = "Token"

    def authenticate(self, request: Request) -> tuple[Any, ApiToken] | None:
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != self.keyword.lower().encode():
            return None
        if len(parts) != 2:
            raise AuthenticationFailed(_("Tulis kepala Authorization sebagai: Token <token>."))
        digest = token_hash(parts[1].decode("latin-1"))
        token = ApiToken.objects.usable().select_related("user").filter(token_hash=digest).first()
        if token is None:
            raise AuthenticationFailed(_("Token tidak dikenal, kedaluwarsa, atau sudah dicabut."))
        return _owner(token), token

    def authenticate_header(self, request: Request) -> str:
        return self.keyword


def _owner(token: ApiToken) -> Any:
    user = token.user
    user.token_scope = token.scope()
    if not reaches(user, Right.USE_API):
        raise AuthenticationFailed(_("Pemilik token tidak lagi berwenang memakai API."))
    today = timezone.localdate()
    # Once a day is what a person needs to see whether a token is still in use; a write a request is not.
    if token.last_used_on != today:
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=today)
    return user


class ApiTokenScheme(OpenApiAuthenticationExtension):
    target_class = ApiTokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "header", "name": "Authorization", "description": "Token <token>"}
