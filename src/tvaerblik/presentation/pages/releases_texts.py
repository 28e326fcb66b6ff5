"""The words of the list of releases, and of the page of each."""

from tvaerblik.core.texts import Text

TEXTS = {
    "title": Text("Udgivelser", "Releases"),
    "lead": Text(
        "Hver gang tallene ændres, sker det samlet i en udgivelse. Her står, hvad der blev udgivet hvornår, "
        "hvad der er rettet, og hvad der er trukket tilbage og hvorfor.",
        "Whenever figures change, they change together in a release. Here is what was released when, "
        "what was corrected, and what was withdrawn and why.",
    ),
    "one": Text("Udgivelse {id}", "Release {id}"),
    "proposed": Text("Foreslået, ikke udgivet", "Proposed, not released"),
    "given_up_list": Text("Opgivet", "Given up"),
    "waiting": Text("Bygget, ikke foreslået", "Built, not proposed"),
    "waiting_lead": Text(
        "Pakker med tal, som endnu ingen har foreslået. Listen ses kun af dem, der arbejder med udgivelser; "
        "analytikere og godkendere kan foreslå.",
        "Packages of figures that nobody has proposed yet. Only those who work with releases see the list; "
        "analysts and approvers can propose.",
    ),
    "waiting_made": Text("Bygget {when}, {n} tal", "Built {when}, {n} figures"),
    "waiting_other": Text(
        "Den er ikke bygget på den udgivelse, der vises nu. Byg den igen; ellers blokerer tjeklisten.",
        "It was not built upon the release shown now. Build it again, or the checklist blocks it.",
    ),
    "waiting_unreadable": Text(
        "Den kan ikke læses og kan ikke foreslås. Byg den igen.",
        "It cannot be read and cannot be proposed. Build it again.",
    ),
    "propose": Text("Foreslå udgivelsen", "Propose the release"),
    "propose_note": Text("Hvad er nyt? Det kan alle læse.", "What is new? Everybody can read it."),
    "propose_code": Text("Hvorfor er tallene andre?", "Why are the figures others?"),
    "propose_days": Text("Arbejdsdage til parterne", "Working days for the parties"),
    "propose_hurried": Text(
        "Hvis færre end {n}: hvorfor haster det?", "If fewer than {n}: why is it urgent?"
    ),
    "propose_takes": Text(
        "Alle filer efterprøves, og hvert tal sammenlignes med det, der vises nu. Det kan tage nogle sekunder.",
        "Every file is verified, and each figure is compared with the one shown now. It can take some seconds.",
    ),
    "proposed_done": Text(
        "Udgivelsen er foreslået. Parterne kan nu se deres egne tal.",
        "The release is proposed. The parties can now see their own figures.",
    ),
    "release": Text("Udgivelse", "Release"),
    "state": Text("Status", "Status"),
    "note": Text("Hvad er nyt", "What is new"),
    "caption": Text("Udgivelser, de nyeste først", "Releases, newest first"),
    "none": Text("Der er endnu ikke udgivet tal.", "No figures have been released yet."),
    "state_now": Text("Vises nu", "Shown now"),
    "state_before": Text("Tidligere", "Earlier"),
    "state_withdrawn": Text("Trukket tilbage", "Withdrawn"),
    "state_foreslaaet": Text("Foreslået", "Proposed"),
    "state_opgivet": Text("Opgivet", "Given up"),
    "withdrawn": Text("Trukket tilbage {day}: {code}. {why}", "Withdrawn {day}: {code}. {why}"),
    "withdrawn_title": Text("Hvorfor er den trukket tilbage?", "Why was it withdrawn?"),
    "withdrawn_lead": Text(
        "Tallene i denne udgivelse må ikke længere bruges.",
        "The figures of this release must no longer be used.",
    ),
    "code_nye_data": Text("nye data", "new data"),
    "code_foraeldet": Text("forældede tal", "outdated figures"),
    "code_fejl": Text("fejl", "error"),
    "code_definition": Text("ny definition", "new definition"),
    "correction": Text("Rettelse: {code}", "Correction: {code}"),
    "by_operator": Text(
        "Udgivet af driften uden tjekliste", "Released by the operator without a checklist"
    ),
    "checked": Text(
        "Udgivet, da tjeklisten var opfyldt, foreslået og godkendt af to forskellige personer",
        "Released when the checklist was passed, proposed and approved by two different persons",
    ),
    "incomplete": Text("Leverancer mangler: {why}", "Deliveries are missing: {why}"),
    "hurried": Text(
        "Parterne fik færre end fem arbejdsdage: {why}",
        "The parties got fewer than five working days: {why}",
    ),
    "changed_title": Text("Hvad er ændret siden sidst?", "What has changed since the last one?"),
    "changed_caption": Text("Tal, der er ændret, nye eller udgået", "Figures changed, new or gone"),
    "changed_none": Text(
        "Ingen tal er ændret; der var ingen udgivelse at sammenligne med, eller alt er som før.",
        "No figures have changed; there was no release to compare with, or all is as before.",
    ),
    "indicator": Text("Indikator", "Indicator"),
    "changed": Text("Ændrede", "Changed"),
    "new": Text("Nye", "New"),
    "gone": Text("Udgåede", "Gone"),
    "warnings": Text("Om data", "About the data"),
    "fate_new": Text("Nyt", "New"),
    "fate_gone": Text("Løst", "Solved"),
    "agree_title": Text("Hvem er enige i tallene?", "Who agrees with the figures?"),
    "agree_note": Text(
        "En indsigelse vises og standser ikke en udgivelse. Det gør kun, at ejeren af data siger, at dens "
        "egne data er forkerte.",
        "An objection is shown and does not stop a release. Only the data's owner does, by saying that its "
        "own data are wrong.",
    ),
    "agree_none": Text(
        "Ingen af parterne har svaret endnu.", "None of the parties has answered yet."
    ),
    "agree_on_one": Text("{agree} – 1 indikator", "{agree} – 1 indicator"),
    "agree_on": Text("{agree} – {n} indikatorer", "{agree} – {n} indicators"),
    "agree": Text("Enige: {who}", "Agree: {who}"),
    "answer_kommentar": Text("{who}: »{text}«", "{who}: '{text}'"),
    "answer_indsigelse": Text("Indsigelse fra {who}: »{text}«", "Objection by {who}: '{text}'"),
    "answer_data_forkerte": Text(
        "{who} siger, at dens data er forkerte: »{text}«",
        "{who} says that its data are wrong: '{text}'",
    ),
    "list_title": Text("Tjekliste", "Checklist"),
    "list_lead": Text(
        "Udgivelsen kan først vises for alle, når hvert punkt er opfyldt. Der spørges igen i det øjeblik, "
        "den udgives.",
        "The release can be shown to everybody only when each point is passed. It is asked again at the "
        "moment of release.",
    ),
    "point": Text("Punkt", "Point"),
    "passed": Text("Opfyldt", "Passed"),
    "blocks": Text("Blokerer", "Blocks"),
    "warns": Text("Bemærk", "Note"),
    "point_follows": Text("Bygger på den viste", "Follows the one shown"),
    "point_deliveries": Text("Leverancer", "Deliveries"),
    "point_disclosure": Text("Beskyttelse af personer", "Protection of persons"),
    "point_differences": Text("Forskelle fra sidst", "Differences from the last"),
    "point_texts": Text("Tekster", "Texts"),
    "point_national": Text("Nationale tal", "National figures"),
    "point_approved": Text("Godkendte definitioner", "Approved definitions"),
    "point_two_people": Text("To personer", "Two people"),
    "point_review": Text("Parternes gennemsyn", "The parties' review"),
    "point_owners": Text("Dataejere", "Owners of data"),
    "point_reports": Text("Meldte tal", "Reported figures"),
    "all_passed": Text("Alle {n} punkter er opfyldt.", "All {n} points are passed."),
    "some_block": Text("{k} af {n} punkter blokerer.", "{k} of {n} points block."),
    "embargo": Text("Udgives af sig selv {when}.", "Is released by itself {when}."),
    "stopped": Text(
        "Den blev ikke udgivet som planlagt: {why}", "It was not released as planned: {why}"
    ),
    "given_up": Text("Opgivet: {why}", "Given up: {why}"),
    "acts": Text("Hvad kan du gøre?", "What can you do?"),
    "act_check": Text("Jeg har set den efter", "I have looked it over"),
    "act_check_note": Text(
        "Du har set tjeklisten, forskellene og teksterne. Det skal være en anden end den, der foreslog.",
        "You have seen the checklist, the differences and the texts. It must be another than the proposer.",
    ),
    "act_publish": Text("Udgiv nu", "Release now"),
    "act_schedule": Text("Planlæg", "Schedule"),
    "act_schedule_at": Text("Udgives", "Release at"),
    "act_unschedule": Text("Tag planen tilbage", "Take the plan back"),
    "act_incomplete": Text("Sig, at leverancer mangler", "Say that deliveries are missing"),
    "act_give_up": Text("Opgiv udgivelsen", "Give the release up"),
    "act_withdraw": Text("Træk udgivelsen tilbage", "Withdraw the release"),
    "why": Text("Hvorfor?", "Why?"),
    "code": Text("Årsag", "Cause"),
    "previews": Text("Forhåndslink", "Preview links"),
    "previews_lead": Text(
        "Den, der har linket, ser de foreslåede tal, til det udløber eller kaldes tilbage. Hver åbning skrives "
        "i loggen.",
        "Whoever has the link sees the proposed figures until it expires or is revoked. Each opening is "
        "written in the log.",
    ),
    "preview_purpose": Text("Til hvem og hvad", "For whom and what"),
    "preview_days": Text("Dage (1–14)", "Days (1–14)"),
    "act_preview": Text("Lav et link", "Make a link"),
    "preview_made": Text(
        "Kopiér linket nu; det vises kun denne ene gang:",
        "Copy the link now; it is shown this once only:",
    ),
    "preview_line": Text(
        "{purpose} – til {until}, åbnet {n} gange", "{purpose} – until {until}, opened {n} times"
    ),
    "preview_over": Text(
        "{purpose} – virker ikke længere, åbnet {n} gange",
        "{purpose} – no longer works, opened {n} times",
    ),
    "act_revoke": Text("Kald tilbage", "Revoke"),
    "confidential_until": Text(
        "Forhåndsvisning – ikke udgivet. Fortroligt til {when}",
        "Preview – not released. Confidential until {when}",
    ),
    "confidential": Text(
        "Forhåndsvisning – ikke udgivet. Fortroligt, til tallene er udgivet",
        "Preview – not released. Confidential until the figures are released",
    ),
    "preview_title": Text("Forhåndsvisning", "Preview"),
    "preview_lead": Text(
        "Sådan kommer siden til at se ud. På hvert felt står, hvad der er anderledes end i dag.",
        "This is how the page will look. Each tile tells what differs from today.",
    ),
    "preview_first": Text(
        "Der er endnu ikke udgivet tal at sammenligne med.",
        "No figures to compare with have been released yet.",
    ),
    "preview_changed": Text(
        "{n} af {of} felter er anderledes end i dag.", "{n} of {of} tiles differ from today."
    ),
    "preview_same": Text("Ingen felter er anderledes end i dag.", "No tile differs from today."),
    "preview_gone": Text("Udgår: {titles}.", "No longer there: {titles}."),
    "preview_back": Text("Forhåndsvisningens overblik", "The preview's overview"),
    "change_new": Text("Ny indikator", "New indicator"),
    "change_period": Text(
        "Ny periode. I dag: {before} ({period})", "New period. Today: {before} ({period})"
    ),
    "change_figure": Text("Ændret fra {before} til {now}", "Changed from {before} to {now}"),
    "change_elsewhere": Text(
        "Dette tal er som i dag; andre af indikatorens tal er ændret",
        "This figure is as today; others of the indicator have changed",
    ),
    "preview_expires": Text("Linket virker til {when}.", "The link works until {when}."),
    "unit": Text("Enhed", "Unit"),
    "show": Text("Vis", "Show"),
    "period": Text("Periode", "Period"),
    "synthetic": Text("Syntetiske tal – ikke virkelige", "Synthetic figures – not real"),
    "done": Text("Det er gemt.", "It is stored."),
}
