"""A definition in plain words, made from the definition itself, so that the two cannot differ."""

from functools import singledispatch

from tvaerblik.catalogue.language import (
    Age,
    AllOf,
    AnyOf,
    Between,
    Condition,
    Edge,
    Equals,
    InCodelist,
    Indicator,
    Limits,
    Linked,
    Not,
    Proportion,
    Rate,
    Reported,
    RowSet,
    Window,
)
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.registers import Register, RegisterWords
from tvaerblik.core.texts import Text


def numerator_words(indicator: Indicator, catalogue: Catalogue) -> Text:
    """What is counted: whole sentences ending in a full stop."""
    measure = indicator.measure
    if isinstance(measure, Rate):
        return _counted(measure.of, catalogue)
    if isinstance(measure, Proportion):
        return _followed(measure, catalogue)
    assert isinstance(measure, Reported), indicator.id
    return _delivered(measure, catalogue)


def denominator_words(indicator: Indicator, catalogue: Catalogue) -> Text:
    """What it is measured against: whole sentences ending in a full stop."""
    measure = indicator.measure
    if isinstance(measure, Rate):
        return _population(measure, catalogue)
    if isinstance(measure, Proportion):
        return _counted(measure.of, catalogue)
    assert isinstance(measure, Reported), indicator.id
    if measure.per is None:
        return Text("Ingen: tallet er et antal.", "None: the figure is a count.")
    return Text("Befolkningstallet, som leveret.", "The population, as delivered.")


def condition_words(condition: Condition, table: str, catalogue: Catalogue) -> Text:
    """One condition on rows of a table, as a clause without a full stop."""
    return _say(condition, catalogue.registers[table], catalogue)


def _counted(rows: RowSet, catalogue: Catalogue) -> Text:
    register = catalogue.registers[rows.table]
    words, moment = _words_of(register), _moment(register, rows.date)
    which = _where(rows.where, register, catalogue)
    return Text(
        f"Antal {words.rows.da}{which.da}. {_capital(words.row.da)} tælles i den periode, hvor "
        f"{words.row.da} {moment.da}, og i den kommune, hvor borgeren boede.",
        f"Number of {words.rows.en}{which.en}. {_capital(words.row.en)} counts in the period in "
        f"which {words.row.en} {moment.en}, and in the municipality where the person lived.",
    )


def _followed(measure: Proportion, catalogue: Catalogue) -> Text:
    index, later = (catalogue.registers[t] for t in (measure.of.table, _link(measure).table))
    index_words, later_words = _words_of(index), _words_of(later)
    which = _where(_link(measure).where, later, catalogue)
    window = window_words(_link(measure).within)
    ends, starts = _moment(index, _link(measure).from_), _moment(later, _link(measure).to)
    return Text(
        f"De {index_words.rows.da} i nævneren, som {window.da} følges af {later_words.one.da} "
        f"for samme borger{which.da}. Tiden regnes, fra {index_words.row.da} {ends.da}, til "
        f"{later_words.next.da} {starts.da}.",
        f"Those {index_words.rows.en} of the denominator that are followed {window.en} by "
        f"{later_words.one.en} of the same person{which.en}. Time runs from when "
        f"{index_words.row.en} {ends.en} until {later_words.next.en} {starts.en}.",
    )


def _link(measure: Proportion) -> Linked:
    (link,) = measure.having
    assert isinstance(link, Linked), link
    return link


def _delivered(measure: Reported, catalogue: Catalogue) -> Text:
    title = catalogue.registers[measure.table].title
    if measure.kind == "flow":
        return Text(
            f"{title.da}, som leveret. Dage lægges sammen til længere perioder.",
            f"{title.en}, as delivered. Days add up to longer periods.",
        )
    return Text(
        f"{title.da}, som leveret. Tallet gælder kun på dagen.",
        f"{title.en}, as delivered. The figure holds on its day alone.",
    )


def _population(measure: Rate, catalogue: Catalogue) -> Text:
    who = _where(measure.population_where, catalogue.registers["population"], catalogue)
    if measure.denominator == "person_years":
        return Text(
            f"Borgere i området{who.da}, regnet i personår: den, der bor der en måned, tæller for "
            "en måned. Tallet er derfor pr. år, uanset hvor lang perioden er.",
            f"Residents of the area{who.en}, in person-years: a resident of one month counts for "
            "a month. The figure is therefore per year, however long the period is.",
        )
    return Text(
        f"Borgere i området{who.da}, talt midt i perioden.",
        f"Residents of the area{who.en}, counted at the middle of the period.",
    )


# Conditions --------------------------------------------------------------------------------------


def _where(conditions: tuple[Condition, ...], register: Register, catalogue: Catalogue) -> Text:
    """', hvor a, b og c', or nothing at all for no condition."""
    if not conditions:
        return _Joined("", "")
    said = [_say(condition, register, catalogue) for condition in conditions]
    return Text(f", hvor {_join(said, 'da', 'og')}", f" where {_join(said, 'en', 'and')}")


