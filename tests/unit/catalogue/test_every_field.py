"""Whatever differs between two definitions is said in one sentence and moves the digest when it can move
the number: every field of every part of the language, by reflection."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

from support.changed import NOT_COMPARED, changed_once
from support.spelled import SPELLED, spelled_catalogue
from tvaerblik.catalogue import conditions, language, measures
from tvaerblik.catalogue.clauses import INDICATOR_CLAUSES, NAMES
from tvaerblik.catalogue.differences import differences
from tvaerblik.catalogue.digest import MOVES_NUMBERS, digest_of
from tvaerblik.catalogue.language import (
    Annotation,
    Indicator,
    National,
    Standing,
    Target,
)
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.spoken_values import BY_FIELD, SPOKEN_VALUES
from tvaerblik.core.texts import Text


def classes() -> list[type]:
    """Every frozen value that a definition is made of."""
    found = {
        value: None
        for module in (conditions, measures, language)
        for value in vars(module).values()
        if isinstance(value, type) and is_dataclass(value) and value is not Text
    }
    return list(found)


def literals(hint: Any) -> Iterator[str]:
    if get_origin(hint) is Literal:
        yield from get_args(hint)
    else:
        for part in get_args(hint):
            yield from literals(part)


@pytest.mark.parametrize("owner", classes(), ids=lambda owner: owner.__name__)
def test_every_field_has_a_name(owner: type) -> None:
    assert set(NAMES[owner]) == {field.name for field in fields(owner)}


@pytest.mark.parametrize("owner", classes(), ids=lambda owner: owner.__name__)
def test_every_choice_has_words(owner: type) -> None:
    for name, hint in get_type_hints(owner).items():
        for value in literals(hint):
            assert (name, value) in BY_FIELD or value in SPOKEN_VALUES, (owner, name, value)


def test_every_field_of_an_indicator_is_compared() -> None:
    spoken_elsewhere = {"id", "version", "measure"}
    assert set(INDICATOR_CLAUSES) == {field.name for field in fields(Indicator)} - spoken_elsewhere


@pytest.fixture(scope="module")
def catalogue(definitions: Path, tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    found = spelled_catalogue(definitions, tmp_path_factory.mktemp("spelled") / "definitions")
    other = replace(found.standards["esp2013"], id="andet", title=Text("Andet", "Other"))
    return replace(found, standards={**found.standards, "andet": other})


def full(indicator: Indicator) -> Indicator:
    """With something in every list around the measure, and room in time for any window."""
    return replace(
        indicator,
        status="paused",
        standing=Standing("styregruppen", indicator.reviewed, Text("Hvile", "Rest"), "ny"),
        national=National("deviates", "esundhed", Text("Anden alder", "Another age")),
        targets=(Target("danmark", indicator.reviewed, Decimal(1), Text("Mål", "Target")),),
        annotations=(Annotation(indicator.reviewed, "break", Text("Brud", "Break")),),
        settle_days=9999,
        look_back_days=9999,
    )


@pytest.mark.parametrize("id_", SPELLED)
def test_a_change_anywhere_is_one_sentence_that_says_whether_numbers_can_move(
    id_: str, catalogue: Catalogue
) -> None:
    before = full(catalogue.get(id_))
    digest = digest_of(before, catalogue)
    for place, after in changed_once(before, catalogue):
        found = differences(before, after, catalogue, catalogue)
        assert len(found) == 1, (place, [difference.what.da for difference in found])
        moved = digest_of(after, catalogue) != digest
        assert found[0].moves == moved, (place, found[0].what.da)
        assert moved == (before.measure != after.measure or _moves(place)), place
        _check_sentence(found[0].what, place)


def _moves(place: tuple[type, str]) -> bool:
    owner, name = place
    return owner.__name__ == "Standardise" or (owner is Indicator and name in MOVES_NUMBERS)


def _check_sentence(what: Text, place: tuple[type, str]) -> None:
    for said in (what.da, what.en):
        assert said.endswith("."), (place, said)
        assert not re.search(r"[A-Za-z]_[A-Za-z]|\bNone\b|\(\)|Text\(", said), (place, said)
    assert "order" not in what.en or "tuple" in str(get_type_hints(place[0])[place[1]]), what.en
    assert what.da != what.en


def test_every_field_was_changed_by_some_definition(catalogue: Catalogue) -> None:
    places = {
        place for id_ in SPELLED for place, _ in changed_once(full(catalogue.get(id_)), catalogue)
    }
    every = {
        (owner, name)
        for owner in classes()
        for name, hint in get_type_hints(owner).items()
        if not _has_parts(hint)
    }
    assert every - places - NOT_COMPARED == set()


def _has_parts(hint: Any) -> bool:
    """Changed by what is inside it, which has fields of its own."""
    if get_origin(hint) is tuple:
        return False
    return (is_dataclass(hint) and hint is not Text) or any(map(_has_parts, get_args(hint)))
