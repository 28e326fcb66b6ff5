"""The words of the coverage matrix: which municipality's month has come from a source."""

from tvaerblik.core.texts import Text

# In the order of the legend. The sign is read where colours and patterns are not
STATES = {
    "delivered": Text("Leveret", "Delivered"),
    "again": Text("Leveret igen ved seneste leverance", "Delivered again by the newest delivery"),
    "partly": Text("Kun dele af måneden eller af tabellerne", "Parts of the month or tables only"),
    "held": Text("Holdt tilbage", "Held back"),
    "missing": Text("Mangler", "Missing"),
    "awaited": Text("Ventes, ikke forsinket", "Awaited, not late"),
    "not_collected": Text("Indsamles ikke", "Not collected"),
    "before": Text("Før kilden begyndte", "Before the source began"),
}
SIGNS = {
    "delivered": Text("L", "D"),
    "again": Text("I", "A"),
    "partly": Text("d", "p"),
    "held": Text("H", "H"),
    "missing": Text("M", "M"),
    "awaited": Text("v", "w"),
    "not_collected": Text("×", "×"),
    "before": Text("·", "·"),
}

TEXTS = {
    "coverage": Text("Dækning: kommune og måned", "Coverage: municipality and month"),
    "all_each": Text(
        "{place}: alle {m} kommuner har leveret {month} til {source}.",
        "{place}: all {m} municipalities have delivered {month} to {source}.",
    ),
    "some_each": Text(
        "{place}: {n} af {m} kommuner har leveret {month} til {source}; {rest}.",
        "{place}: {n} of {m} municipalities have delivered {month} to {source}; {rest}.",
    ),
    "all_whole": Text(
        "{place}: {source} er leveret samlet og har {month} for alle {m} kommuner.",
        "{place}: {source} is delivered as a whole and has {month} for all {m} municipalities.",
    ),
    "some_whole": Text(
        "{place}: {source} er leveret samlet og har {month} for {n} af {m} kommuner; {rest}.",
        "{place}: {source} is delivered as a whole and has {month} for {n} of {m} municipalities; {rest}.",
    ),
    "parts_of_all": Text(
        "{place}: {source} har dele af {month} for alle {m} kommuner.",
        "{place}: {source} has parts of {month} for all {m} municipalities.",
    ),
    "rest_missing": Text("mangler: {names}", "missing: {names}"),
    "rest_partly": Text("kun dele fra: {names}", "parts only of: {names}"),
    "rest_held": Text("holdt tilbage: {names}", "held back: {names}"),
    "not_collected_from": Text("Indsamles ikke fra {names}.", "Not collected from {names}."),
    "next_due": Text(
        "Næste leverance ventes senest {day}.", "The next delivery is expected by {day}."
    ),
    "next_late": Text(
        "Næste leverance skulle være kommet senest {day}.",
        "The next delivery should have come by {day}.",
    ),
    "ended": Text("Der er ikke aftalt nye leverancer fra kilden.", "No new deliveries are agreed."),
    "restates_whole": Text(
        "Hver leverance afløser de forrige i det, den dækker.",
        "Each delivery replaces the ones before in what it covers.",
    ),
    "not_by_municipality": Text(
        "Kilden er ikke fordelt på kommuner.", "The source is not divided by municipality."
    ),
    "nothing_yet": Text(
        "Der er ikke modtaget leverancer fra kilden.",
        "No deliveries have been received from the source.",
    ),
    "no_places": Text(
        "Kommunerne vises, når den første udgivelse er kommet.",
        "The municipalities are shown once the first release has come.",
    ),
    "caption": Text(
        "{source}: hvad der er leveret, {first} til {last}",
        "{source}: what has been delivered, {first} to {last}",
    ),
    "municipality": Text("Kommune", "Municipality"),
    "legend": Text("Tegn", "Signs"),
    "older": Text("Ældre måneder", "Older months"),
    "newer": Text("Nyere måneder", "Newer months"),
}
