"""What each step of the fast engine makes, in a sentence for an analyst who reads its SQL."""

from tvaerblik.core.texts import Text

STEP_WORDS = {
    "residents": Text(
        "Borgere pr. kommune og kvartal, til at sige hvor stor en del af enheden der er med.",
        "Residents by municipality and quarter, to say how much of the unit is included.",
    ),
    "own units": Text(
        "De enheder, som leverandøren selv har tal for.",
        "The units for which the supplier has figures of its own.",
    ),
    "met": Text(
        "Rækker i tidsrummet, der opfylder betingelserne, eller hvor det er uafgjort; med kommune, "
        "alder og køn.",
        "Rows of the time span that meet the conditions, or for which it is undecided; with "
        "municipality, age and sex.",
    ),
    "unknown": Text(
        "Antal rækker, hvor en manglende værdi gør betingelserne uafgjorte.",
        "The number of rows for which a missing value leaves the conditions undecided.",
    ),
    "undecided": Text(
        "Antal rækker, hvor det er uafgjort, om en senere hændelse opfylder betingelserne.",
        "The number of rows for which it is undecided whether a later event meets the conditions.",
    ),
    "diagnostics": Text(
        "Optælling af rækker, der er med, og af dem, der ikke er, efter årsag.",
        "A count of the rows included, and of those that are not, by cause.",
    ),
    "counted": Text(
        "De rækker, der tælles: betingelserne er opfyldt, og kommunen er en af de ønskede.",
        "The rows that count: the conditions are met, and the municipality is one of those asked for.",
    ),
    "base": Text(
        "Tællinger efter måned, kommune, aldersgruppe og køn: det fineste, alt andet lægges sammen af.",
        "Counts by month, municipality, age group and sex: the finest, of which all else is added up.",
    ),
    "population_cells": Text(
        "Befolkningen efter kvartal, kommune, aldersgruppe og køn.",
        "The population by quarter, municipality, age group and sex.",
    ),
    "population into base": Text(
        "Befolkningen lagt ind i tællingerne, måned for måned.",
        "The population put into the counts, month by month.",
    ),
    "seen": Text(
        "Forskellige borgere i hele perioden, mindst og højst, efter kommune, aldersgruppe og køn.",
        "Distinct persons over the whole period, at least and at most, by municipality, age group "
        "and sex.",
    ),
    "rolled": Text(
        "Tællingerne lagt sammen til hver enhed, periode, aldersgruppe og køn.",
        "The counts added up to each unit, period, age group and sex.",
    ),
    "recounted": Text(
        "Borgere talt nøjagtigt i de celler, hvor mindst og højst ikke afgør, om tallet må vises.",
        "Persons counted exactly in the cells where the bounds leave open whether the figure may be "
        "shown.",
    ),
    "result": Text(
        "Resultatet: én række pr. enhed, periode, aldersgruppe og køn med dens tilstand.",
        "The result: one row a unit, period, age group and sex, with its state.",
    ),
}
