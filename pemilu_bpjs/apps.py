from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PemiluBpjsConfig(AppConfig):
    name = "pemilu_bpjs"
    label = "pemilu_bpjs"
    verbose_name = _("Dasar")
    default_auto_field = "django.db.models.BigAutoField"
