"""A good example is written and changed, as a draft; each time a new version, and the others are kept."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.core.errors import BadInput, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import hold_log
from tvaerblik.governance.examples.content import ExampleContent, as_json
from tvaerblik.governance.examples.kinds import ExampleState, Profession, Sector
from tvaerblik.governance.examples.models import Example, ExampleVersion
from tvaerblik.governance.freetext import check_line, check_prose
from tvaerblik.governance.logged import change, locked
from tvaerblik.governance.organisation.asking import body
from tvaerblik.governance.permissions_of_outreach import (
    check_may_change_example,
    check_may_write_example,
)
from tvaerblik.governance.policies_of_outreach import check_can_become

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})
LONGEST_ADDRESS = 70  # characters, so that there is room for a number after it
# The columns' name of a draft's first entry and of those after it
WRITTEN, CHANGED = "oprettet", "rettet"
MOST_CHOSEN = 20


def write_example(said: ExampleContent, *, catalogue: Catalogue, by: Any) -> Example:
    """Its address is made of its title, once and for all."""
    check_may_write_example(by)
    _check(said, catalogue)
    with transaction.atomic():
        hold_log()
        example = Example(id=_free_address(said.title), author=actor_of(by).name)
        example.save(force_insert=True)
        _add_version(example, said, WRITTEN, by)
    return example


def change_example(
    id_: str, said: ExampleContent, *, seen: int, catalogue: Catalogue, by: Any
) -> Example:
    """It is a draft again; what is published stays until the new version is published too."""
    _check(said, catalogue)
    with transaction.atomic():
        example = locked(Example.objects.filter(pk=id_), seen=seen, unknown=unknown_example(id_))
        check_may_change_example(by, example)
        if example.state != ExampleState.KLADDE:
            check_can_become(example, ExampleState.KLADDE)
            example.state = ExampleState.KLADDE
        _add_version(example, said, CHANGED, by)
    return example


def unknown_example(id_: str) -> Problem:
    return Problem(
        "G-EXAMPLE",
        Text(f"Der er intet eksempel »{id_}«.", f"There is no example '{id_}'."),
        Text("Vælg et fra listen.", "Choose one from the list."),
    )


def _add_version(example: Example, said: ExampleContent, kind: str, by: Any) -> None:
    number = example.versions.count() + 1
    ExampleVersion.objects.create(
        example=example, number=number, said=as_json(said), by=actor_of(by).name
    )
    change(example, kind, {"version": number, **as_json(said)}, by=by)


def _free_address(title: str) -> str:
    """Of two with the same title the second has a number."""
    start = slugify(title.translate(_LETTERS))[:LONGEST_ADDRESS].strip("-") or "eksempel"
    if start in ("nyt",):  # the address of the form
        start = f"eksempel-{start}"
    taken = set(Example.objects.filter(pk__startswith=start).values_list("pk", flat=True))
    numbered = (f"{start}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (start, *numbered) if one not in taken)


def _check(said: ExampleContent, catalogue: Catalogue) -> None:
    """Raises BadInput, and NotKnown for an indicator, a unit or a body that is not there."""
    check_line(said.title)
    for text in said.prose:
        check_prose(text)
    _check_chosen(said.sectors, Sector.values)
    _check_chosen(said.professions, Profession.values)
    for indicator in _few(said.indicators):
        catalogue.get(indicator)
    for id_ in _few((*said.bodies, *filter(None, [said.contact]))):
        body(id_)
    if said.unit:
        catalogue.units.get(said.unit)
    themes = {one.theme for one in catalogue.indicators.values()}
    _check_chosen(filter(None, [said.theme]), themes)


def _check_chosen(chosen: Iterable[str], offered: Iterable[str]) -> None:
    if not set(chosen) <= set(offered):
        raise BadInput(_not_offered())


def _few(chosen: tuple[str, ...]) -> tuple[str, ...]:
    if len(chosen) > MOST_CHOSEN + 1:
        raise BadInput(_not_offered())
    return chosen


def _not_offered() -> Problem:
    return Problem(
        "G-EXAMPLE-CHOICE",
        Text(
            "Et af valgene står ikke på listen, eller der er valgt for mange.",
            "One of the choices is not on the list, or too many are chosen.",
        ),
        Text(
            f"Vælg fra listerne, højst {MOST_CHOSEN}.",
            f"Choose from the lists, at most {MOST_CHOSEN}.",
        ),
    )
