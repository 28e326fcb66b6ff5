"""The words of what has happened around a series: all that may have moved its figures."""

from tvaerblik.core.texts import Text

TEXTS = {
    "heading": Text("Hvad der er sket", "What has happened"),
    "lead": Text(
        "Alt, der er noteret om serien eller set i den, nyeste først. At noget står ved siden af en "
        "ændring, viser ikke, at det er årsagen.",
        "All that is noted about the series or seen in it, newest first. That something stands beside "
        "a change does not show that it is the cause.",
    ),
    "caption": Text(
        "Begivenheder, brud og forbehold: {title}, {unit}",
        "Events, breaks and cautions: {title}, {unit}",
    ),
    "when": Text("Hvornår", "When"),
    "what": Text("Hvad", "What"),
    "told": Text("Forklaring", "Explanation"),
    "since": Text("fra {day}", "from {day}"),
    "stretch": Text("{first} – {last}", "{first} – {last}"),
    "whole": Text("Hele serien", "The whole series"),
    "break": Text("Databrud", "Break in the data"),
    "event": Text("Begivenhed", "Event"),
    "of_member": Text("{unit}: {text}", "{unit}: {text}"),
    "phase": Text("Ny fase", "New phase"),
    "phase_text": Text("{reason} Besluttet af {by}, {day}.", "{reason} Decided by {by}, {day}."),
    "target": Text("Mål", "Target"),
    "target_text": Text("{value}. {source}", "{value}. {source}"),
    "shift": Text("Tegn på ændring", "Sign of change"),
    "unusual": Text("Usædvanligt tal", "Unusual figure"),
    "unusual_text": Text(
        "{value} ligger uden for kontrolgrænserne.", "{value} lies outside the control limits."
    ),
    "provisional": Text("Foreløbige tal", "Provisional figures"),
    "provisional_text": Text(
        "Tallene kan stadig ændre sig, når forsinkede registreringer kommer.",
        "The figures may still change as late registrations come in.",
    ),
    "partial": Text("Delvis dækning", "Partial coverage"),
    "not_delivered": Text("Ikke leveret", "Not delivered"),
    "not_delivered_text": Text(
        "Der er ingen tal, fordi en leverance mangler.",
        "There are no figures because a delivery is missing.",
    ),
    "hidden": Text("Skjulte tal", "Hidden figures"),
    "hidden_text": Text(
        "{n} af {of} perioder vises ikke af hensyn til personer.",
        "{n} of {of} periods are not shown, to protect persons.",
    ),
    "seen": Text("Set i data", "Seen in the data"),
    "trouble": Text("Kendt problem hos kilden", "Known trouble at the source"),
    "solved": Text("{text} Løst {day}.", "{text} Solved {day}."),
    "version": Text("Ny udgave af definitionen", "New version of the definition"),
    "version_text": Text("Udgave {version}: {text}.", "Version {version}: {text}."),
    "delivery": Text("Nyeste leverance", "Newest delivery"),
    "delivery_text": Text("{source}, dækker {covers}.", "{source}, covers {covers}."),
    "nothing": Text(
        "Der er intet noteret om serien og intet usædvanligt set i den.",
        "Nothing is noted about the series, and nothing unusual was seen in it.",
    ),
}
