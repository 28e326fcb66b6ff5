"""What a definition chooses where others could be chosen, in sentences: where a person counts, what a
missing value means, what a figure is standardised by."""

from tvaerblik.catalogue.language import (
    ColumnAmount,
    Composed,
    Indicator,
    Proportion,
    Readmission,
    Reported,
    TimeBetween,
    counts_persons,
)
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.phrases import NOTHING, fill, filled, sentences
from tvaerblik.catalogue.words_of_rows import Rows, unit_words
from tvaerblik.core.texts import Text


def attribute_words(indicator: Indicator, catalogue: Catalogue) -> Text | None:
    """Where a person counts; None where no persons are counted."""
    measure = indicator.measure
    if isinstance(measure, Composed | Reported) or not counts_persons(measure):
        return None
    rows = Rows(measure.of, measure.of.where, indicator.grain, catalogue)
    where = _LIVED if measure.of.place == "residence" else _RESPONSIBLE
    return filled(
        _ATTRIBUTES[indicator.attribute],
        unit=unit_words(rows),
        unit_of=_bare(unit_words(rows)),
        where=where,
    )


def _bare(unit: Text) -> Text:
    """'kommune' of 'den kommune'."""
    return Text(unit.da.split(" ", 1)[1], unit.en.split(" ", 1)[1])


_LIVED = Text("hvor borgeren boede ved", "where the person lived at")
_RESPONSIBLE = Text("der stod for", "responsible for")
_ATTRIBUTES = {
    "first_event": Text(
        "Hver borger tælles ét sted i hver periode: i {unit}, {where} den første hændelse, der tæller "
        "i perioden. Alderen er borgerens alder den dag.",
        "Each person is counted in one place in each period: in {unit} {where} the first event that "
        "counts in the period. Age is the person's age on that day.",
    ),
    "last_residence_in_period": Text(
        "Hver borger tælles ét sted i hver periode: i {unit}, hvor borgeren sidst boede i perioden. "
        "Alderen er borgerens alder den sidste dag dér.",
        "Each person is counted in one place in each period: in {unit} where the person last lived "
        "in the period. Age is the person's age on the last day there.",
    ),
    "none": Text(
        "En borger kan tælle flere steder: i hver {unit_of}, {where} en hændelse, der tæller i "
        "perioden. Lægges delene sammen, kan de derfor give mere end det hele.",
        "A person can count in several places: in every {unit_of} {where} an event that counts in "
        "the period. Added up, the parts can therefore give more than the whole.",
    ),
}


def unknown_words(indicator: Indicator, catalogue: Catalogue) -> Text | None:
    """What a missing value means; None where nothing is asked of rows."""
    measure = indicator.measure
    if isinstance(measure, Composed | Reported):
        return None
    rows = Rows(measure.of, measure.of.where, indicator.grain, catalogue)
    if measure.unknown == "fail":
        return fill(
            "Mangler en oplysning, som tallet afhænger af, bliver der ikke beregnet noget tal.",
            "If anything is missing that the figure depends on, no figure is computed.",
        )
    kind = measure.unknown if isinstance(measure, Proportion) else "row"
    said = filled(_UNKNOWN[kind], row=rows.words.row)
    amount = getattr(measure, "amount", None)
    return sentences(said, _WITHOUT.get(type(amount), NOTHING))


_UNKNOWN = {
    "row": Text(
        "Mangler der oplysninger, så det ikke kan afgøres, om {row} skal med, er {row} ikke med.",
        "If it cannot be decided whether {row} is to be included, because something is missing, "
        "{row} is not included.",
    ),
    "exclude": Text(
        "Mangler der oplysninger, så det ikke kan afgøres, om {row} skal med i tælleren, er {row} "
        "hverken med i tælleren eller i nævneren.",
        "If it cannot be decided whether {row} belongs in the numerator, because something is "
        "missing, {row} is in neither the numerator nor the denominator.",
    ),
    "no": Text(
        "Mangler der oplysninger, så det ikke kan afgøres, om {row} skal med i tælleren, er {row} "
        "kun med i nævneren.",
        "If it cannot be decided whether {row} belongs in the numerator, because something is "
        "missing, {row} is in the denominator alone.",
    ),
}
_WITHOUT: dict[type, Text] = {
    ColumnAmount: Text(
        "Er selve tallet ukendt, lægges der ikke noget til.",
        "If the number itself is unknown, nothing is added.",
    ),
    TimeBetween: Text(
        "Er et af tidspunkterne ukendt, regnes der ingen tid.",
        "If one of the moments is unknown, no time is measured.",
    ),
}


def standardise_words(indicator: Indicator, catalogue: Catalogue) -> Text | None:
    """How differences in age and sex are allowed for; None for a figure as it is counted."""
    if indicator.standardise is None:
        return None
    return fill(
        "Tallet er standardiseret: det viser, hvordan tallet ville være, hvis området havde samme "
        "fordeling af {strata} som »{standard}«. Så kan områder med forskellige borgere sammenlignes. "
        "Tæller og nævner er de faktiske antal.",
        "The figure is standardised: it shows what the figure would be if the area had the same "
        "distribution of {strata} as '{standard}'. Areas with different residents can then be "
        "compared. Numerator and denominator are the actual numbers.",
        strata=_STRATA[frozenset(indicator.standardise.by)],
        standard=catalogue.standards[indicator.standardise.standard].title,
    )


_STRATA = {
    frozenset({"age_band", "sex"}): Text("alder og køn", "age and sex"),
    frozenset({"age_band"}): Text("alder", "age"),
    frozenset({"sex"}): Text("køn", "sex"),
}


def readmission_words(chosen: Readmission, rows: Rows) -> Text:
    """`index: acute` is said as a condition on the rows."""
    return sentences(
        filled(_CHAINING[chosen.chaining], row=rows.words.row),
        filled(_DEATH[chosen.death], row=rows.words.row),
    )


_CHAINING = {
    "allowed": Text(
        "{Row} er også med, når {row} selv er en genindlæggelse.",
        "{Row} is included also when {row} is itself a readmission.",
    ),
    "not_allowed": Text(
        "{Row} er ikke med, når {row} selv er en genindlæggelse.",
        "{Row} is not included when {row} is itself a readmission.",
    ),
}
_DEATH = {
    "kept": Text(
        "{Row} er også med, når borgeren dør i tidsrummet efter.",
        "{Row} is included also when the person dies within that time.",
    ),
    "excluded": Text(
        "{Row} er ikke med, når borgeren dør i tidsrummet efter.",
        "{Row} is not included when the person dies within that time.",
    ),
}
