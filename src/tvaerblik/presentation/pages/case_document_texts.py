"""The words of the one document of a case."""

from tvaerblik.core.texts import Text

TEXTS = {
    "kicker": Text("Sag {number}", "Case {number}"),
    "contents": Text("Indhold", "Contents"),
    "page": Text("Side", "Page"),
    "of": Text("af", "of"),
    "author": Text("Tværblik", "Tværblik"),
    # Why it is marked
    "why_internal": Text(
        "Det er den interne udgave: den viser noter, bilag og opgaver, som kun er for dem, der arbejder "
        "med sager.",
        "This is the internal version: it shows notes, files and tasks that are only for those who work "
        "with cases.",
    ),
    "why_stage": Text(
        "Sagen er ikke færdigbehandlet; den står i »{stage}«.",
        "The case has not been decided on and carried out; it stands in '{stage}'.",
    ),
    "why_hearing": Text(
        "Mindst én høring er ikke afsluttet.", "At least one hearing has not been closed."
    ),
    "why_draft": Text(
        "Det nyeste udkast til definition er ikke godkendt.",
        "The newest draft of the definition is not approved.",
    ),
    # The first page
    "number": Text("Sagsnummer", "Case number"),
    "journal": Text("Journalnummer", "File number"),
    "journal_none": Text("intet endnu", "none yet"),
    "stage": Text("Trin", "Stage"),
    "body": Text("Besluttende forum", "Deciding body"),
    "body_none": Text("ikke udpeget", "not appointed"),
    "indicator": Text("Indikator", "Indicator"),
    "asked_as": Text("Spurgt af (enhed)", "Asked by (unit)"),
    "version": Text("Udgave", "Version"),
    "version_open": Text(
        "Åben: det, alle med adgang til sagen kan læse",
        "Open: what everybody with access to the case can read",
    ),
    "version_internal": Text(
        "Intern: for dem, der arbejder med sager", "Internal: for those who work with cases"
    ),
    "extracted": Text("Udtrukket", "Extracted"),
    "moment": Text("{day} kl. {time}", "{day} at {time}"),
    "left_out": Text(
        "Interne noter, interne bilag, opgaver og åbne høringer er ikke med i den åbne udgave.",
        "Internal notes, internal files, tasks and open hearings are not in the open version.",
    ),
    "left_out_hearings": Text(
        "Åbne høringer, som den, der har hentet dokumentet, ikke kan se, er ikke med.",
        "Open hearings that whoever fetched the document cannot see are not in it.",
    ),
    "has_no": Text("Sagen har ingen {parts}.", "The case has no {parts}."),
    "check": Text(
        "Udtrækket svarer til revisionsloggen til og med linje {entries}. Linjens hashværdi står "
        "nederst på hver side. Kommandoen »tvaerblik verify« viser, om loggen og bilagene er hele.",
        "The extract matches the audit log up to and including line {entries}, whose hash stands at the "
        "foot of each page. The command 'tvaerblik verify' shows whether log and files are whole.",
    ),
    "foot": Text(
        "Sag {number} · {journal} · udtrukket {moment}",
        "Case {number} · {journal} · extracted {moment}",
    ),
    "foot_journal": Text("journalnummer {journal}", "file number {journal}"),
    "foot_no_journal": Text("intet journalnummer", "no file number"),
    "foot_demo": Text("Demonstration, alt er opfundet · ", "Demonstration, all invented · "),
    "demo": Text(
        "Det er en demonstration: sagen, tallene og bilagene er opfundet.",
        "This is a demonstration: the case, the figures and the files are invented.",
    ),
    "foot_check": Text(
        "Tværblik {version} · revisionslog, linje {entries}: {sha256}",
        "Tværblik {version} · audit log, line {entries}: {sha256}",
    ),
    # What a case may have none of
    "none_questions": Text("spørgsmål", "questions"),
    "none_judged": Text("vurderinger", "judgements"),
    "none_drafts": Text("udkast til definition", "draft definitions"),
    "none_hearings": Text("høringer", "hearings"),
    "none_decisions": Text("beslutninger i fora", "decisions of bodies"),
    "none_tasks": Text("opgaver", "tasks"),
    "none_files": Text("bilag", "files"),
    # The sections
    "questions": Text("Spørgsmål og svar", "Questions and answers"),
    "unanswered": Text("Ikke besvaret endnu.", "Not answered yet."),
    "drafts": Text("Udkast til definition", "Draft definitions"),
    "draft_digest": Text("Fingeraftryk", "Digest"),
    "draft_no_digest": Text("intet: udkastet har fejl", "none: the draft has errors"),
    "draft_approval": Text("Godkendelse", "Approval"),
    "draft_not_sent": Text("Ikke godkendt.", "Not approved."),
    "draft_wrong": Text("Fejl i udkastet", "Errors in the draft"),
    "draft_text": Text("Udkastet, som det er skrevet:", "The draft as it was written:"),
    "hearings": Text("Høringer", "Hearings"),
    "hearing_question": Text("Der spørges om", "What is asked"),
    "hearing_began": Text("Svarfrist", "Deadline"),
    "hearing_state": Text("Status", "State"),
    "hearing_answered": Text("Svar", "Answers"),
    "hearing_silent": Text("Svarede ikke", "Did not answer"),
    "hearing_waits": Text("Har ikke svaret endnu", "Have not answered yet"),
    "hearing_summary": Text("Sammenfatning", "Summary"),
    "who": Text("Hvem", "Who"),
    "answer": Text("Svar", "Answer"),
    "earlier": Text("Tidligere svar", "Earlier answer"),
    "day": Text("Dag", "Day"),
    "what": Text("Hvad", "What"),
    "decisions": Text("Beslutninger i fora", "Decisions of bodies"),
    "forum": Text("Forum og møde", "Body and meeting"),
    "meeting": Text("{body}, {day}", "{body}, {day}"),
    "tasks": Text("Opgaver", "Tasks"),
    "task": Text("Opgave", "Task"),
    "task_owner": Text("Hos", "With"),
    "task_deadline": Text("Frist", "Deadline"),
    "task_none": Text("ingen", "none"),
    "task_state": Text("Status", "State"),
    "task_aaben": Text("Åben", "Open"),
    "task_udfoert": Text("Udført {day}", "Done {day}"),
    "task_bortfaldet": Text("Bortfaldet {day}", "Dropped {day}"),
    "log": Text("Sagens log", "The case's log"),
    "log_note": Text(
        "Ældste først. Dagen er den, det talte fra.",
        "Oldest first. The day is that it counted from.",
    ),
    "files": Text("Bilag", "Files"),
    "files_note": Text(
        "Bilagene ligger i dette dokument som indlejrede filer. SHA-256 er fingeraftrykket af filens "
        "indhold, som det blev lagt på sagen.",
        "The files lie in this document as embedded files. SHA-256 is the digest of a file's content as "
        "it was added to the case.",
    ),
    "file_heading": Text("Bilag {n}: {title}", "File {n}: {title}"),
    "file_nameless": Text("Bilag {n}", "File {n}"),
    "file_name": Text("Filens navn", "Name of the file"),
    "file_inside": Text("Indlejret som", "Embedded as"),
    "file_kind": Text("Slags og størrelse", "Kind and size"),
    "file_by": Text("Lagt på sagen", "Added"),
    "file_by_on": Text("{day} af {by}", "{day} by {by}"),
    "file_internal": Text("Adgang", "Access"),
    "file_internal_only": Text(
        "Kun for dem, der arbejder med sager", "Only those who work with cases"
    ),
    "file_withdrawn": Text("Trukket tilbage", "Withdrawn"),
    "file_gone": Text("{day} af {by}: {why}", "{day} by {by}: {why}"),
    "file_removed": Text(
        "{day} af {by}; indhold, navn og titel er fjernet: {why}",
        "{day} by {by}; content, name and title were removed: {why}",
    ),
}
