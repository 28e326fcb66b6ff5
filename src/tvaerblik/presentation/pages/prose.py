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

ACCESSIBILITY = Prose(
    Text("Tilgængelighed", "Accessibility"),
    Text(
        "Siden skal kunne bruges af alle, også med skærmlæser, tastatur, stor skrift og uden JavaScript.",
        "The site is meant for everybody, also with a screen reader, a keyboard, large type and without JavaScript.",
    ),
    (
        Chapter(
            Text("Hvad vi har gjort", "What we have done"),
            (
                Text(
                    "Siderne er bygget efter WCAG 2.1 på niveau AA. Hvert diagram har en tekst, der siger det samme, og en tabel. "
                    "Farve står aldrig alene. Alt kan nås med tastaturet, og siderne kan forstørres til 200 % og læses på en skærm, der kun er 320 px bred.",
                    "The pages are built to WCAG 2.1 level AA. Each chart has a text that says the same, and a table. Colour never "
                    "stands alone. Everything can be reached by keyboard, and the pages can be enlarged to 200% and read on a screen only 320 px wide.",
                ),
                Text(
                    "Hver sidetype prøves automatisk med axe på dansk og engelsk, lyst og mørkt, på telefon og skærm.",
                    "Each type of page is checked automatically with axe in Danish and English, light and dark, on phone and screen.",
                ),
            ),
        ),
        Chapter(
            Text("Hvad vi ikke har prøvet endnu", "What we have not tried yet"),
            (
                Text(
                    "Siderne er ikke gennemgået af brugere med skærmlæser. Erklæringen på was.digst.dk udfyldes af den "
                    "organisation, der stiller siden til rådighed.",
                    "The pages have not been reviewed by users of screen readers. The statement on was.digst.dk is filled in "
                    "by the organisation that provides the site.",
                ),
            ),
        ),
        Chapter(
            Text("Sig til, hvis noget ikke virker", "Tell us if something does not work"),
            (
                Text(
                    "Skriv til den organisation, der stiller siden til rådighed. Du kan også klage til Digitaliseringsstyrelsen.",
                    "Write to the organisation that provides the site. You can also complain to the Danish Agency for Digital Government.",
                ),
            ),
        ),
    ),
)
