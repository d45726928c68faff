"""Where BPJS says that somebody works: its own codes of kabupaten and kota, which are not always Kemendagri's."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pemilu_bpjs.models.dated import DatedRow, unique_while_current


class WorkLocation(DatedRow):
    """A code of the sheet `Lokasi Pekerjaan` (domain/bpjs.md §7.2). `region`: the kabupaten or kota by Kemendagri.

    26 codes of the four new provinces of Papua differ from Kemendagri's, and 9101 is Merauke here.
    """

    code = models.CharField(_("kode BPJS"), max_length=4)
    name = models.CharField(_("nama menurut BPJS"), max_length=100)
    region = models.CharField(_("kode wilayah"), max_length=5)

    class Meta:
        verbose_name = _("lokasi pekerjaan BPJS")
        verbose_name_plural = _("lokasi pekerjaan BPJS")
        ordering = ("code",)
        constraints = [unique_while_current("code", name="work_location_current")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
