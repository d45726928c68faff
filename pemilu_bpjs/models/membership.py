from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .. import roles
from ..permissions import Right
from .office import Office
from .scope import within
from .user import User

_WITHOUT_OFFICE = roles.REGION_WIDE | {roles.Role.ADMIN}


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self, on: date) -> "MembershipQuerySet":
        """Those that hold on that day; both ends count."""
        return self.filter(Q(active_until=None) | Q(active_until__gte=on), active_from__lte=on)

    def manageable_by(self, user: Any) -> "MembershipQuerySet":
        return self.filter(within(user, Right.MANAGE_OFFICE, region_field="region"))


class Membership(models.Model):
    """A user's role in an office, for a region and all below it, for a time. The only source of rights.

    `region` "" is the whole country (whoever runs the installation). `office` may stay empty for roles that
    read a whole region.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("pengguna"))
    role = models.CharField(_("peran"), max_length=20, choices=[(str(r), roles.label(r)) for r in roles.Role])
    office = models.ForeignKey(
        Office, models.CASCADE, null=True, blank=True, related_name="memberships", verbose_name=_("kantor")
    )
    region = models.CharField(_("kode wilayah"), max_length=13, blank=True, db_index=True)
    active_from = models.DateField(_("berlaku sejak"))
    active_until = models.DateField(_("berlaku sampai"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("keanggotaan")
        verbose_name_plural = _("keanggotaan")
        ordering = ("user", "role")
        constraints = [
            models.CheckConstraint(
                condition=Q(active_until=None) | Q(active_until__gte=F("active_from")),
                name="membership_ends_after_start",
            ),
            # An office's reach without an office would be every office's.
            models.CheckConstraint(
                condition=Q(office__isnull=False) | Q(role__in=sorted(str(role) for role in _WITHOUT_OFFICE)),
                name="membership_names_its_office",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {roles.label(self.role)}"