class _Joined(Text):
    """A text that may be empty: only ever a part of a sentence."""

    def __post_init__(self) -> None:
        pass


def _join(said: list[Text], language: str, last: str) -> str:
    parts = [getattr(text, language) for text in said]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}"


@singledispatch
def _say(condition: Condition, register: Register, catalogue: Catalogue) -> Text:
    raise AssertionError(condition)


@_say.register
def _(condition: Equals, register: Register, catalogue: Catalogue) -> Text:
    value = str(condition.value).lower() if isinstance(condition.value, bool) else condition.value
    if register.words is not None:
        for column, said_value, said in register.words.values:
            if (column, said_value) == (condition.column, value):
                return said
    meaning = _meaning(register, condition.column)
    return Text(f"{meaning.da} er »{value}«", f"{meaning.en} is '{value}'")


@_say.register
def _(condition: InCodelist, register: Register, catalogue: Catalogue) -> Text:
    title, meaning = (
        catalogue.codelists[condition.codelist].title,
        _meaning(register, condition.column),
    )
    return Text(
        f"{meaning.da} er på kodelisten »{title.da}«",
        f"{meaning.en} is on the code list '{title.en}'",
    )


@_say.register
def _(condition: Between, register: Register, catalogue: Catalogue) -> Text:
    meaning, limits = _meaning(register, condition.column), _limits(condition.limits)
    return Text(f"{meaning.da} er {limits.da}", f"{meaning.en} is {limits.en}")


@_say.register
def _(condition: Age, register: Register, catalogue: Catalogue) -> Text:
    limits = _limits(condition.limits)
    return Text(f"borgeren er {limits.da} år", f"the person is {limits.en} years old")


@_say.register
def _(condition: AllOf, register: Register, catalogue: Catalogue) -> Text:
    said = [_say(part, register, catalogue) for part in condition.of]
    return Text(f"både {_join(said, 'da', 'og')}", f"both {_join(said, 'en', 'and')}")


@_say.register
def _(condition: AnyOf, register: Register, catalogue: Catalogue) -> Text:
    said = [_say(part, register, catalogue) for part in condition.of]
    return Text(f"enten {_join(said, 'da', 'eller')}", f"either {_join(said, 'en', 'or')}")


@_say.register
def _(condition: Not, register: Register, catalogue: Catalogue) -> Text:
    said = _say(condition.of, register, catalogue)
    return Text(f"det ikke gælder, at {said.da}", f"it does not hold that {said.en}")


def _limits(limits: Limits) -> Text:
    said = [
        Text(f"{da} {_plain(value)}", f"{en} {_plain(value)}")
        for value, da, en in (
            (limits.at_least, "mindst", "at least"),
            (limits.more_than, "over", "more than"),
            (limits.at_most, "højst", "at most"),
            (limits.less_than, "under", "less than"),
        )
        if value is not None
    ]
    return Text(_join(said, "da", "og"), _join(said, "en", "and"))


def _plain(value: object) -> str:
    return str(value).replace(".", ",")


# Windows -----------------------------------------------------------------------------------------


def window_words(window: Window) -> Text:
    """'mere end 4 timer og højst 30 dage senere'; a window from 0 on needs no beginning."""
    before = _edge_words(window.before, Text("højst", "at most"), Text("under", "less than"))
    if window.after.amount == 0 and not window.after.strict:
        return Text(f"{before.da} senere", f"{before.en} later")
    after = _edge_words(window.after, Text("mindst", "at least"), Text("mere end", "more than"))
    return Text(f"{after.da} og {before.da} senere", f"{after.en} and {before.en} later")


def _edge_words(edge: Edge, open_: Text, strict: Text) -> Text:
    names = {"hours": Text("timer", "hours"), "days": Text("dage", "days")}
    single = {"hours": Text("time", "hour"), "days": Text("dag", "day")}
    unit = (single if edge.amount == 1 else names)[edge.unit]
    limit = strict if edge.strict else open_
    return Text(f"{limit.da} {edge.amount} {unit.da}", f"{limit.en} {edge.amount} {unit.en}")


# Names -------------------------------------------------------------------------------------------


def _words_of(register: Register) -> RegisterWords:
    assert register.words is not None, f"{register.table} has no words; the loader asks for them"
    return register.words


def _moment(register: Register, name: str) -> Text:
    return dict(_words_of(register).moments)[name]


def _meaning(register: Register, name: str) -> Text:
    """What a column is called inside a sentence: its meaning without the note in brackets."""
    column = register.column(name)
    assert column is not None, (register.table, name)
    da, en = (column.meaning.in_(language).split(" (")[0] for language in ("da", "en"))
    return Text(_uncapital(da), _uncapital(en))


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _uncapital(text: str) -> str:
    """Lower the first letter, but leave an abbreviation such as FSIII alone."""
    return text if text[1:2].isupper() else text[0].lower() + text[1:]
