"""What law or an administrator sets: rows with dates, source and confidence; followed, never overwritten."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Confidence(models.TextChoices):
    HIGH = "H", _("teks peraturan atau dua sumber")
    MEDIUM = "M", _("satu sumber tepercaya")
    LOW = "L", _("belum dikonfirmasi")
    DERIVED = "D", _("dihitung dari angka yang diterbitkan")


class AlreadySuperseded(ValueError):
    """Someone else has replaced this row meanwhile; only the row in force can be replaced."""


class DatedQuerySet(models.QuerySet):
    def current(self) -> Self:
        """The rows that nothing has replaced."""
        return self.filter(superseded_by=None)

    def in_force(self, on: date) -> Self:
        """Current rows that hold on that day. A missing start or end is open."""
        begun = Q(valid_from=None) | Q(valid_from__lte=on)
        not_over = Q(valid_to=None) | Q(valid_to__gte=on)
        return self.current().filter(begun & not_over)


class DatedRow(models.Model):
    valid_from = models.DateField(_("berlaku sejak"), null=True, blank=True)
    valid_to = models.DateField(_("berlaku sampai"), null=True, blank=True)
    confidence = models.CharField(_("keyakinan"), max_length=1, choices=Confidence, default=Confidence.LOW)
    source = models.CharField(_("sumber"), max_length=500)
    note = models.CharField(_("catatan"), max_length=1000, blank=True)
    is_seed = models.BooleanField(_("data awal"), default=False, editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("diisi oleh"),
    )
    entered_at = models.DateTimeField(_("diisi pada"), default=timezone.now, editable=False)
    superseded_by = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="supersedes",
        verbose_name=_("diganti oleh"),
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_unverified(self) -> bool:
        return self.confidence == Confidence.LOW

    def supersede(self, *, by: Any, **changes: Any) -> Self:
        """Add a row that takes this one's place: the same values but for `changes`. Both are kept.

        Raises AlreadySuperseded when the row is no longer the one in force.
        """
        model = type(self)
        kept = {f.attname: getattr(self, f.attname) for f in self._meta.concrete_fields if f.name not in _OWN}
        new = model(**kept, entered_by=by)
        for name, value in changes.items():
            setattr(new, name, value)
        with transaction.atomic():
            # Pointing to the first of its line, which nothing else points to, the old row is outside
            # `unique_while_current`: the new one has room.
            standing = model._default_manager.filter(pk=self.pk, superseded_by=None)
            if not standing.update(superseded_by=self._first_of_line()):
                raise AlreadySuperseded(str(self))
            new.full_clean(exclude=["entered_by"])
            new.save(force_insert=True)
            model._default_manager.filter(pk=self.pk).update(superseded_by=new.pk)
        self.superseded_by = new
        return new

    def _first_of_line(self) -> int:
        """The row of this matter that replaced none."""
        rows, first = type(self)._default_manager, self.pk
        while before := rows.filter(superseded_by=first).values_list("pk", flat=True).first():
            first = before
        return first


# What belongs to one row alone and is not carried into its successor.
_OWN = frozenset({"id", "is_seed", "entered_by", "entered_at", "superseded_by"})


def unique_while_current(*fields: str, name: str) -> models.UniqueConstraint:
    """A natural key among the rows that nothing has replaced; earlier rows stay beside them."""
    return models.UniqueConstraint(fields=fields, condition=Q(superseded_by__isnull=True), name=name)
