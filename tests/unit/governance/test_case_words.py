"""Every stage, colour, kind and level that the database knows has its words on the pages."""

import pytest

from tvaerblik.governance.cases.kinds import Colour, EntryKind
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.organisation.kinds import BodyKind, Capacity, Level
from tvaerblik.presentation.pages.case_texts import TEXTS

FAMILIES = {
    "stage": Stage,
    "colour": Colour,
    "means": Colour,
    "entry": EntryKind,
    "body": BodyKind,
    "level": Level,
    "capacity": Capacity,
}


@pytest.mark.parametrize("family", FAMILIES)
def test_all_of_a_family_have_words_and_nothing_else_does(family: str) -> None:
    words = {key.partition("_")[2] for key in TEXTS if key.startswith(f"{family}_")}
    assert words == set(FAMILIES[family].values)


@pytest.mark.parametrize("family", ["stage", "entry", "body", "level", "capacity"])
def test_the_words_are_those_of_the_database(family: str) -> None:
    for choice in FAMILIES[family]:
        assert TEXTS[f"{family}_{choice}"].da == choice.label
