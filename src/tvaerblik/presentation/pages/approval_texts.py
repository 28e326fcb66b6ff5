"""The words for approvals of definitions: what the public is told, and the pages Definitioner."""

from tvaerblik.core.texts import Text

TEXTS = {
    # What stands in Om tallene
    "approval": Text("Godkendelse", "Approval"),
    "review": Text("Genbesøg", "Review"),
    "approved": Text("Godkendt af {who} den {day}.", "Approved by {who} on {day}."),
    "not_approved": Text("Ikke godkendt.", "Not approved."),
    "withdrawn": Text(
        "Ikke godkendt: godkendelsen blev trukket tilbage den {day}.",
        "Not approved: the approval was taken back on {day}.",
    ),
    "not_approved_skrevet": Text(
        "Ikke godkendt: skrevet den {day}, venter på faglig kontrol.",
        "Not approved: written on {day}, waits to be checked.",
    ),
    "not_approved_kontrolleret": Text(
        "Ikke godkendt: kontrolleret den {day}, venter på godkendelse.",
        "Not approved: checked on {day}, waits for approval.",
    ),
    "by_so_far": Text("Godkendt indtil nu af {who}.", "Approved so far by {who}."),
    "signer": Text("{role} ({organisation})", "{role} ({organisation})"),
    "see": Text("Se trin og underskrifter", "See steps and signatures"),
    "demo": Text(
        "Demonstration: ingen person har skrevet under.",
        "Demonstration: no person has signed.",
    ),
    "overdue": Text(
        "Genbesøg er overskredet siden den {day}", "Review has been overdue since {day}"
    ),
    "due": Text("Senest den {day}.", "By {day}."),
    # Roles
    "role_indikatoransvarlig": Text("Indikatoransvarlig", "Person responsible for the indicator"),
    "role_analytiker": Text("Analytiker", "Analyst"),
    "role_faglig_kontrol": Text("Faglig kontrol", "Subject-matter reviewer"),
    "role_godkender": Text("Godkender", "Approver"),
    "role_sekretariat": Text("Sekretariatet", "The secretariat"),
    "role_formandskab": Text("Formandskabet", "The chair"),
    # The list
    "title": Text("Definitioner", "Definitions"),
    "lead": Text(
        "Hvem der har skrevet, kontrolleret og godkendt hver definition, og hvornår den skal ses "
        "efter igen. En godkendelse gælder én udgave: ændres noget, der kan flytte tallet, skal "
        "definitionen godkendes igen.",
        "Who wrote, checked and approved each definition, and when it is to be looked at again. An "
        "approval holds for one version: when anything changes that can move the number, the "
        "definition has to be approved again.",
    ),
    "group_overskredet": Text("Genbesøg er overskredet", "Review is overdue"),
    "group_skrevet": Text("Venter på faglig kontrol", "Waiting to be checked"),
    "group_kontrolleret": Text("Venter på godkendelse", "Waiting for approval"),
    "group_ingen": Text("Ikke sendt til kontrol", "Not sent for checks"),
    "group_godkendt": Text("Godkendt", "Approved"),
    "definition": Text("Definition", "Definition"),
    "version": Text("udgave {version}", "version {version}"),
    "stands": Text("Hvor den står", "Where it stands"),
    "takes": Text("Godkendes af", "Approved by"),
    "takes_one": Text("én godkender", "one approver"),
    "takes_two": Text("én fra {one} og én fra {other}", "one of {one} and one of {other}"),
    "takes_more": Text(
        "to godkendere fra hver sin af parterne: {who}",
        "two approvers, each of another of the parties: {who}",
    ),
    "list_skrevet": Text("Skrevet den {day}", "Written on {day}"),
    "list_kontrolleret": Text("Kontrolleret den {day}", "Checked on {day}"),
    "next_review": Text("Næste genbesøg", "Next review"),
    "shown": Text("I udgivelsen", "In the release"),
    "shown_same": Text("samme udgave", "the same version"),
    "shown_other": Text("en anden udgave", "another version"),
    "shown_none": Text("vises ikke", "not shown"),
    "fingerprint": Text("Fingeraftryk", "Digest"),
    "reminders": Text("Påmindelser om genbesøg", "Reminders of reviews"),
    "reminders_rule": Text(
        "Fire uger før og på dagen mindes den indikatoransvarlige; to uger efter sekretariatet, og "
        "efter fire uger formandskabet. Første gang bliver genbesøget også én persons opgave.",
        "Four weeks before and on the day the person responsible for the indicator is reminded; two "
        "weeks after it the secretariat, and after four weeks the chair. The first time the review also "
        "becomes one person's task.",
    ),
    "reminders_none": Text("Ingen endnu.", "None yet."),
    "reminded": Text(
        "{day}: {role} om »{title}«, som skulle ses efter den {due}.",
        "{day}: {role}, of '{title}', to be looked at by {due}.",
    ),
    "reminded_task": Text("Det blev en opgave.", "It became a task."),
    "remind_now": Text("Send dagens påmindelser", "Send today's reminders"),
    "reminded_n": Text("Påmindelser sendt: {n}.", "Reminders sent: {n}."),
    # One definition
    "back": Text("Definitioner", "Definitions"),
    "see_page": Text("Se indikatorens side", "See the indicator's page"),
    "words": Text("Det, der godkendes", "What is approved"),
    "numerator": Text("Tæller", "Numerator"),
    "denominator": Text("Nævner", "Denominator"),
    "purpose": Text("Formål", "Purpose"),
    "caveats": Text("Forbehold", "Caveats"),
    "owner": Text("Parter", "Parties"),
    "changes": Text("Ændret siden den godkendte udgave", "Changed since the approved version"),
    "since": Text(
        "Sammenlignet med udgave {version}, godkendt den {day}.",
        "Compared with version {version}, approved on {day}.",
    ),
    "no_before": Text(
        "Ingen udgave er godkendt før, så der er intet at sammenligne med.",
        "No version has been approved before, so there is nothing to compare with.",
    ),
    "no_changes": Text("Intet er ændret.", "Nothing has changed."),
    "only_words": Text(
        "Kun ord er ændret; de kan ikke flytte tallet, så godkendelsen gælder stadig.",
        "Only words have changed; they cannot move the number, so the approval still holds.",
    ),
    "unreadable": Text(
        "Den godkendte udgave kan ikke læses af dette program, så forskellene kan ikke vises.",
        "The approved version cannot be read by this program, so the differences cannot be shown.",
    ),
    "since_standing": Text(
        "Sammenlignet med udgave {version}, som ligger i mappen nu.",
        "Compared with version {version}, which lies in the folder now.",
    ),
    "no_standing": Text(
        "Der ligger ingen definition med dette id i mappen; udkastet er en ny definition.",
        "No definition of this id lies in the folder; the draft is a new definition.",
    ),
    "only_words_drafted": Text(
        "Kun ord er ændret; de kan ikke flytte tallet.",
        "Only words have changed; they cannot move the number.",
    ),
    "moves": Text("kan flytte tallet", "can move the number"),
    "words_only": Text("kun ord", "words only"),
    "steps": Text("Trin", "Steps"),
    "step_skrev": Text("Skrevet", "Written"),
    "step_kontrollerede": Text("Faglig kontrol", "Checked"),
    "step_godkendte": Text("Godkendt", "Approved"),
    "step_godkendte_anden": Text("Godkendt af en anden part", "Approved by another party"),
    "waits_skrev": Text(
        "Venter på en indikatoransvarlig eller analytiker.",
        "Waits for somebody responsible for indicators, or an analyst.",
    ),
    "waits_kontrollerede": Text(
        "Venter på faglig kontrol, en anden end den, der skrev.",
        "Waits for a subject-matter reviewer, another than who wrote.",
    ),
    "waits_godkendte": Text(
        "Venter på en godkender, en tredje person.", "Waits for an approver, a third person."
    ),
    "waits_godkendte_anden": Text(
        "Venter på en godkender fra en anden af parterne.",
        "Waits for an approver from another of the parties.",
    ),
    "later": Text("Først når trinnet før er taget.", "Only when the step before is taken."),
    "log": Text("Hvad der er sket", "What has happened"),
    "log_none": Text("Intet endnu.", "Nothing yet."),
    "act_skrev": Text("Skrevet og sendt til kontrol", "Written and sent for checks"),
    "act_kontrollerede": Text("Kontrolleret", "Checked"),
    "act_godkendte": Text("Godkendt", "Approved"),
    "act_sendte_tilbage": Text("Sendt tilbage", "Sent back"),
    "act_genbesoegte": Text("Genbesøgt", "Reviewed"),
    "act_trak_tilbage": Text("Godkendelsen trukket tilbage", "Approval taken back"),
    # The draft of a case
    "drafts": Text("Udkast i sager", "Drafts in cases"),
    "drafts_lead": Text(
        "Når et udkast er godkendt, bliver det til definitionens fil, ord for ord.",
        "When a draft is approved, it becomes the definition's file, word for word.",
    ),
    "draft_named": Text(
        "Sag {number}, udkast {version}: {case}", "Case {number}, draft {version}: {case}"
    ),
    "draft_case": Text("Sag", "Case"),
    "draft_word": Text("Udkast", "Draft"),
    "draft_changes": Text("Hvad udkastet ændrer", "What the draft changes"),
    "draft_on_way": Text("Et udkast er på vej", "A draft is on its way"),
    "draft_text": Text(
        "Teksten, som bliver filen ord for ord", "The text that becomes the file word for word"
    ),
    "draft_none": Text(
        "Sagen har intet udkast, der kan læses og sendes til kontrol.",
        "The case has no draft that can be read and sent for checks.",
    ),
    "draft_text_filed": Text("Teksten, som er blevet filen", "The text that has become the file"),
    "step_file": Text("Fil i mappen", "File in the folder"),
    "file_there": Text("Skrevet, ord for ord", "Written, word for word"),
    "waits_file": Text("Skrives med den sidste underskrift.", "Written with the last signature."),
    "not_computed": Text(
        "Definitionen har en status, der ikke regnes. Skal tallet regnes, så skriv »status: live« i et "
        "nyt udkast.",
        "The definition has a status that is not computed. If the number is to be computed, write "
        "'status: live' in a new draft.",
    ),
    "dropped_newer": Text(
        "Udkast {dropped} var sendt til kontrol. Underskrifterne på det gælder ikke mere, fordi der er "
        "skrevet et nyere udkast.",
        "Draft {dropped} was sent for checks. The signatures on it no longer count, because a newer draft "
        "has been written.",
    ),
    "dropped_folder": Text(
        "Udkast {dropped} var sendt til kontrol. Underskrifterne på det gælder ikke mere, fordi noget, "
        "det bygger på, er ændret i mappen. Send det til kontrol igen.",
        "Draft {dropped} was sent for checks. The signatures on it no longer count, because something it "
        "builds on has changed in the folder. Send it for checks again.",
    ),
    "lacks_file": Text(
        "Godkendt, men filen ligger ikke i mappen, så tallet kan ikke regnes endnu.",
        "Approved, but the file does not lie in the folder, so the number cannot be computed yet.",
    ),
    "needs_folder": Text(
        "Udkastet kan sendes og kontrolleres, men ikke godkendes endnu: installationen bruger de "
        "definitioner, der følger med programmet. Bed en systemadministrator køre »tvaerblik definitions "
        "copy«, som giver den sin egen mappe.",
        "The draft can be sent and checked, but not approved yet: the installation uses the definitions "
        "that come with the program. Ask a systemadministrator to run 'tvaerblik definitions copy', which "
        "gives it a folder of its own.",
    ),
    "cases_stay": Text(
        "Ved definitionen ligger gennemregnede eksempler. Godkendelsen ændrer dem ikke: en analytiker "
        "skal se efter, om de stadig holder.",
        "Worked cases lie beside the definition. The approval does not change them: an analyst has to see "
        "whether they still hold.",
    ),
    # What you may do now
    "yours": Text("Hvad du kan gøre nu", "What you can do now"),
    "nothing": Text("Intet:", "Nothing:"),
    "do_send": Text("Send til faglig kontrol", "Send to be checked"),
    "do_check": Text("Kontrolleret: send til godkendelse", "Checked: send for approval"),
    "do_approve": Text("Godkend denne udgave", "Approve this version"),
    "do_back": Text("Send tilbage", "Send back"),
    "do_review": Text("Set efter: uændret", "Reviewed: unchanged"),
    "do_withdraw": Text("Træk godkendelsen tilbage", "Take the approval back"),
    "do_file": Text("Skriv filen", "Write the file"),
    "why_withdraw": Text("Hvorfor trækkes den tilbage?", "Why is it taken back?"),
    "remark": Text("Bemærkning (kan udelades)", "Remark (may be left out)"),
    "reason": Text("Hvorfor sendes den tilbage?", "Why is it sent back?"),
    "found": Text("Hvad viste gennemgangen?", "What did the review show?"),
    "when_next": Text("Ses efter igen senest", "To be looked at again by"),
    "said_send": Text("Sendt til faglig kontrol.", "Sent to be checked."),
    "said_check": Text(
        "Kontrolleret. Nu venter den på godkendelse.", "Checked. It now waits for approval."
    ),
    "said_approve": Text("Du har godkendt definitionen.", "You have approved the definition."),
    "said_approve_more": Text(
        "Du har godkendt. Nu mangler en godkender fra en anden af parterne.",
        "You have approved. Now an approver from another of the parties is missing.",
    ),
    "said_file": Text(
        "Definitionens fil er skrevet, ord for ord.",
        "The definition's file is written, word for word.",
    ),
    "said_approve_unfiled": Text(
        "Du har godkendt definitionen, men filen kunne ikke skrives. Se hvorfor herunder.",
        "You have approved the definition, but the file could not be written. See why below.",
    ),
    "said_withdraw": Text(
        "Godkendelsen er trukket tilbage. Definitionen står som ikke godkendt.",
        "The approval is taken back. The definition stands as not approved.",
    ),
    "said_back": Text("Sendt tilbage.", "Sent back."),
    "said_review": Text("Genbesøget er skrevet ind.", "The review is written down."),
    "bad_day": Text("Datoen kan ikke læses.", "The date cannot be read."),
}
