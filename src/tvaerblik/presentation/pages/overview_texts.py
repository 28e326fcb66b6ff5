"""The words of the overview."""

from tvaerblik.core.texts import Text

TEXTS = {
    "title": Text("Overblik", "Overview"),
    "choose_unit": Text("Vis tal for", "Show figures for"),
    "show": Text("Vis", "Show"),
    "lead": Text(
        "De samme tal for region, kommuner, hospitaler og almen praksis.",
        "The same figures for region, municipalities, hospitals and general practice.",
    ),
    "trouble_heading": Text("Problemer med kilderne lige nu", "Problems at the sources right now"),
    "trouble_more": Text("Se alle leverancer", "See all deliveries"),
    "remarks": Text("Bemærket på møderne", "Remarked at the meetings"),
    "reading": Text("Sådan læses siden", "How to read this page"),
    "reading_signal": Text(
        "»Niveauet er steget« eller »faldet« betyder, at mange målinger i træk ligger på samme side af "
        "midtlinjen. Ordene siger ikke, om det er godt eller skidt, eller hvorfor.",
        "'The level has risen' or 'fallen' means that many measurements in a row lie on the same side "
        "of the centre line. The words do not say whether it is good or bad, or why.",
    ),
    "reading_unusual": Text(
        "»Usædvanligt høj måned« eller »lav« betyder, at det nyeste tal ligger uden for de udsving, der kan "
        "forventes, mens niveauet er det samme. Indikatorens side viser, hvor grænserne går.",
        "'Unusually high month' or 'low' means that the newest figure lies outside the variation that can be "
        "expected, while the level is the same. The page of the indicator tells where the limits lie.",
    ),
    "reading_state": Text(
        "»–« betyder, at tallet findes, men ikke vises af hensyn til personer. Det siger ikke, om tallet er nul.",
        "'–' means that the figure exists but is not shown, to protect persons. It does not tell whether the figure is zero.",
    ),
    "reading_line": Text(
        "I den lille kurve er den vandrette streg midtlinjen (medianen); den sidste måling, der vises, har en prik, "
        "som er hul, når tallet er foreløbigt.",
        "In the small curve the horizontal line is the centre line (the median); the last measurement "
        "shown has a dot, hollow when the figure is provisional.",
    ),
    "as_of": Text(
        "Tallene er beregnet, som om organisationen fra {day} hele tiden havde eksisteret.",
        "The figures are computed as if the organisation of {day} had existed all along.",
    ),
    "history_note": Text(
        "Serier, der ikke længere opdateres.", "Series that are no longer updated."
    ),
    "listed": Text("Indikatorer uden tal", "Indicators without figures"),
    "listed_note": Text(
        "Ønsket, planlagt, sat på pause eller udgået.", "Wished for, planned, paused or retired."
    ),
    "status_wanted": Text("Ønsket", "Wished for"),
    "status_planned": Text("Planlagt", "Planned"),
    "status_paused": Text("Sat på pause", "Paused"),
    "status_retired": Text("Udgået", "Retired"),
    "standing": Text("{why}. Besluttet af {by} den {day}.", "{why}. Decided by {by} on {day}."),
    "replaced_by": Text("Afløst af »{title}«.", "Replaced by '{title}'."),
    "rest": Text("Resten af regionen", "The rest of the region"),
    "whole": Text("Hele regionen", "The whole region"),
    "chance_not_here": Text(
        "For denne enhed vurderes det ikke, om niveauet har ændret sig.",
        "For this unit it is not assessed whether the level has changed.",
    ),
    "chance_none": Text(
        "Ingen serie har endnu målinger nok til at vurdere, om niveauet har ændret sig.",
        "No series has enough measurements yet to tell whether the level has changed.",
    ),
    "chance_series_one": Text("1 serie er vurderet", "1 series has been assessed"),
    "chance_series": Text("{n} serier er vurderet", "{n} series have been assessed"),
    "chance_found_none": Text("ingen viser tegn på ændring", "none shows a sign of change"),
    "chance_found_one": Text("1 viser tegn på ændring", "1 shows a sign of change"),
    "chance_found": Text("{n} viser tegn på ændring", "{n} show a sign of change"),
    "chance_under_one": Text(
        "Tilfældighed alene ville oftest give ingen.",
        "Chance alone would most often give none.",
    ),
    "chance_about": Text(
        "Tilfældighed alene ville give omkring {n}.", "Chance alone would give about {n}."
    ),
    "demo_heading": Text(
        "Demonstration med syntetiske tal", "Demonstration with synthetic figures"
    ),
    "demo_text": Text("Log ind som", "Log in as"),
    "demo_password": Text("Adgangskode:", "Password:"),
}
