"""The addresses of good examples, approaches from outside, the communication plan and the delivery log."""

from django.urls import path

from tvaerblik.web import approach_views, example_views, mailing_views, plan_views

OUTREACH = [
    path("gode-eksempler", example_views.examples, name="gode-eksempler"),
    path("gode-eksempler/nyt", example_views.new, name="eksempel-nyt"),
    path("gode-eksempler/<slug:example>", example_views.one_example, name="godt-eksempel"),
    path("gode-eksempler/<slug:example>/ret", example_views.change, name="eksempel-ret"),
    path("gode-eksempler/<slug:example>/<slug:act>", example_views.act, name="eksempel-handling"),
    path("henvendelser-udefra", approach_views.approaches, name="henvendelser-udefra"),
    path("henvendelser-udefra/ny", approach_views.new, name="henvendelse-udefra-ny"),
    path("henvendelser-udefra/klynger", approach_views.clusters, name="arbejdsro"),
    path(
        "henvendelser-udefra/<int:approach>",
        approach_views.one_approach,
        name="henvendelse-udefra",
    ),
    path(
        "henvendelser-udefra/<int:approach>/<slug:act>",
        approach_views.act,
        name="henvendelse-udefra-handling",
    ),
    path("kommunikationsplan", plan_views.plan, name="kommunikationsplan"),
    path("kommunikationsplan/nyt", plan_views.new, name="plan-nyt"),
    path("kommunikationsplan/<int:item>", plan_views.one_item, name="plan-punkt"),
    path("kommunikationsplan/<int:item>/<slug:act>", plan_views.act, name="plan-handling"),
    path("forsendelser", mailing_views.mailings, name="forsendelser"),
    path("forsendelser/<int:mail>/igen", mailing_views.again, name="forsendelse-igen"),
]
