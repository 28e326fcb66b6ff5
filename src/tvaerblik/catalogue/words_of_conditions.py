"""Conditions, links to other events and windows of time as clauses without a full stop."""

from dataclasses import dataclass
from decimal import Decimal
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
    Limits,
    Linked,
    Not,
    Window,
)
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.phrases import NOTHING, fill, filled, joined, uncapital
from tvaerblik.catalogue.registers import Register, RegisterWords
from tvaerblik.core.texts import Text

# Said of every register alike: what stands in a column `sex`
_SEXES = {
    "k": Text("borgeren er en kvinde", "the person is a woman"),
    "m": Text("borgeren er en mand", "the person is a man"),
}


def condition_words(condition: Condition, table: str, catalogue: Catalogue) -> Text:
    """One condition on rows of a table, as a clause without a full stop."""
    return _say(condition, catalogue.registers[table], catalogue)


def where_words(
    conditions: tuple[Condition, ...], register: Register, catalogue: Catalogue
) -> Text:
    """', hvor a, b og c', or nothing at all for no condition."""
    if not conditions:
        return NOTHING
    said = joined([_say(condition, register, catalogue) for condition in conditions], "og", "and")
    return fill(", hvor {said}", " where {said}", said=said)


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
    if condition.column == "sex" and value in _SEXES:
        return _SEXES[value]
    meaning = meaning_words(register, condition.column)
    shown = Text(str(value), str(value))
    if isinstance(condition.value, bool):
        shown = Text("ja", "yes") if condition.value else Text("nej", "no")
    return fill("{meaning} er »{shown}«", "{meaning} is '{shown}'", meaning=meaning, shown=shown)


@_say.register
def _(condition: InCodelist, register: Register, catalogue: Catalogue) -> Text:
    return fill(
        "{meaning} er på kodelisten »{title}«",
        "{meaning} is on the code list '{title}'",
        meaning=meaning_words(register, condition.column),
        title=catalogue.codelists[condition.codelist].title,
    )


@_say.register
def _(condition: Between, register: Register, catalogue: Catalogue) -> Text:
    meaning = meaning_words(register, condition.column)
    limits = limit_words(condition.limits)
    return fill("{meaning} er {limits}", "{meaning} is {limits}", meaning=meaning, limits=limits)


@_say.register
def _(condition: Age, register: Register, catalogue: Catalogue) -> Text:
    limits = limit_words(condition.limits)
    return fill("borgeren er {limits} år", "the person is {limits} years old", limits=limits)


@_say.register
def _(condition: AllOf, register: Register, catalogue: Catalogue) -> Text:
    said = [_say(part, register, catalogue) for part in condition.of]
    if len(said) == 1:
        return said[0]
    return fill("både {said}", "both {said}", said=joined(said, "og", "and"))


@_say.register
def _(condition: AnyOf, register: Register, catalogue: Catalogue) -> Text:
    said = [_say(part, register, catalogue) for part in condition.of]
    if len(said) == 1:
        return said[0]
    return fill("enten {said}", "either {said}", said=joined(said, "eller", "or"))


@_say.register
def _(condition: Not, register: Register, catalogue: Catalogue) -> Text:
    said = _say(condition.of, register, catalogue)
    return fill("det ikke gælder, at {said}", "it does not hold that {said}", said=said)


@_say.register
def _(condition: Linked, register: Register, catalogue: Catalogue) -> Text:
    """The event's own conditions stand in brackets, so that nobody takes them for the row's."""
    said = link_words(condition, register, catalogue)
    inside = fill(
        "{where}tiden regnes, {time}{only}",
        "{where}time runs {time}{only}",
        where=_bracketed_where(condition, catalogue),
        time=said.time,
        only=fill("; {only}", "; {only}", only=_uncapitalled(said.only))
        if said.only.da
        else NOTHING,
    )
    clause = _CLAUSES[condition.direction, said.none]
    row = words_of(register).row
    return filled(clause, row=row, window=said.window, events=said.events, inside=inside)


