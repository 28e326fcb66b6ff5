from django.apps import AppConfig


class ExamplesConfig(AppConfig):
    name = "tvaerblik.governance.examples"
    label = "examples"
    default_auto_field = "django.db.models.BigAutoField"
