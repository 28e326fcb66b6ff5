"""The addresses of the pages. They are stable: meetings, papers and spreadsheets point at them."""

from django.urls import path, re_path

from tvaerblik.web import (
    bruttoliste_views,
    calculation_views,
    chart_views,
    data_views,
    explore_views,
    fora_views,
    overview_views,
    pattern_views,
    profile_views,
    release_views,
    request_case_views,
    request_views,
    saved_views,
    views,
)

CHARTS, FORMS = "|".join(chart_views.CHARTS), "|".join(chart_views.FORMS)
CHART_FILE = rf"^indikator/(?P<indicator>[-\w]+)/(?P<chart>{CHARTS})\.(?P<form>{FORMS})$"
COURSE_FILE = rf"^kontaktmoenster/(?P<pattern>[-\w]+)/(?P<indicator>[-\w]+)\.(?P<form>{FORMS})$"

urlpatterns = [
    path("", overview_views.overview, name="overblik"),
    path("indikator/<slug:indicator>", views.indicator, name="indikator"),
    path("indikator/<slug:indicator>/beregning", calculation_views.calculation, name="beregning"),
    path("indikator/<slug:indicator>/beregning.sql", calculation_views.statements, name="sql"),
    re_path(CHART_FILE, chart_views.chart, name="diagram"),
    path("kontaktmoenster", pattern_views.patterns, name="kontaktmoenstre"),
    path("kontaktmoenster/<slug:pattern>", pattern_views.pattern, name="kontaktmoenster"),
    re_path(COURSE_FILE, pattern_views.course, name="kontaktmoenster-billede"),
    re_path(profile_views.ADDRESS, profile_views.profile, name="profil"),
    path("enhed", profile_views.chosen, name="profil-valgt"),
    path("udforsk", explore_views.explore, name="udforsk"),
    path("udforsk.csv", explore_views.explore_csv, name="udforsk-csv"),
    re_path(r"^udforsk\.(?P<form>svg|png)$", explore_views.explore_picture, name="udforsk-billede"),
    path("udforsk/gemt", saved_views.saved, name="udforsk-gemte"),
    path("udforsk/gemt/<slug:view>", saved_views.saved_view, name="udforsk-gemt"),
    path("udforsk/gemt/<slug:view>/slet", saved_views.delete, name="udforsk-slet"),
    path("bruttoliste", bruttoliste_views.bruttoliste, name="bruttoliste"),
    path("bruttoliste.xlsx", bruttoliste_views.workbook, name="bruttoliste-xlsx"),
    path("bruttoliste/log", bruttoliste_views.log, name="beslutningslog"),
    path("bruttoliste/log/ny", bruttoliste_views.write, name="beslutning-ny"),
    path("bruttoliste/<slug:number>", bruttoliste_views.case_log, name="sagens-log"),
    path("bruttoliste/<slug:number>/farve", bruttoliste_views.colour, name="ny-farve"),
    path("fora", fora_views.bodies, name="fora"),
    path("fora/nyt", fora_views.new, name="forum-nyt"),
    path("fora/<slug:body>", fora_views.one_body, name="forum"),
    path("fora/<slug:body>/ret", fora_views.change, name="forum-ret"),
    path("fora/<slug:body>/udpeg", fora_views.appointed, name="forum-udpeg"),
    path("fora/<slug:body>/<int:seat>/afslut", fora_views.ended, name="forum-afslut"),
    path("henvendelser", request_views.requests, name="henvendelser"),
    path("henvendelser/ny", request_views.new, name="henvendelse-ny"),
    path("henvendelser/mail", request_views.mail, name="henvendelse-mail"),
    path("henvendelser/lignende", request_views.similar, name="henvendelse-lignende"),
    path("henvendelser/<slug:number>", request_case_views.one_request, name="henvendelse"),
    path("henvendelser/<slug:number>/kladde", request_views.draft, name="henvendelse-kladde"),
    path(
        "henvendelser/<slug:number>/<slug:action>",
        request_case_views.act,
        name="henvendelse-handling",
    ),
    path("data", data_views.data, name="data"),
    path("data/levering", data_views.delivery, name="levering"),
    path("forklaring", views.explanations, name="forklaring"),
    path("forklaring/<slug:topic>", views.explanation, name="forklaring-emne"),
    path("om", views.about, name="om"),
    path("tilgaengelighed", views.accessibility, name="tilgaengelighed"),
    path("was", views.was, name="was"),
]
