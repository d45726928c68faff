from django.apps import AppConfig


class BudgetingConfig(AppConfig):
    name = "budgeting"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Penganggaran"
