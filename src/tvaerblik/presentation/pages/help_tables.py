"""The small tables of *Sådan læses tallene*."""

from collections.abc import Mapping
from dataclasses import dataclass

from tvaerblik.core.texts import Text
from tvaerblik.presentation.numbers import EN_DASH, Lang, number_text, percent_sign
from tvaerblik.presentation.pages import help_examples as examples
from tvaerblik.statistics import chance_of_signal

ALARMS_CAPTION = Text(
    "Serier uden nogen ændring, der alligevel får et tegn",
    "Series without any change that get a sign all the same",
)
ALARMS_HEADINGS = (
    Text("Måneder", "Months"),
    Text("Tegn på overblikket", "Sign on the overview"),
    Text("Det samme med reglerne i NHS Making Data Count", "The same by NHS Making Data Count"),
    Text(
        "Tegn på overblikket eller en tidligere usædvanlig måned",
        "Sign on the overview or an earlier unusual month",
    ),
    Text("Det samme med Making Data Count", "The same by Making Data Count"),
)
ALARMS_NOTE = Text(
    "Målt på serier, hvor månederne er uafhængige af hinanden. Making Data Count spørger kun til de nyeste "
    "måneder; reglerne her ser på hele serien.",
    "Measured on series whose months do not depend on each other. Making Data Count asks about the newest "
    "months only; the rules here look at the whole series.",
)
AGES_CAPTION = Text(
    "De to opdigtede kommuner efter alder", "The two invented municipalities by age"
)
AGES_HEADINGS = (
    Text("Alder", "Age"),
    Text("Indlæggelser pr. 1.000, begge", "Admissions per 1,000, both"),
    Text("Borgere i {name}", "Citizens in {name}"),
)


@dataclass(frozen=True, slots=True)
class HelpTable:
    """Lines begin with their name."""

    id: str
    caption: str
    headings: tuple[str, ...]
    lines: tuple[tuple[str, tuple[str, ...]], ...]
    note: str = ""


def build_tables(lang: Lang) -> Mapping[tuple[str, str], tuple[HelpTable, ...]]:
    """By topic and the part of the page they stand in."""
    return {
        ("seriediagrammer", "silent"): (_alarms(lang),),
        ("standardisering", "see"): (_ages(lang),),
    }


def _alarms(lang: Lang) -> HelpTable:
    def whole(per_cent: float) -> str:
        return number_text(per_cent, lang) + percent_sign(lang)

    lines = []
    for months, (ever, nhs_now, nhs_ever) in examples.ALARMS.items():
        now = 100 * chance_of_signal(months, limits=True)
        cells = tuple(whole(one) for one in (now, nhs_now, ever, nhs_ever))
        lines.append((str(months), cells))
    return HelpTable(
        "falske-tegn",
        ALARMS_CAPTION.in_(lang),
        tuple(heading.in_(lang) for heading in ALARMS_HEADINGS),
        tuple(lines),
        ALARMS_NOTE.in_(lang),
    )


def _ages(lang: Lang) -> HelpTable:
    age, rate, persons = (heading.in_(lang) for heading in AGES_HEADINGS)
    places = range(len(examples.PERSONS))
    lines = tuple(
        (
            band.replace("-", EN_DASH),
            (
                number_text(examples.ADMISSIONS_PER_1000[row], lang),
                *(number_text(examples.PERSONS[place][row], lang) for place in places),
            ),
        )
        for row, band in enumerate(examples.AGES)
    )
    headings = (
        age,
        rate,
        *(persons.format(name=examples.name_of(place, lang)) for place in places),
    )
    return HelpTable("alder", AGES_CAPTION.in_(lang), headings, lines)
