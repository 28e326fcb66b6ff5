"""The words of *Min side*."""

from tvaerblik.core.texts import Text

TEXTS = {
    "title": Text("Min side", "My page"),
    "lead": Text(
        "Det, der venter på dig. Overskredne frister står først.",
        "What waits for you. Deadlines that have passed come first.",
    ),
    "waiting": Text("Venter på dig", "Waiting for you"),
    "nothing": Text("Der er ikke noget, der venter på dig.", "Nothing waits for you."),
    "what": Text("Hvad", "What"),
    "kind": Text("Slags", "Kind"),
    "due": Text("Frist", "Deadline"),
    "no_deadline": Text("Ingen frist", "No deadline"),
    "today": Text("I dag", "Today"),
    "over_one": Text("{day}, overskredet 1 dag", "{day}, 1 day overdue"),
    "over": Text("{day}, overskredet {count} dage", "{day}, {count} days overdue"),
    "kind_hoering": Text("Høring, svar", "Hearing, answer"),
    "kind_stedfortraeder": Text("Høring, som stedfortræder", "Hearing, as substitute"),
    "kind_sammenfat": Text("Høring, sammenfat", "Hearing, sum up"),
    "kind_opgave": Text("Opgave", "Task"),
    "kind_sag": Text("Sag", "Case"),
    "kind_kladde": Text("Kladde, send", "Draft, send"),
    "kind_spoergsmaal": Text("Spørgsmål til dig", "Question to you"),
    "done": Text("Udført", "Done"),
    "new_task": Text("Ny opgave", "New task"),
    "task_title": Text("Hvad skal gøres?", "What is to be done?"),
    "task_owner": Text("Hvem gør det?", "Who does it?"),
    "task_deadline": Text("Frist (kan udelades)", "Deadline (may be left out)"),
    "give": Text("Giv opgaven", "Give the task"),
    "told": Text("Beskeder", "Messages"),
    "told_none": Text("Du har ingen beskeder.", "You have no messages."),
    "new": Text("Ny", "New"),
    "mark_seen": Text("Markér alle som set", "Mark all as seen"),
    "not_sent": Text("Mailen kunne ikke leveres.", "The mail could not be delivered."),
    "mail": Text("Beskeder på mail", "Messages by mail"),
    "mail_off": Text(
        "Der er ikke sat en mailserver op, så der sendes intet. Beskederne står her på siden.",
        "No mail server is set up, so nothing is sent. The messages stand here on the page.",
    ),
    "mail_rules": Text(
        "Højst {count} mails om ugen; er der mere, samles resten i én. Adressen bruges kun til det og "
        "kan fjernes her.",
        "At most {count} mails a week; if there is more, the rest is gathered in one. The address is "
        "used for nothing else and can be removed here.",
    ),
    "mails": Text("De seneste mails til dig", "The latest mails to you"),
    "mail_address": Text("Mailadresse", "Mail address"),
    "mail_give": Text("Send mig et link", "Send me a link"),
    "mail_waits": Text(
        "{address} er ikke bekræftet. Vi sender et link til den; åbn det, og bekræft.",
        "{address} is not confirmed. We send a link to it; open it, and confirm.",
    ),
    "mail_on": Text("Du får mail på {address}.", "You get mail at {address}."),
    "mail_remove": Text("Fjern adressen", "Remove the address"),
    "mail_confirm": Text("Bekræft din mailadresse", "Confirm your mail address"),
    "mail_confirm_lead": Text("Så sender vi beskeder til den.", "Then we send messages to it."),
    "mail_confirm_button": Text("Bekræft", "Confirm"),
    "hearings": Text("Alle høringer", "All hearings"),
}
