"""The words of a municipality beside those of its size."""

from tvaerblik.core.texts import Text

TEXTS = {
    "heading": Text("Kommuner af samme størrelse", "Municipalities of the same size"),
    "finding": Text(
        "{unit} har {own} {unit_text}. De {n} kommuner med nærmest lige så mange borgere ligger fra "
        "{low} til {high}.",
        "{unit} has {own} {unit_text}. The {n} municipalities with nearly as many residents lie from "
        "{low} to {high}.",
    ),
    "finding_hidden": Text(
        "Tallet for {unit} vises ikke. De {n} kommuner med nærmest lige så mange borgere ligger fra "
        "{low} til {high}.",
        "The figure of {unit} is not shown. The {n} municipalities with nearly as many residents lie "
        "from {low} to {high}.",
    ),
    "rule": Text(
        "Valgt efter borgertal alene: de {n} kommuner i udgivelsen, hvis borgertal i {year} er "
        "forholdsmæssigt nærmest. Kommuner af samme størrelse kan være forskellige i alder, indkomst og "
        "afstand til sygehus. Rækkefølgen er alfabetisk.",
        "Chosen by residents alone: the {n} municipalities of the release whose number of residents in "
        "{year} is nearest in proportion. Municipalities of the same size can differ in age, income "
        "and distance to a hospital. The order is alphabetical.",
    ),
    "caption": Text(
        "{title}, {unit} og kommuner af samme størrelse, {period}",
        "{title}, {unit} and municipalities of the same size, {period}",
    ),
    "explore": Text(
        "Se dem over tid ved siden af hinanden i Udforsk",
        "See them over time side by side in Explore",
    ),
    "unit": Text("Kommune", "Municipality"),
    "residents": Text("Borgere", "Residents"),
    "figure": Text("Tal", "Figure"),
    "interval": Text("95 % sikkerhedsinterval", "95% confidence interval"),
    "remark": Text("Bemærkning", "Remark"),
    "chosen": Text("valgt ovenfor", "chosen above"),
}
