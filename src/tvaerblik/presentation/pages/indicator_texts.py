"""The words of an indicator's page, except what is said about its numbers in `about_texts`."""

from tvaerblik.core.texts import Text

TEXTS = {
    "who_agrees": Text("Hvem er enige i tallene?", "Who agrees with the figures?"),
    "discuss": Text("Drøft tallet", "Discuss the figure"),
    "bring": Text("Har du et andet tal?", "Do you have another figure?"),
    "info": Text("Info", "Info"),
    "info_long": Text("Om tallene", "About the figures"),
    "back": Text("Overblik", "Overview"),
    "choose": Text("Vælg, hvad der vises", "Choose what is shown"),
    "unit": Text("Enhed", "Unit"),
    "period_kind": Text("Periode", "Period"),
    "age": Text("Alder", "Age"),
    "sex": Text("Køn", "Sex"),
    "organisation": Text("Organisation", "Organisation"),
    "all_ages": Text("Alle aldre", "All ages"),
    "both_sexes": Text("Begge køn", "Both sexes"),
    "as_was": Text("Som den var i perioden", "As it was in the period"),
    "as_of": Text("Som fra {day}", "As from {day}"),
    "organised": Text("organiseret som fra {day}", "organised as from {day}"),
    "show": Text("Vis", "Show"),
    "development": Text("Udvikling", "Development"),
    "course": Text("Forløb", "Course"),
    "latest": Text("Seneste tal", "Latest figure"),
    "assessed_only": Text(
        "Om niveauet har ændret sig, vurderes kun for måneds- og kvartalstal.",
        "Whether the level has changed is assessed only for monthly and quarterly figures.",
    ),
    "not_assessed": Text(
        "For denne serie vurderes det ikke, om niveauet har ændret sig.",
        "For this series it is not assessed whether the level has changed.",
    ),
    "hidden_note": Text(
        "En længere periode, en større enhed eller alle aldre og begge køn under ét giver som regel "
        "flere tal, der kan vises.",
        "A longer period, a larger unit, or all ages and both sexes together usually give more "
        "figures that can be shown.",
    ),
    "no_series": Text(
        "Der er ingen tal for dette valg. Vælg en anden enhed, periode eller aldersgruppe.",
        "There are no figures for this choice. Choose another unit, period or age group.",
    ),
    "centre": Text("Midtlinje {value}", "Centre line {value}"),
    "centre_by_days": Text(
        "Midtlinje {value} pr. {days} dage", "Centre line {value} per {days} days"
    ),
    "lower_limit": Text("Nedre grænse {value}", "Lower limit {value}"),
    "upper_limit": Text("Øvre grænse {value}", "Upper limit {value}"),
    "lower_limit_trial": Text("Foreløbig nedre grænse {value}", "Provisional lower limit {value}"),
    "upper_limit_trial": Text("Foreløbig øvre grænse {value}", "Provisional upper limit {value}"),
    "phase": Text("Ny fase: {reason} ({by}, {day})", "New phase: {reason} ({by}, {day})"),
    "target": Text("Mål {value}", "Target {value}"),
    "per_kind": Text("pr. {kind}", "by {kind}"),
    "table_caption": Text("{title}, {unit}", "{title}, {unit}"),
    "chart_note": Text(
        "Diagrammet viser de seneste {n} perioder; tabellen viser alle.",
        "The chart shows the latest {n} periods; the table shows all.",
    ),
    "table_open": Text("Alle {n} perioder som tabel", "All {n} periods as a table"),
    "period": Text("Periode", "Period"),
    "figure": Text("Tal", "Figure"),
    "interval": Text("95 % sikkerhedsinterval", "95% confidence interval"),
    "numerator": Text("Tæller", "Numerator"),
    "denominator": Text("Nævner", "Denominator"),
    "remark": Text("Bemærkning", "Remark"),
    "downloads": Text("Hent tallene", "Download the figures"),
    "csv_danish": Text("CSV til dansk Excel", "CSV for Danish Excel"),
    "csv_machine": Text("CSV til maskiner", "CSV for machines"),
    "svg": Text("Diagram (SVG)", "Chart (SVG)"),
    "png": Text("Diagram (PNG)", "Chart (PNG)"),
    "as_file": Text("Hent diagrammet", "Download the chart"),
    "of_ages": Text("alder og køn", "age and sex"),
    "of_comparison": Text("sammenligningen", "the comparison"),
    "stable": Text(
        "Adresserne er faste og kan bruges direkte i Excel, Qlik og Power BI.",
        "The addresses are stable and can be used directly in Excel, Qlik and Power BI.",
    ),
    "age_and_sex": Text("Alder og køn", "Age and sex"),
    "age_and_sex_caption": Text(
        "{title} efter alder og køn, {unit}, {period}", "{title} by age and sex, {unit}, {period}"
    ),
    "comparison": Text("Sammenligning", "Comparison"),
    "comparison_unit": Text("Enhed", "Unit"),
    "chosen": Text("valgt ovenfor", "chosen above"),
    "measured": Text("Opgøres som", "Measured as"),
    "profile_period": Text("Hvornår", "When"),
    "profile_finding": Text(
        "Diagrammet viser gennemsnittet for hver uge før og efter hændelsen, for hændelser i {period}. "
        "Det siger ikke, at hændelsen er årsag til noget.",
        "The chart shows the mean of each week before and after the event, for events in {period}. "
        "It does not say that the event is the cause of anything.",
    ),
    "profile_event": Text("Hændelsen", "The event"),
    "profile_week": Text("Uge", "Week"),
    "profile_table_open": Text("Alle {n} uger som tabel", "All {n} weeks as a table"),
    "profile_selection": Text(
        "hændelser i {period}, uger før (−) og efter (+)",
        "events in {period}, weeks before (−) and after (+)",
    ),
    "unknown_choice": Text("»{value}« kan ikke vælges her.", "'{value}' cannot be chosen here."),
    "unknown_choice_remedy": Text("Vælg en af: {known}.", "Choose one of: {known}."),
    "pattern_link": Text(
        "Se mønsteret for alle sektorer samlet", "See the pattern of all sectors together"
    ),
    "why_link": Text("Hvad der er sket i serien", "What has happened in the series"),
    "how_to_compare": Text("Sådan læses sammenligningen", "How to read the comparison"),
    "how_to_read": Text("Sådan læses diagrammet", "How to read the chart"),
    "readout_units": Text(
        "Brug piletasterne i diagrammet for at få enhederne læst op.",
        "Use the arrow keys in the chart to have the units read out.",
    ),
    "readout_ages": Text(
        "Brug piletasterne i diagrammet for at få aldersgrupperne læst op.",
        "Use the arrow keys in the chart to have the age bands read out.",
    ),
    "readout": Text(
        "Brug piletasterne i diagrammet for at få målingerne læst op.",
        "Use the arrow keys in the chart to have the measurements read out.",
    ),
}
