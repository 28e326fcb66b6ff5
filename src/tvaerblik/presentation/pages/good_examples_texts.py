"""The words of the catalogue of good examples."""

from tvaerblik.core.texts import Text

TEXTS = {
    "title": Text("Gode eksempler", "Good examples"),
    "lead": Text(
        "Kvalitetsarbejde på tværs af sektorer: hvad der blev gjort, hvem der skal med, og hvad der gjorde "
        "det muligt.",
        "Quality work across sectors: what was done, who must be involved, and what made it possible.",
    ),
    "none": Text("Der er ingen eksempler endnu.", "There are no examples yet."),
    "none_chosen": Text("Ingen eksempler passer til valget.", "No examples match the choice."),
    "shown": Text("{count} eksempler", "{count} examples"),
    "shown_one": Text("1 eksempel", "1 example"),
    "new": Text("Skriv et eksempel", "Write an example"),
    "filter": Text("Vælg eksempler", "Choose examples"),
    "theme": Text("Tema", "Theme"),
    "profession": Text("Faggruppe", "Profession"),
    "unit": Text("Sted", "Place"),
    "all_themes": Text("Alle temaer", "All themes"),
    "all_professions": Text("Alle faggrupper", "All professions"),
    "all_units": Text("Alle steder", "All places"),
    "show": Text("Vis", "Show"),
    "since": Text("Siden", "Since"),
    "sectors": Text("Sektorer", "Sectors"),
    "invented": Text("Opdigtet", "Invented"),
    "invented_note": Text(
        "Eksemplet er opdigtet for at vise, hvad kataloget kan. Det er ikke sket.",
        "The example is invented to show what the catalogue can do. It has not happened.",
    ),
    "internal": Text("Internt arbejdsdokument", "Internal working document"),
    "internal_note": Text(
        "Kun forfatteren og sekretariatet kan læse det, til det er udgivet.",
        "Only its author and the secretariat can read it until it is published.",
    ),
    "newer": Text(
        "Der er en nyere kladde, som offentligheden ikke kan læse.",
        "There is a newer draft, which the public cannot read.",
    ),
    "see_draft": Text("Læs kladden", "Read the draft"),
    "see_public": Text("Læs det, der er udgivet", "Read what is published"),
    "state_kladde": Text("Kladde", "Draft"),
    "state_foreslaaet": Text("Venter på sekretariatet", "Waits for the secretariat"),
    "state_udgivet": Text("Udgivet", "Published"),
    "state_trukket": Text("Trukket tilbage", "Withdrawn"),
    "back": Text("Gode eksempler", "Good examples"),
    "done": Text("Hvad blev gjort?", "What was done?"),
    "who": Text("Hvem skal med?", "Who must be involved?"),
    "professions": Text("Faggrupper", "Professions"),
    "bodies": Text("Fora", "Bodies"),
    "in_words": Text("Med egne ord", "In one's own words"),
    "possible": Text("Hvad gjorde det muligt?", "What made it possible?"),
    "time": Text("Tid", "Time"),
    "money": Text("Penge", "Money"),
    "agreement": Text("Aftale", "Agreement"),
    "data": Text("Data", "Data"),
    "outcome": Text("Hvad kom der ud af det?", "What came of it?"),
    "indicators": Text("Indikatorer", "Indicators"),
    "to_come": Text("vises ikke endnu", "not shown yet"),
    "no_indicators": Text(
        "Eksemplet hører ikke til en indikator.", "The example belongs to no indicator."
    ),
    "contact": Text("Spørg hos", "Ask"),
    "source": Text("Kilde", "Source"),
    "published": Text("Udgivet", "Published"),
    "not_said": Text("ikke oplyst", "not said"),
    "history": Text("Historik", "History"),
    "kind_oprettet": Text("Skrevet", "Written"),
    "kind_rettet": Text("Rettet", "Changed"),
    "kind_foreslaaet": Text("Sendt til sekretariatet", "Sent to the secretariat"),
    "kind_udgivet": Text("Udgivet", "Published"),
    "kind_sendt_tilbage": Text("Sendt tilbage", "Sent back"),
    "kind_trukket": Text("Trukket tilbage", "Withdrawn"),
    "by": Text("af {who}", "by {who}"),
    "was_withdrawn": Text(
        "Eksemplet er trukket tilbage og vises ikke længere.",
        "The example is withdrawn and is no longer shown.",
    ),
    # What can be done with it
    "change": Text("Ret", "Change"),
    "propose": Text("Send til sekretariatet", "Send to the secretariat"),
    "propose_note": Text(
        "Sekretariatet læser det og udgiver det. Du kan rette det igen.",
        "The secretariat reads it and publishes it. You can change it again.",
    ),
    "publish": Text("Udgiv", "Publish"),
    "publish_note": Text(
        "Alle kan læse det. Den, der har skrevet det, kan ikke selv udgive det.",
        "Everybody can read it. Whoever wrote it cannot publish it.",
    ),
    "send_back": Text("Send tilbage", "Send back"),
    "withdraw": Text("Træk tilbage", "Withdraw"),
    "reason": Text("Hvorfor?", "Why?"),
    "work": Text("Arbejd med eksemplet", "Work on the example"),
    "did_saved": Text("Eksemplet er gemt som kladde.", "The example is stored as a draft."),
    "did_foreslaa": Text("Sekretariatet har fået besked.", "The secretariat has been told."),
    "did_udgiv": Text("Eksemplet er udgivet.", "The example is published."),
    "did_tilbage": Text("Eksemplet er sendt tilbage.", "The example is sent back."),
    "did_traek": Text("Eksemplet er trukket tilbage.", "The example is withdrawn."),
    # The form
    "form_new": Text("Nyt godt eksempel", "New good example"),
    "form_change": Text("Ret eksemplet", "Change the example"),
    "form_lead": Text(
        "Det bliver en kladde, som kun du og sekretariatet kan læse. Skriv hverken navne på personer eller "
        "CPR-numre.",
        "It becomes a draft that only you and the secretariat can read. Write no names of persons and no "
        "CPR numbers.",
    ),
    "name": Text("Titel", "Title"),
    "required": Text(
        "Titlen skal udfyldes. For at sende eksemplet skal der også stå, hvad der blev gjort, hvilke "
        "sektorer der skal med, hvad der kom ud af det, hvem man kan spørge, siden hvornår og kilden.",
        "The title must be filled in. To send the example it must also say what was done, which sectors "
        "must be involved, what came of it, whom to ask, since when, and the source.",
    ),
    "no_theme": Text("Intet tema", "No theme"),
    "no_unit": Text("Intet bestemt sted", "No particular place"),
    "no_contact": Text("Vælg et forum", "Choose a body"),
    "contact_note": Text(
        "Et forum eller en organisation, ikke en person.", "A body or organisation, not a person."
    ),
    "source_note": Text(
        "Et referat, en rapport eller hvor det ellers står.",
        "Minutes, a report, or wherever else it stands.",
    ),
    "is_invented": Text(
        "Eksemplet er opdigtet eller bygger på opdigtede tal",
        "The example is invented or rests on invented figures",
    ),
    "save": Text("Gem kladde", "Store draft"),
    "sector_hospital": Text("Hospital", "Hospital"),
    "sector_kommune": Text("Kommune", "Municipality"),
    "sector_almen-praksis": Text("Almen praksis", "General practice"),
    "sector_region": Text("Region", "Region"),
    "sector_apotek": Text("Apotek", "Pharmacy"),
    "sector_civilsamfund": Text(
        "Patientforeninger og frivillige", "Patient associations and volunteers"
    ),
    "profession_laege": Text("Læger på hospital", "Hospital doctors"),
    "profession_praktiserende": Text("Praktiserende læger", "General practitioners"),
    "profession_sygeplejerske": Text("Sygeplejersker", "Nurses"),
    "profession_sosu": Text("Social- og sundhedspersonale", "Social and health care staff"),
    "profession_terapeut": Text(
        "Fysio- og ergoterapeuter", "Physiotherapists and occupational therapists"
    ),
    "profession_farmaceut": Text("Farmaceuter", "Pharmacists"),
    "profession_socialraadgiver": Text(
        "Socialrådgivere og visitatorer", "Social workers and assessors"
    ),
    "profession_leder": Text("Ledere", "Managers"),
    "profession_data": Text("Data- og kvalitetsfolk", "Data and quality people"),
}
SECTORS = tuple(name.removeprefix("sector_") for name in TEXTS if name.startswith("sector_"))
PROFESSIONS = tuple(
    name.removeprefix("profession_") for name in TEXTS if name.startswith("profession_")
)
