from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "tvaerblik.governance.proposals"
    label = "proposals"
    default_auto_field = "django.db.models.BigAutoField"
