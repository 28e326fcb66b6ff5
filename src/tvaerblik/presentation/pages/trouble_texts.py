"""The words of known trouble at the sources."""

from tvaerblik.core.texts import Text

TEXTS = {
    "title": Text("Kendte problemer", "Known problems"),
    "lead": Text(
        "Fejl og mangler hos kilderne, som læsere af tallene skal kende: de aktuelle og de løste, med "
        "det, der blev skrevet undervejs.",
        "Faults and gaps at the sources that readers of the figures should know of: those of now and "
        "those solved, with what was written on the way.",
    ),
    "back": Text("Data", "Data"),
    "new": Text("Skriv om et problem", "Write of a problem"),
    "open": Text("Lige nu", "Right now"),
    "open_none": Text(
        "Der er ingen kendte problemer lige nu.", "There are no known problems right now."
    ),
    "past": Text("Løst", "Solved"),
    "past_none": Text("Ingen løste problemer.", "No solved problems."),
    "change": Text("Ret eller markér som løst", "Mend it or mark it as solved"),
    "touches": Text("Berører: {indicators}", "Touches: {indicators}"),
    "touches_all": Text("Berører alle tal fra kilden.", "Touches all figures from the source."),
    "since": Text("Siden {day}", "Since {day}"),
    "expected": Text("forventes løst {day}", "expected to be solved {day}"),
    "solved": Text("løst {day}", "solved {day}"),
    "overdue": Text(
        "skulle være løst {day}, men er det ikke", "was to be solved {day}, but is not"
    ),
    "log_one": Text("Hvad der er skrevet: 1 gang", "What has been written: once"),
    "log": Text("Hvad der er skrevet: {n} gange", "What has been written: {n} times"),
    "form_new": Text("Nyt problem ved en kilde", "New problem at a source"),
    "form_change": Text("Problem ved {source}", "Problem at {source}"),
    "form_lead": Text(
        "Alle kan læse det, og det står øverst på Overblik, til det er løst. Skriv, hvad der er galt, og "
        "hvad det betyder for tallene. Skriv ingen personoplysninger. Hver ændring bliver stående.",
        "Everybody can read it, and it stands on top of the overview until it is solved. Write what is "
        "wrong and what it means for the figures. Write nothing about persons. Each change stays.",
    ),
    "source": Text("Kilde", "Source"),
    "choose_source": Text("Vælg en kilde", "Choose a source"),
    "text_da": Text("Tekst på dansk", "Text in Danish"),
    "text_en": Text("Tekst på engelsk", "Text in English"),
    "since_day": Text("Siden", "Since"),
    "expected_day": Text(
        "Forventes løst (kan udelades)", "Expected to be solved (may be left out)"
    ),
    "solved_day": Text("Løst (lad stå tom, til det er løst)", "Solved (leave empty until it is)"),
    "indicators": Text("Kun bestemte indikatorer", "Certain indicators only"),
    "indicators_help": Text(
        "Vælg ingen, hvis det berører alt fra kilden.",
        "Choose none if it touches all of the source.",
    ),
    "save": Text("Gem", "Store"),
}