_CLAUSES = {
    ("followed_by", False): Text(
        "{row} {window} følges af {events} for samme borger ({inside})",
        "{row} is followed {window} by {events} of the same person ({inside})",
    ),
    ("followed_by", True): Text(
        "{row} {window} ikke følges af nogen {events} for samme borger ({inside})",
        "{row} is followed {window} by no {events} of the same person ({inside})",
    ),
    ("preceded_by", False): Text(
        "borgeren {window} har haft {events} ({inside})",
        "the person had {events} {window} ({inside})",
    ),
    ("preceded_by", True): Text(
        "borgeren {window} ikke har haft nogen {events} ({inside})",
        "the person had no {events} {window} ({inside})",
    ),
}


def _bracketed_where(link: Linked, catalogue: Catalogue) -> Text:
    if not link.where:
        return NOTHING
    register = catalogue.registers[link.table]
    said = joined([_say(part, register, catalogue) for part in link.where], "og", "and")
    return fill("hvor {said}; ", "where {said}; ", said=said)


def _uncapitalled(text: Text) -> Text:
    """A sentence as it stands inside another."""
    return Text(uncapital(text.da).rstrip("."), uncapital(text.en).rstrip("."))


# Links -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LinkWords:
    """The parts of what is said of a link: `none` is whether it asks that there be no event."""

    window: Text
    events: Text
    none: bool
    time: Text
    only: Text


def link_words(link: Linked, register: Register, catalogue: Catalogue) -> LinkWords:
    """`register` is that of the row the link goes from."""
    other = catalogue.registers[link.table]
    none = link.times is not None and _allows_none_only(link.times)
    events = words_of(other).rows if none else _number_of_events(link, words_of(other))
    return LinkWords(
        window=window_words(link.within, link.direction),
        events=events,
        none=none,
        time=_time_words(link, register, catalogue),
        only=_ONLY[link.direction] if link.match == "first" else NOTHING,
    )


_ONLY = {
    "followed_by": Text(
        "Der ses kun på den første hændelse i tidsrummet.",
        "Only the first event within that time is looked at.",
    ),
    "preceded_by": Text(
        "Der ses kun på den seneste hændelse i tidsrummet.",
        "Only the latest event within that time is looked at.",
    ),
}


def other_words(link: Linked, register: Register, catalogue: Catalogue) -> Text:
    """The other event, told from the row where both are of one register."""
    words = words_of(catalogue.registers[link.table])
    if link.table != register.table:
        return words.row
    return words.next if link.direction == "followed_by" else words.earlier


def _time_words(link: Linked, register: Register, catalogue: Catalogue) -> Text:
    """'fra opholdet slutter, til det næste ophold begynder': from the earlier to the later."""
    row = _moves(words_of(register).row, moment_words(register, link.from_))
    moment = moment_words(catalogue.registers[link.table], link.to)
    event = _moves(other_words(link, register, catalogue), moment)
    first, last = (row, event) if link.direction == "followed_by" else (event, row)
    return fill("fra {first}, til {last}", "from when {first} until {last}", first=first, last=last)


def _moves(name: Text, moment: Text) -> Text:
    return fill("{name} {moment}", "{name} {moment}", name=name, moment=moment)


def _allows_none_only(times: Limits) -> bool:
    return times.at_most == 0 or (times.less_than is not None and times.less_than <= 1)


def _number_of_events(link: Linked, words: RegisterWords) -> Text:
    """'et sygehusophold', 'mindst 2 sygehusophold', 'præcis et sygehusophold'."""
    times = link.times
    if times is None:
        return words.one
    if times.low is not None and times.low == times.high:
        return _counted_events(Text("præcis", "exactly"), times.low, words)
    limits = (
        (times.at_least, Text("mindst", "at least")),
        (times.more_than, Text("flere end", "more than")),
        (times.at_most, Text("højst", "at most")),
        (times.less_than, Text("færre end", "fewer than")),
    )
    said = [(limit, value) for value, limit in limits if value is not None]
    if len(said) == 1:
        return _counted_events(*said[0], words)
    numbers = joined([_pair(limit, _shown(value)) for limit, value in said], "og", "and")
    return _pair(numbers, words.rows)


