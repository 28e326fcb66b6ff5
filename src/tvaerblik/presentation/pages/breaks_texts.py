"""The words of the list of breaks in data."""

from tvaerblik.core.texts import Text

KINDS = {
    "break": Text("Brud", "Break"),
    "keys": Text("Nye nøgler", "New keys"),
    "phase": Text("Ny fase", "New phase"),
}

TEXTS = {
    "breaks": Text("Brud i data", "Breaks in data"),
    "breaks_note": Text(
        "Dage, hvor tal før og efter ikke uden videre kan sammenlignes. Et brud er skrevet ned af dem, der kender kilden; nye nøgler er set i leverancerne; en ny fase er besluttet af mennesker. Intet af det ændrer et tal.",
        "Days before and after which figures cannot simply be compared. A break is written down by those who know the source; new keys are seen in the deliveries; a new phase is decided by people. None of it changes a figure.",
    ),
    "breaks_none": Text("Ingen kendte brud.", "No known breaks."),
    "breaks_caption": Text("Brud, nyeste først", "Breaks, newest first"),
    "breaks_day": Text("Dag", "Day"),
    "breaks_source": Text("Kilde", "Source"),
    "breaks_place": Text("Sted", "Place"),
    "breaks_what": Text("Hvad det betyder", "What it means"),
    "breaks_whom": Text("Berører", "Concerns"),
    "everywhere": Text("Alle", "All"),
    "to_come": Text("kommer", "to come"),
    "keys_alone": Text(
        "Koderne kom som nye nøgler (UUID) fra denne dag. Der er ikke skrevet et brud, så serien er ikke mærket her.",
        "The codes came as new keys (UUID) from this day on. No break has been written, so the series is not marked here.",
    ),
    "keys_seen": Text(
        "Set i leverancerne: nye nøgler fra {day}.", "Seen in the deliveries: new keys from {day}."
    ),
    "phase_by": Text("{reason} Besluttet af {by}, {on}.", "{reason} Decided by {by}, {on}."),
    "no_indicator": Text("Ingen indikator i udgivelsen", "No indicator in the release"),
}
