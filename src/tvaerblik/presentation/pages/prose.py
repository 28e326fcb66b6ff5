"""Pages that are only read: what the site is, and how accessible it is."""

from dataclasses import dataclass

from tvaerblik.core.texts import Text
from tvaerblik.presentation.numbers import Lang


@dataclass(frozen=True, slots=True)
class Chapter:
    heading: Text
    paragraphs: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class ProsePage:
    title: str
    lead: str
    chapters: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Prose:
    title: Text
    lead: Text
    chapters: tuple[Chapter, ...]

    def in_(self, lang: Lang) -> ProsePage:
        return ProsePage(
            self.title.in_(lang),
            self.lead.in_(lang),
            tuple(
                (one.heading.in_(lang), tuple(text.in_(lang) for text in one.paragraphs))
                for one in self.chapters
            ),
        )


ABOUT = Prose(
    Text("Om Tværblik", "About Tværblik"),
    Text(
        "Tværblik viser de samme tal til region, kommuner, hospitaler og almen praksis, så de kan blive "
        "enige om, hvad tallene betyder, og hvad der skal gøres.",
        "Tværblik shows the same figures to region, municipalities, hospitals and general practice, so "
        "that they can agree on what the figures mean and what is to be done.",
    ),
    (
        Chapter(
            Text("Hvor tallene kommer fra", "Where the figures come from"),
            (
                Text(
                    "Tallene er beregnet ud fra leverancer fra registre og fra kommunernes systemer. Hver indikator har en "
                    "definition, som to personer har gennemgået. Definitionen og dens tidligere udgaver står på indikatorens "
                    "side under Info.",
                    "The figures are computed from deliveries from registers and from the municipalities' systems. Each indicator "
                    "has a definition that two people have checked. The definition and its earlier versions are on the "
                    "indicator's page under Info.",
                ),
                Text(
                    "Et tal ændrer sig kun, når der kommer en ny udgivelse. Udgivelsens nummer står nederst på hver side.",
                    "A figure changes only when there is a new release. The number of the release is at the foot of every page.",
                ),
            ),
        ),
        Chapter(
            Text("Hvad der ikke vises", "What is not shown"),
            (
                Text(
                    "Små tal vises ikke af hensyn til personer. De vises som »–« med en begrundelse, også i diagrammer og filer.",
                    "Small figures are not shown, to protect persons. They appear as '–' with a reason, in charts and files too.",
                ),
            ),
        ),
        Chapter(
            Text("Hvordan et tegn på ændring findes", "How a sign of change is found"),
            (
                Text(
                    "En enkelt høj eller lav måned er sjældent en ændring. Der er et tegn på ændring, når mange målinger i "
                    "træk ligger på samme side af midtlinjen, eller når kurven krydser midtlinjen usædvanligt få gange "
                    "(Anhøjs regler for seriediagrammer). Farver bruges ikke til at bedømme tallene, og enheder rangordnes ikke.",
                    "A single high or low month is seldom a change. There is a sign of change when many measurements in a "
                    "row lie on the same side of the centre line, or when the curve crosses it unusually few times (Anhøj's "
                    "rules for run charts). Colours are not used to judge the figures, and units are not ranked.",
                ),
            ),
        ),
        Chapter(
            Text("Skrift og udseende", "Typeface and appearance"),
            (
                Text(
                    "Udseendet følger Det Fælles Designsystem (MIT-licens, Erhvervsstyrelsen og Digitaliseringsstyrelsen). "
                    "Skriften er IBM Plex Sans (SIL Open Font License 1.1).",
                    "The appearance follows the Danish public design system (MIT licence, Danish Business Authority and Danish Agency "
                    "for Digital Government). The typeface is IBM Plex Sans (SIL Open Font License 1.1).",
                ),
            ),
        ),
    ),
)

