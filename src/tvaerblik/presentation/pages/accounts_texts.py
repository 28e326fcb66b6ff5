"""The words of *Konti*: accounts, their roles, and the link by which a password is chosen."""

from tvaerblik.core.texts import Text

TEXTS = {
    "title": Text("Konti", "Accounts"),
    "lead": Text(
        "Hvem der kan logge ind, og hvad de må. En konto har et brugernavn og ingen oplysninger om personen.",
        "Who can log in, and what they may do. An account has a username and nothing about the person.",
    ),
    "sentence": Text(
        "Der er {n} konti: {open} åbne, {waiting} uden adgangskode endnu og {closed} lukkede.",
        "There are {n} accounts: {open} open, {waiting} without a password yet and {closed} closed.",
    ),
    "new": Text("Opret en konto", "Make an account"),
    "change": Text("Ret kontoen", "Change the account"),
    "username": Text("Brugernavn", "Username"),
    "username_hint": Text(
        "Bogstaver, tal og @ . + - _. Andre kan se det; skriv ikke et CPR-nummer. Det ændres ikke siden.",
        "Letters, digits and @ . + - _. Others can see it; do not write a CPR number. It does not change later.",
    ),
    "unit": Text("Enhed", "Unit"),
    "no_unit": Text("Ingen enhed", "No unit"),
    "unit_hint": Text(
        "Den, personen svarer for: egne tal, leverancer og godkendelser.",
        "The one the person answers for: own figures, deliveries and approvals.",
    ),
    "bad_unit": Text("Enheden findes ikke.", "There is no such unit."),
    "roles": Text("Roller", "Roles"),
    "roles_hint": Text(
        "En rolle gælder fra i dag, og til du fjerner den.",
        "A role holds from today until you remove it.",
    ),
    "no_roles": Text("Ingen roller", "No roles"),
    "until": Text("til {day}", "until {day}"),
    "later": Text("fra {day}", "from {day}"),
    "state": Text("Tilstand", "State"),
    "is_open": Text("Åben", "Open"),
    "is_waiting": Text("Mangler adgangskode", "Has no password yet"),
    "is_closed": Text("Lukket", "Closed"),
    "open_box": Text("Kontoen er åben", "The account is open"),
    "open_hint": Text(
        "En lukket konto kan ikke logge ind. Det, den har skrevet, bliver.",
        "A closed account cannot log in. What it has written stays.",
    ),
    "make": Text("Opret kontoen", "Make the account"),
    "save": Text("Gem", "Store"),
    "saved": Text("Kontoen {name} er gemt.", "The account {name} has been stored."),
    "made": Text("Kontoen {name} er oprettet.", "The account {name} has been made."),
    "link": Text("Link til adgangskode", "Link for the password"),
    "link_lead": Text(
        "Ejeren vælger selv sin adgangskode ved et link. Det virker én gang og i {days} dage.",
        "The owner chooses the password by a link. It works once and for {days} days.",
    ),
    "link_warning": Text(
        "Et nyt link lukker den gamle adgangskode og tidligere links med det samme.",
        "A new link shuts out the old password and earlier links at once.",
    ),
    "link_make": Text("Lav et nyt link", "Make a new link"),
    "link_here": Text(
        "Giv {name} dette link. Det vises kun denne ene gang.",
        "Give {name} this link. It is shown this once only.",
    ),
    "password_title": Text("Vælg din adgangskode", "Choose your password"),
    "password_lead": Text(
        "Din konto hedder {name}. Vælg en adgangskode på mindst 12 tegn, som du ikke bruger andre steder.",
        "Your account is {name}. Choose a password of at least 12 characters that you use nowhere else.",
    ),
    "password": Text("Adgangskode", "Password"),
    "password_again": Text("Den samme igen", "The same again"),
    "password_save": Text("Gem adgangskoden", "Store the password"),
    "password_saved": Text("Din adgangskode er valgt.", "Your password has been chosen."),
    "log_in": Text("Log ind", "Log in"),
    "link_dead": Text("Linket virker ikke", "The link does not work"),
    # What each role may do, in one sentence
    "role_bruger": Text(
        "Sender henvendelser, svarer i høringer og gemmer visninger.",
        "Sends requests, answers hearings and saves views.",
    ),
    "role_enhedsansvarlig": Text(
        "Bekræfter enhedens egne tal og svarer for dens data.",
        "Confirms the unit's own figures and answers for its data.",
    ),
    "role_klyngekoordinator": Text(
        "Svarer for klyngens kommuner og giver opgaver.",
        "Answers for the cluster's municipalities and gives tasks.",
    ),
    "role_indikatoransvarlig": Text(
        "Afklarer henvendelser og skriver definitioner.",
        "Clarifies requests and writes definitions.",
    ),
    "role_faglig_kontrol": Text(
        "Kontrollerer definitioner, som andre har skrevet.",
        "Checks definitions that others have written.",
    ),
    "role_analytiker": Text(
        "Svarer på, om data findes, retter tal og foreslår udgivelser.",
        "Answers whether data exist, mends figures and proposes releases.",
    ),
    "role_leverandoer": Text("Leverer data for egen enhed.", "Delivers data for the own unit."),
    "role_sekretariat": Text(
        "Tager imod henvendelser, giver farve og skriver beslutninger ind.",
        "Takes requests in, gives colours and enters decisions.",
    ),
    "role_formandskab": Text(
        "Prioriterer sager og følger, hvad der er over fristen.",
        "Prioritises cases and follows what is overdue.",
    ),
    "role_godkender": Text(
        "Godkender definitioner og udgivelser.", "Approves definitions and releases."
    ),
    "role_patientrepraesentant": Text(
        "Læser og svarer i høringer for patienter og pårørende.",
        "Reads and answers hearings for patients and relatives.",
    ),
    "role_systemadministrator": Text(
        "Opretter konti og giver roller.", "Makes accounts and gives roles."
    ),
    "role_auditor": Text("Læser loggen og ændrer intet.", "Reads the log and changes nothing."),
}
