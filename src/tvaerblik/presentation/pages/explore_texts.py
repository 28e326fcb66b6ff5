"""The words of *Udforsk*."""

from tvaerblik.core.texts import Text

TEXTS = {
    "title": Text("Udforsk", "Explore"),
    "lead": Text(
        "Vælg indikatorer, enheder, perioder, alder og køn, og se dem som tabel, små diagrammer eller ét diagram. Der vises kun tal, som er udgivet og beskyttet. Hele valget står i adressen, så den kan deles.",
        "Choose indicators, units, periods, age and sex, and see them as a table, small charts or one chart. Only figures that have been released and protected are shown. The whole choice stands in the address, so it can be shared.",
    ),
    "start_here": Text("Start her", "Start here"),
    "choose": Text("Vælg", "Choose"),
    "show": Text("Vis", "Show"),
    "reset": Text("Begynd forfra", "Start again"),
    "indicators": Text("Indikatorer", "Indicators"),
    "profiles": Text(
        "Uge for uge omkring en indlæggelse: se kontaktmønstre",
        "Week by week around an admission: see contact patterns",
    ),
    "units": Text("Enheder", "Units"),
    "quick": Text("Flere på én gang", "Several at once"),
    "group_kommuner": Text("Alle kommuner", "All municipalities"),
    "group_sundhedsklynger": Text("Alle sundhedsklynger", "All health clusters"),
    "group_sundhedsraad": Text("Alle sundhedsråd", "All health councils"),
    "group_inside": Text("Kommunerne i {name}", "The municipalities in {name}"),
    "periods": Text("Perioder", "Periods"),
    "period_kind": Text("Længde", "Length"),
    "since": Text("Fra", "From"),
    "until": Text("Til og med", "To and including"),
    "newest": Text("De seneste {n}", "The newest {n}"),
    "newest_one": Text("Den seneste", "The newest"),
    "until_open": Text("Den seneste", "The newest"),
    "rolling": Text("Følger med tiden", "Moves with time"),
    "ages": Text("Alder", "Age"),
    "sexes": Text("Køn", "Sex"),
    "all_ages": Text("Alle aldre", "All ages"),
    "both_sexes": Text("Begge køn", "Both sexes"),
    "breakdowns": Text("Alder og køn", "Age and sex"),
    "organisation": Text("Organisation", "Organisation"),
    "as_was": Text("Som den var i perioden", "As it was in the period"),
    "as_of": Text("Som fra {day}", "As from {day}"),
    "both_organisations": Text("Begge ved siden af hinanden", "Both beside each other"),
    "layout": Text("Opstilling", "Layout"),
    "rows": Text("I rækkerne", "In the rows"),
    "columns": Text("I kolonnerne", "In the columns"),
    "dimension_indikator": Text("Indikatorer", "Indicators"),
    "dimension_enhed": Text("Enheder", "Units"),
    "dimension_periode": Text("Perioder", "Periods"),
    "dimension_alder": Text("Alder", "Age"),
    "dimension_koen": Text("Køn", "Sex"),
    "dimension_organisation": Text("Organisation", "Organisation"),
    "one_indikator": Text("Indikator", "Indicator"),
    "one_enhed": Text("Enhed", "Unit"),
    "one_periode": Text("Periode", "Period"),
    "one_alder": Text("Alder", "Age"),
    "one_koen": Text("Køn", "Sex"),
    "one_organisation": Text("Organisation", "Organisation"),
    "show_as": Text("Vis som", "Show as"),
    "show_tabel": Text("Tabel", "Table"),
    "show_smaa": Text("Små diagrammer", "Small charts"),
    "show_diagram": Text("Ét diagram", "One chart"),
    "swap": Text("Byt om på rækker og kolonner", "Swap rows and columns"),
    "chosen_count": Text("{n} valgt", "{n} chosen"),
    "nothing_chosen": Text(
        "Vælg mindst én indikator og mindst én enhed, eller begynd med et af forslagene.",
        "Choose at least one indicator and at least one unit, or begin with one of the suggestions.",
    ),
    "nobody_to_draw": Text(
        "Der er intet at tegne: ingen af de valgte enheder findes i den valgte organisation. Vælg andre enheder eller en anden "
        "organisation.",
        "There is nothing to draw: none of the units chosen exist in the organisation chosen. Choose other units or another "
        "organisation.",
    ),
    "not_among_chosen": Text(
        "Indikatoren er ikke blandt de valgte, så der er intet diagram af den. Hent diagrammet fra Udforsk igen.",
        "The indicator is not among those chosen, so there is no chart of it. Fetch the chart from Explore again.",
    ),
    # What could not be used of a question
    "more": Text("{n} til", "{n} more"),
    "unknown": Text(
        "Findes ikke i udgivelsen og er udeladt: {names}.",
        "Not in the release and left out: {names}.",
    ),
    "left_out_profiles": Text(
        "{names} er forløb uge for uge omkring en hændelse og vises på indikatorens egen side; udeladt her.",
        "{names}: a course week by week around an event is shown on the indicator's own page; left out here.",
    ),
    "left_out_kind": Text(
        "Opgøres ikke pr. {kind} og er udeladt: {names}.",
        "Not counted by {kind} and left out: {names}.",
    ),
    "undivided_alder": Text(
        "Opdeles ikke efter alder, så kun tallet for alle aldre vises: {names}.",
        "Not divided by age, so only the figure for all ages is shown: {names}.",
    ),
    "undivided_koen": Text(
        "Opdeles ikke efter køn, så kun tallet for begge køn vises: {names}.",
        "Not divided by sex, so only the figure for both sexes is shown: {names}.",
    ),
    "left_out_undivided_alder": Text(
        "Opdeles ikke efter alder og er udeladt: {names}. Vælg også »Alle aldre« for at få dem med.",
        "Not divided by age and left out: {names}. Choose 'All ages' too to have them.",
    ),
    "left_out_undivided_koen": Text(
        "Opdeles ikke efter køn og er udeladt: {names}. Vælg også »Begge køn« for at få dem med.",
        "Not divided by sex and left out: {names}. Choose 'Both sexes' too to have them.",
    ),
    "no_figures": Text(
        "Ingen af de valgte indikatorer har tal for de valgte enheder. Vælg andre enheder, en anden længde af "
        "perioder eller en anden organisation.",
        "None of the chosen indicators has figures for the chosen units. Choose other units, another length of "
        "period or another organisation.",
    ),
    "backwards": Text(
        "»Fra« lå efter »Til og med«; de to er byttet om.",
        "'From' came after 'To'; the two have been swapped.",
    ),
    "too_long": Text(
        "Der er alt for mange perioder mellem »Fra« og »Til og med«. Vælg et kortere tidsrum eller længere perioder.",
        "There are far too many periods between 'From' and 'To'. Choose a shorter span or longer periods.",
    ),
    "same_sides": Text(
        "Rækker og kolonner kan ikke være det samme; kolonnerne er valgt for dig.",
        "Rows and columns cannot be the same; the columns have been chosen for you.",
    ),
    "too_much": Text(
        "Valget giver {size} tal ({parts}). Siden viser højst {most} ad gangen. Vælg {fewer} for at se dem her.",
        "The choice gives {size} figures ({parts}). The page shows at most {most} at a time. Choose {fewer} to see them here.",
    ),
    "too_much_file": Text(
        "Hele valget kan hentes som fil nedenfor.",
        "The whole choice can be fetched as a file below.",
    ),
    "too_much_for_file": Text("En fil har højst {most} tal.", "A file has at most {most} figures."),
    "fewer_indikator": Text("færre indikatorer", "fewer indicators"),
    "fewer_enhed": Text("færre enheder", "fewer units"),
    "fewer_periode": Text("færre eller længere perioder", "fewer or longer periods"),
    "fewer_alder": Text("færre aldersgrupper", "fewer age groups"),
    "fewer_organisation": Text("én organisation", "one organisation"),
    "part_indikator": Text("{n} indikatorer", "{n} indicators"),
    "part_indikator_one": Text("1 indikator", "1 indicator"),
    "part_enhed": Text("{n} enheder", "{n} units"),
    "part_enhed_one": Text("1 enhed", "1 unit"),
    "part_periode": Text("{n} perioder", "{n} periods"),
    "part_periode_one": Text("1 periode", "1 period"),
    "part_strata": Text("{n} grupper efter alder og køn", "{n} groups by age and sex"),
    "part_organisation": Text("{n} organisationer", "{n} organisations"),
    # The table
    "heading_indicators": Text("{n} indikatorer", "{n} indicators"),
    "heading_units": Text("{n} enheder", "{n} units"),
    "heading": Text("{indicators}: {units}", "{indicators}: {units}"),
    "span": Text("{kind}, {first} – {last}", "{kind}, {first} – {last}"),
    "span_one": Text("{kind}, {first}", "{kind}, {first}"),
    "said_all": Text("Tabellen har {n} felter.", "The table has {n} cells."),
    "said_hidden": Text(
        "{n} vises ikke af hensyn til personer.", "{n} are not shown, to protect persons."
    ),
    "said_hidden_one": Text(
        "1 vises ikke af hensyn til personer.", "1 is not shown, to protect persons."
    ),
    "said_missing": Text("{n} mangler af andre grunde.", "{n} are missing for other reasons."),
    "said_missing_one": Text("1 mangler af en anden grund.", "1 is missing for another reason."),
    "said_provisional": Text("{n} er foreløbige.", "{n} are provisional."),
    "said_provisional_one": Text("1 er foreløbigt.", "1 is provisional."),
    "said_range": Text(
        "{title}: tallene, der vises, ligger mellem {low} og {high} {unit}.",
        "{title}: the figures shown lie between {low} and {high} {unit}.",
    ),
    "said_range_one": Text(
        "{title}: {low} {unit}.",
        "{title}: {low} {unit}.",
    ),
    "said_range_none": Text(
        "{title}: ingen tal kan vises for dette valg.",
        "{title}: no figure can be shown for this choice.",
    ),
    "said_mostly_hidden": Text(
        "Mere end halvdelen er skjult: vælg længere perioder, større enheder eller færre grupper for at se flere.",
        "More than half are hidden: choose longer periods, larger units or fewer groups to see more.",
    ),
    "legend": Text("Tegn i tabellen", "Signs in the table"),
    "legend_numbered": Text(
        "Ikke alle har leveret: {coverage}", "Not everybody has delivered: {coverage}"
    ),
    "legend_partial_many": Text(
        "Ikke alle har leveret; hvor mange, står i filen",
        "Not everybody has delivered; how many stands in the file",
    ),
    "legend_differs": Text(
        "Et andet tal end med organisationen, som den var i perioden",
        "Another figure than with the organisation as it was in the period",
    ),
    "legend_absent": Text(
        "Enheden findes ikke i den organisation", "The unit does not exist in that organisation"
    ),
    "hidden": Text("vises ikke", "not shown"),
    "absent": Text("Findes ikke", "Does not exist"),
    "nobody_in": Text("Ingen at tælle: {names}.", "Nobody to count: {names}."),
    "nobody_in_one": Text("{title} ({ages})", "{title} ({ages})"),
    "said_zero": Text("Et rigtigt nul, aldrig et skjult tal", "A true zero, never a hidden figure"),
    "differs": Text("andet tal", "another figure"),
    "no_sums": Text(
        "Tabellen har ingen summer: andele og rater kan ikke lægges sammen, og en sum ved siden af et skjult tal "
        "ville røbe det. Tal for en større enhed, en længere periode eller alle aldre vælges for sig.",
        "The table has no sums: shares and rates cannot be added, and a sum beside a hidden figure would give it "
        "away. Figures for a larger unit, a longer period or all ages are chosen by themselves.",
    ),
    "no_ranks": Text(
        "Enheder står efter navn og ikke efter tal.", "Units stand by name and not by figure."
    ),
    "unit_ends": Text("til {day}", "until {day}"),
    "unit_begins": Text("fra {day}", "from {day}"),
    "organisation_changes": Text(
        "Organisationen ændres {day}. »Som den var i perioden« regner hver periode med sin egen organisation; »Som fra {day}« "
        "regner alle perioder, som om den nye hele tiden havde eksisteret. {names} findes kun i den ene.",
        "The organisation changes on {day}. 'As it was in the period' counts each period with its own organisation; 'As from {day}' "
        "counts all periods as if the new one had existed all along. {names} exist in only one of them.",
    ),
    "organisation_same": Text(
        "Organisationen ændres {day}. De valgte enheder findes i begge organisationer; et tal, der er forskelligt, er mærket ≠.",
        "The organisation changes on {day}. The chosen units exist in both organisations; a figure that differs is marked ≠.",
    ),
    "wide_print": Text(
        "Tabellen er bredere end et ark papir. Byt om på rækker og kolonner, vælg færre kolonner eller hent filen.",
        "The table is wider than a sheet of paper. Swap rows and columns, choose fewer columns or fetch the file.",
    ),
    # The charts
    "too_many_panels": Text(
        "Valget giver {n} små diagrammer; der vises højst {most}. Vælg færre indikatorer, enheder eller grupper. Tabellen har dem alle.",
        "The choice gives {n} small charts; at most {most} are shown. Choose fewer indicators, units or groups. The table has them all.",
    ),
    "too_many_lines": Text(
        "Valget giver {n} linjer, og i ét diagram kan højst {most} holdes fra hinanden. Vælg færre enheder eller grupper, eller vis dem som ",
        "The choice gives {n} lines, and in one chart at most {most} can be told apart. Choose fewer units or groups, or show them as ",
    ),
    "too_many_axes": Text(
        "De valgte indikatorer måles forskelligt, og et diagram har én akse. Vælg én indikator, eller vis dem som ",
        "The chosen indicators are measured differently, and a chart has one axis. Choose one indicator, or show them as ",
    ),
    "to_small": Text("små diagrammer", "small charts"),
    "one_period": Text(
        "Der er kun valgt én periode; et forløb kræver flere.",
        "Only one period has been chosen; a course over time takes more.",
    ),
    "shared_scale": Text(
        "Alle diagrammer af indikatoren har samme skala, {low} til {high}.",
        "All charts of the indicator have the same scale, {low} to {high}.",
    ),
    "table_open": Text("Vis tallene som tabel", "Show the figures as a table"),
    # Taking it along
    "downloads": Text("Tag det med", "Take it along"),
    "csv_danish": Text("CSV til dansk Excel", "CSV for Danish Excel"),
    "csv_machine": Text("CSV til maskiner", "CSV for machines"),
    "svg": Text("Diagram (SVG)", "Chart (SVG)"),
    "png": Text("Diagram (PNG)", "Chart (PNG)"),
    "of": Text("{form}: {title}", "{form}: {title}"),
    "copy": Text("Kopiér", "Copy"),
    "copied": Text("Kopieret", "Copied"),
    "save": Text("Gem visningen under et navn", "Save the view under a name"),
    "address": Text("Adressen på denne visning", "The address of this view"),
    "stable": Text(
        "Filerne har præcis dette valg, med udgivelse, definitionens version, datagrundlag og tilstand i hver linje. "
        "Adresserne er faste og kan bruges direkte i Excel, Qlik og Power BI.",
        "The files have exactly this choice, with release, version of the definition, vintage and state in each line. "
        "The addresses are stable and can be used directly in Excel, Qlik and Power BI.",
    ),
    # Suggestions on an empty page
    "preset_front": Text("De fælles indikatorer for {unit}", "The agreed indicators for {unit}"),
    "preset_front_text": Text(
        "Tabel, måned for måned det seneste år", "Table, month by month over the last year"
    ),
    "preset_side": Text(
        "Kommunerne i {unit} ved siden af hinanden", "The municipalities in {unit} side by side"
    ),
    "preset_side_text": Text(
        "{title}, kvartaler, på samme skala", "{title}, quarters, on one scale"
    ),
    "preset_clusters": Text("Sundhedsklyngerne i ét diagram", "The health clusters in one chart"),
    "preset_clusters_text": Text("{title}, kvartaler", "{title}, quarters"),
    "preset_ages": Text("Alder og køn i {unit}", "Age and sex in {unit}"),
    "preset_ages_text": Text("{title}, de seneste år", "{title}, the latest years"),
    "preset_before_after": Text("Før og efter {day}", "Before and after {day}"),
    "preset_before_after_text": Text(
        "Sundhedsklynger og sundhedsråd ved siden af hinanden",
        "Health clusters and health councils beside each other",
    ),
    "preset_map": Text(
        "Alle kommuner, alle fælles indikatorer", "All municipalities, all agreed indicators"
    ),
    "preset_map_text": Text(
        "Tabel over det seneste år, der er opgjort", "Table of the latest year counted"
    ),
    # Saved views
    "saved_title": Text("Gemte visninger", "Saved views"),
    "saved_lead": Text(
        "En gemt visning husker spørgsmålet og ikke tallene: den svarer altid fra den udgivelse, der vises nu. Alle, der har "
        "adressen, kan læse den, for tallene er offentlige.",
        "A saved view remembers the question and not the figures: it always answers from the release shown now. "
        "Everybody who has the address can read it, for the figures are public.",
    ),
    "saved_new": Text("Gem denne visning", "Save this view"),
    "saved_name": Text("Navn", "Name"),
    "saved_name_hint": Text(
        "Højst {n} tegn. Navnet kan læses af alle, der har adressen: skriv ikke noget om personer.",
        "At most {n} characters. The name can be read by everybody who has the address: write nothing about persons.",
    ),
    "saved_save": Text("Gem", "Save"),
    "saved_mine": Text("Mine gemte visninger", "My saved views"),
    "saved_none": Text(
        "Du har ingen gemte visninger. Lav et valg på Udforsk, og vælg »Gem visningen under et navn«.",
        "You have no saved views. Make a choice on Explore, and pick 'Save the view under a name'.",
    ),
    "saved_on": Text("Gemt {day}", "Saved {day}"),
    "saved_delete": Text("Slet", "Delete"),
    "saved_delete_note": Text(
        "Slettes en visning, holder dens korte adresse op med at virke for alle, der har den.",
        "When a view is deleted, its short address stops working for everybody who has it.",
    ),
    "saved_mark": Text("Gemt visning", "Saved view"),
    "saved_same_release": Text(
        "Gemt {day} fra udgivelse {then}, som stadig vises.",
        "Saved {day} from release {then}, which is still shown.",
    ),
    "saved_other_release": Text(
        "Gemt {day} fra udgivelse {then}; viser nu tallene fra udgivelse {now}.",
        "Saved {day} from release {then}; now shows the figures of release {now}.",
    ),
    "saved_changed": Text(
        "»{title}« har skiftet definition siden: version {then} er blevet til {now}. Tallene er ikke nødvendigvis sammenlignelige "
        "med dem, der blev gemt.",
        "'{title}' has changed its definition since: version {then} has become {now}. The figures are not necessarily comparable "
        "with those that were saved.",
    ),
    "saved_gone": Text(
        "»{title}« er ikke længere i udgivelsen.", "'{title}' is no longer in the release."
    ),
    "saved_open": Text("Åbn og ret valget på Udforsk", "Open and change the choice on Explore"),
}
