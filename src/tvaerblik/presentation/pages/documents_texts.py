"""The words of a case's documents: journal number, files, and what is fetched for the archive."""

from tvaerblik.core.texts import Text

TEXTS = {
    "title": Text("Dokumenter i sag {number}", "Documents of case {number}"),
    "to_case": Text("Sagen", "The case"),
    "link": Text("Dokumenter og journalnummer", "Documents and file number"),
    "mark": Text("Internt arbejdsdokument", "Internal working document"),
    "mark_why": Text(
        "Sagen er ikke færdigbehandlet.", "The case has not been decided on and carried out."
    ),
    "mark_draft": Text(
        "Definitionen er et udkast og ikke godkendt.",
        "The definition is a draft and has not been approved.",
    ),
    # The journal number
    "journal": Text("Journalnummer", "File number"),
    "journal_none": Text(
        "Sagen har intet journalnummer endnu.", "The case has no file number yet."
    ),
    "journal_hint": Text(
        "Som det står i ESDH-systemet, fx 2026-012345. Flere sager kan have samme nummer. Et tomt "
        "felt fjerner nummeret.",
        "As it stands in the records system, e.g. 2026-012345. Several cases can share one. An empty "
        "field removes the number.",
    ),
    "journal_save": Text("Gem journalnummer", "Save file number"),
    "shared": Text("Samme nummer: sag {cases}.", "The same number: case {cases}."),
    # The files
    "files": Text("Bilag", "Files"),
    "files_none": Text("Sagen har ingen bilag.", "The case has no files."),
    "file_told": Text(
        "{kind}, {size}, lagt på {day} af {by}", "{kind}, {size}, added {day} by {by}"
    ),
    "file_withdrawn": Text("Trukket tilbage {day} af {by}:", "Withdrawn {day} by {by}:"),
    "file_removed": Text(
        "Fjernet {day} af {by}, fordi der stod oplysninger om personer:",
        "Removed {day} by {by}, because it held something about persons:",
    ),
    "nameless": Text("Bilag {n}", "File {n}"),
    "internal": Text("Internt", "Internal"),
    "digest": Text("SHA-256", "SHA-256"),
    "withdraw": Text("Træk tilbage", "Withdraw"),
    "withdraw_why": Text("Begrundelse", "Reason"),
    "withdraw_persons": Text(
        "Det indeholder oplysninger om personer: fjern også indhold, navn og titel for altid",
        "It holds something about persons: remove content, name and title for good too",
    ),
    "withdraw_note": Text(
        "Linjen med nummer, dag og begrundelse bliver stående.",
        "The line with number, day and reason stays.",
    ),
    # Adding one
    "add": Text("Læg et bilag på sagen", "Add a file to the case"),
    "file": Text("Fil", "File"),
    "file_hint": Text(
        "{kinds}; højst {mb} MB, højst {n} bilag på en sag. Ingen makroer eller adgangskode.",
        "{kinds}; at most {mb} MB, at most {n} files in a case. No macros, no password.",
    ),
    "persons": Text(
        "Der må ikke stå oplysninger om patienter, borgere eller andre personer i filen. CPR-numre i "
        "CSV, tekst og mails findes og afvises; i de andre slags er det dit ansvar at se efter.",
        "Nothing about patients, citizens or other persons may stand in the file. CPR numbers in CSV, "
        "text and mails are found and refused; in the other kinds it is for you to look.",
    ),
    "file_title": Text("Titel", "Title"),
    "file_internal": Text(
        "Kun for dem, der arbejder med sager", "Only for those who work with cases"
    ),
    "add_button": Text("Læg på sagen", "Add to the case"),
    # The document
    "document": Text("Til ESDH-systemet", "For the records system"),
    "document_lead": Text(
        "Hele sagen i ét dokument (PDF/A-3) med bilagene indlejret: henvendelsen, vurderinger, "
        "udkast, høringer, beslutninger og loggen, dag for dag.",
        "The whole case in one document (PDF/A-3) with the files inside: the request, judgements, "
        "drafts, hearings, decisions and the log, day by day.",
    ),
    "fetch": Text("Hent sagen som én PDF/A", "Fetch the case as one PDF/A"),
    "fetch_internal": Text("Hent den interne udgave", "Fetch the internal version"),
    "fetch_draft": Text(
        "Når henvendelsen er sendt, kan sagen hentes her.",
        "Once the request has been sent, the case can be fetched here.",
    ),
    "fetch_note": Text(
        "Den åbne udgave er det, alle med adgang til sagen kan læse. Den interne har også interne "
        "noter, interne bilag, opgaver og åbne høringer, som du kan se.",
        "The open version is what everybody with access to the case can read. The internal one also "
        "has internal notes, internal files, tasks and open hearings that you can see.",
    ),
    "is_marked": Text(
        "Dokumentet bærer »Internt arbejdsdokument« på hver side, og første side siger hvorfor.",
        "The document bears 'Internal working document' on every page, and the first page says why.",
    ),
    "is_finished": Text(
        "Den åbne udgave er et færdigt dokument og bærer intet mærke.",
        "The open version is a finished document and bears no mark.",
    ),
    "rule": Text("Hvornår er det et internt arbejdsdokument?", "When is it a working document?"),
    "rule_text": Text(
        "En sag er internt arbejdsdokument, til den har forladt prioriteringen, og igen mens den er "
        "sat i bero eller til genbesøg. Et dokument af en sag er det også, så længe det viser en "
        "åben høring eller et udkast til definition, der ikke er godkendt, og altid når det er den "
        "interne udgave.",
        "A case is an internal working document until it has left prioritisation, and again while it "
        "is on hold or being looked at anew. A document of a case is one too as long as it shows an "
        "open hearing or a draft definition that is not approved, and always in the internal version.",
    ),
    "check": Text(
        "Nederst på hver side står dagen for udtrækket, programmets udgave og hashværdien af "
        "revisionsloggens seneste linje, så indholdet senere kan efterprøves.",
        "At the foot of each page stand the moment of the extract, the version of the software and the "
        "hash of the audit log's newest line, so that the content can be checked later.",
    ),
    "done": Text("Gemt.", "Saved."),
}
