"""Regions by their Kemendagri code, provinces to desa and kelurahan."""

import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from enrolment.rules.region_code import Level, level

_DEPTH = list(Level)


class RegionQuerySet(models.QuerySet["Region"]):
    def standing(self, on: datetime.date) -> Self:
        """Regions that exist on a day; a missing date is open."""
        begun = models.Q(valid_from=None) | models.Q(valid_from__lte=on)
        return self.filter(begun, models.Q(valid_to=None) | models.Q(valid_to__gte=on))

    def below(self, code: str, wanted: Level) -> Self:
        """The regions of one level below `code`, found through their parents, so that an index serves."""
        steps = _DEPTH.index(wanted) - _DEPTH.index(level(code))
        if steps <= 0:
            return self.filter(pk=code, level=wanted)
        return self.filter(**{"__".join(["parent"] * steps): code}, level=wanted)


class Region(models.Model):
    """A province, kabupaten/kota, kecamatan, or desa/kelurahan. The code is the key: text, with its dots."""

    code = models.CharField(_("kode wilayah"), max_length=13, primary_key=True)
    name = models.CharField(_("nama"), max_length=100)
    level = models.CharField(_("tingkat"), max_length=10, choices=[(str(each), each.value) for each in Level])
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children", verbose_name=_("induk"))
    valid_from = models.DateField(_("berlaku sejak"), null=True, blank=True)
    valid_to = models.DateField(_("berlaku sampai"), null=True, blank=True)

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("wilayah")
        verbose_name_plural = _("wilayah")
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name
