"""The words of *Eksempler*."""

from tvaerblik.core.texts import Text

TEXTS = {
    "examples": Text("Eksempler", "Examples"),
    "lead": Text(
        "Små, opdigtede tilfælde, der viser, hvad definitionen betyder. De er regnet efter, da "
        "udgivelsen blev bygget. Kolonner, der ikke er vist, er ens i alle rækker.",
        "Small invented cases that show what the definition means. They were computed when the "
        "release was built. Columns that are not shown are the same in every row.",
    ),
    "number": Text("Eksempel {n}", "Example {n}"),
    "expected": Text("Det giver", "This gives"),
    "unit": Text("Enhed", "Unit"),
    "period": Text("Periode", "Period"),
    "age": Text("Alder", "Age"),
    "sex": Text("Køn", "Sex"),
    "step": Text("Uge", "Week"),
    "state": Text("I stedet for et tal", "Instead of a figure"),
    "numerator": Text("Tæller", "Numerator"),
    "denominator": Text("Nævner", "Denominator"),
    "value": Text("Tal", "Figure"),
    "true": Text("ja", "yes"),
    "false": Text("nej", "no"),
    "covers": Text(
        "{table} er leveret for {unit} for {first} {dash} {last}.",
        "{table} has been delivered for {unit} for {first} {dash} {last}.",
    ),
    "every_unit": Text("alle", "all"),
    "no_rows": Text("Ingen rækker", "No rows"),
}
