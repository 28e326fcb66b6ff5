from django.apps import AppConfig


class ApproachesConfig(AppConfig):
    name = "tvaerblik.governance.approaches"
    label = "approaches"
    default_auto_field = "django.db.models.BigAutoField"
