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
    Phase,
    RowSet,
    Standing,
    Stock,
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
        chart="i",
        phases=(
            Phase(indicator.reviewed, None, 24, "klyngen", indicator.reviewed, Text("Ny", "New")),
        ),
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


# What stands in other files ------------------------------------------------------------------------


def with_register(catalogue: Catalogue, table: str, **changes: Any) -> Catalogue:
    register = replace(catalogue.registers[table], **changes)
    return replace(catalogue, registers={**catalogue.registers, table: register})


def with_type(catalogue: Catalogue, table: str, column: str, type_: str) -> Catalogue:
    columns = tuple(
        replace(c, type=type_) if c.name == column else c
        for c in catalogue.registers[table].columns
    )
    return with_register(catalogue, table, columns=columns)


def said(id_: str, then: Catalogue, now: Catalogue) -> list[tuple[str, bool]]:
    """The sentences, and whether the digest moved: the two must agree."""
    found = differences(then.get(id_), now.get(id_), then, now)
    moved = digest_of(then.get(id_), then) != digest_of(now.get(id_), now)
    assert moved == any(difference.moves for difference in found)
    return [(difference.what.da, difference.moves) for difference in found]


def test_what_a_register_says_of_rows_moves_numbers(catalogue: Catalogue) -> None:
    clinic = (("residence", "residence"), ("clinic", "residence"))
    changes = {
        "Slags register: fra »events« til »snapshot«.": {"kind": "snapshot"},
        "Kolonnen med klinik: fra »clinic« til »residence«.": {"places": clinic},
        "»version«: fra »intet« til »2«.": {"parameters": (("version", "2"),)},
        "Det, der kendetegner en række: fra »service_id« til »person«.": {"key": ("person",)},
    }
    for sentence, change in changes.items():
        now = with_register(catalogue, "gp_service", **change)
        assert said("count-clinic", catalogue, now) == [(sentence, True)]
        assert said("count", catalogue, now) == []


def test_the_type_of_a_column_moves_numbers_where_it_is_used(catalogue: Catalogue) -> None:
    now = with_type(catalogue, "nursing_home_doctor", "valid_to", "instant")
    assert said("stock", catalogue, now) == [
        ("Typen af »valid_to«: fra »date« til »instant«.", True)
    ]
    assert said("mean-column", catalogue, now) == []


def test_the_tables_a_register_is_derived_from_count_too(catalogue: Catalogue) -> None:
    now = with_type(catalogue, "hospital_contact", "ended", "date")
    assert [moves for _, moves in said("count-stays", catalogue, now)] == [True]


def test_registers_that_a_derived_one_is_made_from_by_way_of_another_count_too(
    catalogue: Catalogue,
) -> None:
    of = RowSet("ready_for_discharge", (), "started", "residence")
    waits = replace(
        catalogue.get("stock-nights"), measure=Stock(of, "ended", "last_day", "exclude")
    )
    stays = catalogue.registers["hospital_stay"].parameters
    now = with_register(catalogue, "hospital_stay", parameters=(*stays, ("version", "x")))
    late = with_type(catalogue, "hospital_contact", "ended", "date")
    digests = {digest_of(waits, seen) for seen in (catalogue, now, late)}
    assert len(digests) == 3


def test_words_of_a_register_move_nothing(catalogue: Catalogue) -> None:
    now = with_register(
        catalogue, "gp_service", title=Text("Andet", "Other"), retention="1 år", words=None
    )
    assert said("count-clinic", catalogue, now) == []


def test_the_weights_of_a_standard_move_numbers(catalogue: Catalogue) -> None:
    standard = catalogue.standards["esp2013"]
    persons = ((*standard.persons[0][:2], 1), *standard.persons[1:])
    for change, told in (
        ({"persons": persons}, [("Vægtene er ændret.", True)]),
        ({"version": "2"}, [("Version: fra »1.0.0« til »2«.", False)]),
    ):
        changed = replace(standard, **change)
        now = replace(catalogue, standards={**catalogue.standards, "esp2013": changed})
        assert said("rate-standardised", catalogue, now) == told
        assert said("rate", catalogue, now) == []


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        ("ratio", "sum-bed-days"),
        ("ratio", "count-stays"),
        ("observed", "rate-standardised"),
    ],
)
def test_a_composed_figure_moves_with_its_parts(
    whole: str, part: str, catalogue: Catalogue
) -> None:
    old = catalogue.get(part)
    measure = replace(old.measure, unknown="fail")
    now = replace(
        catalogue, indicators={**catalogue.indicators, part: replace(old, measure=measure)}
    )
    sentence = f"Indikatoren »{old.title.da}«, som tallet er sat sammen af, er ændret."
    assert said(whole, catalogue, now) == [(sentence, True)]
    words = replace(old, theme="andet")
    now = replace(catalogue, indicators={**catalogue.indicators, part: words})
    assert said(whole, catalogue, now) == []


def test_where_units_belong_is_no_part_of_a_definition(catalogue: Catalogue) -> None:
    """Every figure says itself which organisation it is counted in."""
    units = replace(catalogue.units, memberships=catalogue.units.memberships[1:])
    assert said("count", catalogue, replace(catalogue, units=units)) == []
