"""The words of whom to ask about an indicator."""

from tvaerblik.core.texts import Text

TEXTS = {
    "line": Text("Ansvarlig: {owner}", "Responsible: {owner}"),
    "link": Text("Hvem kan jeg spørge?", "Whom can I ask?"),
    "heading": Text("Hvem kan du spørge", "Whom to ask"),
    "write": Text("Skriv til", "Write to"),
    "owner": Text("Om indikatoren og målene", "About the indicator and its targets"),
    "owner_coming": Text("Fra {day}: {body}.", "From {day}: {body}."),
    "definition": Text("Om definitionen", "About the definition"),
    "definition_text": Text(
        "{author} har skrevet den, og {checker} har kontrolleret den. Næste gennemgang er {day}.",
        "{author} wrote it, and {checker} checked it. The next review is {day}.",
    ),
    "data": Text("Om data fra {source}", "About data from {source}"),
    "figure": Text("Om et tal, der ser forkert ud", "About a figure that looks wrong"),
    "figure_text": Text(
        "Henvis til indikator {id}, enheden, perioden og udgivelse {release}; så kan analytikeren slå "
        "beregningen op.",
        "Name indicator {id}, the unit, the period and release {release}; then the analyst can look "
        "the computation up.",
    ),
}
