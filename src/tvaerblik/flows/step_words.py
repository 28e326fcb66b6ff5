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
        "Hændelser omkring rækkerne, hvor en manglende værdi gør betingelserne uafgjorte.",
        "Events around the rows for which a missing value leaves the conditions undecided.",
    ),
    "undecided events": Text(
        "Antal af dem.",
        "How many there are.",
    ),
    "diagnostics": Text(
        "Optælling af rækker, der er med, og af dem, der ikke er, efter årsag.",
        "A count of the rows included, and of those that are not, by cause.",
    ),
    "counted": Text(
        "De rækker, der tælles: betingelserne er opfyldt, og kommunen er en af de ønskede.",
        "The rows that count: the conditions are met, and the municipality is one of those asked for.",
    ),
    "parts": Text(
        "De kommuner og måneder (eller dage), som hver enheds tal i hver periode lægges sammen af.",
        "The municipalities and months (or days) that each unit's figure in each period is added up of.",
    ),
    "base": Text(
        "Tællinger efter måned (eller dag), kommune, aldersgruppe og køn: det fineste, alt andet "
        "lægges sammen af.",
        "Counts by month (or day), municipality, age group and sex: the finest, of which all else is "
        "added up.",
    ),
    "amounts": Text(
        "Hvor mange rækker der har hvert beløb, efter måned (eller dag), kommune, aldersgruppe og køn.",
        "How many rows have each amount, by month (or day), municipality, age group and sex.",
    ),
    "percentiles": Text(
        "Beløbene lagt i rækkefølge i hver celle, og det dobbelte af den ønskede fraktil.",
        "The amounts of each cell in order, and twice the percentile asked for.",
    ),
    "percentiles into rolled": Text(
        "Fraktilerne sat i tællernes sted.",
        "The percentiles put in the place of the numerators.",
    ),
    "rows of persons": Text(
        "Borgernes rækker i hver periode, hvor de end hører til, i tidens orden.",
        "The persons' rows of each period, wherever they belong, in the order of time.",
    ),
    "lived": Text(
        "Hvor borgerne har boet i de perioder, hvor de har en række.",
        "Where the persons have lived in the periods in which they have a row.",
    ),
    "attributed": Text(
        "Det ene sted, hvor hver borger tæller i hver periode.",
        "The one place where each person counts in each period.",
    ),
    "persons of periods": Text(
        "Borgerne i hver periode, alle de steder de har en række, og om det kun er ét sted.",
        "The persons of each period, everywhere they have a row, and whether that is one place only.",
    ),
    "people": Text(
        "Forskellige borgere i hver celle: dem, der tæller, og dem, der har en række.",
        "Distinct persons of each cell: those who count, and those who have a row.",
    ),
    "events": Text(
        "Hændelser omkring hver indeksrække, uge for uge.",
        "Events around each index row, week by week.",
    ),
    "happened": Text(
        "De samme hændelser med indeksrækkens måned (eller dag), kommune, aldersgruppe og køn.",
        "The same events with the index row's month (or day), municipality, age group and sex.",
    ),
    "weeks": Text(
        "Hændelser efter uge og indeksrækkens måned (eller dag), kommune, aldersgruppe og køn.",
        "Events by week and the index row's month (or day), municipality, age group and sex.",
    ),
    "seen weeks": Text(
        "Forskellige borgere med en hændelse i hver uge, mindst og højst, over hele perioden.",
        "Distinct persons with an event in each week, at least and at most, over the whole period.",
    ),
    "index rows": Text(
        "Indeksrækker og borgerne bag dem i hver celle.",
        "Index rows and the persons behind them in each cell.",
    ),
    "profiled": Text(
        "Hændelserne lagt sammen til hver enhed, periode, aldersgruppe, køn og uge.",
        "The events added up to each unit, period, age group, sex and week.",
    ),
    "recounted weeks": Text(
        "Borgere talt nøjagtigt, hvor der er få, og mindst og højst ikke er det samme.",
        "Persons counted exactly where they are few and the bounds are not the same.",
    ),
    "half_up": Text(
        "Division af hele tal, afrundet til nærmeste; en halv rundes op.",
        "Division of whole numbers, rounded to the nearest; a half goes up.",
    ),
    "strata": Text(
        "De aldersgrupper og køn, der vises.",
        "The age groups and sexes that are shown.",
    ),
    "references": Text(
        "Den celle, som hver celle sammenlignes med.",
        "The cell that each cell is compared with.",
    ),
    "standardised": Text(
        "De standardiserede tal, i milliontedele.",
        "The standardised figures, in millionths.",
    ),
    "cells shown": Text(
        "Sammenligningsenhedens celler taget ud igen, hvis ingen bad om dem.",
        "The cells of the unit compared with taken out again, unless somebody asked for them.",
    ),
    "component": Text(
        "Den ene indikators tal i den sammensatte indikators celler.",
        "The one indicator's figures in the cells of the composed one.",
    ),
    "figures": Text(
        "Tallene i hver celle med borgerne bag dem.",
        "The figures of each cell with the persons behind them.",
    ),
    "population_cells": Text(
        "Befolkningen efter kvartal eller måned, kommune, aldersgruppe og køn.",
        "The population by quarter or month, municipality, age group and sex.",
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
    "by_cell": Text(
        "Leverandørens tal lagt sammen til hver celle.",
        "The supplier's figures added up to each cell.",
    ),
    "grown": Text(
        "Tilvæksten i leverandørens løbende total fra periode til periode.",
        "The growth of the supplier's running total from period to period.",
    ),
    "levels that came": Text(
        "De enheder, hvis løbende total kom inden for perioden.",
        "The units whose running total came inside the period.",
    ),
    "birthday": Text(
        "Den dag, en borger fylder år; 29. februar er 1. marts i almindelige år.",
        "The day a person has a birthday; 29 February is 1 March in common years.",
    ),
    "whole_years": Text("En borgers alder i hele år.", "A person's age in whole years."),
}
