"""The words of a party's own new figures, and of the reports that reach the analysts."""

from tvaerblik.core.texts import Text

TEXTS = {
    "title": Text("Egne tal", "Own figures"),
    "lead_proposed": Text(
        "{party} ser her sine egne nye tal før andre. De er fortrolige, til de er udgivet; svar senest {day}.",
        "{party} sees its own new figures here before others. They are confidential until they are "
        "released; answer by {day}.",
    ),
    "lead_shown": Text(
        "Her er de tal for {party}, der vises nu. Et svar kan altid gives om.",
        "Here are the figures of {party} that are shown now. An answer can always be given anew.",
    ),
    "mark": Text("Ikke udgivet: fortroligt", "Not released: confidential"),
    "party": Text("Du svarer for", "You answer for"),
    "release": Text("Udgivelse", "Release"),
    "show": Text("Vis", "Show"),
    "release_proposed": Text("{id} (foreslået)", "{id} (proposed)"),
    "release_shown": Text("{id} (vises nu)", "{id} (shown now)"),
    "no_party": Text(
        "Din konto hører ikke til en enhed eller organisation med tal, eller du er ikke dens "
        "enhedsansvarlige. En systemadministrator kan rette det.",
        "Your account belongs to no unit or organisation with figures, or you are not responsible for "
        "it. A systemadministrator can mend that.",
    ),
    "answered": Text("{k} af {n} indikatorer er besvaret.", "{k} of {n} indicators are answered."),
    "confirm_all": Text("Enig i alle {n} ubesvarede", "Agree with all {n} unanswered"),
    "period": Text("Periode", "Period"),
    "new": Text("Nyt tal", "New figure"),
    "now": Text("Tal", "Figure"),
    "before": Text("Før", "Before"),
    "parts": Text("Tæller / nævner", "Numerator / denominator"),
    "parts_were": Text("{now} (før {before})", "{now} (before {before})"),
    "wrong": Text("Ser forkert ud", "Looks wrong"),
    "reported": Text("Meldt {day}", "Reported {day}"),
    "report_answered": Text("Svar: {answer}", "Answer: {answer}"),
    "unchanged_title_one": Text("1 indikator er som før", "1 indicator is as before"),
    "unchanged_title": Text("{n} indikatorer er som før", "{n} indicators are as before"),
    "none_changed": Text("Ingen af jeres tal er ændret.", "None of your figures has changed."),
    "unchanged": Text(
        "Ingen tal er ændret; det nyeste er:", "No figure has changed; the newest is:"
    ),
    "more": Text("Og {n} ældre tal er ændret.", "And {n} older figures have changed."),
    "words": Text("Bemærkning", "Remark"),
    "words_hint": Text("Kan udelades, når I er enige.", "Can be left out when you agree."),
    "say_bekraeftet": Text("Enig", "Agree"),
    "say_kommentar": Text("Kommentar", "Comment"),
    "say_indsigelse": Text("Indsigelse", "Objection"),
    "say_data_forkerte": Text("Vores data er forkerte", "Our data are wrong"),
    "said_bekraeftet": Text("I er enige.", "You agree."),
    "said_kommentar": Text("I har skrevet: »{text}«", "You have written: '{text}'"),
    "said_indsigelse": Text("I gør indsigelse: »{text}«", "You object: '{text}'"),
    "said_data_forkerte": Text(
        "I siger, at jeres data er forkerte: »{text}«", "You say that your data are wrong: '{text}'"
    ),
    "said_nothing": Text("Ikke besvaret", "Not answered"),
    "all_stored": Text("{n} svar er gemt.", "{n} answers are stored."),
    "stored": Text("Svaret er gemt.", "The answer is stored."),
    "report_stored": Text(
        "Tallet er meldt til analytikerne.", "The figure is reported to the analysts."
    ),
    "reports": Text("Meldte tal", "Reported figures"),
    "reports_none": Text("Ingen tal er meldt forkerte.", "No figure is reported as wrong."),
    "report_line": Text("{who}, {day}: der stod {shown}.", "{who}, {day}: it said {shown}."),
    "answer": Text("Svar", "Answer"),
    "synthetic": Text("Syntetiske tal – ikke virkelige", "Synthetic figures – not real"),
    "agreed": Text("Se, hvem der er enige", "See who agrees"),
}
