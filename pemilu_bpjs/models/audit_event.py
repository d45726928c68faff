from typing import Any, NoReturn

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..permissions import Right
from .scope import within


class AppendOnly(TypeError):
    """An audit line was about to be changed or removed: a fault in the program, never of its user."""


class AuditQuerySet(models.QuerySet["AuditEvent"]):
    def visible_to(self, user: Any) -> "AuditQuerySet":
        return self.filter(within(user, Right.VIEW_AUDIT, region_field="region", office_field="office_id"))

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnly("audit lines are never changed")

    def delete(self) -> NoReturn:
        raise AppendOnly("audit lines are never removed")


class AuditEvent(models.Model):
    """One thing that was done or looked at. Text without foreign keys: it outlives what it speaks of."""

    at = models.DateTimeField(_("waktu"), default=timezone.now, db_index=True)
    action = models.CharField(_("tindakan"), max_length=80, db_index=True)
    actor_id = models.BigIntegerField(_("id pelaku"), null=True)
    actor = models.CharField(_("pelaku"), max_length=200, blank=True)
    subject = models.CharField(_("objek"), max_length=200, db_index=True)
    office_id = models.BigIntegerField(_("id kantor"), null=True)
    office = models.CharField(_("kantor"), max_length=200, blank=True)
    region = models.CharField(_("kode wilayah"), max_length=13, blank=True, db_index=True)
    detail = models.JSONField(_("rincian"), default=dict, encoder=DjangoJSONEncoder)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = _("catatan audit")
        verbose_name_plural = _("catatan audit")
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("audit lines are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly("audit lines are never removed")
