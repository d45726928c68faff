from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..permissions import Right
from .office import Office
from .scope import Reach, TokenScope
from .user import User


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def usable(self, now: datetime | None = None) -> "ApiTokenQuerySet":
        now = now or timezone.now()
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=now), revoked_at=None, user__is_active=True)

    def of(self, user: Any) -> "ApiTokenQuerySet":
        return self.filter(user=user)


class ApiToken(models.Model):
    """A key for programs: stored as its SHA-256 alone, narrower than its owner, revocable."""

    user = models.ForeignKey(User, models.CASCADE, related_name="api_tokens", verbose_name=_("pengguna"))
    name = models.CharField(_("nama"), max_length=100)
    token_hash = models.CharField(_("sidik token"), max_length=64, unique=True, editable=False)
    office = models.ForeignKey(
        Office, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("kantor")
    )
    region = models.CharField(_("kode wilayah"), max_length=13, blank=True)
    rights = models.JSONField(_("wewenang"), null=True, blank=True)
    created_at = models.DateTimeField(_("dibuat"), default=timezone.now)
    expires_at = models.DateTimeField(_("berlaku sampai"), null=True, blank=True)
    last_used_on = models.DateField(_("terakhir dipakai"), null=True)
    revoked_at = models.DateTimeField(_("dicabut"), null=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("token API")
        verbose_name_plural = _("token API")
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.name

    def scope(self) -> TokenScope:
        rights = None if self.rights is None else frozenset(Right(right) for right in self.rights)
        return TokenScope(Reach(self.region, self.office_id), rights)
