"""The words of hearings."""

from tvaerblik.core.texts import Text

TEXTS = {
    "title": Text("Høringer", "Hearings"),
    "lead": Text(
        "Høringer, du er spurgt i eller har sat i gang, og dem, der er afsluttet.",
        "Hearings in which you are asked or that you have started, and those that are closed.",
    ),
    "lead_all": Text(
        "Alle høringer, også dem, du ikke er spurgt i.",
        "All hearings, also those in which you are not asked.",
    ),
    "none": Text("Der er ingen høringer endnu.", "There are no hearings yet."),
    "new": Text("Ny høring", "New hearing"),
    "start": Text("Send i høring", "Send in hearing"),
    "name": Text("Titel", "Title"),
    "question": Text("Hvad spørger I om?", "What do you ask?"),
    "question_help": Text(
        "Skriv, hvad der er besluttet, hvad I vil have svar på, og hvad svarene bruges til.",
        "Write what is settled, what you want answered, and what the answers are used for.",
    ),
    "deadline": Text("Svarfrist", "Deadline"),
    "bodies": Text("Fora, hvis medlemmer spørges", "Bodies whose members are asked"),
    "bodies_help": Text(
        "Fora uden medlemmer, der kan svare, står ikke på listen.",
        "Bodies without members who can answer are not in the list.",
    ),
    "people": Text("Personer, der spørges ved navn", "People asked by name"),
    "case": Text("Sag i høring (kan udelades)", "Case in hearing (may be left out)"),
    "no_case": Text("Ingen sag", "No case"),
    "of_case": Text("Hører til sag {number}", "Belongs to case {number}"),
    "open_until": Text("Kan besvares til og med {day}", "Can be answered until {day} inclusive"),
    "awaits_summary": Text(
        "Fristen var {day}. Sammenfatningen mangler.",
        "The deadline was {day}. The summary is missing.",
    ),
    "closed_on": Text("Afsluttet {day} af {who}", "Closed on {day} by {who}"),
    "state": Text("Status", "Status"),
    "answered": Text("{count} af {asked} har svaret", "{count} of {asked} have answered"),
    "owner": Text("Ejer: {who}", "Owner: {who}"),
    "summary": Text("Sammenfatning", "Summary"),
    "your_answer": Text("Dit svar", "Your answer"),
    "answer_for": Text("Svar for {who}", "Answer for {who}"),
    "answer_again": Text("Ret svaret", "Change the answer"),
    "again_note": Text(
        "Det nye svar gælder; det tidligere kan stadig læses.",
        "The new answer counts; the earlier one can still be read.",
    ),
    "enig": Text("Enig", "Agree"),
    "bemaerkning": Text("Enig med bemærkninger", "Agree with remarks"),
    "uenig": Text("Uenig", "Disagree"),
    "ingen": Text("Ingen bemærkninger", "No remarks"),
    "words": Text(
        "Bemærkninger (skal udfyldes, hvis du er uenig eller har bemærkninger)",
        "Remarks (needed if you disagree or have remarks)",
    ),
    "no_cpr": Text(
        "Skriv ikke CPR-numre eller navne på borgere.", "Write no CPR numbers or names of citizens."
    ),
    "send": Text("Send svar", "Send answer"),
    "answers": Text("Svar", "Answers"),
    "who": Text("Hvem", "Who"),
    "answer": Text("Svar", "Answer"),
    "when": Text("Hvornår", "When"),
    "silent": Text("Har ikke svaret", "Has not answered"),
    "was_silent": Text("Svarede ikke", "Did not answer"),
    "by_other": Text("svaret af {who}", "answered by {who}"),
    "substitutes": Text("Stedfortræder: {who}", "Substitute: {who}"),
    "earlier": Text("Tidligere svar", "Earlier answers"),
    "tally": Text("Svarene i tal", "The answers in figures"),
    "close": Text("Sammenfat og afslut", "Sum up and close"),
    "close_note": Text(
        "Skriv, hvad svarene samlet siger, og hvad der nu sker. Derefter kan der ikke svares.",
        "Write what the answers say together, and what happens now. Nothing can be answered then.",
    ),
    "close_button": Text("Afslut høringen", "Close the hearing"),
}
