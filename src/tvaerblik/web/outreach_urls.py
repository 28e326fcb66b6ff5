"""The addresses of good examples, approaches from outside, the communication plan and the delivery log."""

from django.urls import path

from tvaerblik.web import example_views

OUTREACH = [
    path("gode-eksempler", example_views.examples, name="gode-eksempler"),
    path("gode-eksempler/nyt", example_views.new, name="eksempel-nyt"),
    path("gode-eksempler/<slug:example>", example_views.one_example, name="godt-eksempel"),
    path("gode-eksempler/<slug:example>/ret", example_views.change, name="eksempel-ret"),
    path("gode-eksempler/<slug:example>/<slug:act>", example_views.act, name="eksempel-handling"),
]
