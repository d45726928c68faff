from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "pemilu_bpjs"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Lindung Adhoc"
