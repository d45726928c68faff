import hashlib
import uuid
from collections.abc import Callable
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import registry, vault
from ..permissions import Right
from .office import Office
from .scope import office_bound, region_wide
from .user import User


def document_path(document: "Document", name: str) -> str:
    """Files lie under their own id: a name typed by a person never becomes a path. Sealed ones all look alike."""
    if document.is_personal:
        return f"documents/{timezone.localdate():%Y}/{document.pk}.sealed"
    suffix = name.rpartition(".")[2].lower()
    return f"documents/{timezone.localdate():%Y}/{document.pk}.{suffix if suffix.isalnum() else 'bin'}"


_office_kinds: set[str] = set()


def keep_in_office(kind: str) -> None:
    """Documents of this kind are for the office that they are of: who merely reads the region does not see them."""
    _office_kinds.add(kind)


Guard = Callable[[Any], Q]

_guards: dict[str, Guard] = {}


def guard_kind(kind: str, guard: Guard) -> None:
    """Documents of this kind are seen only where `guard(user)` holds as well, as long as it does."""
    _guards[kind] = guard


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: Any) -> "DocumentQuerySet":
        """An office sees its own; who reads a whole region sees what is final and names no person.

        Files that name people show NIKs in full, so within an office they are for those who may see them so. Whatever
        else a kind asks for (a batch that is open still) is asked here, so that no list and no address forgets it.
        """
        own = office_bound(user, Right.VIEW_DOCUMENT, region_field="region", office_field="office")
        in_full = office_bound(user, Right.REVEAL_PERSON, region_field="region", office_field="office")
        wide = region_wide(user, Right.VIEW_DOCUMENT, region_field="region")
        nameless = Q(is_personal=False)
        registry.load()
        public = nameless & Q(is_draft=False) & ~Q(kind__in=_office_kinds)
        found = self.filter((own & (nameless | in_full)) | (wide & public))
        for kind, guard in _guards.items():
            found = found.filter(~Q(kind=kind) | guard(user))
        return found

    def of(self, source: str) -> "DocumentQuerySet":
        return self.filter(source=source)


class Document(models.Model):
    """A file that came in or left the house: what it was made from, its hash, who made it. Never changed.

    Where it names people its file is sealed at rest; `size` and `sha256` are those of the plain content. Nobody made it
    (`created_by` null) where a command did.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("jenis"), max_length=60, db_index=True)
    title = models.CharField(_("judul"), max_length=250)
    source = models.CharField(_("asal"), max_length=80, db_index=True)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="documents", verbose_name=_("kantor"))
    region = models.CharField(_("kode wilayah"), max_length=13, db_index=True)
    file = models.FileField(_("berkas"), upload_to=document_path, max_length=200)
    name = models.CharField(_("nama berkas"), max_length=200)
    media_type = models.CharField(_("jenis media"), max_length=120)
    size = models.PositiveBigIntegerField(_("ukuran (bita)"))
    sha256 = models.CharField("SHA-256", max_length=64)
    is_draft = models.BooleanField(_("konsep"), default=True)
    is_personal = models.BooleanField(_("memuat data pribadi"), default=False)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("dibuat oleh"))
    created_at = models.DateTimeField(_("dibuat"), default=timezone.now)
    code_hash = models.CharField(_("sidik kode verifikasi"), max_length=64, blank=True, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("dokumen")
        verbose_name_plural = _("dokumen")
        ordering = ("-created_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=("code_hash",), condition=~Q(code_hash=""), name="document_code_once")
        ]

    def __str__(self) -> str:
        return self.title

    def content(self) -> bytes:
        """The file as it was handed over. Raises vault.VaultError where its seal does not open."""
        with self.file.open("rb") as stored:
            kept = bytes(stored.read())
        return vault.open_sealed(kept, self.seal_context) if self.is_personal else kept

    @property
    def seal_context(self) -> str:
        """Bound to the one document, so that no sealed file can be passed off as another."""
        return f"document:{self.pk}"

    def unchanged(self) -> bool:
        """Whether the stored file still is what was handed over, by the hash that was written down then."""
        try:
            return hashlib.sha256(self.content()).hexdigest() == self.sha256
        except vault.VaultError:
            return False
