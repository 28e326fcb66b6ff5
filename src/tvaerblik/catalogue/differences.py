"""What differs between two versions of a definition, clause by clause, in words.

Each difference says whether it can move the number, which is whether it is in the digest.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import singledispatch
from typing import Any

from tvaerblik.catalogue.clauses import INDICATOR_CLAUSES, MEASURE_CLAUSES, SPOKEN_VALUES
from tvaerblik.catalogue.codelists import Codelist
from tvaerblik.catalogue.digest import MOVES_NUMBERS, codelists_of, digest_of
from tvaerblik.catalogue.language import (
    Annotation,
    Change,
    Condition,
    Counted,
    Indicator,
    Linked,
    Measure,
    Owner,
    Proportion,
    Target,
    Window,
)
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.registers import Register
from tvaerblik.catalogue.words import condition_words, window_words
from tvaerblik.core.texts import Text

NUMERATOR, DENOMINATOR = Text("Tæller", "Numerator"), Text("Nævner", "Denominator")
MEASURE = Text("Mål", "Measure")


@dataclass(frozen=True, slots=True)
class Difference:
    """`what` is a sentence with a full stop; `moves` is whether the number can become another."""

    clause: Text
    what: Text
    moves: bool


def differences(
    before: Indicator, after: Indicator, then: Catalogue, now: Catalogue
) -> tuple[Difference, ...]:
    """`then` is the catalogue of `before`, `now` that of `after`: code lists and registers count too."""
    found = [
        *_Measures(before, after, then, now).differences(),
        *_of_codelists(before, after, then, now),
        *_of_registers(before, after, then, now),
        *_of_fields(before, after),
    ]
    moved = digest_of(before, then) != digest_of(after, now)
    if moved and not any(difference.moves for difference in found):
        # The order of conditions or codes, for instance: nobody's number moves, but an approval
        # is bound to the digest and must be given anew.
        found.append(
            Difference(
                MEASURE,
                Text(
                    "Det samme står i en anden rækkefølge, så fingeraftrykket er et andet.",
                    "The same is said in another order, so the digest is another.",
                ),
                True,
            )
        )
    return tuple(found)


class _Measures:
    """The two measures walked side by side; whatever the language holds is compared."""

    def __init__(
        self, before: Indicator, after: Indicator, then: Catalogue, now: Catalogue
    ) -> None:
        self.before, self.after, self.then, self.now = before, after, then, now

    def differences(self) -> list[Difference]:
        before, after = self.before.measure, self.after.measure
        if type(before) is not type(after):
            words = [spoken(type(measure).__name__.lower()) for measure in (before, after)]
            return [Difference(MEASURE, _changed(Text("slags", "kind"), *words), True)]
        shares = isinstance(before, Proportion)
        tables = (self._rows_table(before), self._rows_table(after))
        clauses = {
            "of": DENOMINATOR if shares else NUMERATOR,
            "having": NUMERATOR,
            "population_where": DENOMINATOR,
            "denominator": DENOMINATOR,
            "per": DENOMINATOR,
        }
        return [
            difference
            for field in fields(before)
            for difference in self._walk(
                getattr(before, field.name),
                getattr(after, field.name),
                field.name,
                clauses.get(field.name, MEASURE),
                tables if field.name == "having" else None,
            )
        ]

    @staticmethod
    def _rows_table(measure: Measure) -> str:
        return measure.of.table if isinstance(measure, Counted) else ""

    def _walk(
        self,
        before: Any,
        after: Any,
        name: str,
        clause: Text,
        tables: tuple[str, str] | None = None,
    ) -> Iterator[Difference]:
        if before == after:
            return
        if name in ("where", "population_where", "having"):
            both = tables or ("population", "population")
            yield from self._conditions(before, after, both, clause)
        elif isinstance(before, Window) and isinstance(after, Window):
            words = (window_words(before), window_words(after))
            yield Difference(clause, _changed(MEASURE_CLAUSES["within"], *words), True)
        elif is_dataclass(before) and type(before) is type(after):
            inside = (getattr(before, "table", ""), getattr(after, "table", ""))
            for field in fields(before):
                pair = (getattr(before, field.name), getattr(after, field.name))
                yield from self._walk(*pair, field.name, clause, inside)
        else:
            label = MEASURE_CLAUSES.get(name, Text(name, name))
            yield Difference(clause, _changed(label, spoken(before), spoken(after)), True)

    def _conditions(
        self,
        before: tuple[Condition, ...],
        after: tuple[Condition, ...],
        tables: tuple[str, str],
        clause: Text,
    ) -> Iterator[Difference]:
        gone = [condition for condition in before if condition not in after]
        new = [condition for condition in after if condition not in before]
        for old in list(gone):
            twin = next((other for other in new if _subject(other) == _subject(old)), None)
            if twin is not None:
                gone.remove(old)
                new.remove(twin)
                if isinstance(old, Linked) and isinstance(twin, Linked):
                    yield from self._walk(old, twin, "", clause)
                    continue
                said = condition_words(old, tables[0], self.then)
                says = condition_words(twin, tables[1], self.now)
                label = Text("betingelsen", "the condition")
                yield Difference(clause, _changed(label, said, says), True)
        for condition in gone:
            said = condition_words(condition, tables[0], self.then)
            yield Difference(clause, _said("Ikke længere et krav", "No longer asked", said), True)
        for condition in new:
            said = condition_words(condition, tables[1], self.now)
            yield Difference(clause, _said("Nyt krav", "Newly asked", said), True)


def _subject(condition: Condition) -> tuple[type, str]:
    """Two conditions on the same thing are one that changed, not one gone and one new."""
    return type(condition), getattr(condition, "column", getattr(condition, "direction", ""))


# Code lists and registers ------------------------------------------------------------------------


def _of_codelists(
    before: Indicator, after: Indicator, then: Catalogue, now: Catalogue
) -> Iterator[Difference]:
    for name in sorted(codelists_of(before) & codelists_of(after)):
        yield from _of_codelist(then.codelists[name], now.codelists[name])


def _of_codelist(before: Codelist, after: Codelist) -> Iterator[Difference]:
    clause = Text(f"Kodelisten »{after.title.da}«", f"The code list '{after.title.en}'")
    for da, en, codes in (
        ("Koder tilføjet", "Codes added", _missing(after, before)),
        ("Koder fjernet", "Codes removed", _missing(before, after)),
    ):
        if codes:
            yield Difference(clause, _said(da, en, Text(codes, codes)), True)
    old, new = ({code.code: code for code in codes.codes} for codes in (before, after))
    changed = ", ".join(code for code in new if code in old and old[code] != new[code])
    if changed:
        said = Text(changed, changed)
        yield Difference(
            clause, _said("Tekst eller gyldighed ændret", "Text or validity changed", said), False
        )
    for label, one, other in (
        (Text("version", "version"), before.version, after.version),
        (Text("titel", "title"), before.title, after.title),
        (Text("ejer", "owner"), before.owner, after.owner),
        (Text("status", "status"), before.status, after.status),
    ):
        if one != other:
            yield Difference(clause, _changed(label, spoken(one), spoken(other)), False)


def _missing(here: Codelist, there: Codelist) -> str:
    known = set(there.prefixes)
    return ", ".join(f"{code.code} {code.text}" for code in here.codes if code.code not in known)


def _of_registers(
    before: Indicator, after: Indicator, then: Catalogue, now: Catalogue
) -> Iterator[Difference]:
    for table in before.tables:
        if table in after.tables:
            yield from _of_register(then.registers[table], now.registers[table])


def _of_register(before: Register, after: Register) -> Iterator[Difference]:
    clause = Text(f"Registret »{after.title.da}«", f"The register '{after.title.en}'")
    old, new = before.parameter, after.parameter
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            words = (spoken(old.get(name)), spoken(new.get(name)))
            yield Difference(clause, _changed(Text(f"»{name}«", f"'{name}'"), *words), True)


# The other fields --------------------------------------------------------------------------------


def _of_fields(before: Indicator, after: Indicator) -> Iterator[Difference]:
    for name, clause in INDICATOR_CLAUSES.items():
        one, other = getattr(before, name), getattr(after, name)
        if one != other:
            moves = name in MOVES_NUMBERS
            for what in _of_field(name, one, other):
                yield Difference(clause, what, moves)


def _of_field(name: str, before: Any, after: Any) -> Iterator[Text]:
    if isinstance(before, tuple):
        yield from _of_list(before, after)
    elif name.endswith("_days"):
        yield _from_to(_days(before), _days(after))
    elif name == "national":
        for field in fields(before):
            pair = (getattr(before, field.name), getattr(after, field.name))
            if pair[0] != pair[1]:
                yield _from_to(spoken(pair[0]), spoken(pair[1]))
    else:
        yield _from_to(spoken(before), spoken(after))


def _of_list(before: tuple[Any, ...], after: tuple[Any, ...]) -> Iterator[Text]:
    for da, en, items in (
        ("Tilføjet", "Added", [item for item in after if item not in before]),
        ("Fjernet", "Removed", [item for item in before if item not in after]),
    ):
        for item in items:
            yield _said(da, en, spoken(item))
    if set(before) == set(after):
        yield Text("Rækkefølgen er en anden.", "The order is another.")


# Sentences ---------------------------------------------------------------------------------------


def _said(da: str, en: str, what: Text) -> Text:
    return Text(_ended(f"{da}: {what.da}"), _ended(f"{en}: {what.en}"))


def _changed(label: Text, before: Text, after: Text) -> Text:
    change = _from_to(before, after)
    return Text(f"{_capital(label.da)}: {change.da}", f"{_capital(label.en)}: {change.en}")


def _from_to(before: Text, after: Text) -> Text:
    """Where only one language changed, the other says so instead of showing the same twice."""
    da = f"fra »{before.da}« til »{after.da}«."
    en = f"from '{before.en}' to '{after.en}'."
    if before.da == after.da:
        da = "kun den engelske tekst er ændret."
    if before.en == after.en:
        en = "only the Danish text changed."
    return Text(da, en)


def _days(count: int) -> Text:
    return Text("1 dag", "1 day") if count == 1 else Text(f"{count} dage", f"{count} days")


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith(".") else f"{sentence}."


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


@singledispatch
def spoken(value: Any) -> Text:
    """A value of a definition as it is said in a difference."""
    if value is None:
        return Text("intet", "nothing")
    if is_dataclass(value):
        parts = [spoken(getattr(value, field.name)) for field in fields(value)]
        return Text(", ".join(part.da for part in parts), ", ".join(part.en for part in parts))
    text = str(value)
    return SPOKEN_VALUES.get(text) or Text(text, text)


@spoken.register
def _(value: Text) -> Text:
    return value


@spoken.register
def _(value: Owner) -> Text:
    return Text(
        f"{value.body} ({value.sector}) fra {value.from_}",
        f"{value.body} ({value.sector}) from {value.from_}",
    )


@spoken.register
def _(value: Target) -> Text:
    return Text(
        f"{value.value} for {value.unit} fra {value.from_}, {value.source.da}",
        f"{value.value} for {value.unit} from {value.from_}, {value.source.en}",
    )


@spoken.register
def _(value: Annotation) -> Text:
    return Text(f"{value.date}: {value.text.da}", f"{value.date}: {value.text.en}")


@spoken.register
def _(value: Change) -> Text:
    return Text(f"{value.version}: {value.text.da}", f"{value.version}: {value.text.en}")
