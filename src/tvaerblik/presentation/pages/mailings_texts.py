"""The words of the delivery log."""

from tvaerblik.core.texts import Text

TEXTS = {
    "title": Text("Forsendelser", "Delivery log"),
    "lead": Text(
        "Mails, som systemet har forsøgt at sende: hvor mange og hvordan det gik. Hverken adresser eller "
        "indhold vises.",
        "Mails that the system has tried to send: how many, and how it went. Neither addresses nor contents "
        "are shown.",
    ),
    "off": Text(
        "Mail er ikke sat op her, så beskeder står kun på Min side.",
        "Mail is not set up here, so messages stand on My page only.",
    ),
    "states": Text("Beskeder lige nu", "Messages now"),
    "state_venter": Text("venter på at blive sendt", "wait to be sent"),
    "state_sendes": Text("er ved at blive sendt", "are being sent"),
    "state_sendt": Text("er sendt", "are sent"),
    "state_kun_side": Text("står kun på Min side", "stand on My page only"),
    "state_opgivet": Text("er opgivet", "are given up"),
    "given_up": Text("Opgivne mails", "Given-up mails"),
    "none_given_up": Text("Ingen mails er opgivet.", "No mails are given up."),
    "more_given_up": Text("De nyeste {count} vises.", "The newest {count} are shown."),
    "again": Text("Sæt til at vente igen", "Put to wait again"),
    "again_note": Text(
        "Er mailen »afbrudt«, ved ingen, om den kom frem; så kan modtageren få den to gange.",
        "If the mail was 'cut off', nobody knows whether it arrived; the recipient may then get it twice.",
    ),
    "did_again": Text("Mailen venter på at blive sendt igen.", "The mail waits to be sent again."),
    "number": Text("Nr.", "No."),
    "about": Text("Om", "About"),
    "told_on": Text("Besked fra", "Message of"),
    "attempts": Text("Forsøg", "Attempts"),
    "how": Text("Sidste forsøg", "Last attempt"),
    "not_tried": Text("ikke forsøgt", "not tried"),
    "act": Text("Handling", "Action"),
    "log": Text("Forsøg pr. dag, seneste {days} dage", "Attempts a day, last {days} days"),
    "no_attempts": Text("Ingen mails er forsøgt sendt.", "No mails have been tried."),
    "day": Text("Dag", "Day"),
    "kind": Text("Slags", "Kind"),
    "outcome": Text("Hvordan gik det?", "How did it go?"),
    "count": Text("Antal", "Number"),
    "mail_enkelt": Text("én besked", "one message"),
    "mail_samlet": Text("flere samlet", "several together"),
    "mail_bekraeft": Text("bekræft adressen", "confirm the address"),
    "outcome_sendt": Text("sendt", "sent"),
    "outcome_afvist": Text("serveren afviste modtageren", "the server refused the recipient"),
    "outcome_utilgaengelig": Text("serveren kunne ikke nås", "the server could not be reached"),
    "outcome_fejl": Text("serveren svarede med en fejl", "the server answered with an error"),
    "outcome_afbrudt": Text(
        "afbrudt, uvist om den kom frem", "cut off, unknown whether it arrived"
    ),
    "outcome_uden_adgang": Text(
        "modtageren må ikke længere se det", "the recipient may no longer see it"
    ),
    "about_eksempel": Text("godt eksempel", "good example"),
    "about_figure": Text("meldt tal", "reported figure"),
    "about_frist": Text("frist", "deadline"),
    "about_genbesoeg": Text("genbesøg af definition", "review of a definition"),
    "about_hoering": Text("høring", "hearing"),
    "about_opgave": Text("opgave", "task"),
    "about_sag": Text("henvendelse", "request"),
    "about_udefra": Text("henvendelse udefra", "approach from outside"),
    "about_udgivelse": Text("udgivelse", "release"),
}
