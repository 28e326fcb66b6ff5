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
    "day": Text("Udgivet", "Released"),
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
    "point_follows": Text("Bygger på den viste", "Follows the one shown"),
    "point_deliveries": Text("Leverancer", "Deliveries"),
    "point_disclosure": Text("Beskyttelse af personer", "Protection of persons"),
    "point_differences": Text("Forskelle fra sidst", "Differences from the last"),
    "point_texts": Text("Tekster", "Texts"),
    "point_national": Text("Nationale tal", "National figures"),
    "point_two_people": Text("To personer", "Two people"),
    "point_review": Text("Parternes gennemsyn", "The parties' review"),
    "point_owners": Text("Dataejere", "Owners of data"),
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
    "not_released": Text("Ikke udgivet", "Not released"),
    "confidential_until": Text(
        "Ikke udgivet: fortroligt til {when}", "Not released: confidential until {when}"
    ),
    "confidential": Text(
        "Ikke udgivet: fortroligt, til tallene er udgivet",
        "Not released: confidential until the figures are released",
    ),
    "preview_title": Text("Forhåndsvisning", "Preview"),
    "preview_lead": Text(
        "Nyeste tal for {unit} i den foreslåede udgivelse ved siden af dem, der vises nu.",
        "The newest figures for {unit} in the proposed release, beside those shown now.",
    ),
    "preview_expires": Text("Linket virker til {when}.", "The link works until {when}."),
    "unit": Text("Enhed", "Unit"),
    "show": Text("Vis", "Show"),
    "period": Text("Periode", "Period"),
    "proposed_figure": Text("Foreslået", "Proposed"),
    "shown_figure": Text("Vises nu", "Shown now"),
    "synthetic": Text("Syntetiske tal – ikke virkelige", "Synthetic figures – not real"),
    "done": Text("Det er gemt.", "It is stored."),
}
