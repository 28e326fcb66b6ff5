"""The words of the communication plan."""

from tvaerblik.core.texts import Text

TEXTS = {
    "title": Text("Kommunikationsplan", "Communication plan"),
    "lead": Text(
        "Hvad klynger og andre fora får tilsendt og hvornår: hverken for meget eller for lidt.",
        "What clusters and other bodies are sent, and when: neither too much nor too little.",
    ),
    "new": Text("Planlæg noget", "Plan something"),
    "from_month": Text("Vis seks måneder fra", "Show six months from"),
    "show": Text("Vis", "Show"),
    "overdue": Text("Ikke sendt til tiden", "Not sent in time"),
    "was_planned": Text("Skulle være sendt {day}", "Was to be sent {day}"),
    "planned": Text("Planen", "The plan"),
    "nothing": Text("Intet planlagt.", "Nothing planned."),
    "told": Text("{kind} fra {sender} til {to}", "{kind} from {sender} to {to}"),
    "every": Text("hver {months}. måned", "every {months} months"),
    "every_one": Text("hver måned", "every month"),
    "kind_status": Text("Status eller nyhedsbrev", "Status or newsletter"),
    "kind_hoering": Text("Høring", "Hearing"),
    "kind_datarapport": Text("Datarapport", "Data report"),
    "kind_meddelelse": Text("Meddelelse", "Notice"),
    "state_planlagt": Text("Planlagt {day}", "Planned {day}"),
    "state_sendt": Text("Sendt {day}", "Sent {day}"),
    "state_opgivet": Text("Opgivet", "Dropped"),
    "load": Text("Hvad hver klynge får", "What each cluster gets"),
    "load_note": Text(
        "Budget: højst {most} om måneden til en klynge, og aldrig {silent} måneder uden noget. Talt er det, "
        "der er sendt eller planlagt til klyngen selv eller til et forum, der taler for den. Det, der går til "
        "hele regionen, er ikke talt med.",
        "Budget: at most {most} a month to a cluster, and never {silent} months with nothing. Counted is what "
        "has been sent or is planned for the cluster itself or for a body that speaks for it. What goes to the "
        "whole region is not counted.",
    ),
    "cluster": Text("Klynge", "Cluster"),
    "judged": Text("Vurdering", "Judgement"),
    "too_much": Text("for meget i {months}", "too much in {months}"),
    "silent": Text("intet fra {first} til {last}", "nothing from {first} to {last}"),
    "fits": Text("inden for budgettet", "within the budget"),
    "not_there": Text("klyngen er her ikke", "the cluster is not there"),
    "above": Text("over budget", "over budget"),
    "no_clusters": Text("Der står ingen klynger på listen.", "There are no clusters on the list."),
    "kind_sundhedsklynge": Text("Sundhedsklynge", "Sundhedsklynge"),
    "kind_kvalitetsklynge": Text("Kvalitetsklynge", "Kvalitetsklynge"),
    "sent": Text("Hvad systemet har sendt", "What the system has sent"),
    "sent_note": Text(
        "Beskeder på Min side til forummets medlemmer, og i parentes hvor mange mails. Den, der sidder i to "
        "fora, tæller i begge.",
        "Messages on My page to the body's members, and in parentheses how many mails. Who sits in two bodies "
        "counts in both.",
    ),
    "body": Text("Forum", "Body"),
    "no_sent": Text(
        "Systemet har ikke sendt noget til noget forum de seneste {count} uger.",
        "The system has sent nothing to any body over the last {count} weeks.",
    ),
    # One item
    "back": Text("Kommunikationsplan", "Communication plan"),
    "kind": Text("Slags", "Kind"),
    "sender": Text("Afsender", "Sender"),
    "to": Text("Modtagere", "Recipients"),
    "day": Text("Planlagt til", "Planned for"),
    "recurs": Text("Gentages", "Recurs"),
    "state": Text("Status", "Status"),
    "reason": Text("Hvorfor?", "Why?"),
    "log": Text("Hvad er der sket?", "What has happened?"),
    "by": Text("af {who}", "by {who}"),
    "entry_planlagt": Text("Planlagt", "Planned"),
    "entry_flyttet": Text("Flyttet", "Put off"),
    "entry_sendt": Text("Sendt", "Sent"),
    "entry_opgivet": Text("Opgivet", "Dropped"),
    "mark_sent": Text("Det er sendt", "It is sent"),
    "mark_sent_note": Text(
        "Systemet sender det ikke; det noterer, at det er sendt.",
        "The system does not send it; it notes that it is sent.",
    ),
    "sent_day": Text("Sendt den", "Sent on"),
    "put_off": Text("Flyt til en anden dag", "Move to another day"),
    "new_day": Text("Ny dag", "New day"),
    "drop": Text("Opgiv", "Drop"),
    "work": Text("Arbejd med punktet", "Work on the item"),
    "did_sendt": Text("Det er noteret som sendt.", "It is noted as sent."),
    "did_flyt": Text("Det er flyttet.", "It is moved."),
    "did_opgiv": Text("Det er opgivet.", "It is dropped."),
    "did_nyt": Text("Det står på planen.", "It is in the plan."),
    # The form
    "name": Text("Titel", "Title"),
    "first": Text("Første dag", "First day"),
    "times": Text("Hvor mange gange?", "How many times?"),
    "months": Text("Hver hvilken måned? (0 for én gang)", "Every how many months? (0 for once)"),
    "bodies": Text("Fora", "Bodies"),
    "clusters": Text("Klynger", "Clusters"),
    "plan_it": Text("Sæt på planen", "Put in the plan"),
}
