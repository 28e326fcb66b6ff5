"""The addresses of the pages. They are stable: meetings, papers and spreadsheets point at them."""

from django.urls import path

from tvaerblik.web import views

urlpatterns = [
    path("", views.overview, name="overblik"),
    path("indikator/<slug:indicator>", views.indicator, name="indikator"),
    path("indikator/<slug:indicator>/diagram.svg", views.chart, name="diagram"),
    path("data", views.data, name="data"),
    path("forklaring", views.explanations, name="forklaring"),
    path("forklaring/<slug:topic>", views.explanation, name="forklaring-emne"),
    path("om", views.about, name="om"),
    path("tilgaengelighed", views.accessibility, name="tilgaengelighed"),
    path("was", views.was, name="was"),
]
