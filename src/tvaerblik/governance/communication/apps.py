from django.apps import AppConfig


class CommunicationConfig(AppConfig):
    name = "tvaerblik.governance.communication"
    label = "communication"
    default_auto_field = "django.db.models.BigAutoField"
