"""The words of *Bruttolisten* and of the decision log."""

from tvaerblik.core.texts import Text

TEXTS = {
    "title": Text("Bruttolisten", "Bruttolisten: the list of wishes"),
    "meaning": Text(
        "Farven siger, hvor afklaret et ønske er, og aldrig hvor godt nogen klarer sig.",
        "The colour says how clarified a wish is, and never how well anybody does.",
    ),
    "sentence_today": Text(
        "Listen har {n} ønsker. Under afklaring er {groen} med grøn farve, {gul} med gul, {roed} med rød og {ingen} uden; "
        "{bero} er sat i bero, {paa_dash} på Dash Boardet og {slut} afsluttet.",
        "The list has {n} wishes. Being clarified are {groen} green, {gul} yellow, {roed} red and {ingen} "
        "without a colour; {bero} on hold, {paa_dash} on the Dash Board and {slut} ended.",
    ),
    "sentence_then": Text(
        "Sådan var listen {day}: {n} ønsker. Under afklaring var {groen} med grøn farve, {gul} med gul, {roed} med rød og "
        "{ingen} uden; {bero} var sat i bero, {paa_dash} på Dash Boardet og {slut} afsluttet.",
        "The list as it was on {day}: {n} wishes. Being clarified were {groen} green, {gul} yellow, {roed} "
        "red and {ingen} without a colour; {bero} on hold, {paa_dash} on the Dash Board and {slut} ended.",
    ),
    "shown_some": Text("Viser {n} af {all} ønsker.", "Showing {n} of {all} wishes."),
    "show_all": Text("Vis alle", "Show all"),
    "no_lines": Text("Ingen ønsker passer til valget.", "No wishes match the choice."),
    "empty_then": Text(
        "Ingen ønsker var skrevet ned den dag.", "No wishes had been written down that day."
    ),
    "not_a_day": Text(
        "»{asked}« er ikke en dato, som kalenderen kender; her er listen i dag.",
        "'{asked}' is not a date of the calendar; here is the list of today.",
    ),
    "day_ahead": Text(
        "Den dag er ikke kommet endnu; her er listen i dag.",
        "That day has not come yet; here is the list of today.",
    ),
    # The bar
    "dato": Text("Som den var", "As it was on"),
    "trin": Text("Trin", "Stage"),
    "farve": Text("Farve", "Colour"),
    "forum": Text("Forum", "Forum"),
    "tema": Text("Tema", "Theme"),
    "all_of_them": Text("Alle", "All"),
    "counted": Text("{name} ({n})", "{name} ({n})"),
    "show": Text("Vis", "Show"),
    "days": Text("Listen ved møderne:", "The list at the meetings:"),
    "same_wording": Text("Samme ordlyd som ovenfor.", "The same wording as above."),
    "to_today": Text("Til listen i dag", "To the list of today"),
    "files": Text("Hent listen", "Download the list"),
    "xlsx": Text("Excel (XLSX)", "Excel (XLSX)"),
    "to_log": Text("Beslutningslog", "Decision log"),
    "to_new": Text("Skriv i beslutningsloggen", "Write in the decision log"),
    "to_bodies": Text("Fora og medlemmer", "Forums and members"),
    # The table
    "caption": Text("Ønsker efter, hvor afklarede de er", "Wishes by how clarified they are"),
    "group_groen": Text("Grøn: afklaret, kan på Dash Boardet", "Green: clarified, can go up"),
    "group_gul": Text("Gul: mangler afklaring", "Yellow: needs clarifying"),
    "group_roed": Text("Rød: kan ikke afklares nu", "Red: cannot be clarified now"),
    "group_ingen": Text("Ikke vurderet endnu", "Not assessed yet"),
    "group_bero": Text("Sat i bero", "On hold"),
    "group_paa_dash": Text("På Dash Boardet", "On the Dash Board"),
    "group_slut": Text("Afsluttet", "Ended"),
    "wish": Text("Ønske", "Wish"),
    "stage_and_priority": Text("Trin og prioritet", "Stage and priority"),
    "decided": Text("Besluttet", "Decided"),
    "latest": Text("Senest", "Latest"),
    "change_colour": Text("Ny farve", "New colour"),
    "from_whom": Text("Fra {name}", "From {name}"),
    "priority": Text("Prioritet {n}", "Priority {n}"),
    "of_meeting": Text("{forum}, {day}", "{forum}, {day}"),
    "day_unknown": Text("{forum}, dagen ikke oplyst", "{forum}, day not known"),
    "excepted": Text("Undtaget", "Excepted"),
    "ahead": Text("Næste: {forum}, {day}", "Next: {forum}, {day}"),
    "not_decided": Text("Ikke behandlet af et forum", "Not yet before a forum"),
    "national": Text("Nationalt: {status}", "Nationally: {status}"),
    "national_reconciled": Text("afstemt", "reconciled"),
    "national_deviates": Text("afviger", "deviates"),
    "national_not_comparable": Text("ikke sammenlignelig", "not comparable"),
    "national_cannot_be_clarified": Text("kan ikke afklares", "cannot be clarified"),
    "its_log": Text("Sagens log", "The case's log"),
    "no_theme": Text("Uden tema", "No theme"),
    # Indicators that no case is about
    "others": Text("Indikatorer uden sag", "Indicators without a case"),
    "others_sentence": Text(
        "{n} indikatorer i den viste udgivelse er ikke knyttet til et ønske på listen.",
        "{n} indicators of the release shown belong to no wish on the list.",
    ),
    "indicator": Text("Indikator", "Indicator"),
    "status": Text("Status", "Status"),
    "national_heading": Text("National sammenligning", "National comparison"),
    "status_live": Text("På Dash Boardet", "On the Dash Board"),
    "status_preview": Text("På Dash Boardet til afprøvning", "On the Dash Board on trial"),
    "status_wanted": Text("Ønsket", "Wished for"),
    "status_planned": Text("Planlagt", "Planned"),
    "status_paused": Text("Sat i bero", "On hold"),
    "status_retired": Text("Udgået", "Retired"),
    "others_then": Text(
        "Indikatorer uden sag vises kun på listen i dag: deres status for dage siden er ikke skrevet ned.",
        "Indicators without a case are shown on the list of today only: how they stood then was not noted.",
    ),
    # Changing a colour
    "reason": Text("Begrundelse", "Reason"),
    "reason_for": Text(
        "Begrundelse for ny farve til {title}", "Reason for a new colour of {title}"
    ),
    "changed": Text(
        "Sag {number} {title} er nu {colour}.", "Case {number} {title} is now {colour}."
    ),
    "you_wrote": Text("Du skrev: »{text}«", "You wrote: '{text}'"),
    # The log
    "log_title": Text("Beslutningslog", "Decision log"),
    "log_lead": Text(
        "Hvad fora har besluttet om ønskerne, og hvornår de mødtes uden at beslutte eller aflyste.",
        "What forums have decided of the wishes, and when they met without deciding or cancelled.",
    ),
    "log_sentence": Text(
        "Beslutninger: {n}. Møder uden beslutning: {none}. Aflyste møder: {off}.",
        "Decisions: {n}. Meetings that decided nothing: {none}. Cancelled meetings: {off}.",
    ),
    "log_of_case": Text("Loggen for sag {number}: {title}", "The log of case {number}: {title}"),
    "log_none": Text("Loggen er tom.", "The log is empty."),
    "no_such_case": Text(
        "Der er ingen sag »{number}« på listen.", "There is no case '{number}' on the list."
    ),
    "back_to_list": Text("Bruttolisten", "Bruttolisten"),
    "back_to_log": Text("Beslutningslog", "Decision log"),
    "asked_instead": Text("{forum} blev spurgt i stedet.", "{forum} was asked instead."),
    "coming": Text("Kommende møde", "Meeting to come"),
    "cases": Text("Sager", "Cases"),
    "when": Text("Dato", "Date"),
    "what": Text("Hvad", "What"),
    "text": Text("Tekst", "Text"),
    "written_of": Text("Gælder fra {day}", "Counts from {day}"),
    # Writing in it
    "new_title": Text("Skriv i beslutningsloggen", "Write in the decision log"),
    "new_lead": Text(
        "Ét møde, én ordlyd, de sager det gælder. En aflysning og et møde uden beslutning skrives også.",
        "One meeting, one wording, the cases it is about. A cancellation and a meeting that decided nothing "
        "are written too.",
    ),
    "kind": Text("Hvad skete der?", "What happened?"),
    "kind_beslutning": Text("Forummet besluttede", "The forum decided"),
    "kind_uden_beslutning": Text(
        "Forummet mødtes uden at beslutte", "The forum met without deciding"
    ),
    "kind_aflyst": Text("Mødet blev aflyst", "The meeting was cancelled"),
    "meeting_day": Text("Mødets dato", "Date of the meeting"),
    "wording": Text("Ordlyd", "Wording"),
    "wording_hint": Text(
        "Som i referatet. Ingen navne og ingen personoplysninger.",
        "As in the minutes. No names and no personal data.",
    ),
    "instead": Text("Spurgt i stedet (ved aflysning)", "Asked instead (when cancelled)"),
    "nobody": Text("Ingen", "Nobody"),
    "give_priority": Text(
        "Prioritet til de valgte (ved beslutning)", "Priority of those (if decided)"
    ),
    "priority_hint": Text(
        "1 kommer først. Lad stå tomt for ingen ændring.", "1 comes first. Empty: no change."
    ),
    "chosen_cases": Text("Sager, det gælder", "Cases it is about"),
    "choose_all": Text("Vælg alle", "Choose all"),
    "except_it": Text("undtaget", "excepted"),
    "save": Text("Gem i loggen", "Store in the log"),
    "saved": Text("Gemt i loggen for {n} sager.", "Stored in the log of {n} cases."),
    "saved_one": Text("Gemt i loggen for 1 sag.", "Stored in the log of 1 case."),
    "choose_forum": Text("Vælg et forum", "Choose a forum"),
    "no_forum": Text("Der er ikke valgt et forum.", "No forum has been chosen."),
    "bad_day": Text("»{asked}« er ikke en dato.", "'{asked}' is not a date."),
    "bad_priority": Text(
        "Prioriteten skal være et helt tal fra 1 til 99.",
        "The priority must be a whole number from 1 to 99.",
    ),
    # The workbook
    "sheet": Text("Bruttoliste", "Bruttoliste"),
    "sheet_log": Text("Beslutningslog", "Decision log"),
    "number": Text("Sag", "Case"),
    "asked_by": Text("Fra", "From"),
    "stage": Text("Trin", "Stage"),
    "priority_heading": Text("Prioritet", "Priority"),
    "meeting": Text("Møde", "Meeting"),
    "next_heading": Text("Næste møde", "Next meeting"),
    "exception": Text("Undtagelse", "Exception"),
    "marks": Text("Undtagelse, prioritet eller trin", "Exception, priority or stage"),
    "printed": Text("Udskrevet {day}", "Printed {day}"),
}
