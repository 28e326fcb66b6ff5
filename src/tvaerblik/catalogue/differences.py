"""What differs between two versions of a definition, clause by clause, in words.

Each difference says whether it can move the number, which is whether it is in the digest.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import singledispatch
from typing import Any

from tvaerblik.catalogue.clauses import FACTS, INDICATOR_CLAUSES, MEASURE, NAMES
from tvaerblik.catalogue.codelists import Codelist
from tvaerblik.catalogue.differences_of_measures import Part, parts_that_differ, side_of
from tvaerblik.catalogue.digest import MOVES_NUMBERS, codelists_of, digest_of
from tvaerblik.catalogue.language import (
    Annotation,
    Change,
    Indicator,
    National,
    Owner,
    Phase,
    Standardise,
    Standing,
    Target,
)
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.phrases import capital, days, joined
from tvaerblik.catalogue.register_facts import RegisterFacts, register_facts
from tvaerblik.catalogue.registers import Register
from tvaerblik.catalogue.spoken_values import value_words
from tvaerblik.catalogue.standards import Standard
from tvaerblik.core.texts import Text


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
        *_of_measures(before, after, then, now),
        *_of_components(before, after, then, now),
        *_of_standards(before, after, then, now),
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


def _of_measures(
    before: Indicator, after: Indicator, then: Catalogue, now: Catalogue
) -> Iterator[Difference]:
    for part in parts_that_differ(side_of(before, then), side_of(after, now)):
        yield Difference(part.clause, _part_words(part), True)


def _part_words(part: Part) -> Text:
    if part.before is None and part.after is not None:
        return _said("Nyt krav", "Newly asked", part.after)
    if part.after is None and part.before is not None:
        return _said("Ikke længere et krav", "No longer asked", part.before)
    assert part.before is not None and part.after is not None, part
    return _changed(part.label, part.before, part.after)


def _of_components(
    before: Indicator, after: Indicator, then: Catalogue, now: Catalogue
) -> Iterator[Difference]:
    """A composed figure moves with the indicators it is made of."""
    old = {part.id: part for part in then.components(before)}
    for part in now.components(after):
        if part is after or part.id not in old:
            continue
        if digest_of(old[part.id], then) != digest_of(part, now):
            yield Difference(
                MEASURE,
                Text(
                    f"Indikatoren »{part.title.da}«, som tallet er sat sammen af, er ændret.",
                    f"The indicator '{part.title.en}' that the figure is made of has changed.",
                ),
                True,
            )


def _of_standards(
    before: Indicator, after: Indicator, then: Catalogue, now: Catalogue
) -> Iterator[Difference]:
    if before.standardise is None or after.standardise is None:
        return
    if before.standardise.standard == after.standardise.standard:
        name = after.standardise.standard
        yield from _of_standard(then.standards[name], now.standards[name])


def _of_standard(before: Standard, after: Standard) -> Iterator[Difference]:
    clause = Text(
        f"Standardbefolkningen »{after.title.da}«", f"The standard population '{after.title.en}'"
    )
    if before.persons != after.persons:
        yield Difference(clause, Text("Vægtene er ændret.", "The weights have changed."), True)
    for label, one, other in (
        (Text("version", "version"), before.version, after.version),
        (Text("titel", "title"), before.title, after.title),
        (Text("kilde", "source"), before.source, after.source),
        (Text("note", "note"), before.note, after.note),
    ):
        if one != other:
            yield Difference(clause, _changed(label, spoken(one), spoken(other)), False)


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
    """Of the tables both rest on; another use of a register is said as a change of the measure."""
    old, new = register_facts(before, then), register_facts(after, now)
    for table in old:
        if table in new:
            yield from _of_register(now.registers[table], old[table], new[table])


def _of_register(
    register: Register, before: RegisterFacts, after: RegisterFacts
) -> Iterator[Difference]:
    clause = Text(f"Registret »{register.title.da}«", f"The register '{register.title.en}'")
    for name in dict.fromkeys((*before.fixed, *after.fixed)):
        pair = before.fixed.get(name), after.fixed.get(name)
        if pair[0] != pair[1]:
            label = FACTS.get(name, Text(f"»{name}«", f"'{name}'"))
            yield Difference(clause, _changed(label, *map(_as_written, pair)), True)
    for name, type_ in before.columns.items():
        if name in after.columns and after.columns[name] != type_:
            label = Text(f"typen af »{name}«", f"the type of '{name}'")
            words = _as_written(type_), _as_written(after.columns[name])
            yield Difference(clause, _changed(label, *words), True)


def _as_written(fact: str | None) -> Text:
    return spoken(None) if fact is None else Text(fact, fact)


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
        yield from _of_list(name, before, after)
    elif name.endswith("_days"):
        yield _from_to(days(before), days(after))
    elif isinstance(before, _WALKED) and type(before) is type(after):
        for field in fields(before):
            pair = (getattr(before, field.name), getattr(after, field.name))
            if pair[0] != pair[1]:
                words = (spoken(part, field.name) for part in pair)
                yield _changed(NAMES[type(before)][field.name], *words)
    else:
        yield _from_to(spoken(before, name), spoken(after, name))


_WALKED = (National, Standing, Standardise)


def _of_list(name: str, before: tuple[Any, ...], after: tuple[Any, ...]) -> Iterator[Text]:
    new = [item for item in after if item not in before]
    gone = [item for item in before if item not in after]
    if len(new) == len(gone) == 1:
        yield _from_to(spoken(gone[0], name), spoken(new[0], name))
        return
    for da, en, items in (("Tilføjet", "Added", new), ("Fjernet", "Removed", gone)):
        for item in items:
            yield _said(da, en, spoken(item, name))
    if not new and not gone:
        yield Text("Rækkefølgen er en anden.", "The order is another.")


# Sentences ---------------------------------------------------------------------------------------


def _said(da: str, en: str, what: Text) -> Text:
    return Text(_ended(f"{da}: {what.da}"), _ended(f"{en}: {what.en}"))


def _changed(label: Text, before: Text, after: Text) -> Text:
    change = _from_to(before, after)
    return Text(f"{capital(label.da)}: {change.da}", f"{capital(label.en)}: {change.en}")


def _from_to(before: Text, after: Text) -> Text:
    """Where only one language changed, the other says so instead of showing the same twice."""
    da = f"fra »{before.da}« til »{after.da}«."
    en = f"from '{before.en}' to '{after.en}'."
    if before.da == after.da:
        da = "kun den engelske tekst er ændret."
    if before.en == after.en:
        en = "only the Danish text changed."
    return Text(da, en)


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith(".") else f"{sentence}."


@singledispatch
def spoken(value: Any, field: str = "") -> Text:
    """A value of a definition as it is said in a difference; `field` is where it stands."""
    if isinstance(value, tuple):
        return joined([spoken(part, field) for part in value], "og", "and")
    if is_dataclass(value) and not isinstance(value, type):
        parts = [spoken(getattr(value, part.name), part.name) for part in fields(value)]
        return Text(", ".join(part.da for part in parts), ", ".join(part.en for part in parts))
    return value_words(value, field)


@spoken.register
def _(value: Text, field: str = "") -> Text:
    return value


@spoken.register
def _(value: Owner, field: str = "") -> Text:
    return Text(
        f"{value.body} ({value.sector}) fra {value.from_}",
        f"{value.body} ({value.sector}) from {value.from_}",
    )


@spoken.register
def _(value: Target, field: str = "") -> Text:
    return Text(
        f"{value.value} for {value.unit} fra {value.from_}, {value.source.da}",
        f"{value.value} for {value.unit} from {value.from_}, {value.source.en}",
    )


@spoken.register
def _(value: Annotation, field: str = "") -> Text:
    kind = value_words(value.kind, "kind")
    return Text(
        f"{value.date}, {kind.da}: {value.text.da}", f"{value.date}, {kind.en}: {value.text.en}"
    )


@spoken.register
def _(value: Phase, field: str = "") -> Text:
    whose = "alle enheder" if value.unit is None else value.unit
    whose_en = "all units" if value.unit is None else value.unit
    return Text(
        f"{whose} fra {value.from_} ({value.by}, {value.on}): {value.reason.da}",
        f"{whose_en} from {value.from_} ({value.by}, {value.on}): {value.reason.en}",
    )


@spoken.register
def _(value: Change, field: str = "") -> Text:
    return Text(
        f"{value.version}, {value.date} ({value.reason}): {value.text.da}",
        f"{value.version}, {value.date} ({value.reason}): {value.text.en}",
    )
