"""The words of the page where deliveries are handed in."""

from tvaerblik.core.texts import Text

TEXTS = {
    "title": Text("Levér data", "Deliver data"),
    "back": Text("Data", "Data"),
    "lead": Text(
        "Send en leverance: dens filer og følgesedlen. Den læses, kontrolleres og bedømmes som på kommandolinjen, og svaret kommer her.",
        "Send a delivery: its files and the delivery note. It is read, checked and judged as on the command line, and the answer comes here.",
    ),
    "for_unit": Text("Du leverer for {unit}.", "You deliver for {unit}."),
    "for_all": Text("Du kan levere for alle enheder.", "You can deliver for all units."),
    "source": Text("Kilde", "Source"),
    "choose_source": Text("Vælg kilde", "Choose a source"),
    "note": Text("Følgeseddel (LEVERANCE.json)", "Delivery note (LEVERANCE.json)"),
    "note_help": Text(
        "Siger, hvad leverancen dækker. Nogle kilder kan undvære den.",
        "Says what the delivery covers. Some sources can do without.",
    ),
    "files": Text("Leverancens filer", "The delivery's files"),
    "files_help": Text(
        "Vælg alle på én gang. CSV, Parquet, XML eller Excel; ikke arkiver (zip). Højst {file} MB pr. fil, {all} MB i alt og {n} filer.",
        "Choose all at once. CSV, Parquet, XML or Excel; no archives (zip). At most {file} MB a file, {all} MB in all and {n} files.",
    ),
    "published": Text("Offentliggjort (ÅÅÅÅ-MM-DD)", "Published (YYYY-MM-DD)"),
    "published_help": Text(
        "Kun hvis der ikke er en følgeseddel, som siger det.",
        "Only if no delivery note says it.",
    ),
    "send": Text("Send leverancen", "Send the delivery"),
    "wait": Text(
        "Det tager nogle få sekunder for en måned, op til nogle minutter for en stor leverance. Lad siden stå, til svaret kommer. Sendes den samme leverance to gange, tælles den én gang.",
        "It takes a few seconds for a month, up to some minutes for a large delivery. Leave the page until the answer comes. A delivery sent twice is counted once.",
    ),
    "what_happens": Text("Hvad der sker med filerne", "What happens to the files"),
    "kept": Text(
        "Filerne ligger i en lukket mappe, mens de læses, og fjernes, når svaret er givet. Af en godtaget leverance gemmes rækkerne uden CPR-numre; af en afvist gemmes intet. Loggen husker hvem, hvornår, filernes fingeraftryk (SHA-256) og udfaldet.",
        "The files lie in a closed folder while they are read, and are removed when the answer is given. Of an accepted delivery the rows are kept without CPR numbers; of a refused one nothing. The log remembers who, when, the files' fingerprints (SHA-256) and the outcome.",
    ),
    "same": Text(
        "Et svar, der nævner --source eller --published, mener felterne Kilde og Offentliggjort.",
        "An answer that names --source or --published means the fields Source and Published.",
    ),
    "outcome_accepted": Text("Leverancen er godtaget", "The delivery is accepted"),
    "outcome_held": Text("Leverancen er holdt tilbage", "The delivery is held back"),
    "outcome_duplicate": Text("Leverancen er modtaget før", "The delivery was received before"),
    "outcome_refused": Text("Leverancen er afvist", "The delivery is refused"),
    "outcome_failed": Text("Modtagelsen blev ikke færdig", "Receiving was not finished"),
    "outcome_forbidden": Text("Du kan ikke levere data", "You cannot deliver data"),
    "told_accepted": Text(
        "Den indgår i tallene fra næste udgivelse.",
        "It is part of the figures from the next release on.",
    ),
    "told_held": Text(
        "Den er gemt, men indgår ikke i tallene, før en analytiker har set på årsagen.",
        "It is stored, but is no part of the figures until an analyst has looked at the reason.",
    ),
    "told_duplicate": Text(
        "Det er de samme filer; intet er ændret. Sådan blev den modtaget:",
        "They are the same files; nothing has changed. This is how it was received:",
    ),
    "told_refused": Text(
        "Intet er ændret, og intet af det sendte er gemt. Ret det, der står her, og send igen.",
        "Nothing has changed, and nothing of what was sent is kept. Mend what stands here, and send again.",
    ),
    "told_failed": Text("Filerne er fjernet igen.", "The files have been removed again."),
    "place_file": Text("fil {file}", "file {file}"),
    "place_sheet": Text("ark {sheet}", "sheet {sheet}"),
    "place_column": Text("kolonne {column}", "column {column}"),
    "place_path": Text("felt {path}", "field {path}"),
    "place_row": Text("række {rows}", "row {rows}"),
    "place_rows": Text("rækkerne {rows}", "rows {rows}"),
    "more": Text("… og {n} fejl mere.", "… and {n} more problems."),
    "remarks": Text("Bemærkninger", "Remarks"),
    "remarks_none": Text("Ingen.", "None."),
    "delivery": Text("Leverance", "Delivery"),
    "day": Text("Offentliggjort", "Published"),
    "rows": Text("Rækker", "Rows"),
    "set_aside": Text("Lagt til side", "Set aside"),
    "none": Text("Ingen", "None"),
    "sent": Text("Sendte filer", "Files sent"),
    "renamed": Text("»{sent}« blev læst som »{name}«", "'{sent}' was read as '{name}'"),
    "see": Text("Se leverancen på siden Data", "See the delivery on the page Data"),
}
