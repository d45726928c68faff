"""Making and revoking API tokens."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from . import audit
from .authentication import new_token, token_hash
from .models import ApiToken
from .models.scope import Reach


def create_token(*, name: str, reach: Reach, days: int | None, by: Any) -> tuple[ApiToken, str]:
    """A token for `by` himself, held to `reach`; `days` None: without end.

    Returns it with its clear text, which nothing can show again.
    """
    clear = new_token()
    with transaction.atomic():
        token = ApiToken.objects.create(
            user=by,
            name=name,
            token_hash=token_hash(clear),
            office_id=reach.office_id,
            region=reach.region,
            expires_at=None if days is None else timezone.now() + timedelta(days=days),
        )
        _record("token.create", token, by)
    return token, clear


def revoke_token(*, token: ApiToken, by: Any) -> None:
    """From now on the token opens nothing; a second call changes nothing."""
    with transaction.atomic():
        if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
            _record("token.revoke", token, by)


def _record(action: str, token: ApiToken, by: Any) -> None:
    audit.record(
        action,
        by=by,
        subject=f"token:{token.pk}",
        office=token.office,
        region=token.region,
        detail={"name": token.name},
    )
