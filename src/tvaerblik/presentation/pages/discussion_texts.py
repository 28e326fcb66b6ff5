"""The words of discussions of figures."""

from tvaerblik.core.texts import Text

TEXTS = {
    "title": Text("Drøftelse", "Discussion"),
    "heading": Text("Drøftelse: {title}", "Discussion: {title}"),
    "lead_all": Text(
        "Hele indikatoren. Vælg en enhed og en periode for at drøfte ét tal.",
        "The whole indicator. Choose a unit and a period to discuss one figure.",
    ),
    "lead_note": Text(
        "Kun for dem, der er logget ind. Hvert indlæg viser tallet, som det var, da det blev skrevet.",
        "For those who are logged in only. Each contribution shows the figure as it was when written.",
    ),
    "back": Text("Til indikatoren", "To the indicator"),
    "choose": Text("Vælg, hvad der drøftes", "Choose what is discussed"),
    "unit": Text("Enhed", "Unit"),
    "unit_all": Text("Hele indikatoren", "The whole indicator"),
    "period": Text("Periode", "Period"),
    "show": Text("Vis", "Show"),
    "now": Text("Tallet nu", "The figure now"),
    "now_release": Text("udgivelse {release}", "release {release}"),
    "others_one": Text(
        "Der er 1 spørgsmål mere om indikatoren", "There is 1 more question about the indicator"
    ),
    "others": Text(
        "Der er {n} spørgsmål mere om indikatoren",
        "There are {n} more questions about the indicator",
    ),
    "write": Text("Skriv om tallet", "Write about the figure"),
    "write_all": Text("Skriv om indikatoren", "Write about the indicator"),
    "text": Text("Spørgsmål eller bemærkning", "Question or remark"),
    "text_help": Text(
        "Skriv @ og et navn for at give nogen besked. Skriv ikke CPR-numre eller andet, der kan "
        "genkendes som en borger. Højst {n} tegn.",
        "Write @ and a name to tell somebody. Write no CPR numbers or anything else that can be "
        "recognised as a citizen. At most {n} characters.",
    ),
    "mention": Text("Giv besked til (kan udelades)", "Tell somebody (may be left out)"),
    "mention_nobody": Text("Ingen bestemt", "Nobody in particular"),
    "mention_people": Text("Personer", "People"),
    "mention_bodies": Text("Fora", "Bodies"),
    "mention_insert": Text("Sæt ind i teksten", "Put into the text"),
    "send": Text("Send", "Send"),
    "threads": Text("Spørgsmål og svar", "Questions and answers"),
    "none": Text("Ingen har skrevet endnu.", "Nobody has written yet."),
    "answer": Text("Svar", "Answer"),
    "answer_label": Text("Dit svar", "Your answer"),
    "stored": Text("Indlægget er gemt.", "The contribution is stored."),
    "done": Text("Det er gjort.", "It is done."),
    "state_aaben": Text("Ikke besvaret", "Not answered"),
    "state_besvaret": Text("Besvaret", "Answered"),
    "state_lukket": Text("Lukket uden svar", "Closed without an answer"),
    "state_told": Text("{state} {day} af {who}: {because}", "{state} {day} by {who}: {because}"),
    "state_again": Text(
        "Åbnet igen {day} af {who}: {because}", "Opened again {day} by {who}: {because}"
    ),
    "gone_trukket": Text("Trukket tilbage af skribenten.", "Withdrawn by its writer."),
    "gone_skjult": Text(
        "Fjernet af sekretariatet: {because}", "Removed by the secretariat: {because}"
    ),
    "figure_then": Text(
        "Tallet i udgivelse {release}: {then}", "The figure in release {release}: {then}"
    ),
    "figure_moved": Text(
        "Tallet var {then} i udgivelse {release}; det er {now} nu.",
        "The figure was {then} in release {release}; it is {now} now.",
    ),
    "figure_gone": Text(
        "Tallet var {then} i udgivelse {release}; det findes ikke mere.",
        "The figure was {then} in release {release}; it is there no more.",
    ),
    "figure_hidden": Text(
        "Der stod et tal i udgivelse {release}; det er {now} nu.",
        "There was a figure in release {release}; it is {now} now.",
    ),
    "figure_recalled": Text(
        "Skrevet om udgivelse {release}, som er trukket tilbage. Tallet vises ikke mere.",
        "Written about release {release}, which has been withdrawn. The figure is shown no more.",
    ),
    "of_release": Text("Skrevet om udgivelse {release}", "Written about release {release}"),
    "parts": Text(
        "{value} ({numerator} af {denominator})", "{value} ({numerator} of {denominator})"
    ),
    "with_reason": Text("{mark} ({reason})", "{mark} ({reason})"),
    "provisional": Text("{value}, foreløbigt", "{value}, provisional"),
    "more": Text("Luk spørgsmålet", "Close the question"),
    "because": Text("Begrundelse", "Reason"),
    "to_besvaret": Text("Markér som besvaret", "Mark as answered"),
    "to_lukket": Text("Luk uden svar", "Close without an answer"),
    "to_aaben": Text("Åbn igen", "Open again"),
    "withdraw": Text("Træk tilbage", "Withdraw"),
    "withdraw_note": Text(
        "Teksten slettes og kan ikke hentes frem. At der stod et indlæg, kan stadig ses.",
        "The text is deleted and cannot be had back. That there was a contribution can still be seen.",
    ),
    "hide": Text("Fjern teksten", "Remove the text"),
    "hide_because": Text(
        "Hvorfor? Skriv arten, ikke oplysningen selv", "Why? Write the kind, not the matter itself"
    ),
    "to_request": Text("Gør det til en henvendelse", "Make it a request"),
    "to_task": Text("Giv det som opgave", "Give it as a task"),
    "to_report": Text("Meld tallet som forkert", "Report the figure as wrong"),
    "task_title": Text("Drøftelse af {title}", "Discussion of {title}"),
    "request_title": Text("Fra drøftelsen af {title}", "From the discussion of {title}"),
    "not_shown": Text(
        "Indikatoren er ikke med i den udgivelse, der vises. Drøftelsen kan læses, men ikke fortsættes.",
        "The indicator is not in the release that is shown. The discussion can be read, not continued.",
    ),
    "role_bruger": Text("bruger", "user"),
    "role_enhedsansvarlig": Text("enhedsansvarlig", "responsible for a unit"),
    "role_klyngekoordinator": Text("klyngekoordinator", "cluster coordinator"),
    "role_indikatoransvarlig": Text("indikatoransvarlig", "indicator's owner"),
    "role_faglig_kontrol": Text("faglig kontrol", "professional check"),
    "role_analytiker": Text("analytiker", "analyst"),
    "role_leverandoer": Text("leverandør", "supplier of data"),
    "role_sekretariat": Text("sekretariat", "secretariat"),
    "role_formandskab": Text("formandskab", "chairs"),
    "role_godkender": Text("godkender", "approver"),
    "role_patientrepraesentant": Text("patientrepræsentant", "patients' representative"),
    "role_systemadministrator": Text("systemadministrator", "system administrator"),
    "role_auditor": Text("auditor", "auditor"),
}
