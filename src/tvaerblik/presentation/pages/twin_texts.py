"""The words of an indicator beside its national twin."""

from tvaerblik.core.texts import Text

TEXTS = {
    "heading": Text("Den nationale opgørelse", "The national figure"),
    "finding": Text(
        "I {period} var vores tal {own} og det nationale {national}: {difference}.",
        "In {period} our figure was {own} and the national one {national}: {difference}.",
    ),
    "higher": Text("{n} højere", "{n} higher"),
    "lower": Text("{n} lavere", "{n} lower"),
    "equal": Text("det samme", "the same"),
    "points": Text("{n} procentpoint", "{n} percentage points"),
    "explain": Text(
        "Forskellen er vores minus det nationale. To opgørelser efter hver sin regel skal ikke give det "
        "samme; de skal følges ad.",
        "The difference is ours minus the national. Two counts by rules of their own need not give the "
        "same; they should go together.",
    ),
    "caption": Text(
        "{title}, {unit}: vores og den nationale", "{title}, {unit}: ours and the national"
    ),
    "year": Text("År", "Year"),
    "own": Text("Vores", "Ours"),
    "national": Text("National", "National"),
    "difference": Text("Forskel", "Difference"),
    "link": Text("Om det nationale tal", "About the national figure"),
}
