"""The words of the overview."""

from tvaerblik.core.texts import Text

TEXTS = {
    "title": Text("Overblik", "Overview"),
    "choose_unit": Text("Vis tal for", "Show figures for"),
    "show": Text("Vis", "Show"),
    "issue": Text("Tal fra udgivelsen {release}, {day}", "Figures of the release {release}, {day}"),
    "filters": Text("Gruppér og vælg ud", "Group and filter"),
    "apply": Text("Anvend", "Apply"),
    "jump": Text("Gå til", "Go to"),
    "organisation": Text("Organisation", "Organisation"),
    "organisation_as_was": Text("Som den var", "As it was"),
    "organisation_as_of": Text("Fra {day}", "From {day}"),
    "organisation_replaced": Text(
        "Enheden har ingen tal i den valgte organisation.",
        "The unit has no figures under the chosen organisation.",
    ),
    "gruppe": Text("Gruppér efter", "Group by"),
    "gruppe_tema": Text("Tema", "Theme"),
    "gruppe_maal": Text("Mål", "Goal"),
    "gruppe_samlet": Text("Ingen grupper", "No groups"),
    "group_together": Text("Alle indikatorer", "All indicators"),
    "group_no_goal": Text("Ikke knyttet til et mål", "Tied to no goal"),
    "raekkefoelge": Text("Rækkefølge", "Order"),
    "raekkefoelge_vigtighed": Text("Vigtigst først", "Most important first"),
    "raekkefoelge_navn": Text("Efter navn", "By name"),
    "tema": Text("Tema", "Theme"),
    "kilde": Text("Kilde", "Source"),
    "sektor": Text("Sektor", "Sector"),
    "signal": Text("Signal", "Signal"),
    "all_of_them": Text("Alle", "All"),
    "counted": Text("{name} ({n})", "{name} ({n})"),
    "sektor_hospital": Text("Hospital", "Hospital"),
    "sektor_kommune": Text("Kommune", "Municipality"),
    "sektor_almen-praksis": Text("Almen praksis", "General practice"),
    "sektor_region": Text("Region", "Region"),
    "sektor_national": Text("National myndighed", "National authority"),
    "signal_steget": Text("Niveauet er steget", "The level has risen"),
    "signal_faldet": Text("Niveauet er faldet", "The level has fallen"),
    "signal_usaedvanlig": Text("Usædvanlig lige nu", "Unusual right now"),
    "signal_flyttet": Text("Andre tegn på ændring", "Other signs of change"),
    "signal_ingen": Text("Ingen tegn på ændring", "No sign of change"),
    "signal_faa": Text("For få punkter / kan ikke vurderes", "Too few points / cannot be assessed"),
    "signal_uvurderet": Text("Vurderes ikke", "Not assessed"),
    "shown_all_one": Text(
        "Viser den ene indikator, der er.", "Showing the one indicator there is."
    ),
    "shown_all": Text("Viser alle {n} indikatorer.", "Showing all {n} indicators."),
    "shown_history_one": Text(
        "1 af dem er en historisk serie og står nederst.",
        "1 of them is a historical series and stands at the bottom.",
    ),
    "shown_history": Text(
        "{n} af dem er historiske serier og står nederst.",
        "{n} of them are historical series and stand at the bottom.",
    ),
    "shown_some": Text(
        "Viser {shown} af {n} indikatorer ({chosen}); {left} er udeladt.",
        "Showing {shown} of {n} indicators ({chosen}); {left} left out.",
    ),
    "shown_none": Text(
        "Ingen af de {n} indikatorer passer til det valgte ({chosen}).",
        "None of the {n} indicators fits the choice ({chosen}).",
    ),
    "show_all": Text("Vis alle", "Show all"),
    "rule_agreed_first": Text(
        "De fælles tal står først, i den rækkefølge, der er aftalt; så tal med tegn på ændring, så uden tegn og "
        "sidst dem, der ikke kan vurderes.",
        "The common figures stand first, in the order agreed on; then figures with signs of change, then "
        "without signs, and last those that cannot be assessed.",
    ),
    "rule_signal_first": Text(
        "Først står tal med tegn på ændring, så uden tegn og sidst dem, der ikke kan vurderes.",
        "Figures with signs of change stand first, then without signs, and last those that cannot be assessed.",
    ),
    "rule_goals": Text(
        "Det gælder under hvert mål; et tal, der hører til flere mål, står under hvert af dem.",
        "This holds under each goal; a figure that belongs to several goals stands under each of them.",
    ),
    "rule_name": Text("Tallene står efter navn.", "The figures stand by name."),
    "reading_order": Text(
        "»Vigtigst først« betyder: først de tal, som er aftalt som fælles, i den aftalte rækkefølge. Så niveauer, "
        "der er steget eller faldet, usædvanlige tal lige nu, andre tegn på ændring, ingen tegn, for få punkter "
        "og til sidst det, der ikke vurderes; ellers efter navn. Rækkefølgen siger ikke, om noget går godt "
        "eller skidt, og ingen enheder rangordnes.",
        "'Most important first' means: first the figures agreed on as common, in the order agreed on. Then levels "
        "that have risen or fallen, figures that are unusual right now, other signs of change, no signs, too few "
        "points, and last what is not assessed; otherwise by name. The order does not say whether anything goes "
        "well or badly, and no units are ranked.",
    ),
    "reading_sector": Text(
        "»Sektor« er sektoren hos den, der ejer tallet på udgivelsens dag. Tallene i parentes er, hvor "
        "mange indikatorer et valg vil vise sammen med de øvrige valg.",
        "'Sector' is the sector of the owner of the figure on the day of the release. The numbers in brackets are "
        "how many indicators a choice would show together with the other choices.",
    ),
    "target": Text("Mål {target}", "Target {target}"),
    "target_on": Text("Mål {target}: præcis på målet", "Target {target}: exactly on target"),
    "target_above": Text("Mål {target}: {distance} over", "Target {target}: {distance} above"),
    "target_below": Text("Mål {target}: {distance} under", "Target {target}: {distance} below"),
    "distance_points": Text("{n} procentpoint", "{n} percentage points"),
    "distance_plain": Text("{n}", "{n}"),
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
    "chance_of_shown": Text("Om de viste: {told}", "Of those shown: {told}"),
    "chance_among": Text("Før valget af signal: {told}", "Before the choice of signal: {told}"),
    "chance_not_here": Text(
        "Det vurderes ikke, om niveauet har ændret sig.",
        "It is not assessed whether the level has changed.",
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
