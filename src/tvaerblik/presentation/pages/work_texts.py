"""The words of *Alt arbejde* and of the line of it that stands above every page."""

from tvaerblik.core.texts import Text

TEXTS = {
    "title": Text("Alt arbejde", "All work"),
    "lead": Text(
        "Det, du kan læse og gøre her, når du er logget ind. Det, der venter på dig, står på Min side.",
        "What you can read and do here when you are logged in. What waits for you is on My page.",
    ),
    "group_oensker": Text("Ønsker og beslutninger", "Requests and decisions"),
    "group_tal": Text("Tal og definitioner", "Figures and definitions"),
    "group_aftaler": Text("Aftaler og formidling", "Agreements and telling others"),
    "group_drift": Text("Drift", "Running the site"),
    "name_arbejde": Text("Alt arbejde", "All work"),
    "name_min-side": Text("Min side", "My page"),
    "name_henvendelser": Text("Henvendelser", "Requests"),
    "why_henvendelser": Text(
        "Ønsker om nye eller ændrede tal: skriv et, og følg det, til det er besvaret.",
        "Wishes for new or changed figures: write one, and follow it until it is answered.",
    ),
    "name_hoeringer": Text("Høringer", "Hearings"),
    "why_hoeringer": Text(
        "Det, som fora og personer er spurgt om, med svar og frist.",
        "What forums and people have been asked, with answers and deadline.",
    ),
    "name_bruttoliste": Text("Bruttolisten", "Bruttolisten"),
    "why_bruttoliste": Text(
        "Alle ønsker til indikatorer, hvor de er nået til, og loggen over beslutninger.",
        "All wishes for indicators, how far each has come, and the log of decisions.",
    ),
    "name_fora": Text("Fora", "Forums"),
    "why_fora": Text(
        "Fora, udvalg og råd: hvem der sidder i dem, og hvad de har besluttet.",
        "Forums, committees and councils: who sits in them, and what they have decided.",
    ),
    "name_henvendelser-udefra": Text("Henvendelser udefra", "Approaches from outside"),
    "why_henvendelser-udefra": Text(
        "Foreninger og andre, der har skrevet til klyngerne: hvem der svarer, og hvem der ønsker arbejdsro.",
        "Associations and others who have written to the clusters: who answers, and who wants peace to work.",
    ),
    "name_definitioner": Text("Definitioner", "Definitions"),
    "why_definitioner": Text(
        "Hvordan hver indikator er defineret, hvem der har godkendt den, og hvornår den skal ses efter.",
        "How each indicator is defined, who approved it, and when it is to be looked over.",
    ),
    "name_mine-tal": Text("Egne tal", "Own figures"),
    "why_mine-tal": Text(
        "Din parts nye tal, før de vises for andre: bekræft dem, eller meld et, der ser forkert ud.",
        "Your party's new figures before others see them: confirm, or report one that looks wrong.",
    ),
    "name_medbragte-tal": Text("Medbragte tal", "Figures brought along"),
    "why_medbragte-tal": Text(
        "Tal fra andre opgørelser, holdt op mod de fælles tal, med det, der gør forskellen.",
        "Figures from other counts, held against the shared ones, with what makes the difference.",
    ),
    "name_udgivelser": Text("Udgivelser", "Releases"),
    "why_udgivelser": Text(
        "Foreslåede tal, som skal ses efter og udgives, og dem, der er udgivet eller trukket tilbage.",
        "Proposed figures to be looked over and published, and those published or withdrawn.",
    ),
    "name_levering": Text("Send en leverance", "Send a delivery"),
    "why_levering": Text(
        "Læg filer til en kilde op, og få at vide, om de er taget imod.",
        "Upload a source's files, and be told whether they were taken in.",
    ),
    "name_problemer": Text("Kendte problemer", "Known trouble"),
    "why_problemer": Text(
        "Problemer med kilderne: hvad der er galt, siden hvornår, og hvornår det ventes løst.",
        "Trouble with the sources: what is wrong, since when, and when it is expected to be solved.",
    ),
    "name_samarbejdsaftaler": Text("Samarbejdsaftaler", "Agreements"),
    "why_samarbejdsaftaler": Text(
        "Aftalernes parter, mål og de tal, som målene følges med.",
        "The agreements' parties, goals and the figures that follow them up.",
    ),
    "name_gode-eksempler": Text("Gode eksempler", "Good examples"),
    "why_gode-eksempler": Text(
        "Det, der virker et sted, fortalt, så andre kan bruge det. Alle kan læse dem; du kan skrive et.",
        "What works somewhere, told so that others can use it. Everybody can read them; you can write one.",
    ),
    "name_kommunikationsplan": Text("Kommunikationsplan", "Communication plan"),
    "why_kommunikationsplan": Text(
        "Hvad der sendes ud om tallene, til hvem og hvornår.",
        "What is sent out about the figures, to whom and when.",
    ),
    "name_konti": Text("Konti og roller", "Accounts and roles"),
    "why_konti": Text(
        "Hvem der kan logge ind, for hvilken enhed og med hvilke roller.",
        "Who can log in, for which unit and with which roles.",
    ),
    "name_forsendelser": Text("Forsendelser", "Mailings"),
    "why_forsendelser": Text(
        "De mails, der er sendt, venter eller er opgivet.",
        "The mails that were sent, wait or were given up.",
    ),
    "name_log": Text("Loggen", "The audit log"),
    "why_log": Text(
        "Hvem der har gjort hvad og hvornår, og om loggen er hel.",
        "Who did what and when, and whether the log is whole.",
    ),
}
