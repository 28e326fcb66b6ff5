"""What a downloaded chart says of itself, and what is said where there is none."""

from tvaerblik.core.texts import Text

TEXTS = {
    "stamp": Text("Tværblik, udgivelse {id} af {day}.", "Tværblik, release {id} of {day}."),
    "no_chart": Text(
        "Der er intet diagram af den slags for dette valg.",
        "There is no chart of that kind for this choice.",
    ),
    "no_chart_remedy": Text(
        "Åbn indikatorens side, og vælg enhed, periode og aldersgruppe dér.",
        "Open the indicator's page and choose unit, period and age group there.",
    ),
}
