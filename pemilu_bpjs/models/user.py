from django.contrib.auth.models import AbstractUser, UserManager
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

nip_form = RegexValidator(r"\A\d{18}\Z", _("NIP terdiri atas 18 angka tanpa spasi."))


class User(AbstractUser):
    """A person who signs in. What he may do is said by his memberships, never by flags here."""

    full_name = models.CharField(_("nama lengkap"), max_length=150, blank=True)
    nip = models.CharField(_("NIP"), max_length=18, blank=True, validators=[nip_form])
    phone = models.CharField(_("telepon"), max_length=30, blank=True)

    objects = UserManager()

    class Meta(AbstractUser.Meta):
        verbose_name = _("pengguna")
        verbose_name_plural = _("pengguna")

    def get_full_name(self) -> str:
        return self.full_name or super().get_full_name() or self.username

    def __str__(self) -> str:
        return self.get_full_name()
