"""The words of approaches from outside, and of clusters' peace to work."""

from tvaerblik.core.texts import Text

TEXTS = {
    "title": Text("Henvendelser udefra", "Approaches from outside"),
    "lead": Text(
        "Patientforeninger og andre, der vil i kontakt med en klynge: hvem, hvad de vil, og hvad de fik svar på.",
        "Patient associations and others who want to reach a cluster: who, what they want, and what they "
        "were answered.",
    ),
    "none": Text("Der er ingen henvendelser.", "There are no approaches."),
    "new": Text("Noter en henvendelse", "Log an approach"),
    "open": Text("Ikke besvaret", "Not answered"),
    "answered": Text("Besvaret", "Answered"),
    "measured": Text("Svartid", "Time to answer"),
    "waiting": Text("{count} venter på svar", "{count} wait for an answer"),
    "waiting_one": Text("1 venter på svar", "1 waits for an answer"),
    "overdue": Text("{count} over fristen", "{count} past the deadline"),
    "none_overdue": Text("ingen over fristen", "none past the deadline"),
    "in_time": Text(
        "{kept} af {count} besvaret inden for {days} arbejdsdage de seneste 12 måneder",
        "{kept} of {count} answered within {days} working days over the last 12 months",
    ),
    "typical": Text(
        "Den midterste svartid er {days} arbejdsdage.",
        "The median time to answer is {days} working days.",
    ),
    "none_answered": Text(
        "Ingen er besvaret de seneste 12 måneder.",
        "None has been answered over the last 12 months.",
    ),
    "due": Text("Svar senest {day}", "Answer by {day}"),
    "was_due": Text(
        "Fristen var {day} – {days} arbejdsdage over",
        "The deadline was {day} – {days} working days over",
    ),
    "was_due_one": Text(
        "Fristen var {day} – 1 arbejdsdag over", "The deadline was {day} – 1 working day over"
    ),
    "took": Text(
        "Besvaret {day} efter {days} arbejdsdage", "Answered {day} after {days} working days"
    ),
    "took_one": Text("Besvaret {day} efter 1 arbejdsdag", "Answered {day} after 1 working day"),
    "to": Text("Til {clusters}", "To {clusters}"),
    "came": Text("{organisation}, {day}, {way}", "{organisation}, {day}, {way}"),
    "state_modtaget": Text("Modtaget", "Received"),
    "state_sendt_videre": Text("Sendt videre", "Passed on"),
    "state_holdt": Text("Holdt tilbage", "Held back"),
    "state_besvaret": Text("Besvaret", "Answered"),
    "way_mail": Text("mail", "mail"),
    "way_brev": Text("brev", "letter"),
    "way_telefon": Text("telefon", "telephone"),
    "way_moede": Text("møde", "meeting"),
    "way_andet": Text("på anden måde", "in another way"),
    "kind_sundhedsklynge": Text("Sundhedsklynge", "Sundhedsklynge"),
    "kind_kvalitetsklynge": Text("Kvalitetsklynge", "Kvalitetsklynge"),
    # One approach
    "back": Text("Henvendelser udefra", "Approaches from outside"),
    "from": Text("Fra", "From"),
    "received": Text("Modtaget", "Received"),
    "meant_for": Text("Til", "For"),
    "passed_to": Text("Sendt videre til", "Passed on to"),
    "nobody_yet": Text("ingen endnu", "nobody yet"),
    "wish": Text("Hvad vil de?", "What do they want?"),
    "no_wish": Text("Der er ikke skrevet mere.", "Nothing more is written."),
    "answer": Text("Svaret", "The answer"),
    "state": Text("Status", "Status"),
    "log": Text("Hvad er der sket?", "What has happened?"),
    "by": Text("af {who}", "by {who}"),
    "pass_on": Text("Send videre", "Pass on"),
    "pass_on_note": Text(
        "Klyngens koordinator får besked. Ønsker en valgt klynge arbejdsro, bliver intet sendt.",
        "The cluster's coordinator is told. If a chosen cluster wants peace to work, nothing is sent.",
    ),
    "word": Text(
        "Et par ord til klyngen (kan udelades)", "A few words to the cluster (may be left out)"
    ),
    "hold": Text("Hold tilbage", "Hold back"),
    "reason": Text("Hvorfor?", "Why?"),
    "write_answer": Text("Skriv svaret", "Write the answer"),
    "answer_note": Text(
        "Skriv, hvad de har fået at vide. Systemet sender ikke svaret; det gemmer det.",
        "Write what they were told. The system does not send the answer; it keeps it.",
    ),
    "answer_text": Text("Svaret til dem", "The answer to them"),
    "answer_day": Text("Besvaret den", "Answered on"),
    "save_answer": Text("Gem svaret", "Store the answer"),
    "wants_peace": Text("ønsker arbejdsro til og med {day}", "wants peace to work until {day}"),
    "no_coordinator": Text("ingen koordinator med konto", "no coordinator with an account"),
    "did_noteret": Text("Henvendelsen er noteret.", "The approach is logged."),
    "did_videre": Text("Henvendelsen er sendt videre.", "The approach is passed on."),
    "did_hold": Text("Henvendelsen er holdt tilbage.", "The approach is held back."),
    "did_svar": Text("Svaret er gemt.", "The answer is stored."),
    # The form
    "organisation": Text("Hvilken organisation?", "Which organisation?"),
    "organisation_note": Text(
        "Foreningens eller organisationens navn, ikke en persons.",
        "The name of the association or organisation, not a person's.",
    ),
    "short": Text("Hvad vil de? Kort", "What do they want? In short"),
    "more": Text("Mere om ønsket (kan udelades)", "More on the wish (may be left out)"),
    "no_names": Text(
        "Skriv hverken navne på personer eller CPR-numre.",
        "Write no names of persons and no CPR numbers.",
    ),
    "way": Text("Hvordan kom den?", "How did it come?"),
    "came_on": Text("Hvornår kom den?", "When did it come?"),
    "which": Text("Hvilke klynger?", "Which clusters?"),
    "log_it": Text("Noter", "Log"),
    # Peace to work
    "peace_title": Text("Klynger og arbejdsro", "Clusters and peace to work"),
    "peace_lead": Text(
        "En klynge kan sige, at den vil have arbejdsro til en dag. Så længe sendes ingen henvendelser videre "
        "til den.",
        "A cluster can say that it wants peace to work until a day. Until then no approaches are passed on to it.",
    ),
    "peace_none": Text("Tager imod henvendelser", "Receives approaches"),
    "peace_now": Text("Arbejdsro til og med {day}", "Peace to work until {day}"),
    "peace_later": Text(
        "Arbejdsro fra {first} til og med {day}", "Peace to work from {first} until {day}"
    ),
    "ask_peace": Text("Sig arbejdsro", "Ask for peace"),
    "ask_peace_again": Text("Ret arbejdsroen", "Change the peace"),
    "from_day": Text("Fra", "From"),
    "until_day": Text("Til og med", "Until and with"),
    "end_peace": Text("Slut arbejdsroen nu", "End the peace now"),
    "did_arbejdsro": Text("Arbejdsroen er skrevet ind.", "The peace to work is written down."),
    "did_slut": Text("Arbejdsroen er slut.", "The peace to work has ended."),
    "did_ny": Text("Klyngen står på listen.", "The cluster is on the list."),
    "new_cluster": Text("Sæt en klynge på listen", "Put a cluster on the list"),
    "cluster_name": Text("Klyngens navn", "Name of the cluster"),
    "cluster_kind": Text("Hvilken slags klynge?", "Which kind of cluster?"),
    "cluster_unit": Text(
        "Sundhedsklynge, hvis koordinator får besked", "Sundhedsklynge whose coordinator is told"
    ),
    "no_unit": Text("Ingen", "None"),
    "add": Text("Sæt på listen", "Put on the list"),
    "no_clusters": Text("Der står ingen klynger på listen.", "There are no clusters on the list."),
}