def _counted_events(limit: Text, value: Decimal, words: RegisterWords) -> Text:
    if value != 1:
        return _pair(_pair(limit, _shown(value)), words.rows)
    single = words.one.en.removeprefix("an ").removeprefix("a ")
    return _pair(limit, Text(words.one.da, f"one {single}"))


def _pair(first: Text, second: Text) -> Text:
    return fill("{first} {second}", "{first} {second}", first=first, second=second)


# Limits and windows ------------------------------------------------------------------------------


def limit_words(limits: Limits) -> Text:
    """'mindst 65 og under 80'."""
    if limits.at_least is not None and limits.at_least == limits.at_most:
        return _shown(limits.at_least)
    named = (
        (limits.at_least, Text("mindst", "at least")),
        (limits.more_than, Text("over", "more than")),
        (limits.at_most, Text("højst", "at most")),
        (limits.less_than, Text("under", "less than")),
    )
    said = [_pair(limit, _shown(value)) for value, limit in named if value is not None]
    return joined(said, "og", "and")


def _shown(value: Decimal) -> Text:
    return Text(str(value).replace(".", ","), str(value))


def window_words(window: Window, direction: str = "followed_by") -> Text:
    """'mere end 4 timer og højst 30 dage senere'; a window from 0 on needs no beginning."""
    before = _edge_words(window.before, Text("højst", "at most"), Text("under", "less than"))
    if window.after.amount == 0 and not window.after.strict:
        if window.before.amount == 0:
            return _SAME[window.before.unit]
        return _pair(before, _THEN[direction])
    after = _edge_words(window.after, Text("mindst", "at least"), Text("mere end", "more than"))
    return _pair(joined([after, before], "og", "and"), _THEN[direction])


_THEN = {
    "followed_by": Text("senere", "later"),
    "preceded_by": Text("tidligere", "earlier"),
}
_SAME = {
    "hours": Text("på samme tidspunkt", "at the same moment"),
    "days": Text("samme dag", "on the same day"),
    "weeks": Text("i samme kalenderuge", "in the same calendar week"),
}


def _edge_words(edge: Edge, open_: Text, strict: Text) -> Text:
    several, single = _UNITS[edge.unit]
    unit = single if edge.amount == 1 else several
    limit = strict if edge.strict else open_
    return _pair(_pair(limit, Text(str(edge.amount), str(edge.amount))), unit)


_UNITS = {
    "hours": (Text("timer", "hours"), Text("time", "hour")),
    "days": (Text("dage", "days"), Text("dag", "day")),
    "weeks": (Text("kalenderuger", "calendar weeks"), Text("kalenderuge", "calendar week")),
}


# Names -------------------------------------------------------------------------------------------


def words_of(register: Register) -> RegisterWords:
    assert register.words is not None, f"{register.table} has no words; the reader asks for them"
    return register.words


def moment_words(register: Register, name: str) -> Text:
    return dict(words_of(register).moments)[name]


def meaning_words(register: Register, name: str) -> Text:
    """What a column is called inside a sentence: as the card says, or its meaning without notes."""
    column = register.column(name)
    assert column is not None, (register.table, name)
    if register.words is not None and name in dict(register.words.columns):
        return dict(register.words.columns)[name]
    return Text(_without_notes(column.meaning.da), _without_notes(column.meaning.en))


def _without_notes(meaning: str) -> str:
    for mark in (" (", ": ", "; "):
        meaning = meaning.split(mark)[0]
    return uncapital(meaning)
