"""The words of requests: the template with a good and a bad answer to each question, the lists, the mail."""

from tvaerblik.core.texts import Text

TEXTS = {
    "title": Text("Henvendelser", "Requests"),
    "lead": Text(
        "Skriv, hvad du savner at kunne se, og følg, hvad der sker med det.",
        "Write what you would like to be able to see, and follow what happens to it.",
    ),
    "new": Text("Skriv en henvendelse", "Write a request"),
    "new_mail": Text("Indsæt en mail", "Paste in a mail"),
    "mine": Text("Mine henvendelser", "My requests"),
    "mine_none": Text("Du har ingen henvendelser.", "You have no requests."),
    "board": Text("Tavlen", "The board"),
    "board_note": Text(
        "Hvert trin med den, der handler, og det, der er over fristen, øverst.",
        "Each stage with who acts, and what is past its deadline first.",
    ),
    "ended": Text("På Dash Boardet eller afsluttet", "On the Dash Board or ended"),
    "empty_stages": Text("Ingen sager på: {names}.", "No cases at: {names}."),
    "number": Text("Sag", "Case"),
    "what": Text("Hvad", "What"),
    "stage": Text("Trin", "Stage"),
    "acts": Text("Hos", "With"),
    "deadline": Text("Frist", "Deadline"),
    "no_deadline": Text("ingen", "none"),
    "overdue": Text("{n} arbejdsdage over fristen", "{n} working days overdue"),
    "overdue_one": Text("1 arbejdsdag over fristen", "1 working day overdue"),
    "overdue_none": Text("over fristen", "overdue"),
    "for_you": Text("Der er et spørgsmål til dig", "There is a question for you"),
    "days_of_stage": Text("højst {n} arbejdsdage", "at most {n} working days"),
    "cases_one": Text("1 sag", "1 case"),
    "cases": Text("{n} sager", "{n} cases"),
    "short_track": Text("kort spor", "short track"),
    # How fast a first answer is given
    "measured": Text("Første svar", "First answer"),
    "measured_promise": Text(
        "Lovet inden for 5 arbejdsdage. Af henvendelser, der er modtaget siden {since}.",
        "Promised within 5 working days. Of requests received since {since}.",
    ),
    "measured_share": Text("inden for 5 arbejdsdage", "within 5 working days"),
    "measured_of": Text("{within} af {judged}", "{within} of {judged}"),
    "measured_none": Text("ingen at måle på endnu", "none to measure yet"),
    "measured_median": Text("arbejdsdage, midterste svar", "working days, the middle answer"),
    "measured_longest": Text("længst uden svar", "longest without an answer"),
    "measured_longest_value": Text("{n} arbejdsdage", "{n} working days"),
    "measured_longest_one": Text("1 arbejdsdag", "1 working day"),
    "measured_all_answered": Text("Alle har fået svar", "All have been answered"),
    # The form
    "form_title": Text("Ny henvendelse", "New request"),
    "form_title_draft": Text("Kladde {number}", "Draft {number}"),
    "form_lead": Text(
        "Svar kort. Ved du det ikke, så skriv »ved ikke«: så spørger vi. Kun du ser kladden, til du sender.",
        "Answer briefly. If you do not know, write 'do not know': then we ask. Only you see the draft until you send.",
    ),
    "form_never": Text(
        "Skriv aldrig CPR-numre eller noget om en bestemt borger.",
        "Never write CPR numbers or anything about a particular citizen.",
    ),
    "form_name": Text("Titel", "Title"),
    "form_name_hint": Text("Med få ord: hvad handler det om?", "In a few words: what is it about?"),
    "form_kind": Text("Hvad er det?", "What is it?"),
    "form_indicator": Text(
        "Handler det om et tal, der findes?", "Is it about a figure that exists?"
    ),
    "form_indicator_none": Text("Nej, eller ved ikke", "No, or do not know"),
    "form_must": Text("skal besvares", "must be answered"),
    "form_guidance": Text("Hvorfor spørger vi, og eksempler", "Why we ask, and examples"),
    "form_good": Text("Godt svar", "Good answer"),
    "form_bad": Text("Dårligt svar", "Bad answer"),
    "form_lacks": Text("Mangler svar", "Lacks an answer"),
    "form_choose": Text("Vælg", "Choose"),
    "form_save": Text("Gem kladde", "Save draft"),
    "form_send": Text("Send henvendelsen", "Send the request"),
    "form_saved": Text("Kladden er gemt.", "The draft is saved."),
    "form_sent": Text(
        "Henvendelsen er sendt. Du får et første svar senest {day}.",
        "The request has been sent. You get a first answer by {day}.",
    ),
    "form_withdraw": Text("Slet kladden", "Delete the draft"),
    "similar": Text("Findes det allerede?", "Does it exist already?"),
    "similar_note": Text(
        "Ligner det, du skriver. Er et af dem nok, så er du færdig.",
        "Like what you are writing. If one of them will do, you are done.",
    ),
    "similar_none": Text("Vi fandt ikke noget, der ligner.", "We found nothing that is like it."),
    "similar_indikator": Text("indikator", "indicator"),
    "similar_sag": Text("henvendelse", "request"),
    "similar_wait": Text(
        "Når du har gemt kladden, står her det, der ligner.",
        "When you have saved the draft, what is like it stands here.",
    ),
    # Kinds
    "kind_indikator": Text("Ny eller ændret indikator", "New or changed indicator"),
    "kind_tekst": Text("Tekst", "Text"),
    "kind_maaltal": Text("Måltal", "Target"),
    "kind_annotation": Text("Annotation", "Annotation"),
    "kind_stoerre_opgave": Text("Større opgave", "Larger task"),
    "kind_andet": Text("Andet", "Something else"),
    # Urgency
    "urgency_ingen": Text("Ingen bestemt dato", "No particular date"),
    "urgency_halvt_aar": Text("Inden for et halvt år", "Within half a year"),
    "urgency_moede": Text(
        "Til et bestemt møde eller en bestemt dato", "For a given meeting or date"
    ),
    "urgency_straks": Text(
        "Straks: noget er forkert eller farligt", "At once: something is wrong or dangerous"
    ),
    # The template
    "q_vises": Text("Hvad skal vises?", "What is to be shown?"),
    "why_vises": Text(
        "Et tal er et antal, en andel eller en tid for nogen i en periode. Jo mere bestemt, jo færre spørgsmål.",
        "A figure is a count, a share or a time of somebody in a period. The more definite, the fewer questions.",
    ),
    "good_vises": Text(
        "Andelen af borgere på 65 år og derover, der genindlægges akut inden for 30 dage, pr. måned og kommune.",
        "The share of citizens aged 65 and over who are readmitted acutely within 30 days, by month and municipality.",
    ),
    "bad_vises": Text("Noget om genindlæggelser.", "Something about readmissions."),
    "q_hvorfor": Text("Hvorfor? Hvad er problemet?", "Why? What is the problem?"),
    "why_hvorfor": Text(
        "Vi leder efter det tal, der bedst belyser problemet. Det er ikke altid det, man først tænker på.",
        "We look for the figure that sheds most light on the problem. It is not always the first one thought of.",
    ),
    "good_hvorfor": Text(
        "Hjemmesygeplejen oplever flere, der kommer tilbage få dage efter udskrivelsen, og vi ved ikke, om det er rigtigt.",
        "The home nurses find that more come back a few days after discharge, and we do not know whether it is so.",
    ),
    "bad_hvorfor": Text("Det ville være rart at vide.", "It would be nice to know."),
    "q_beslutning": Text(
        "Hvilken beslutning skal tallet bruges til, og hvem tager den?",
        "For which decision is the figure, and who takes it?",
    ),
    "why_beslutning": Text(
        "Et tal uden en beslutning bliver ikke brugt. Svaret afgør også, hvor ofte tallet skal komme.",
        "A figure without a decision is not used. The answer also settles how often it must come.",
    ),
    "good_beslutning": Text(
        "Chefforum Midt tager i marts stilling til, om de opfølgende hjemmebesøg skal udvides.",
        "Chefforum Midt decides in March whether follow-up home visits are to be extended.",
    ),
    "bad_beslutning": Text("Ledelsesinformation.", "Management information."),
    "q_hvem": Text("Hvem er berørt?", "Who is affected?"),
    "why_hvem": Text(
        "Det, der handler om flere sektorer, hører til her. Det, der kun handler om én, løses bedst dér.",
        "What concerns several sectors belongs here. What concerns one alone is best solved there.",
    ),
    "good_hvem": Text(
        "Ældre borgere i klyngens kommuner, hospitalets medicinske afdelinger, hjemmesygeplejen og egen læge.",
        "Older citizens of the cluster's municipalities, the hospital's medical wards, home nursing and the GP.",
    ),
    "bad_hvem": Text("Alle.", "Everybody."),
    "q_data": Text("Hvilke data findes måske?", "Which data may exist?"),
    "why_data": Text(
        "Du behøver ikke vide det. Men har du set tallet et sted, så sig hvor: det sparer uger.",
        "You need not know. But if you have seen the figure somewhere, say where: it saves weeks.",
    ),
    "good_data": Text(
        "Indlæggelser i Landspatientregisteret; besøgene står i kommunernes omsorgssystem, vist nok ikke ens.",
        "Admissions in the National Patient Register; visits are in the municipalities' care systems, perhaps not alike.",
    ),
    "bad_data": Text("Det må I finde ud af.", "You must find that out."),
    "q_visning": Text("Hvordan skal det vises?", "How is it to be shown?"),
    "why_visning": Text(
        "Udvikling over tid, sammenligning af enheder eller fordeling på alder og køn stiller hver sit krav til data.",
        "Development, comparison of units, or ages and sexes each ask something else of the data.",
    ),
    "good_visning": Text(
        "Udvikling pr. måned for hver kommune, og klyngens kommuner ved siden af hinanden for det seneste år.",
        "Development by month for each municipality, and the cluster's municipalities side by side for the latest year.",
    ),
    "bad_visning": Text("I en fin graf.", "In a nice chart."),
    "q_national": Text(
        "Findes der et nationalt tal for det samme?", "Is there a national figure for the same?"
    ),
    "why_national": Text(
        "To tal for det samme giver uenighed. Er der et nationalt, viser vi det ved siden af og siger, hvad der er forskelligt.",
        "Two figures for the same make for disagreement. If there is a national one, we show it beside and say what differs.",
    ),
    "good_national": Text(
        "Ja, de nationale mål har akutte genindlæggelser, men kun årligt og for alle aldre.",
        "Yes, the national goals have acute readmissions, but only yearly and for all ages.",
    ),
    "bad_national": Text("Måske.", "Maybe."),
    "q_haster": Text("Hvor meget haster det?", "How urgent is it?"),
    "why_haster": Text(
        "Bruttolisten prioriteres af fora. En dato, som andre har sat, vejer mere end et ønske.",
        "The bruttoliste is prioritised by forums. A date set by others weighs more than a wish.",
    ),
    "good_haster": Text(
        "»Til et bestemt møde«, og mødet er nævnt under beslutningen.",
        "'For a given meeting', with the meeting named under the decision.",
    ),
    "bad_haster": Text("»Straks«, fordi det er vigtigt.", "'At once', because it is important."),
    "q_aftale": Text(
        "Hører det til en samarbejdsaftale?", "Does it belong to a collaboration agreement?"
    ),
    "why_aftale": Text(
        "Så skal aftalens parter høres, og tallet skal stå på aftalens side.",
        "Then the agreement's parties must be heard, and the figure must stand on its page.",
    ),
    "good_aftale": Text(
        "Ja, samarbejdsaftalen om indlæggelse og udskrivelse, målet om trygge overgange.",
        "Yes, the agreement on admission and discharge, its goal of safe transitions.",
    ),
    "bad_aftale": Text("Sikkert.", "Surely."),
    # A mail
    "mail_title": Text("Indsæt en mail", "Paste in a mail"),
    "mail_lead": Text(
        "Emnet bliver titlen. Afsender, mailadresser og underskrift gemmes ikke.",
        "The subject becomes the title. Sender, mail addresses and signature are not stored.",
    ),
    "mail_asked_by": Text("Hvem spørger?", "Who asks?"),
    "mail_asked_by_hint": Text(
        "Et forum, en organisation eller et sted; ikke en person.",
        "A body, an organisation or a place; not a person.",
    ),
    "mail_bodies": Text("Fora", "Bodies"),
    "mail_places": Text("Steder", "Places"),
    "mail_others": Text("Andre", "Others"),
    "mail_came": Text("Kom den", "Came on"),
    "mail_text": Text("Mailens tekst", "The mail's text"),
    "mail_text_hint": Text(
        "Indsæt hele mailen med »Fra« og »Emne«, kun som tekst.",
        "Paste the whole mail with 'From' and 'Subject', as text only.",
    ),
    "mail_name": Text("Titel, hvis emnet ikke dur", "Title, if the subject will not do"),
    "mail_take_in": Text("Opret sagen", "Open the case"),
    "mail_taken_in": Text(
        "Sag {number} er oprettet. {n} linjer, adresser, navne og telefonnumre fra mailen er ikke gemt.",
        "Case {number} is opened. {n} lines, addresses, names and telephone numbers of the mail are not stored.",
    ),
    "q_mail": Text("Mailens tekst", "The mail's text"),
    "other_almen_praksis": Text("Almen praksis", "General practice"),
    "other_hospital": Text("Et hospital", "A hospital"),
    "other_patientforening": Text("En patientforening", "A patients' association"),
    "other_borger": Text("En borger", "A citizen"),
    "other_presse": Text("Pressen", "The press"),
    "other_national": Text("En national myndighed", "A national authority"),
}
