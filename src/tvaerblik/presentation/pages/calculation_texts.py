"""The words of the page that shows how a figure was computed."""

from tvaerblik.core.texts import Text

TEXTS = {
    "title": Text("Beregning: SQL, rækker og leverancer", "Computation: SQL, rows and deliveries"),
    "back": Text("Tilbage til indikatoren", "Back to the indicator"),
    "lead": Text(
        "Sådan blev tallene regnet ud, da udgivelsen blev bygget. Siden er for analytikere; hvad "
        "tallene betyder, står i Om tallene.",
        "How the figures were computed when the release was built. The page is for analysts; what "
        "the figures mean is told in About the figures.",
    ),
    "which": Text("Hvilken beregning", "Which computation"),
    "version": Text("Definitionens udgave", "Version of the definition"),
    "digest": Text("Definitionens fingeraftryk", "Digest of the definition"),
    "release": Text("Udgivelse", "Release"),
    "made": Text("Bygget", "Built"),
    "vintage": Text("Datagrundlag", "Vintage of the data"),
    "made_at": Text("{day} kl. {time} (UTC)", "{day} at {time} (UTC)"),
    "again": Text("Regn det efter", "Compute it again"),
    "again_note": Text(
        "Kommandoerne køres i installationen af en, der må se tallene uden afrunding. De regner på "
        "det, der var modtaget, da udgivelsen blev bygget; står der samme datagrundlag i svaret, er "
        "det de samme leverancer.",
        "The commands are run in the installation by somebody who may see exact figures. They "
        "compute on what had been received when the release was built; where the answer states the "
        "same vintage, the deliveries are the same.",
    ),
    "again_steps": Text(
        "Alle trin med SQL og nøjagtige rækketal", "All steps with SQL and exact rows"
    ),
    "again_value": Text("Ét tal", "One figure"),
    "steps": Text("Trin", "Steps"),
    "steps_note": Text(
        "SQL'en er vist, som den blev kørt i DuckDB. Tabellerne har de navne og kolonner, som er "
        "beskrevet for registrene; små hjælpetabeller med enheder og perioder er lavet forinden.",
        "The SQL is shown as it was run in DuckDB. The tables have the names and columns that are "
        "described for the registers; small helping tables of units and periods are made first.",
    ),
    "rounded_note": Text(
        "Rækketal er afrundet til nærmeste {n}, og færre end {n} vises som »under {n}«: forskellen "
        "mellem to nøjagtige rækketal kan røbe, hvor få der faldt fra imellem dem.",
        "Numbers of rows are rounded to the nearest {n}, and fewer than {n} are shown as 'under "
        "{n}': the difference of two exact numbers can tell how few were left out between them.",
    ),
    "exact_note": Text(
        "Kilden er allerede offentlig, så rækketallene er nøjagtige.",
        "The source is already public, so the numbers of rows are exact.",
    ),
    "download": Text("Hent alle trin som én SQL-fil", "Download all steps as one SQL file"),
    "copy": Text("Kopiér", "Copy"),
    "copied": Text("Kopieret", "Copied"),
    "step": Text("Trin", "Step"),
    "makes": Text("Hvad det laver", "What it makes"),
    "rows": Text("Rækker", "Rows"),
    "sql_of": Text("SQL til trin {n}, {name}", "SQL of step {n}, {name}"),
    "under": Text("under {n}", "under {n}"),
    "about": Text("ca. {n}", "about {n}"),
    "expression": Text("et udtryk", "an expression"),
    "no_steps": Text(
        "Denne udgivelse har ingen trin: den er bygget, før de blev taget med, eller indikatoren blev "
        "ikke beregnet ved den. Trinnene kan vises med kommandoen ovenfor.",
        "This release has no steps: it was built before they were told, or the indicator was not "
        "computed for it. The steps can be shown with the command above.",
    ),
    "deliveries": Text("Leverancer", "Deliveries"),
    "deliveries_caption": Text(
        "De {n} leverancer, som tallene bygger på, nyeste først",
        "The {n} deliveries that the figures rest on, newest first",
    ),
    "deliveries_none": Text(
        "Der er ingen leverancer bag tallene.", "There are no deliveries behind the figures."
    ),
    "source": Text("Kilde", "Source"),
    "delivery": Text("Leverance", "Delivery"),
    "published": Text("Offentliggjort", "Published"),
    "covers": Text("Dækker", "Covers"),
    "sha256": Text("SHA-256 af det modtagne", "SHA-256 of what was received"),
    "data_link": Text(
        "Hvad der blev sat til side i hver leverance, står på siden Data",
        "What was set aside in each delivery is on the Data page",
    ),
}
