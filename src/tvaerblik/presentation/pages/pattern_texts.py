"""The words of a contact pattern: the weeks around an event, by sector."""

from tvaerblik.core.texts import Text

TEXTS = {
    "back": Text("Overblik", "Overview"),
    "choose": Text("Vælg, hvad der vises", "Choose what is shown"),
    "unit": Text("Enhed", "Unit"),
    "period": Text("Indlagt i", "Admitted in"),
    "age": Text("Alder", "Age"),
    "sex": Text("Køn", "Sex"),
    "all_ages": Text("Alle aldre", "All ages"),
    "both_sexes": Text("Begge køn", "Both sexes"),
    "show": Text("Vis", "Show"),
    "akut-indlaeggelse": Text(
        "Kontaktmønster omkring en akut indlæggelse", "Contact pattern around an acute admission"
    ),
    "akut-indlaeggelse_lead": Text(
        "Hvor ofte ældre på 65 år og derover har kontakt med sundhedsvæsenet, uge for uge før og efter "
        "at de bliver akut indlagt.",
        "How often people aged 65 and over are in contact with the health service, week by week before "
        "and after an acute admission.",
    ),
    "akut-indlaeggelse_event": Text("Indlæggelsens uge", "The week of admission"),
    "akut-indlaeggelse_when": Text("i indlæggelsens uge", "in the week of admission"),
    "sector_general_practice": Text("Almen praksis", "General practice"),
    "sector_municipality": Text("Kommunen", "The municipality"),
    "sector_hospital": Text("Sygehuset", "The hospital"),
    "what_happens": Text("Hvad sker der før, under og efter", "What happens before, at and after"),
    "said": Text(
        "{first_week} {first}; ugen før {before}; i indlæggelsens uge {at}; ugen efter {after}; "
        "{last_week} {last} ({unit_text}).",
        "{first_week} {first}; the week before {before}; in the week of admission {at}; the "
        "week after {after}; {last_week} {last} ({unit_text}).",
    ),
    "hidden": Text("vises ikke", "not shown"),
    "more": Text(
        "Ugen efter er {ratio} gange ugen før: {share} flere.",
        "The week after is {ratio} times the week before: {share} more.",
    ),
    "fewer": Text(
        "Ugen efter er {ratio} gange ugen før: {share} færre.",
        "The week after is {ratio} times the week before: {share} fewer.",
    ),
    "same": Text(
        "Ugen efter er omtrent som ugen før: {ratio} gange.",
        "The week after is about as the week before: {ratio} times.",
    ),
    "no_ratio": Text(
        "Ugen efter kan ikke sammenlignes med ugen før, fordi et af de to tal mangler eller er 0.",
        "The week after cannot be compared with the week before, because one of the two figures is "
        "missing or 0.",
    ),
    "most": Text("Flest er der {week}: {value}.", "They are most {week}: {value}."),
    "rests_on": Text("Bygger på {n} indlæggelser.", "Rests on {n} admissions."),
    "no_cause": Text(
        "Mønsteret siger ikke, at indlæggelsen er årsag til kontakterne, eller omvendt.",
        "The pattern does not say that the admission causes the contacts, or the other way round.",
    ),
    "axes": Text(
        "Ugerne står under hinanden. Hvert diagram har sin egen lodrette akse, for sektorerne tæller "
        "ikke det samme.",
        "The weeks stand below each other. Each chart has a vertical axis of its own, since the "
        "sectors do not count the same.",
    ),
    "whole": Text("{name} som helhed, {unit} medregnet", "{name} as a whole, {unit} included"),
    "nothing": Text(
        "{sector}: der er ingen tal for {unit} i {period}.",
        "{sector}: there are no figures for {unit} in {period}.",
    ),
    "subtitle": Text("{unit}, indlagt i {period}", "{unit}, admitted in {period}"),
    "table": Text("Alle uger som tabel", "All weeks as a table"),
    "caption": Text("{title}, {unit}, indlagt i {period}", "{title}, {unit}, admitted in {period}"),
    "week": Text("Uge", "Week"),
    "downloads": Text("Hent tallene", "Download the figures"),
    "csv": Text("CSV til dansk Excel", "CSV for Danish Excel"),
    "csv_machine": Text("CSV til maskiner", "CSV for machines"),
    "svg": Text("Diagram (SVG)", "Chart (SVG)"),
    "png": Text("Diagram (PNG)", "Chart (PNG)"),
    "stable": Text(
        "Adresserne er faste og kan bruges direkte i Excel, Qlik og Power BI.",
        "The addresses are stable and can be used directly in Excel, Qlik and Power BI.",
    ),
    "caveats": Text("Forbehold", "Caveats"),
    "indicator_link": Text("Tal, tabel og Om tallene", "Figures, table and About the figures"),
    "none": Text(
        "Der er ingen tal for dette valg. Vælg en større enhed, et helt år eller alle aldre.",
        "There are no figures for this choice. Choose a larger unit, a whole year or all ages.",
    ),
    "unknown": Text("Der er intet kontaktmønster »{id}«.", "There is no contact pattern '{id}'."),
    "unknown_remedy": Text("Der er: {known}.", "There is: {known}."),
    "readout": Text(
        "Brug piletasterne i diagrammet for at få ugerne læst op.",
        "Use the arrow keys in the chart to have the weeks read out.",
    ),
}
