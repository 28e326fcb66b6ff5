"""A definition in plain words, made from the definition itself, so that the two cannot differ.

Sentences are templates with named parts; what a row, a moment and a value are called is said on the
register cards. Each function answers with whole sentences, or None where there is nothing to say.
"""

from collections.abc import Callable
from typing import Any

from tvaerblik.catalogue.language import (
    Count,
    Counted,
    Indicator,
    Linked,
    Mean,
    Percentile,
    Persons,
    Profile,
    Proportion,
    Rate,
    Ratio,
    Reported,
    StandardisedRatio,
    Stock,
    Sum,
    index_conditions,
)
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.phrases import NOTHING, fill, filled, number, sentences
from tvaerblik.catalogue.series import series_title
from tvaerblik.catalogue.words_of_choices import (
    attribute_words,
    readmission_words,
    standardise_words,
    unknown_words,
)
from tvaerblik.catalogue.words_of_conditions import (
    condition_words,
    link_words,
    where_words,
    window_words,
    words_of,
)
from tvaerblik.catalogue.words_of_rows import (
    Rows,
    amount_known_words,
    amount_words,
    counted_words,
    persons_words,
    profile_words,
    stock_words,
)
from tvaerblik.core.texts import Text

__all__ = [
    "attribute_words",
    "condition_words",
    "denominator_words",
    "numerator_words",
    "standardise_words",
    "unknown_words",
    "window_words",
]

COUNT = Text("Ingen: tallet er et antal.", "None: the figure is a count.")


def numerator_words(indicator: Indicator, catalogue: Catalogue) -> Text:
    """What is counted: whole sentences ending in a full stop."""
    return _NUMERATORS[type(indicator.measure)](indicator.measure, indicator, catalogue)


def denominator_words(indicator: Indicator, catalogue: Catalogue) -> Text:
    """What it is measured against: whole sentences ending in a full stop."""
    return _DENOMINATORS[type(indicator.measure)](indicator.measure, indicator, catalogue)


# Rows and persons --------------------------------------------------------------------------------


def _rows(measure: Counted, indicator: Indicator, catalogue: Catalogue) -> Rows:
    return Rows(measure.of, index_conditions(measure), indicator.grain, catalogue)


def _count(measure: Count, indicator: Indicator, catalogue: Catalogue) -> Text:
    return counted_words(_rows(measure, indicator, catalogue))


def _persons(measure: Persons, indicator: Indicator, catalogue: Catalogue) -> Text:
    return persons_words(_rows(measure, indicator, catalogue))


def _rate(measure: Rate, indicator: Indicator, catalogue: Catalogue) -> Text:
    rows = _rows(measure, indicator, catalogue)
    if measure.counting == "persons":
        return persons_words(rows)
    if measure.amount is not None:
        return amount_words(measure.amount, rows)
    return counted_words(rows)


def _population(measure: Rate, indicator: Indicator, catalogue: Catalogue) -> Text:
    register = catalogue.registers[measure.population]
    who = where_words(measure.population_where, register, catalogue)
    if measure.population == "resident":
        return fill(
            "Borgere i området{who}, talt i borgerdage: den, der flytter, fødes eller dør, tæller for de "
            "dage, vedkommende boede der. Tallet er derfor pr. år, uanset hvor lang perioden er.",
            "Residents of the area{who}, counted in resident days: whoever moves, is born or dies counts "
            "for the days they lived there. The figure is therefore per year, however long the period "
            "is.",
            who=who,
        )
    if measure.denominator == "person_years":
        return fill(
            "Borgere i området{who}, regnet i personår: den, der bor der en måned, tæller for "
            "en måned. Tallet er derfor pr. år, uanset hvor lang perioden er.",
            "Residents of the area{who}, in person-years: a resident of one month counts for "
            "a month. The figure is therefore per year, however long the period is.",
            who=who,
        )
    return fill(
        "Borgere i området{who}, talt midt i perioden.",
        "Residents of the area{who}, counted at the middle of the period.",
        who=who,
    )


# Shares ------------------------------------------------------------------------------------------


def _share(measure: Proportion, indicator: Indicator, catalogue: Catalogue) -> Text:
    if measure.counting == "persons":
        return _share_of_persons(measure, catalogue)
    register = catalogue.registers[measure.of.table]
    if len(measure.having) == 1 and isinstance(measure.having[0], Linked):
        return _linked(measure, measure.having[0], catalogue)
    return fill(
        "De {rows} i nævneren{having}.",
        "Those {rows} of the denominator{having}.",
        rows=words_of(register).rows,
        having=where_words(measure.having, register, catalogue),
    )


def _share_of_persons(measure: Proportion, catalogue: Catalogue) -> Text:
    having = [condition_words(part, measure.of.table, catalogue) for part in measure.having]
    return Text(
        "De borgere i nævneren, for hvem det mindst én gang i perioden gælder, at "
        f"{', og at '.join(part.da for part in having)}.",
        "Those persons of the denominator for whom it holds at least once in the period that "
        f"{', and that '.join(part.en for part in having)}.",
    )


