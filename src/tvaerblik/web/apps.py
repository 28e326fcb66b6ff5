from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "tvaerblik.web"
    label = "web"
