"""The words of the page *Data*."""

from tvaerblik.core.texts import Text

# Why rows were set aside, by the names that intake uses
REASONS = {
    "other_reporting_system": Text("Andet indberetningssystem", "Other reporting system"),
    "unlinked_person": Text("Personen kan ikke kobles", "The person cannot be linked"),
    "birthday_not_of_number": Text(
        "Fødselsdagen modsiger CPR-nummeret", "The birthday contradicts the CPR number"
    ),
    "sex_not_of_number": Text("Kønnet modsiger CPR-nummeret", "The sex contradicts the CPR number"),
    "later_disproved": Text("Senere afkræftet diagnose", "Diagnosis later disproved"),
    "contact_not_taken_in": Text(
        "Hører til en kontakt, der ikke er med", "Belongs to a contact not taken in"
    ),
    "total": Text("Leverandørens egne summer", "The supplier's own totals"),
    "not_a_municipality": Text("Ikke en kommune", "Not a municipality"),
    "other_specialty": Text("Andet speciale end almen praksis", "Not general practice"),
    "withdrawn": Text("Trukket tilbage af leverandøren", "Withdrawn by the supplier"),
    "not_covered": Text(
        "Fra en kommune, som følgesedlen ikke nævner",
        "Of a municipality that the delivery note does not name",
    ),
    "no_contact": Text("Procedure uden kontakt", "Procedure without a contact"),
    "pathway_not_taken_in": Text(
        "Hører til et forløb, der ikke er med", "Belongs to a pathway not taken in"
    ),
    "place_of_stay_not_stored": Text(
        "Opholdssted, kontrolleret, men ikke gemt", "Place of stay, checked but not stored"
    ),
    "contact_not_in_message": Text(
        "Kontakten står ikke i samme besked", "The contact is not in the same message"
    ),
    "superseded": Text("Erstattet af en senere besked", "Replaced by a later message"),
    "repeated": Text("Meldt to gange, talt én gang", "Reported twice, counted once"),
    "part_of_message_not_used": Text(
        "Del af beskeden, der ikke bruges", "Part of the message that is not used"
    ),
}

TEXTS = {
    "title": Text("Data", "Data"),
    "lead": Text(
        "Hvor tallene kommer fra, hvad der er leveret, og hvad der er galt lige nu.",
        "Where the figures come from, what has been delivered, and what is wrong right now.",
    ),
    "trouble": Text("Kendte problemer", "Known problems"),
    "trouble_none": Text("Ingen kendte problemer.", "No known problems."),
    "trouble_all": Text(
        "Alle problemer, og hvad der er skrevet undervejs",
        "All problems, and what was written on the way",
    ),
    "trouble_since": Text("Siden {day}", "Since {day}"),
    "trouble_expected": Text("forventes løst {day}", "expected to be solved {day}"),
    "trouble_solved": Text("løst {day}", "solved {day}"),
    "trouble_past": Text("Løste problemer", "Solved problems"),
    "seen": Text("Set i data bag tallene", "Seen in the data behind the figures"),
    "seen_note": Text(
        "Da tallene blev beregnet, blev data holdt op mod de foregående perioder.",
        "When the figures were computed, the data were held against the periods before.",
    ),
    "seen_none": Text(
        "Ingen tomme kolonner, fremmede koder eller tabte koblinger.",
        "No emptied columns, foreign codes or lost links.",
    ),
    "sources": Text("Kilder", "Sources"),
    "sources_none": Text(
        "Der er endnu ikke modtaget leverancer.", "No deliveries have been received yet."
    ),
    "sources_caption": Text(
        "Kilderne, og hvor nye deres tal er", "The sources, and how new their figures are"
    ),
    "source": Text("Kilde", "Source"),
    "newest": Text("Nyeste leverance", "Newest delivery"),
    "covers": Text("Dækker", "Covers"),
    "freshness": Text("Alder", "Age"),
    "age_one": Text("1 dag", "1 day"),
    "age": Text("{n} dage", "{n} days"),
    "promise_kept": Text("aftalt højst {n} dage", "at most {n} days agreed"),
    "promise_broken": Text("aftalt højst {n} dage: forsinket", "at most {n} days agreed: late"),
    "accepted": Text("Godtaget", "Accepted"),
    "held": Text("Holdt tilbage", "Held back"),
    "superseded": Text("Afløst", "Superseded"),
    "deliveries": Text("Leverancer", "Deliveries"),
    "deliveries_caption": Text(
        "{source}: leverancer, nyeste først", "{source}: deliveries, newest first"
    ),
    "deliveries_open_one": Text("1 leverance", "1 delivery"),
    "deliveries_open": Text("{n} leverancer", "{n} deliveries"),
    "earlier_open": Text("De {n} tidligere", "The {n} earlier ones"),
    "earlier_caption": Text(
        "{source}: tidligere leverancer, nyeste først",
        "{source}: earlier deliveries, newest first",
    ),
    "published": Text("Offentliggjort", "Published"),
    "received": Text("Modtaget", "Received"),
    "state": Text("Tilstand", "State"),
    "rows": Text("Rækker", "Rows"),
    "set_aside": Text("Lagt til side", "Set aside"),
    "unlinked": Text("Uden kobling", "Unlinked"),
    "remarks": Text("Bemærkninger", "Remarks"),
    "none": Text("Ingen", "None"),
    "override": Text(
        "Godkendt alligevel af {by}: {reason}", "Accepted all the same by {by}: {reason}"
    ),
    "state_accepted": Text("Godtaget", "Accepted"),
    "state_held": Text("Holdt tilbage", "Held back"),
    "state_superseded": Text("Afløst af en nyere", "Superseded by a newer one"),
    "synthetic": Text("Syntetisk", "Synthetic"),
    "public": Text("Allerede offentliggjort", "Already public"),
    "held_notice": Text(
        "En leverance fra {source} er holdt tilbage. Tallene her bygger på tidligere leverancer.",
        "A delivery from {source} is held back. The figures here rest on earlier deliveries.",
    ),
    "late_notice": Text(
        "{source} er forsinket: nyeste leverance er {age} gammel; aftalen er højst {n} dage.",
        "{source} is late: the newest delivery is {age} old; at most {n} days were agreed.",
    ),
    "count_few": Text("under 5", "under 5"),
    "one_source": Text("Dækning og leverancer", "Coverage and deliveries"),
    "show": Text("Vis", "Show"),
    "deliver": Text("Levér data", "Deliver data"),
    "aside_years": Text("Lagt til side efter årsag", "Set aside by reason"),
    "aside_caption": Text(
        "{source}: rækker lagt til side, efter leverancens år",
        "{source}: rows set aside, by the delivery's year",
    ),
    "aside_note": Text(
        "En række, der kommer igen i næste leverance, tælles igen. 1 til 4 rækker vises som »under 5« og lægges ikke til.",
        "A row that comes again in the next delivery is counted again. 1 to 4 rows are shown as 'under 5' and are not added.",
    ),
    "aside_none": Text("Ingen rækker er lagt til side.", "No rows have been set aside."),
    "aside_reason": Text("Årsag", "Reason"),
    "aside_before": Text("før {year}", "before {year}"),
    "aside_all": Text("I alt", "In all"),
    "explain_aside": Text(
        "»Lagt til side« er rækker, der ikke kunne bruges, opgjort efter årsag. De er ikke slettet hos leverandøren.",
        "'Set aside' are rows that could not be used, counted by reason. They have not been deleted at the supplier.",
    ),
}