def _linked(measure: Proportion, link: Linked, catalogue: Catalogue) -> Text:
    """A share by one other event is said in sentences of its own, not in a clause with brackets."""
    register = catalogue.registers[measure.of.table]
    said = link_words(link, register, catalogue)
    first = filled(
        _LINKED[link.direction, said.none],
        rows=words_of(register).rows,
        window=said.window,
        events=said.events,
        where=where_words(link.where, catalogue.registers[link.table], catalogue),
    )
    time = fill("Tiden regnes, {time}.", "Time runs {time}.", time=said.time)
    return sentences(first, time, said.only)


_LINKED = {
    ("followed_by", False): Text(
        "De {rows} i nævneren, som {window} følges af {events} for samme borger{where}.",
        "Those {rows} of the denominator that are followed {window} by {events} of the same "
        "person{where}.",
    ),
    ("followed_by", True): Text(
        "De {rows} i nævneren, som {window} ikke følges af nogen {events} for samme borger{where}.",
        "Those {rows} of the denominator that are followed {window} by no {events} of the same "
        "person{where}.",
    ),
    ("preceded_by", False): Text(
        "De {rows} i nævneren, hvor borgeren {window} har haft {events}{where}.",
        "Those {rows} of the denominator before which the person had {events} {window}{where}.",
    ),
    ("preceded_by", True): Text(
        "De {rows} i nævneren, hvor borgeren {window} ikke har haft nogen {events}{where}.",
        "Those {rows} of the denominator before which the person had no {events} {window}{where}.",
    ),
}


def _whole(measure: Proportion, indicator: Indicator, catalogue: Catalogue) -> Text:
    rows = _rows(measure, indicator, catalogue)
    if measure.counting == "persons":
        return persons_words(rows)
    chosen = NOTHING
    if measure.readmission is not None:
        chosen = readmission_words(measure.readmission, rows)
    return sentences(counted_words(rows), chosen)


# Amounts -----------------------------------------------------------------------------------------


def _sum(measure: Sum, indicator: Indicator, catalogue: Catalogue) -> Text:
    rows = _rows(measure, indicator, catalogue)
    return amount_words(measure.amount, rows)


def _mean(measure: Mean, indicator: Indicator, catalogue: Catalogue) -> Text:
    rows = _rows(measure, indicator, catalogue)
    return amount_words(measure.amount, rows)


def _percentile(measure: Percentile, indicator: Indicator, catalogue: Catalogue) -> Text:
    rows = _rows(measure, indicator, catalogue)
    return amount_words(measure.amount, rows, p=measure.p)


def _with_amount(measure: Mean, indicator: Indicator, catalogue: Catalogue) -> Text:
    known = amount_known_words(measure.amount, _rows(measure, indicator, catalogue))
    return sentences(
        known, Text("Tallet er derfor et gennemsnit.", "The figure is therefore a mean.")
    )


def _ordered(measure: Percentile, indicator: Indicator, catalogue: Catalogue) -> Text:
    return amount_known_words(measure.amount, _rows(measure, indicator, catalogue))


# States and weeks --------------------------------------------------------------------------------


def _stock(measure: Stock, indicator: Indicator, catalogue: Catalogue) -> Text:
    return stock_words(measure, _rows(measure, indicator, catalogue))


def _nights(measure: Stock, indicator: Indicator, catalogue: Catalogue) -> Text:
    if measure.at == "last_day":
        return COUNT
    return Text(
        "Antal dage i perioden. Tallet er derfor gennemsnittet pr. dag.",
        "Number of days of the period. The figure is therefore the mean a day.",
    )


def _profile(measure: Profile, indicator: Indicator, catalogue: Catalogue) -> Text:
    return profile_words(measure, _rows(measure, indicator, catalogue))


def _indexes(measure: Profile, indicator: Indicator, catalogue: Catalogue) -> Text:
    return sentences(
        counted_words(_rows(measure, indicator, catalogue)),
        Text("Hver uges tal er derfor et gennemsnit.", "Each week's figure is therefore a mean."),
    )


# Composed and reported ---------------------------------------------------------------------------


def _ratio(measure: Ratio, indicator: Indicator, catalogue: Catalogue) -> Text:
    return _component(measure.of, catalogue)


def _over(measure: Ratio, indicator: Indicator, catalogue: Catalogue) -> Text:
    divided = Text(
        "Tallet er tælleren divideret med nævneren.",
        "The figure is the numerator divided by the denominator.",
    )
    if measure.per != 1:
        divided = fill(
            "Tallet viser, hvor mange der er i tælleren for hver {per} i nævneren.",
            "The figure shows how many are in the numerator for every {per} in the denominator.",
            per=number(measure.per),
        )
    return sentences(_component(measure.over, catalogue), divided)


def _component(name: str, catalogue: Catalogue) -> Text:
    part = catalogue.get(name)
    return fill(
        "»{title}«: {words}",
        "'{title}': {words}",
        title=part.title,
        words=numerator_words(part, catalogue),
    )