# Under the headings that a statement on was.digst.dk has, so that it can be carried over there
ACCESSIBILITY = Prose(
    Text("Tilgængelighedserklæring", "Accessibility statement"),
    Text(
        "Tværblik skal kunne bruges af alle, også med skærmlæser, tastatur, stor skrift og uden JavaScript. Her står, hvor langt vi er.",
        "Tværblik is meant for everybody, also with a screen reader, a keyboard, large type and without JavaScript. Here is how far we have come.",
    ),
    (
        Chapter(
            Text("Overholdelse af kravene", "Compliance status"),
            (
                Text(
                    "Lov om tilgængelighed af offentlige organers websteder og mobilapplikationer kræver, at siderne følger EN 301 549, som bygger på WCAG 2.1, niveau A og AA. "
                    "Vi kender ingen brud på kravene, men kalder siderne delvist i overensstemmelse med dem, indtil brugere med skærmlæser har gennemgået dem.",
                    "The Danish act on the accessibility of the websites and mobile applications of public bodies requires the pages to follow EN 301 549, which builds on WCAG 2.1, levels A and AA. "
                    "We know of no breach of the requirements, but call the pages partially compliant until users of screen readers have reviewed them.",
                ),
                Text(
                    "Hvert diagram har en tekst, der siger det samme, og en tabel med tallene. Farve står aldrig alene. Alt kan nås med tastaturet, og siderne kan forstørres til 200 % og læses på en skærm, der kun er 320 px bred.",
                    "Each chart has a text that says the same, and a table with the figures. Colour never stands alone. Everything can be reached by keyboard, and the pages can be enlarged to 200% and read on a screen only 320 px wide.",
                ),
            ),
        ),
        Chapter(
            Text("Indhold, der ikke er tilgængeligt", "Non-accessible content"),
            (
                Text(
                    "Diagrammer, der hentes som billedfil (PNG), har ingen tekst i filen. De samme tal står i tabellen på siden og i CSV-filen.",
                    "Charts that are downloaded as a picture (PNG) have no text in the file. The same figures are in the table on the page and in the CSV file.",
                ),
                Text(
                    "Fagord fra registrene bruges, hvor et andet ord ville sige noget andet. De er forklaret under »Sådan læses tallene« og på indikatorens side.",
                    "Terms of the registers are used where another word would say something else. They are explained under 'How to read the figures' and on the indicator's page.",
                ),
                Text(
                    "Intet er undtaget som en uforholdsmæssigt stor byrde.",
                    "Nothing is exempted as a disproportionate burden.",
                ),
            ),
        ),
        Chapter(
            Text("Sådan er erklæringen lavet", "Preparation of this statement"),
            (
                Text(
                    "Erklæringen er skrevet den 22. november 2026 efter vores egen gennemgang. Hver sidetype prøves ved hver ændring automatisk med axe og html-validate på dansk og engelsk, med axe også lyst og mørkt, på telefon og skærm. "
                    "Det finder ikke alt: Om en tekst er til at forstå, kan kun mennesker sige.",
                    "The statement was written on 22 November 2026 after our own review. Each type of page is checked automatically with every change by axe and html-validate, in Danish and English, by axe also light and dark, on phone and screen. "
                    "That does not find everything: only people can tell whether a text can be understood.",
                ),
                Text(
                    "Den organisation, der stiller siderne til rådighed, udfylder sin egen erklæring på was.digst.dk. Linket nederst på hver side fører til den, når den findes.",
                    "The organisation that provides the pages fills in its own statement on was.digst.dk. The link at the foot of every page leads there once it exists.",
                ),
            ),
        ),
        Chapter(
            Text("Tilbagemelding", "Feedback and contact"),
            (
                Text(
                    "Er der noget, du ikke kan bruge, eller har du brug for tallene på en anden måde, så skriv til den organisation, der stiller siderne til rådighed. "
                    "Sig gerne, hvilken side det var, hvad du ville, og hvilke hjælpemidler du bruger.",
                    "If there is something you cannot use, or you need the figures in another way, write to the organisation that provides the pages. "
                    "Please say which page it was, what you wanted to do and which aids you use.",
                ),
            ),
        ),
        Chapter(
            Text("Hvis du ikke får svar", "Enforcement"),
            (
                Text(
                    "Digitaliseringsstyrelsen fører tilsyn med, at loven følges. Er du ikke tilfreds med svaret, kan du klage dertil: www.was.digst.dk.",
                    "The Danish Agency for Digital Government supervises that the act is followed. If you are not satisfied with the answer, you can complain there: www.was.digst.dk.",
                ),
            ),
        ),
    ),
)
