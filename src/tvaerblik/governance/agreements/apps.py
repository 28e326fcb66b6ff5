from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "tvaerblik.governance.agreements"
    label = "agreements"
    default_auto_field = "django.db.models.BigAutoField"