def _observed(measure: StandardisedRatio, indicator: Indicator, catalogue: Catalogue) -> Text:
    return fill(
        "Det faktiske antal. {words}",
        "The actual number. {words}",
        words=_component(measure.of, catalogue),
    )


def _expected(measure: StandardisedRatio, indicator: Indicator, catalogue: Catalogue) -> Text:
    return fill(
        "Det antal, der kunne ventes, hvis {strata} i området havde haft samme tal pr. borger som i "
        "{reference} i den samme periode. Er tallet 1, er der sket lige så meget som ventet; er det "
        "over 1, er der sket mere.",
        "The number to be expected if {strata} in the area had had the same figure per resident as "
        "in {reference} in the same period. If the figure is 1, as much happened as expected; if it "
        "is above 1, more did.",
        strata=_EACH[frozenset(measure.by)],
        reference=catalogue.units.get(measure.reference).name,
    )


_EACH = {
    frozenset({"age_band", "sex"}): Text(
        "hver aldersgruppe af hvert køn", "each age band of each sex"
    ),
    frozenset({"age_band"}): Text("hver aldersgruppe", "each age band"),
    frozenset({"sex"}): Text("hvert køn", "each sex"),
}


def _delivered(measure: Reported, indicator: Indicator, catalogue: Catalogue) -> Text:
    title = catalogue.registers[measure.table].title
    said = _CUMULATIVE if measure.kind == "cumulative" else _STEPS[measure.kind, measure.step]
    if measure.series is None:
        return sentences(filled(_AS_DELIVERED, title=title), said)
    series = series_title(measure.series, catalogue.codelists)
    return sentences(filled(_SERIES_AS_DELIVERED, title=title, series=Text(series, series)), said)


_AS_DELIVERED = Text("{title}, som leveret.", "{title}, as delivered.")
_SERIES_AS_DELIVERED = Text(
    "{title}: serien »{series}«, som leveret.", "{title}: the series '{series}', as delivered."
)
_STEPS = {
    ("flow", "day"): Text(
        "Dage lægges sammen til længere perioder.", "Days add up to longer periods."
    ),
    ("flow", "month"): Text(
        "Måneder lægges sammen til længere perioder.", "Months add up to longer periods."
    ),
    ("flow", "quarter"): Text(
        "Kvartaler lægges sammen til hele år.", "Quarters add up to whole years."
    ),
    ("flow", "year"): Text("Tallet leveres år for år.", "The figure is delivered year by year."),
    ("level", "day"): Text("Tallet gælder kun på dagen.", "The figure holds on its day alone."),
    ("level", "month"): Text(
        "Tallet gælder kun for sin måned.", "The figure holds for its month alone."
    ),
    ("level", "quarter"): Text(
        "Tallet gælder kun for sit kvartal.", "The figure holds for its quarter alone."
    ),
    ("level", "year"): Text(
        "Tallet gælder kun for sit år.", "The figure holds for its year alone."
    ),
}
_CUMULATIVE = Text(
    "Tallet viser, hvor meget der er kommet til siden det sidste tal før perioden. Er det negativt, er "
    "et tidligere tal rettet ned.",
    "The figure shows how much has come since the last figure before the period. If it is negative, an "
    "earlier figure was corrected downwards.",
)


def _delivered_with(measure: Reported, indicator: Indicator, catalogue: Catalogue) -> Text:
    if measure.per is None:
        return COUNT
    if measure.series is not None:
        return Text("Nævneren, som leveret.", "The denominator, as delivered.")
    return Text("Befolkningstallet, som leveret.", "The population, as delivered.")


def _none(measure: Counted, indicator: Indicator, catalogue: Catalogue) -> Text:
    return COUNT


def _no_persons(measure: Persons, indicator: Indicator, catalogue: Catalogue) -> Text:
    return Text("Ingen: tallet er et antal borgere.", "None: the figure is a number of persons.")


def _no_sum(measure: Sum, indicator: Indicator, catalogue: Catalogue) -> Text:
    return Text("Ingen: tallet er en sum.", "None: the figure is a sum.")


_Teller = Callable[[Any, Indicator, Catalogue], Text]
_NUMERATORS: dict[type, _Teller] = {
    Count: _count,
    Persons: _persons,
    Rate: _rate,
    Proportion: _share,
    Sum: _sum,
    Mean: _mean,
    Percentile: _percentile,
    Stock: _stock,
    Profile: _profile,
    Ratio: _ratio,
    StandardisedRatio: _observed,
    Reported: _delivered,
}
_DENOMINATORS: dict[type, _Teller] = {
    Count: _none,
    Persons: _no_persons,
    Rate: _population,
    Proportion: _whole,
    Sum: _no_sum,
    Mean: _with_amount,
    Percentile: _ordered,
    Stock: _nights,
    Profile: _indexes,
    Ratio: _over,
    StandardisedRatio: _expected,
    Reported: _delivered_with,
}
