"""The words of *Fora*: bodies, who sits in them, and what they have decided."""

from tvaerblik.core.texts import Text

TEXTS = {
    "title": Text("Fora og medlemmer", "Forums and members"),
    "lead": Text(
        "Fora, udvalg og råd, som de var på en dag. Et forum kan høre til flere klynger og står under hver.",
        "Forums, committees and councils as they were on a day. One may belong to several clusters and "
        "stands under each.",
    ),
    "sentence_today": Text(
        "I dag er der {n} fora, udvalg og råd med {members} medlemskaber; {later} kommer senere, og {ended} "
        "er ophørt.",
        "Today there are {n} forums, committees and councils with {members} memberships; {later} come "
        "later, and {ended} have ended.",
    ),
    "sentence_then": Text(
        "{day} var der {n} fora, udvalg og råd med {members} medlemskaber; {later} kom senere, og {ended} "
        "var ophørt.",
        "On {day} there were {n} forums, committees and councils with {members} memberships; {later} came "
        "later, and {ended} had ended.",
    ),
    "dato": Text("Som det var", "As it was on"),
    "show": Text("Vis", "Show"),
    "to_today": Text("Til i dag", "To today"),
    "not_a_day": Text(
        "»{asked}« er ikke en dato, som kalenderen kender; her er i dag.",
        "'{asked}' is not a date of the calendar; here is today.",
    ),
    "to_list": Text("Bruttolisten", "Bruttolisten"),
    "new": Text("Opret et forum", "Set up a body"),
    "level": Text("Niveau", "Level"),
    "body": Text("Forum", "Body"),
    "kind": Text("Art", "Kind"),
    "members": Text("Medlemmer", "Members"),
    "holds": Text("Gælder", "Holds"),
    "no_unit": Text("Andre organisationer", "Other organisations"),
    "later": Text("Kommer senere", "Come later"),
    "ended": Text("Ophørt", "Ended"),
    "always": Text("uden slutdato", "until further notice"),
    "from": Text("fra {start}", "from {start}"),
    "until": Text("til {end}", "until {end}"),
    "from_until": Text("{start} til {end}", "{start} to {end}"),
    # One body
    "back": Text("Fora og medlemmer", "Forums and members"),
    "facts": Text("Hvad det er", "What it is"),
    "speaks_for": Text("Dækker", "Covers"),
    "above": Text("Niveauet over", "The level above"),
    "below": Text("Niveauet under", "The level below"),
    "none": Text("Intet", "None"),
    "members_sentence": Text(
        "Besatte pladser {day}: {n}. Stedfortrædere: {substitutes}.",
        "Seats filled on {day}: {n}. Substitutes: {substitutes}.",
    ),
    "not_then": Text("Forummet fandtes ikke {day}.", "The body did not exist on {day}."),
    "no_members": Text("Ingen medlemmer er skrevet ind {day}.", "No members are entered on {day}."),
    "accounts_only": Text(
        "Medlemmer vises med deres konto og ikke med navn.",
        "Members are shown by their account and not by name.",
    ),
    "account": Text("Konto", "Account"),
    "capacity": Text("Rolle i forummet", "Capacity"),
    "instead_of": Text("I stedet for", "In place of"),
    "anybody": Text("Ingen bestemt", "Nobody in particular"),
    "end": Text("Afslut", "End"),
    "end_of": Text("medlemskab for {name}", "membership of {name}"),
    "end_on": Text("Sidste dag er dagen før", "The last day is the day before"),
    "other_times": Text("Tidligere og kommende medlemskaber", "Earlier and coming memberships"),
    "decided": Text("Møder og beslutninger", "Meetings and decisions"),
    "decided_none": Text("Intet om bruttolisten endnu.", "Nothing on the bruttoliste yet."),
    "change": Text("Ret forummet", "Change the body"),
    "appoint": Text("Udpeg et medlem", "Appoint a member"),
    "start": Text("Fra og med", "From"),
    "stop": Text("Til (ikke med)", "Until (not included)"),
    "no_account": Text("Der er ikke valgt en konto.", "No account has been chosen."),
    "appointed": Text("{name} er udpeget.", "{name} has been appointed."),
    "has_ended": Text(
        "Medlemskabet for {name} er afsluttet.", "The membership of {name} has ended."
    ),
    # Setting up and changing
    "new_lead": Text(
        "Et forum har en art, måske et niveau, de enheder det dækker, og de datoer det gælder.",
        "A body has a kind, perhaps a level, the units it covers, and the dates on which it holds.",
    ),
    "id": Text("Id i adressen", "Id in the address"),
    "id_hint": Text(
        "Små bogstaver, tal og bindestreger, fx chefforum-nord. Det ændres ikke siden.",
        "Small letters, digits and hyphens, such as chefforum-nord. It does not change later.",
    ),
    "name_da": Text("Navn på dansk", "Name in Danish"),
    "name_en": Text("Navn på engelsk", "Name in English"),
    "units": Text("Enheder, det dækker", "Units that it covers"),
    "units_hint": Text(
        "Enhedernes id adskilt af mellemrum, fx sundhedsklynge-nordjylland-nord.",
        "The units' ids with spaces between, such as sundhedsklynge-nordjylland-nord.",
    ),
    "save": Text("Gem forummet", "Store the body"),
    "saved": Text("{name} er gemt.", "{name} has been stored."),
    "bad_id": Text(
        "Id'et må kun have små bogstaver, tal og bindestreger.",
        "The id may have small letters, digits and hyphens only.",
    ),
    "no_name": Text(
        "Navnet mangler på dansk eller engelsk.", "The name lacks in Danish or English."
    ),
    "bad_kind": Text("Der er ikke valgt en art.", "No kind has been chosen."),
    "bad_unit": Text("Enheden »{unit}« findes ikke.", "There is no unit '{unit}'."),
    "bad_day": Text("»{asked}« er ikke en dato.", "'{asked}' is not a date."),
}
